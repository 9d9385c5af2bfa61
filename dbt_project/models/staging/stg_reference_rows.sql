with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'reference_rows') }}
),

renamed as (
    select
        seed,
        row_key,
        content,
        known_from,
        ledger_row
    from source
)

select * from renamed
