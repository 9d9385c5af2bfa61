with history as (
    select * exclude (known_to)
    from {{ ref('fct_attacks_history') }}
    where known_to is null and review_state != 'rejected'
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
        history.*,
        coalesce(withdrawals.withdrawn_article_count, 0)::integer as withdrawn_article_count
    from history
    left join withdrawals on history.attack_id = withdrawals.attack_id
)

select * from attacks
