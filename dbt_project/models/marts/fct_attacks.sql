{{ config(materialized='incremental', unique_key='attack_id') }}

with believed as (
    select * exclude (clock, belief_id, known_to, is_latest)
    from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and known_to is null and review_state != 'rejected'
),

withdrawals as (
    select
        attack_id,
        count(*) as withdrawn_article_count
    from {{ ref('int_reports_withdrawn') }}
    group by attack_id
),

attacks as (
    select
        believed.*,
        coalesce(withdrawals.withdrawn_article_count, 0)::integer as withdrawn_article_count
    from believed
    left join withdrawals on believed.attack_id = withdrawals.attack_id
)

select * from attacks
