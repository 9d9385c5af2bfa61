with source as (
    select * from {{ source('ingest', 'article_copies') }}
),

renamed as (
    select
        article_version_id,
        copy_no,
        copied_version_id,
        shared_count,
        containment,
        known_from
    from source
)

select * from renamed
