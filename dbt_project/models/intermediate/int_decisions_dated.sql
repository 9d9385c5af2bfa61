with decisions as (
    select * from {{ ref('stg_analyst_decisions') }}
),

redirects as (
    select * from {{ ref('int_attacks_redirected') }}
),

undone as (
    select
        undoes as decision_id,
        min(decided_at) as undone_at
    from decisions
    where action = 'undo'
    group by undoes
),

dated as (
    select
        decisions.decision_id,
        decisions.decided_at,
        undone.undone_at,
        decisions.analyst,
        decisions.action,
        coalesce(redirects.current_attack_id, decisions.attack_id) as attack_id,
        decisions.attack_id as decided_attack_id,
        decisions.other_attack_id,
        decisions.mention_ids,
        decisions.other_mention_ids,
        decisions.field,
        decisions.old_value,
        decisions.new_value,
        decisions.reason
    from decisions
    left join undone on decisions.decision_id = undone.decision_id
    left join redirects on decisions.attack_id = redirects.attack_id
    where decisions.action != 'undo'
)

select * from dated
