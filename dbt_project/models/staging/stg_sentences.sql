with source as (
    select * from {{ source('ingest', 'sentences') }}
),

renamed as (
    select
        article_version_id,
        sent_no,
        para_no,
        char_start,
        char_end,
        section_role
    from source
)

select * from renamed
