with claims as (
    select * from {{ ref('stg_claims') }}
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

counted as (
    select
        mentions.belief_id,
        mentions.attack_id,
        mentions.is_current,
        mentions.stated_at,
        replace(chains.open_origin_id, '{}', mentions.origin_id) as chain_origin_id,
        chains.origin_name,
        chains.is_own_voice,
        chains.relay_key,
        -- Who speaks is the origin of a speech act, whichever outlet prints it.
        case
            when claims.speaker_actor_id is not null then 'actor:' || claims.speaker_actor_id
            when chains.is_own_voice and claims.speaker_text is not null
                then 'name:' || lower(trim(claims.speaker_text))
            else chain_origin_id
        end as origin_id,
        claims.*
    from claims
    inner join mentions
        on claims.mention_id = mentions.mention_id and claims.run_id = mentions.run_id
    inner join chains
        on claims.chain_id = chains.chain_id and claims.run_id = chains.run_id
),

endings as (
    select
        belief_id,
        origin_id,
        max(stated_at) filter (where stance = 'withdraws') as withdrawn_at,
        max(stated_at) filter (
            where stance = 'supersedes' and coalesce(about_actor_id = speaker_actor_id, true)
        ) as superseded_at
    from counted
    group by belief_id, origin_id
),

-- Who claims it instead of another names the one whose claim is over.
replaced as (
    select
        belief_id,
        about_actor_id,
        max(stated_at) as replaced_at
    from counted
    where stance = 'supersedes' and about_actor_id is not null
    group by belief_id, about_actor_id
),

aged as (
    select
        counted.*,
        case
            when counted.stance in ('withdraws', 'supersedes') then 'active'
            when counted.stance = 'claims_responsibility' and counted.stated_at <= replaced.replaced_at
                then 'superseded'
            when counted.stated_at <= endings.withdrawn_at then 'withdrawn'
            when counted.stated_at <= endings.superseded_at then 'superseded'
            else 'active'
        end as lifecycle
    from counted
    inner join endings
        on counted.belief_id = endings.belief_id and counted.origin_id = endings.origin_id
    left join replaced
        on counted.belief_id = replaced.belief_id and counted.speaker_actor_id = replaced.about_actor_id
)

select * from aged
