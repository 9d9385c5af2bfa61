{{ config(materialized='incremental', unique_key='attack_id') }}

with reports as (
    select * from {{ ref('int_casualty_reports_counted') }}
    where is_current
),

evidence as (
    select * from {{ ref('int_evidence_sourced') }}
    where evidence_kind = 'casualty_report'
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
        evidence.source_chain,
        evidence.source_id,
        evidence.article_version_id,
        evidence.published_at
    from reports
    inner join evidence on reports.report_id = evidence.evidence_id
)

select * from casualty_reports
