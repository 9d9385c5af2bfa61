{#- A description of the present and those of former periods → all of them, each with its period of validity and with the
interval in which just these were believed. The present is valid from the day after the last former period. Expects the
tables `present`, whose periods are open, and `former`. -#}
{% macro described_in_time(id) -%}
told as (
    select
        *,
        false as is_former
    from present
    union all by name
    select
        *,
        true as is_former
    from former
),

-- Whatever changes what is believed of one period may move the bounds of the others.
instants as (
    select
        {{ id }},
        known_from
    from told
    union
    select
        {{ id }},
        known_to as known_from
    from told
    where known_to is not null
),

intervals as (
    select
        {{ id }},
        known_from,
        lead(known_from) over (partition by {{ id }} order by known_from) as known_to
    from instants
),

described as (
    select
        told.* exclude (valid_from, known_from, known_to, is_former),
        case
            when told.is_former then told.valid_from
            else max(told.valid_to) over (partition by intervals.{{ id }}, intervals.known_from) + 1
        end as valid_from,
        intervals.known_from,
        intervals.known_to
    from intervals
    inner join told
        on
            intervals.{{ id }} = told.{{ id }}
            and intervals.known_from >= told.known_from
            and intervals.known_from < coalesce(told.known_to, 'infinity'::timestamptz)
)
{%- endmacro %}
