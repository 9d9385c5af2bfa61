with source as (
    select * from {{ source('ingest', 'failures') }}
),

renamed as (
    select
        entry_id,
        capture_id,
        failed_at,
        error,
        loaded_at
    from source
)

select * from renamed
