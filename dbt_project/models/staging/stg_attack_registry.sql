with source as (
    select * from {{ source('ingest', 'attack_registry') }}
),

renamed as (
    select
        attack_id,
        founding_mention_id,
        created_at
    from source
)

select * from renamed
