{{ config(materialized='incremental', unique_key='attack_id') }}

with contradicted as (
    select * from {{ ref('int_values_contradicted') }}
),

attacks as (
    select * from {{ ref('int_attacks_believed') }}
    where clock = 'believed' and is_latest and review_state != 'rejected'
),

resolved as (
    select
        contradicted.attack_id,
        contradicted.field,
        contradicted.value,
        contradicted.origin_count,
        contradicted.origin_ids,
        contradicted.first_stated_at,
        contradicted.last_stated_at,
        case contradicted.field
            when 'event_type' then attacks.event_type
            when 'event_date' then attacks.event_date::varchar
            when 'weapon_type' then attacks.weapon_type
            when 'place_id' then attacks.place_id
            when 'site_id' then attacks.site_id
            when 'target_site_id' then attacks.target_site_id
            when 'target_actor_id' then attacks.target_actor_id
            when 'interceptor_actor_id' then attacks.interceptor_actor_id
            when 'attacker_best_id' then attacks.attacker_best_id
            when 'outcome' then attacks.outcome
            when 'launched' then attacks.launched_best::varchar
            when 'intercepted' then attacks.intercepted_best::varchar
            when 'impacted' then attacks.impacted_best::varchar
            when 'killed' then attacks.killed_best::varchar
            when 'injured' then attacks.injured_best::varchar
        end as chosen_value,
        case
            when
                list_contains(attacks.edited_fields, contradicted.field)
                or list_contains(attacks.edited_fields, contradicted.field || '_best')
                then 'analyst'
            when contradicted.field = 'attacker_best_id'
                then if(attacks.attacker_status = 'contested', 'left_open', 'best_status')
            when contradicted.field in ('killed', 'injured') then 'latest_figure'
            when contradicted.field in ('launched', 'intercepted', 'impacted') then 'fullest_count'
            when contradicted.field = 'event_date' then 'finest_date'
            when contradicted.field in ('place_id', 'site_id') then 'most_precise'
            else 'most_origins'
        end as resolved_by
    from contradicted
    inner join attacks on contradicted.attack_id = attacks.attack_id
),

contradictions as (
    select
        *,
        coalesce(value = chosen_value, false) as is_chosen
    from resolved
)

select * from contradictions
