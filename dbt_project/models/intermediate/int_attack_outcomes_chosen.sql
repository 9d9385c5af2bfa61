with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field in ('outcome', 'outcome_claimed') and value is not null
),

told as (
    select
        belief_id,
        field,
        value,
        count(distinct origin_id) as origin_count,
        max(stated_at) as stated_at
    from assertions
    group by belief_id, field, value
),

best as (
    select
        belief_id,
        field,
        value
    from told
    qualify row_number() over (
        partition by belief_id, field
        order by
            {{ code_rank('value', ['partly_intercepted_hit']) }},
            value = 'unknown',
            origin_count desc,
            stated_at desc,
            value
    ) = 1
),

chosen as (
    select
        belief_id,
        any_value(value) filter (where field = 'outcome') as outcome,
        any_value(value) filter (where field = 'outcome_claimed') as outcome_claimed
    from best
    group by belief_id
)

select * from chosen
