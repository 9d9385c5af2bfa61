{{ config(materialized='incremental', unique_key='attack_id') }}
{% set kinds = ['named', 'document', 'relay', 'role_only', 'unnamed', 'own_voice'] %}

with attacks as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and known_to is null and review_state != 'rejected'
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

evidence as (
    select * from {{ ref('int_evidence_sourced') }}
    where chain_id is not null
),

related as (
    select * from {{ ref('int_actor_relations_closed') }}
),

-- Who is once named is no longer somebody without a name.
kinds as (
    select
        attack_id,
        origin_id,
        arg_min(origin_kind, {{ code_rank('origin_kind', kinds) }}) as origin_kind
    from evidence
    group by attack_id, origin_id
),

counted as (
    select
        mentions.attack_id,
        origins.origin_id,
        if(starts_with(origins.origin_id, 'actor:'), substring(origins.origin_id, 7), null) as actor_id,
        count(distinct mentions.article_id)::integer as article_count,
        min(mentions.version_published_at) as first_published_at
    from origins
    inner join mentions on origins.belief_id = mentions.belief_id and origins.mention_id = mentions.mention_id
    group by mentions.attack_id, origins.origin_id
),

-- Somebody without a name may be anybody.
attack_origins as (
    select
        counted.attack_id,
        counted.origin_id,
        coalesce(kinds.origin_kind, 'own_voice') as origin_kind,
        counted.actor_id,
        case
            when counted.actor_id is not null
                then
                    coalesce(counted.actor_id in (attacks.attacker_best_id, attacks.target_actor_id), false)
                    or of_attacker.actor_id is not null
                    or of_target.actor_id is not null
            when kinds.origin_kind not in ('role_only', 'unnamed') then false
        end as is_party,
        counted.article_count,
        counted.first_published_at
    from counted
    inner join attacks on counted.attack_id = attacks.attack_id
    left join kinds on counted.attack_id = kinds.attack_id and counted.origin_id = kinds.origin_id
    left join related as of_attacker
        on counted.actor_id = of_attacker.actor_id and attacks.attacker_best_id = of_attacker.related_actor_id
    left join related as of_target
        on counted.actor_id = of_target.actor_id and attacks.target_actor_id = of_target.related_actor_id
)

select * from attack_origins
