with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'assertions') }}
),

renamed as (
    select
        run_id,
        assertion_id,
        mention_id,
        field,
        value,
        text as value_text,
        low,
        best,
        high,
        certainty,
        voice,
        chain_id,
        sent_no,
        char_start,
        char_end,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
