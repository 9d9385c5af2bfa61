with source as (
    select * from {{ source('ingest', 'rejections') }}
),

renamed as (
    select
        entry_id,
        capture_id,
        rejected_at,
        reason,
        detail,
        loaded_at
    from source
)

select * from renamed
