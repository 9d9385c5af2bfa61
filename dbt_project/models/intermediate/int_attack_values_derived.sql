with origins as (
    select * from {{ ref('int_attack_origins_counted') }}
),

grades as (
    select * from {{ ref('int_attack_grades_given') }}
),

dates as (
    select * from {{ ref('int_attack_dates_chosen') }}
),

places as (
    select * from {{ ref('int_attack_places_chosen') }}
),

event_types as (
    select * from {{ ref('int_attack_event_types_chosen') }}
),

weapons as (
    select * from {{ ref('int_attack_weapons_chosen') }}
),

targets as (
    select * from {{ ref('int_attack_targets_chosen') }}
),

attackers as (
    select * from {{ ref('int_attack_attackers_decided') }}
),

munitions as (
    select * from {{ ref('int_attack_munitions_chosen') }}
),

outcomes as (
    select * from {{ ref('int_attack_outcomes_chosen') }}
),

damages as (
    select * from {{ ref('int_attack_damages_chosen') }}
),

casualties as (
    select * from {{ ref('int_attack_casualties_ranged') }}
),

derived as (
    select
        origins.belief_id,
        event_types.event_type,
        weapons.weapon_type,
        dates.occurred_start,
        dates.occurred_end,
        dates.event_date,
        dates.date_granularity,
        dates.date_basis,
        places.place_id,
        places.site_id,
        places.site_relation,
        targets.target_site_id,
        targets.target_actor_id,
        coalesce(targets.target_is_stated, false) as target_is_stated,
        attackers.attacker_best_id,
        attackers.attacker_best_name,
        coalesce(attackers.attacker_status, 'unattributed') as attacker_status,
        targets.interceptor_actor_id,
        munitions.launched_low,
        munitions.launched_best,
        munitions.launched_high,
        munitions.intercepted_low,
        munitions.intercepted_best,
        munitions.intercepted_high,
        munitions.impacted_low,
        munitions.impacted_best,
        munitions.impacted_high,
        outcomes.outcome,
        outcomes.outcome_claimed,
        damages.damage,
        casualties.killed_low,
        casualties.killed_best,
        casualties.killed_high,
        casualties.injured_low,
        casualties.injured_best,
        casualties.injured_high,
        coalesce(casualties.casualty_knowledge, 'not_mentioned') as casualty_knowledge,
        origins.article_count::integer as article_count,
        origins.outlet_count::integer as outlet_count,
        origins.origin_count::integer as origin_count,
        grades.grade,
        origins.first_published_at,
        origins.last_published_at
    from origins
    inner join grades on origins.belief_id = grades.belief_id
    inner join dates on origins.belief_id = dates.belief_id
    inner join event_types on origins.belief_id = event_types.belief_id
    left join weapons on origins.belief_id = weapons.belief_id
    left join places on origins.belief_id = places.belief_id
    left join targets on origins.belief_id = targets.belief_id
    left join attackers on origins.belief_id = attackers.belief_id
    left join munitions on origins.belief_id = munitions.belief_id
    left join outcomes on origins.belief_id = outcomes.belief_id
    left join damages on origins.belief_id = damages.belief_id
    left join casualties on origins.belief_id = casualties.belief_id
)

select * from derived
