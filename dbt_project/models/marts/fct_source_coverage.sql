with sources as (
    select * from {{ ref('stg_sources') }}
),

fetches as (
    select * from {{ ref('stg_feed_fetches') }}
),

states as (
    select * from {{ ref('stg_feed_states') }}
),

entries as (
    select * from {{ ref('stg_entries') }}
),

versions as (
    select * from {{ ref('stg_article_versions') }}
),

requests as (
    select
        source_id,
        cast(polled_at as date) as coverage_date,
        count(*) as polled,
        count(*) filter (where error is null) as answered
    from fetches
    group by source_id, cast(polled_at as date)
),

gaps as (
    select
        source_id,
        cast(polled_at as date) as coverage_date,
        bool_or(is_gap) as has_gap
    from states
    group by source_id, cast(polled_at as date)
),

brought as (
    select
        source_id,
        cast(first_seen_at as date) as coverage_date,
        count(*) as entries
    from entries
    group by source_id, cast(first_seen_at as date)
),

written as (
    select
        source_id,
        cast(first_seen_at as date) as coverage_date,
        count(*) as articles
    from versions
    where version_no = 1
    group by source_id, cast(first_seen_at as date)
),

run_days as (
    select coverage_date from requests
    union
    select coverage_date from brought
),

known as (
    select
        source_id,
        cast(min(valid_from) as date) as known_on,
        arg_max(feed_count, valid_from) > 0 as has_feeds,
        arg_max(has_wire, valid_from) as has_wire
    from sources
    group by source_id
),

seen as (
    select
        source_id,
        coverage_date
    from requests
    union
    select
        source_id,
        coverage_date
    from brought
),

firsts as (
    select
        source_id,
        min(coverage_date) as first_on
    from seen
    group by source_id
),

horizons as (
    select cast(max(coverage_date) as timestamp) as ends_at from run_days
),

-- Until the last day on which anything was asked, whoever it was: later days have not been looked at yet.
days as (
    select
        known.source_id,
        known.has_feeds,
        known.has_wire,
        cast(
            unnest(
                generate_series(
                    cast(least(known.known_on, coalesce(firsts.first_on, known.known_on)) as timestamp),
                    horizons.ends_at,
                    interval 1 day
                )
            ) as date
        ) as coverage_date
    from known
    left join firsts on known.source_id = firsts.source_id
    cross join horizons
),

counted as (
    select
        days.coverage_date,
        days.source_id,
        case when days.has_feeds or requests.polled is not null then coalesce(requests.polled, 0) end as polled,
        case when days.has_feeds or requests.polled is not null then coalesce(requests.answered, 0) end as answered,
        coalesce(brought.entries, 0) as entries,
        coalesce(written.articles, 0) as articles,
        coalesce(gaps.has_gap, false) as has_gap,
        coalesce(requests.answered > 0, false) or (days.has_wire and run_days.coverage_date is not null) as was_heard
    from days
    left join requests on days.source_id = requests.source_id and days.coverage_date = requests.coverage_date
    left join gaps on days.source_id = gaps.source_id and days.coverage_date = gaps.coverage_date
    left join brought on days.source_id = brought.source_id and days.coverage_date = brought.coverage_date
    left join written on days.source_id = written.source_id and days.coverage_date = written.coverage_date
    left join run_days on days.coverage_date = run_days.coverage_date
),

covered as (
    select
        coverage_date,
        source_id,
        cast(polled as integer) as polled,
        cast(answered as integer) as answered,
        cast(entries as integer) as entries,
        cast(articles as integer) as articles,
        has_gap,
        case when entries > 0 then false when was_heard then true end as is_silent
    from counted
)

select * from covered
