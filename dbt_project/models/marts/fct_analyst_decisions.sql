with decisions as (
    select * from {{ ref('int_decisions_dated') }}
),

analyst_decisions as (
    select
        decision_id,
        decided_at,
        undone_at,
        analyst,
        action,
        attack_id,
        decided_attack_id,
        other_attack_id,
        field,
        old_value,
        new_value,
        reason
    from decisions
)

select * from analyst_decisions
