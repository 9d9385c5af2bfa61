{{ config(materialized='incremental', unique_key='attack_id') }}

with claims as (
    select * from {{ ref('int_claims_counted') }}
    where is_current
),

evidence as (
    select * from {{ ref('int_evidence_sourced') }}
    where evidence_kind = 'claim'
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
        evidence.source_chain,
        evidence.source_id,
        evidence.article_version_id,
        evidence.published_at
    from claims
    inner join evidence on claims.claim_id = evidence.evidence_id
)

select * from claim_facts
