with membership as (
    select * from {{ ref('stg_attack_membership') }}
),

dated as (
    select
        mention_id,
        attack_id,
        known_from,
        lead(known_from) over (partition by mention_id order by known_from) as known_to
    from membership
)

select * from dated
