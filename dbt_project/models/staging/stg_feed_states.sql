with source as (
    select * from {{ source('ingest', 'feed_states') }}
),

renamed as (
    select
        fetch_id,
        feed_id,
        source_id,
        polled_at,
        status as feed_status,
        reason,
        next_at,
        new_count,
        is_gap,
        last_ok_at,
        last_new_at,
        loaded_at
    from source
)

select * from renamed
