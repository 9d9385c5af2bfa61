{{ config(materialized='incremental', unique_key='attack_id') }}

with tellings as (
    select * from {{ ref('int_mentions_timed') }}
),

decisions as (
    select * from {{ ref('int_decisions_applied') }}
    where {{ is_in('int_attacks_touched', 'attack_id') }}
),

-- A version that goes on to tell of the attack, read or assigned anew, both ends and begins at one instant.
turns as (
    select
        clock,
        attack_id,
        starts_at as changed_at,
        article_version_id,
        true as is_begun
    from tellings
    union
    select
        clock,
        attack_id,
        ends_at as changed_at,
        article_version_id,
        false as is_begun
    from tellings
    where ends_at is not null
),

by_articles as (
    select
        clock,
        attack_id,
        changed_at,
        article_version_id,
        case
            when bool_and(is_begun) then 'report_added'
            when bool_or(is_begun) then 'report_read_anew'
            else 'report_removed'
        end as change
    from turns
    group by clock, attack_id, changed_at, article_version_id
),

by_decisions as (
    select
        attack_id,
        held_from as changed_at,
        decision_id,
        'decision_made' as change
    from decisions
    union all
    select
        attack_id,
        held_to as changed_at,
        decision_id,
        'decision_undone' as change
    from decisions
    where held_to is not null
),

belief_changes as (
    select
        clock,
        attack_id,
        changed_at,
        change,
        article_version_id,
        null as decision_id
    from by_articles
    union all
    select
        clocks.clock,
        by_decisions.attack_id,
        by_decisions.changed_at,
        by_decisions.change,
        null as article_version_id,
        by_decisions.decision_id
    from by_decisions
    cross join (values ('believed'), ('published')) as clocks (clock)
)

select * from belief_changes
