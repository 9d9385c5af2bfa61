with chain_steps as (
    select * from {{ ref('stg_chain_steps') }}
    where {{ is_in('int_versions_needed', 'article_version_id') }}
),

versions as (
    select * from {{ ref('int_article_versions_traced') }}
    where known_to is null
),

sources as (
    select
        lower(source_name) as source_name,
        min(source_id) as source_id
    from {{ ref('stg_sources') }}
    group by lower(source_name)
),

plain_steps as (
    select
        *,
        regexp_replace(lower(trim(step_name)), '^(the|an?) ', '') as plain_name
    from chain_steps
),

-- An outlet that is cited by name is the source that we read under that name.
keyed_steps as (
    select
        plain_steps.*,
        coalesce(
            'source:' || coalesce(plain_steps.source_id, sources.source_id),
            'actor:' || plain_steps.actor_id,
            'name:' || plain_steps.plain_name
        ) as step_key
    from plain_steps
    left join sources on plain_steps.plain_name = sources.source_name
),

chains as (
    select
        run_id,
        chain_id,
        any_value(article_version_id) as article_version_id,
        string_agg(step_name, ' ← ' order by step) as source_chain,
        arg_max(step_name, step) as origin_name,
        arg_max(plain_name, step) as origin_plain_name,
        arg_max(step_role, step) as origin_role,
        arg_max(anonymity, step) as origin_anonymity,
        arg_max(step_key, step) as origin_key,
        arg_max(actor_id, step) as origin_actor_id,
        -- The one who heard it first: the relay next to the origin, NULL where that is the publisher itself.
        arg_max(step_key, step) filter (where step_role = 'relay') as relay_key
    from keyed_steps
    group by run_id, chain_id
),

-- Whose voice a copy has may become known later than what it says: its place in the origin stays open, as a `{}`.
opened as (
    select
        *,
        origin_role in ('own_voice', 'publisher') as is_own_voice,
        case
            when origin_role in ('own_voice', 'publisher') then 'own_voice'
            when origin_role = 'relay' then 'relay'
            else origin_anonymity
        end as origin_kind,
        case
            when origin_role in ('own_voice', 'publisher') then coalesce(relay_key, '{}')
            when origin_anonymity = 'named' or origin_role = 'relay' then origin_key
            -- Whoever is sent to speak for an actor is that actor.
            when
                origin_anonymity = 'role_only' and origin_actor_id is not null
                and regexp_matches(origin_plain_name, '\bspokes(man|woman|person)\b')
                then 'actor:' || origin_actor_id
            else concat_ws(':', origin_anonymity, coalesce(relay_key, '{}'), origin_plain_name)
        end as open_origin_id
    from chains
),

resolved as (
    select
        chains.run_id,
        chains.chain_id,
        chains.source_chain,
        chains.origin_name,
        chains.is_own_voice,
        chains.origin_kind,
        chains.relay_key,
        chains.open_origin_id,
        replace(chains.open_origin_id, '{}', versions.origin_id) as origin_id
    from opened as chains
    inner join versions on chains.article_version_id = versions.article_version_id
)

select * from resolved
