{{ config(materialized='incremental', unique_key='attack_id') }}

with reports as (
    select * from {{ ref('int_reports_withdrawn') }}
),

told as (
    select * from {{ ref('int_beliefs_formed') }}
    where clock = 'believed' and known_to is null and not is_rejected
),

withdrawals as (
    select
        reports.attack_id,
        reports.article_id,
        reports.source_id,
        reports.reason,
        reports.withdrawn_at,
        told.attack_id is not null as is_attack_still_told
    from reports
    left join told on reports.attack_id = told.attack_id
)

select * from withdrawals
