with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'entries') }}
),

renamed as (
    select
        entry_id,
        item_id,
        source_id,
        feed_id,
        capture_id,
        kind as entry_kind,
        guid,
        version,
        link,
        title,
        published_at,
        published_basis,
        updated_at,
        credit,
        dateline,
        byline,
        language,
        is_correction,
        first_seen_at,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
