{#- What was held of each attack by a clock, from when to when; neighbours that say the same are one row. -#}
{% macro belief_intervals(clock, from_column, to_column, first_column) -%}
with beliefs as (
    select * from {{ ref('int_beliefs_formed') }}
    where clock = '{{ clock }}'
),

edited as (
    select * from {{ ref('int_attack_values_edited') }}
),

held as (
    select
        beliefs.attack_id,
        beliefs.known_from,
        beliefs.known_to,
        min(beliefs.known_from) over (partition by beliefs.attack_id) as first_known_at,
        hash((select alike from (select edited.* exclude (belief_id)) as alike)) as value_hash,
        edited.* exclude (belief_id)
    from beliefs
    inner join edited on beliefs.belief_id = edited.belief_id
),

compared as (
    select
        *,
        coalesce(
            value_hash = lag(value_hash) over (partition by attack_id order by known_from)
            and known_from = lag(known_to) over (partition by attack_id order by known_from),
            false
        ) as is_continued
    from held
),

numbered as (
    select
        *,
        count_if(not is_continued) over (
            partition by attack_id order by known_from rows unbounded preceding
        ) as interval_no
    from compared
),

intervals as (
    select
        * exclude (value_hash, is_continued, interval_no, known_from, known_to, first_known_at),
        first_known_at as {{ first_column }},
        known_from as {{ from_column }},
        last_value(known_to) over (
            partition by attack_id, interval_no
            order by known_from rows between unbounded preceding and unbounded following
        ) as {{ to_column }}
    from numbered
    qualify row_number() over (partition by attack_id, interval_no order by known_from) = 1
)

select * from intervals
{%- endmacro %}
