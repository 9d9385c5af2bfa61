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
    select attack_id
    from attackers
    where status in ('claimed', 'denied')
    group by attack_id, attacker_key
    having
        max(last_stated_at) filter (where status = 'claimed')
        > coalesce(max(last_stated_at) filter (where status = 'denied'), '-infinity'::timestamptz)
),

accepted as (
    select attack_id from owned
    union
    select attack_id from claims
    where stance = 'concedes' or (stance = 'confirms' and speaker_actor_id = about_actor_id)
),

-- The occurrence is denied by a known party, and somebody else asserts it.
denied as (
    select distinct claims.attack_id
    from claims
    inner join origins
        on claims.attack_id = origins.attack_id and claims.origin_id != origins.origin_id
    where claims.stance = 'denies_event' and claims.speaker_actor_id is not null
),

graded as (
    select
        attacks.attack_id,
        case
            when accepted.attack_id is not null then 'confirmed'
            when contested.attack_id is not null or denied.attack_id is not null then 'contested'
            when attacks.origin_count >= 2 then 'fair'
            else 'weak'
        end as grade
    from attacks
    left join accepted on attacks.attack_id = accepted.attack_id
    left join contested on attacks.attack_id = contested.attack_id
    left join denied on attacks.attack_id = denied.attack_id
)

select * from graded
