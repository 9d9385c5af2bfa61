with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field in ('attacker', 'attacker_status')
),

claims as (
    select * from {{ ref('int_claims_counted') }}
    where lifecycle = 'active'
),

-- A status belongs to the attacker of its own chain; one that stands alone in the mention belongs to all of its.
statuses as (
    select
        belief_id,
        mention_id,
        chain_id,
        arg_min(value, (char_start, assertion_id)) as status
    from assertions
    where field = 'attacker_status'
    group by belief_id, mention_id, chain_id
),

lone_statuses as (
    select
        belief_id,
        mention_id,
        any_value(status) as status
    from statuses
    group by belief_id, mention_id
    having count(*) = 1
),

asserted as (
    select
        attackers.belief_id,
        attackers.value as attacker_id,
        attackers.value_text as attacker_text,
        attackers.origin_id,
        attackers.stated_at,
        coalesce(
            statuses.status,
            lone_statuses.status,
            case
                when attackers.is_own_voice then 'publisher_own_voice'
                when attackers.certainty = 'asserted' then 'blamed'
                when attackers.certainty = 'likely' then 'assessed_likely'
                else 'suspected'
            end
        ) as status
    from assertions as attackers
    left join statuses
        on
            attackers.belief_id = statuses.belief_id and attackers.mention_id = statuses.mention_id
            and attackers.chain_id = statuses.chain_id
    left join lone_statuses
        on attackers.belief_id = lone_statuses.belief_id and attackers.mention_id = lone_statuses.mention_id
    where attackers.field = 'attacker'
),

claimed as (
    select
        belief_id,
        -- Who claims or denies speaks of itself, unless it is said for whom it speaks.
        if(
            stance in ('claims_responsibility', 'denies_responsibility')
            and coalesce(about_actor_id, about_text) is null,
            speaker_actor_id,
            about_actor_id
        ) as attacker_id,
        if(
            stance in ('claims_responsibility', 'denies_responsibility')
            and coalesce(about_actor_id, about_text) is null,
            speaker_text,
            about_text
        ) as attacker_text,
        origin_id,
        stated_at,
        case stance
            when 'claims_responsibility' then 'claimed'
            when 'denies_responsibility' then 'denied'
            when 'confirms' then 'confirmed'
            when 'blames' then 'blamed'
            when 'suspects' then 'suspected'
            when 'assesses_likely' then 'assessed_likely'
            when 'attributes_own_voice' then 'publisher_own_voice'
        end as status
    from claims
),

-- Whose every claim has been withdrawn or replaced claims no more, whatever the articles of before assert.
ended as (
    select
        belief_id,
        coalesce(about_actor_id, speaker_actor_id) as attacker_id
    from {{ ref('int_claims_counted') }}
    where stance = 'claims_responsibility'
    group by belief_id, coalesce(about_actor_id, speaker_actor_id)
    having not bool_or(lifecycle = 'active')
),

standing as (
    select asserted.*
    from asserted
    anti join ended
        on
            asserted.belief_id = ended.belief_id and asserted.attacker_id = ended.attacker_id
            and asserted.status = 'claimed'
),

named as (
    select * from standing
    union all by name
    select * from claimed
),

-- Who is reported to claim or to deny is the origin of that, whoever reports it.
keyed as (
    select
        belief_id,
        attacker_id,
        attacker_text,
        coalesce('actor:' || attacker_id, 'name:' || lower(trim(attacker_text))) as attacker_key,
        -- A report that an attribution is disputed still is an attribution.
        if(status = 'contested', 'blamed', status) as status,
        if(status in ('claimed', 'denied'), attacker_key, origin_id) as origin_id,
        stated_at
    from named
    where coalesce(attacker_id, attacker_text) is not null and status != 'unattributed'
),

namings as (
    select
        belief_id,
        attacker_key,
        status,
        origin_id,
        any_value(attacker_id) as attacker_id,
        arg_min(attacker_text, (stated_at, attacker_text)) as attacker_text,
        min(stated_at) as first_stated_at,
        max(stated_at) as last_stated_at
    from keyed
    group by belief_id, attacker_key, status, origin_id
)

select * from namings
