{{ config(materialized='incremental', unique_key='attack_id') }}

with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where is_current
),

claims as (
    select * from {{ ref('int_claims_counted') }}
    where is_current
),

reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
    where is_current
),

mentions as (
    select * from {{ ref('int_mentions_counted') }}
    where is_current
),

chains as (
    select * from {{ ref('int_chains_resolved') }}
),

told as (
    select
        mention_id,
        run_id,
        chain_id,
        field,
        origin_id
    from assertions
    union
    select
        mention_id,
        run_id,
        chain_id,
        'claim' as field,
        chain_origin_id as origin_id
    from claims
    union
    select
        mention_id,
        run_id,
        chain_id,
        harm as field,
        origin_id
    from reports
),

attack_chains as (
    select distinct
        mentions.attack_id,
        told.chain_id,
        told.field,
        told.origin_id,
        chains.source_chain,
        chains.is_own_voice,
        chains.origin_kind,
        mentions.source_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at
    from told
    inner join mentions on told.mention_id = mentions.mention_id
    inner join chains on told.run_id = chains.run_id and told.chain_id = chains.chain_id
)

select * from attack_chains
