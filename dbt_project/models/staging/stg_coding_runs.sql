with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'coding_runs') }}
),

renamed as (
    select
        run_id,
        known_at,
        coder_kind,
        coder_version,
        codebook_version,
        ledger_row
    from source
)

select * from renamed
