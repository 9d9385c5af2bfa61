{{ config(materialized='incremental', unique_key='attack_id') }}

with claims as (
    select * from {{ ref('int_claims_counted') }}
    where is_current
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

claim_facts as (
    select
        claims.claim_id,
        claims.attack_id,
        claims.mention_id,
        claims.stance,
        claims.lifecycle,
        claims.speaker_actor_id,
        claims.speaker_text,
        claims.about_actor_id,
        claims.about_text,
        claims.certainty,
        claims.claim_mode,
        claims.origin_id,
        chains.source_chain,
        mentions.source_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at
    from claims
    inner join mentions on claims.mention_id = mentions.mention_id
    inner join chains on claims.chain_id = chains.chain_id and claims.run_id = chains.run_id
)

select * from claim_facts
