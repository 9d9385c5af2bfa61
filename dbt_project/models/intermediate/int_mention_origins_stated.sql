with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

assertions as (
    select * from {{ ref('int_assertions_counted') }}
),

claims as (
    select * from {{ ref('int_claims_counted') }}
),

reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
),

-- Silence and denials tell of no attack; who tells of one and gives none of its values is no source of any.
stated as (
    select
        belief_id,
        mention_id,
        origin_id,
        relay_key
    from assertions
    where
        not is_own_voice and field is distinct from 'account'
        and not coalesce(field = 'attacker_status' and value = 'denied', false)
    union
    select
        belief_id,
        mention_id,
        origin_id,
        relay_key
    from reports
    where not is_own_voice
    union
    select
        belief_id,
        mention_id,
        chain_origin_id as origin_id,
        relay_key
    from claims
    where
        not is_own_voice and lifecycle = 'active'
        and stance not in ('no_comment', 'denies_event', 'denies_responsibility', 'withdraws', 'supersedes')
),

-- An outlet that is cited by itself and for what others told it is one report of theirs, no origin beside them.
sourced as (
    select distinct
        belief_id,
        mention_id,
        origin_id
    from stated
    qualify
        relay_key is null or origin_id != relay_key
        or bool_and(origin_id = relay_key) over (partition by belief_id, mention_id, relay_key)
),

-- Who only passes on that there was no attack tells of none, unless nobody else tells of one either.
denied as (
    select distinct
        belief_id,
        mention_id
    from claims
    where stance = 'denies_event' and lifecycle = 'active'
),

affirmed as (
    select
        belief_id,
        mention_id
    from assertions
    where is_own_voice
    union
    select
        belief_id,
        mention_id
    from reports
    where is_own_voice
),

denying as (
    select denied.*
    from denied
    anti join affirmed on denied.belief_id = affirmed.belief_id and denied.mention_id = affirmed.mention_id
),

-- A publisher's own voice is an origin only where the mention names no other: beside one it retells it.
origins as (
    select
        mentions.belief_id,
        mentions.mention_id,
        mentions.stated_at,
        coalesce(mentions.is_alert, false) as is_alert,
        coalesce(sourced.origin_id, mentions.origin_id) as origin_id,
        denying.mention_id is not null and sourced.origin_id is null as is_denying
    from mentions
    left join sourced on mentions.belief_id = sourced.belief_id and mentions.mention_id = sourced.mention_id
    left join denying on mentions.belief_id = denying.belief_id and mentions.mention_id = denying.mention_id
),

-- An alert is no second source: it stands, and the first alone, until a report comes.
counted as (
    select
        belief_id,
        mention_id,
        origin_id
    from origins
    qualify
        (not is_denying or bool_and(is_denying) over (partition by belief_id))
        and (
            not is_alert
            or (
                bool_and(is_alert) over (partition by belief_id)
                and origin_id = first_value(origin_id) over (partition by belief_id order by stated_at, origin_id)
            )
        )
)

select * from counted
