with mentions as (
    select * from {{ ref('stg_mentions') }}
    where is_countable and attack_status = 'actual'
),

decisions as (
    select * from {{ ref('stg_analyst_decisions') }}
),

entries as (
    select * from {{ ref('stg_entries') }}
),

days as (
    select event_date as date_day from mentions
    union all
    select try_cast(new_value as date) as date_day from decisions
    where action = 'set' and field = 'event_date'
    union all
    select cast(first_seen_at as date) as date_day from entries
),

bounds as (
    select
        date_trunc('year', min(date_day)) as first_day,
        date_trunc('year', max(date_day)) + interval 1 year - interval 1 day as last_day
    from days
    where date_day is not null
),

dates as (
    select cast(unnest(generate_series(cast(first_day as timestamp), last_day, interval 1 day)) as date) as date_day
    from bounds
),

described as (
    select
        date_day,
        cast(year(date_day) as integer) as year,
        cast(quarter(date_day) as integer) as quarter,
        cast(month(date_day) as integer) as month,
        cast(date_trunc('month', date_day) as date) as month_start,
        cast(isoyear(date_day) as integer) as iso_year,
        cast(week(date_day) as integer) as iso_week,
        cast(date_trunc('week', date_day) as date) as week_start,
        cast(isodow(date_day) as integer) as iso_weekday,
        dayname(date_day) as weekday_name
    from dates
)

select * from described
