with source as (
    select * from {{ source('ingest', 'attack_changes') }}
),

renamed as (
    select
        attack_id,
        change,
        other_attack_id,
        known_from,
        reason
    from source
)

select * from renamed
