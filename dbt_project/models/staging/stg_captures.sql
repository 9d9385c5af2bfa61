with source as (
    select * from {{ source('ingest', 'captures') }}
),

renamed as (
    select
        capture_id,
        kind as capture_kind,
        source_id,
        feed_id,
        entry_ids,
        url,
        status,
        error,
        polled_at,
        fetched_at,
        warc_file,
        warc_offset
    from source
)

select * from renamed
