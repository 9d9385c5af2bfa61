with recursive all_changes as (
    select * from {{ ref('stg_attack_changes') }}
),

restored as (
    select
        attack_id,
        max(known_from) as restored_at
    from all_changes
    where change = 'restored'
    group by attack_id
),

-- Whoever undoes a merge gives the id that was given up back.
changes as (
    select all_changes.*
    from all_changes
    left join restored on all_changes.attack_id = restored.attack_id
    where
        all_changes.change = 'merged_into'
        and (restored.restored_at is null or restored.restored_at < all_changes.known_from)
),

-- An id that another became part of may have become part of a third since; `union` without `all` ends a loop.
steps as (
    select
        attack_id,
        other_attack_id as current_attack_id,
        known_from,
        reason
    from changes
    union
    select
        steps.attack_id,
        changes.other_attack_id as current_attack_id,
        changes.known_from,
        changes.reason
    from steps
    inner join changes on steps.current_attack_id = changes.attack_id
),

redirected as (
    select
        attack_id,
        current_attack_id,
        known_from,
        reason
    from steps
    qualify row_number() over (partition by attack_id order by known_from desc, current_attack_id asc) = 1
)

select * from redirected
