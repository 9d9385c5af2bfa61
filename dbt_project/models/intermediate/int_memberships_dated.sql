with membership as (
    select * from {{ ref('stg_attack_membership') }}
),

attacks as (
    select * from {{ ref('int_attacks_touched') }}
),

members as (
    select distinct membership.mention_id
    from membership
    inner join attacks on membership.attack_id = attacks.attack_id
),

dated as (
    select
        membership.mention_id,
        membership.attack_id,
        membership.known_from,
        lead(membership.known_from) over (
            partition by membership.mention_id order by membership.known_from
        ) as known_to
    from membership
    inner join members on membership.mention_id = members.mention_id
),

-- Of a mention that has moved, only what a touched attack had or has of it.
touched as (
    select dated.*
    from dated
    inner join attacks on dated.attack_id = attacks.attack_id
)

select * from touched
