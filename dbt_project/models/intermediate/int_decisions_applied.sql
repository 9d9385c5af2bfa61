with decisions as (
    select * from {{ ref('int_decisions_dated') }}
    where action in ('set', 'reject', 'confirm')
),

redirects as (
    select * from {{ ref('int_attacks_redirected') }}
),

-- Of the attack that it was made of and, once that has become part of another, of that one.
held as (
    select
        decision_id,
        decided_attack_id as attack_id,
        action,
        field,
        old_value,
        new_value,
        mention_ids,
        decided_at,
        decided_at as held_from,
        undone_at as held_to
    from decisions
    union all by name
    select
        decisions.decision_id,
        decisions.attack_id,
        decisions.action,
        decisions.field,
        decisions.old_value,
        decisions.new_value,
        decisions.mention_ids,
        decisions.decided_at,
        greatest(decisions.decided_at, redirects.known_from) as held_from,
        decisions.undone_at as held_to
    from decisions
    inner join redirects on decisions.decided_attack_id = redirects.attack_id
    where decisions.attack_id != decisions.decided_attack_id
),

-- Undone before the attack became part of another, a decision was never held of that one.
kept as (
    select *
    from held
    where held_to is null or held_from < held_to
)

select * from kept
