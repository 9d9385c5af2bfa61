with source as (
    select * from {{ source('ingest', 'coded_versions') }}
),

renamed as (
    select
        run_id,
        article_version_id,
        status,
        detail,
        loaded_at
    from source
)

select * from renamed
