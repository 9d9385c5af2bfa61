with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'rejections') }}
),

renamed as (
    select
        entry_id,
        capture_id,
        rejected_at,
        reason,
        detail,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
