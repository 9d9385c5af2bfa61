with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'wire_items') }}
),

renamed as (
    select
        entry_id,
        item_id,
        source_id,
        capture_id,
        item_no,
        format_name,
        guid,
        version,
        provider,
        pub_status,
        embargoed_until,
        urgency,
        slugline,
        headline,
        ed_note,
        dateline_place,
        dateline_date,
        located,
        subjects,
        marks,
        take_no,
        copyright_holder,
        copyright_notice,
        usage_terms,
        is_keeping_forbidden,
        content_sha256,
        text_sha256,
        modified_at,
        first_seen_at,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
