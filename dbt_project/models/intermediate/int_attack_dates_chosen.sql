{% set granularities = [
    'minute', 'hour', 'part_of_day', 'day', 'night_ambiguous', 'multi_day', 'day_assumed', 'week', 'month', 'year'
] %}
{% set bases = [
    'analyst', 'explicit_date', 'weekday_resolved', 'relative_resolved', 'anaphora', 'statement_date_assumed',
    'publication_date_fallback'
] %}

with mentions as (
    select * from {{ ref('int_mentions_counted') }}
),

chosen as (
    select
        belief_id,
        mention_id,
        occurred_start,
        occurred_end,
        event_date,
        date_granularity,
        date_basis
    from mentions
    qualify row_number() over (
        partition by belief_id
        order by
            {{ code_rank('date_granularity', granularities) }},
            {{ code_rank('date_basis', bases) }},
            stated_at,
            mention_id
    ) = 1
)

select * from chosen
