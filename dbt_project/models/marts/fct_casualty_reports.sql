{{ config(materialized='incremental', unique_key='attack_id') }}

with reports as (
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

casualty_reports as (
    select
        reports.report_id,
        reports.attack_id,
        reports.mention_id,
        reports.side,
        reports.combatant_status,
        reports.harm,
        reports.report_kind,
        reports.vague_term,
        reports.low,
        reports.best,
        reports.high,
        reports.origin_id,
        chains.source_chain,
        mentions.source_id,
        mentions.article_version_id,
        mentions.version_published_at as published_at
    from reports
    inner join mentions on reports.mention_id = mentions.mention_id
    inner join chains on reports.chain_id = chains.chain_id and reports.run_id = chains.run_id
)

select * from casualty_reports
