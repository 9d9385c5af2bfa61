{{ config(materialized='incremental', unique_key='attack_id') }}

with evidence as (
    select * from {{ ref('int_evidence_sourced') }}
    where chain_id is not null
),

attack_chains as (
    select distinct
        attack_id,
        chain_id,
        field,
        origin_id,
        source_chain,
        is_own_voice,
        origin_kind,
        source_id,
        article_version_id,
        published_at
    from evidence
)

select * from attack_chains
