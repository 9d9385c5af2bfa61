with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'aggregate_statements') }}
),

renamed as (
    select
        run_id,
        statement_id,
        article_version_id,
        low,
        best,
        high,
        actor_id,
        place_id,
        text as statement_text,
        chain_id,
        sent_no,
        char_start,
        char_end,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
