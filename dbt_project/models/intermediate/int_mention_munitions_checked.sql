with assertions as (
    select * from {{ ref('int_assertions_counted') }}
    where field in ('launched', 'intercepted', 'impacted')
),

first_stated as (
    select *
    from assertions
    qualify row_number() over (partition by belief_id, mention_id, field order by char_start, assertion_id) = 1
),

counts as (
    select
        belief_id,
        mention_id,
        {% for field in ['launched', 'intercepted', 'impacted'] %}
        {% for bound in ['low', 'best', 'high'] %}
        any_value({{ bound }}) filter (where field = '{{ field }}') as {{ field }}_{{ bound }},
        {% endfor %}
        {% endfor %}
        stated_at
    from first_stated
    group by belief_id, mention_id, stated_at
),

-- At least so many of one, at most so many of the other: "more than ten intercepted" of five launched is too many.
bounded as (
    select
        *,
        coalesce(launched_best, launched_high) as launched_most,
        coalesce(intercepted_best, intercepted_low) as intercepted_least,
        coalesce(impacted_best, impacted_low) as impacted_least
    from counts
),

compared as (
    select
        * exclude (launched_most, intercepted_least, impacted_least),
        coalesce(intercepted_least > launched_most, false) as is_intercepted_too_many,
        coalesce(impacted_least > launched_most, false) as is_impacted_too_many,
        coalesce(intercepted_least + impacted_least > launched_most, false) as is_sum_too_many
    from bounded
),

judged as (
    select
        *,
        is_intercepted_too_many or is_impacted_too_many or is_sum_too_many as is_contradictory,
        is_intercepted_too_many or (is_sum_too_many and not is_impacted_too_many) as is_intercepted_dropped,
        is_impacted_too_many or (is_sum_too_many and not is_intercepted_too_many) as is_impacted_dropped
    from compared
),

checked as (
    select
        belief_id,
        mention_id,
        launched_low,
        launched_best,
        launched_high,
        {% for field in ['intercepted', 'impacted'] %}
        {% for bound in ['low', 'best', 'high'] %}
        if(is_{{ field }}_dropped, null, {{ field }}_{{ bound }}) as {{ field }}_{{ bound }},
        {% endfor %}
        {% endfor %}
        stated_at,
        is_contradictory
    from judged
)

select * from checked
