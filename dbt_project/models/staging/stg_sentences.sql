with source as (
    select
        *,
        rowid as ledger_row
    from {{ source('ingest', 'sentences') }}
),

renamed as (
    select
        article_version_id,
        sent_no,
        para_no,
        char_start,
        char_end,
        section_role,
        ledger_row
    from source
)

select * from renamed
