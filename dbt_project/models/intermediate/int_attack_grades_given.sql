with attacks as (
    select * from {{ ref('int_attack_origins_counted') }}
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

attackers as (
    select * from {{ ref('int_attackers_named') }}
),

claims as (
    select * from {{ ref('int_claims_counted') }}
    where lifecycle = 'active'
),

contested as (
    select * from {{ ref('int_attacks_contested') }}
),

-- A party that claimed the attack and has not denied it since.
owned as (
    select belief_id
    from attackers
    where status in ('claimed', 'denied')
    group by belief_id, attacker_key
    having
        max(last_stated_at) filter (where status = 'claimed')
        > coalesce(max(last_stated_at) filter (where status = 'denied'), '-infinity'::timestamptz)
),

accepted as (
    select belief_id from owned
    union
    select belief_id from claims
    where stance = 'concedes' or (stance = 'confirms' and speaker_actor_id = about_actor_id)
),

-- The occurrence is denied by a known party, and somebody else asserts it.
denied as (
    select distinct claims.belief_id
    from claims
    inner join origins
        on claims.belief_id = origins.belief_id and claims.origin_id != origins.origin_id
    where claims.stance = 'denies_event' and claims.speaker_actor_id is not null
),

graded as (
    select
        attacks.belief_id,
        case
            when accepted.belief_id is not null then 'confirmed'
            when contested.belief_id is not null or denied.belief_id is not null then 'contested'
            when attacks.origin_count >= 2 then 'fair'
            else 'weak'
        end as grade
    from attacks
    left join accepted on attacks.belief_id = accepted.belief_id
    left join contested on attacks.belief_id = contested.belief_id
    left join denied on attacks.belief_id = denied.belief_id
)

select * from graded
