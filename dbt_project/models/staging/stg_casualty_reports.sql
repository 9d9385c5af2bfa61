with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'casualty_reports') }}
),

renamed as (
    select
        run_id,
        report_id,
        mention_id,
        side,
        combatant_status,
        harm,
        report_kind,
        low,
        best,
        high,
        vague_term,
        chain_id,
        sent_no,
        char_start,
        char_end,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
