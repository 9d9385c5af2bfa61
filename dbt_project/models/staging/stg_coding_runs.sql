with source as (
    select * from {{ source('ingest', 'coding_runs') }}
),

renamed as (
    select
        run_id,
        known_at,
        coder_kind,
        coder_version,
        codebook_version
    from source
)

select * from renamed
