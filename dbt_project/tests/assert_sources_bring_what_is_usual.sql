-- Sources that brought less or more in their last seven days of hearing than their registry file calls usual.
{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'fct_source_coverage'}}}) }}

with coverage as (
    select * from {{ ref('fct_source_coverage') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

-- A day on which nobody could say is no day of hearing.
heard as (
    select *
    from coverage
    where is_silent is not null
    qualify row_number() over (partition by source_id order by coverage_date desc) <= 7
),

brought as (
    select
        source_id,
        max(coverage_date) as last_heard_on,
        count(*) as day_count,
        avg(entries) as entries_per_day
    from heard
    group by source_id
),

unusual as (
    select
        brought.*,
        sources.expected_low,
        sources.expected_high
    from brought
    inner join sources on brought.source_id = sources.source_id
    where
        brought.day_count = 7
        and (brought.entries_per_day < sources.expected_low or brought.entries_per_day > sources.expected_high)
)

select * from unusual
