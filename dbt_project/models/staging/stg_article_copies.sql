with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'article_copies') }}
),

renamed as (
    select
        article_version_id,
        copy_no,
        copied_version_id,
        shared_count,
        containment,
        known_from,
        ledger_row
    from source
)

select * from renamed
