with recursive changes as (
    select * from {{ ref('stg_attack_changes') }}
    where change = 'merged_into'
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
