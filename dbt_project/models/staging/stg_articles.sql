with source as (
    select * from {{ source('ingest', 'articles') }}
),

renamed as (
    select
        article_id,
        source_id,
        canonical_url,
        guid,
        first_seen_at,
        loaded_at
    from source
)

select * from renamed
