with decisions as (
    select * from {{ ref('int_decisions_dated') }}
),

facts as (
    select
        decision_id,
        attack_id,
        decided_attack_id,
        other_attack_id,
        action,
        field,
        old_value,
        new_value,
        reason,
        analyst,
        decided_at,
        undone_at,
        mention_ids,
        other_mention_ids
    from decisions
)

select * from facts
