with attacks as (
    select * from {{ ref('int_attack_origins_counted') }}
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

actors as (
    select * from {{ ref('actors') }}
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
    where
        (stance = 'concedes' and origin_id like 'actor:%')
        or (stance = 'confirms' and speaker_actor_id = about_actor_id)
),

denials as (
    select
        claims.belief_id,
        claims.origin_id,
        claims.stated_at,
        coalesce(
            not actors.is_class and actors.actor_kind not in ('civilians', 'intergovernmental'), false
        ) as is_by_party
    from claims
    left join actors on claims.speaker_actor_id = actors.actor_id
    where claims.stance = 'denies_event'
),

told as (
    select
        origins.belief_id,
        origins.origin_id,
        max(mentions.stated_at) as stated_at
    from origins
    inner join mentions on origins.belief_id = mentions.belief_id and origins.mention_id = mentions.mention_id
    group by origins.belief_id, origins.origin_id
),

-- The occurrence is denied by a party to the conflict, and somebody else asserts it.
denied as (
    select distinct denials.belief_id
    from denials
    inner join told on denials.belief_id = told.belief_id and denials.origin_id != told.origin_id
    where denials.is_by_party
),

-- Whoever says that it was no attack had the last word: nobody else has told of one since.
disproved as (
    select denials.belief_id
    from denials
    left join told on denials.belief_id = told.belief_id and denials.origin_id != told.origin_id
    group by denials.belief_id, denials.origin_id, denials.stated_at
    having coalesce(max(told.stated_at) <= denials.stated_at, true)
),

graded as (
    select
        attacks.belief_id,
        case
            when accepted.belief_id is not null then 'confirmed'
            when contested.belief_id is not null or denied.belief_id is not null then 'contested'
            when attacks.origin_count >= 2 then 'fair'
            when attacks.belief_id in (select disproved.belief_id from disproved) then 'discounted'
            else 'weak'
        end as grade
    from attacks
    left join accepted on attacks.belief_id = accepted.belief_id
    left join contested on attacks.belief_id = contested.belief_id
    left join denied on attacks.belief_id = denied.belief_id
)

select * from graded
