with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'articles') }}
),

renamed as (
    select
        article_id,
        source_id,
        canonical_url,
        guid,
        first_seen_at,
        loaded_at,
        ledger_row
    from source
)

select * from renamed
