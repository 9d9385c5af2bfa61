with source as (
    select * from {{ source('ingest', 'attack_membership') }}
),

renamed as (
    select
        mention_id,
        attack_id,
        known_from,
        method,
        score,
        reason,
        decided_by
    from source
)

select * from renamed
