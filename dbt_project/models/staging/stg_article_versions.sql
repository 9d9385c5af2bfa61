with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'article_versions') }}
),

renamed as (
    select
        article_version_id,
        article_id,
        source_id,
        entry_id,
        capture_id,
        version_no,
        change_kind,
        title,
        text,
        text_sha256,
        word_count,
        language,
        published_at,
        published_basis,
        updated_at,
        dateline,
        byline,
        credit,
        first_seen_at,
        loaded_at,
        title_language,
        words_added,
        words_removed,
        text_kind,
        section,
        tags,
        is_free,
        ledger_row
    from source
)

select * from renamed
