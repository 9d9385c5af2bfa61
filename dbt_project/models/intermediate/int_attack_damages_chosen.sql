{% set extents = ['destroyed', 'damaged', 'none'] %}

with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field = 'damage' and value is not null
),

chosen as (
    select
        belief_id,
        arg_min(value, {{ code_rank('value', extents) }}) as damage
    from assertions
    group by belief_id
)

select * from chosen
