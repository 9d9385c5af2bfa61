with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'mentions') }}
),

renamed as (
    select
        run_id,
        mention_id,
        article_version_id,
        ordinal,
        event_type,
        attack_status,
        is_countable,
        occurred_start,
        occurred_end,
        event_date,
        date_granularity,
        date_basis,
        confidence,
        reason,
        sent_no,
        char_start,
        char_end,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
