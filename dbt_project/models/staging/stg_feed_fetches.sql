with source as (
    select * from {{ source('ingest', 'feed_fetches') }}
),

renamed as (
    select
        fetch_id,
        feed_id,
        source_id,
        capture_id,
        polled_at,
        status as http_status,
        size_bytes,
        entry_count,
        is_malformed,
        error,
        loaded_at
    from source
)

select * from renamed
