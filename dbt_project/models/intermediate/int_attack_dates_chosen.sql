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

origins as (
    select * from {{ ref('int_mention_origins_stated') }}
),

-- How many origins tell of a mention's day, whatever else they say.
days as (
    select
        mentions.belief_id,
        mentions.event_date,
        count(distinct origins.origin_id) as origin_count
    from mentions
    inner join origins on mentions.belief_id = origins.belief_id and mentions.mention_id = origins.mention_id
    group by mentions.belief_id, mentions.event_date
),

chosen as (
    select
        mentions.belief_id,
        mentions.mention_id,
        mentions.occurred_start,
        mentions.occurred_end,
        mentions.event_date,
        mentions.date_granularity,
        mentions.date_basis
    from mentions
    left join days
        on mentions.belief_id = days.belief_id and mentions.event_date is not distinct from days.event_date
    qualify row_number() over (
        partition by mentions.belief_id
        order by
            {{ code_rank('mentions.date_granularity', granularities) }},
            {{ code_rank('mentions.date_basis', bases) }},
            days.origin_count desc nulls last,
            mentions.stated_at desc,
            mentions.mention_id
    ) = 1
)

select * from chosen
