with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'failures') }}
),

renamed as (
    select
        entry_id,
        capture_id,
        failed_at,
        error,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
