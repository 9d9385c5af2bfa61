with source as (
    select * from {{ source('ingest', 'article_sketches') }}
),

renamed as (
    select
        article_version_id,
        article_id,
        dated_at,
        standing,
        credited_name,
        loaded_at
    from source
)

select * from renamed
