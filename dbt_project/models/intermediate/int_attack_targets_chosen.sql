with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field in ('target_site', 'target_actor', 'interceptor')
),

told as (
    select
        belief_id,
        field,
        value,
        count(distinct origin_id) as origin_count,
        max(stated_at) as stated_at
    from assertions
    where value is not null
    group by belief_id, field, value
),

best as (
    select
        belief_id,
        field,
        value
    from told
    qualify row_number() over (partition by belief_id, field order by origin_count desc, stated_at desc, value) = 1
),

attacks as (
    select
        belief_id,
        bool_or(field in ('target_site', 'target_actor')) as target_is_stated
    from assertions
    group by belief_id
),

chosen as (
    select
        attacks.belief_id,
        any_value(best.value) filter (where best.field = 'target_site') as target_site_id,
        any_value(best.value) filter (where best.field = 'target_actor') as target_actor_id,
        any_value(best.value) filter (where best.field = 'interceptor') as interceptor_actor_id,
        attacks.target_is_stated
    from attacks
    left join best on attacks.belief_id = best.belief_id
    group by attacks.belief_id, attacks.target_is_stated
)

select * from chosen
