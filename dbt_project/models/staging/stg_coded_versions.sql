with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'coded_versions') }}
),

renamed as (
    select
        run_id,
        article_version_id,
        status,
        detail,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
