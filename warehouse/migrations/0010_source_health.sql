-- Pages looked at again after their article was had, and how feeds and sources fare. The views know no clock: they
-- stand at the last instant at which any feed was asked.
create table ingest.page_observations (
    entry_id varchar not null,
    capture_id varchar not null,
    article_id varchar not null,
    observed_at timestamptz not null,
    status integer,
    outcome varchar not null,
    detail varchar,
    loaded_at timestamptz not null,
    primary key (entry_id, capture_id)
);

create view ingest.feed_health as
with horizon as (
    select max(polled_at) as asked_until from ingest.feed_fetches
),

newest as (
    select * from ingest.feed_states
    qualify row_number() over (partition by feed_id order by polled_at desc) = 1
),

addresses as (
    select feed_id, arg_max(url, polled_at) as url from ingest.captures where kind = 'feed' group by feed_id
),

month as (
    select
        feed_id,
        count(*) as request_count,
        count(*) filter (error is null) as answer_count,
        count(*) filter (status = 304) as unchanged_count,
        count(is_malformed) as read_count,
        count(*) filter (is_malformed) as malformed_count
    from ingest.feed_fetches, horizon
    where polled_at > asked_until - interval 30 day
    group by feed_id
),

gaps as (
    select feed_id, count(*) filter (is_gap) as gap_count
    from ingest.feed_states, horizon
    where polled_at > asked_until - interval 30 day
    group by feed_id
)

select
    newest.source_id,
    newest.feed_id,
    addresses.url,
    newest.status,
    newest.reason,
    newest.polled_at as last_polled_at,
    newest.next_at,
    newest.last_ok_at,
    newest.last_new_at,
    newest.failure_count,
    month.request_count,
    month.answer_count / month.request_count as answer_rate,
    month.unchanged_count / nullif(month.answer_count, 0) as http_304_rate,
    month.malformed_count / nullif(month.read_count, 0) as malformed_rate,
    coalesce(gaps.gap_count, 0) as gap_count,
    newest.is_guid_unstable,
    newest.news_gap_seconds,
    -- NULL where nothing is known of how often it brings something.
    case
        when newest.last_new_at is not null and newest.news_gap_seconds is not null
            then epoch(newest.polled_at) - epoch(newest.last_new_at) > greatest(4 * newest.news_gap_seconds, 86400)
    end as is_silent
from newest
left join addresses on newest.feed_id = addresses.feed_id
left join month on newest.feed_id = month.feed_id
left join gaps on newest.feed_id = gaps.feed_id;

create view ingest.source_health as
with horizon as (
    select max(polled_at) as asked_until from ingest.feed_fetches
),

registered as (
    select * from ingest.sources
    qualify row_number() over (partition by source_id order by valid_from desc) = 1
),

ranked as (
    select
        *,
        case status
            when 'active' then 0 when 'idle' then 1 when 'new' then 2 when 'throttled' then 3 when 'backoff' then 4
            when 'quarantined' then 5 when 'dormant' then 6 when 'disabled' then 7 else 8
        end as severity
    from ingest.feed_health
),

feeds as (
    select
        source_id,
        count(*) as asked_count,
        arg_min(status, severity) as best_status,
        arg_max(status, severity) as status,
        arg_max_null(reason, severity) as reason,
        max(last_polled_at) as last_polled_at,
        max(last_ok_at) as last_ok_at,
        max(last_new_at) as last_new_at,
        max(failure_count) as failure_count,
        sum(answer_rate * request_count) / sum(request_count) as answer_rate,
        avg(http_304_rate) as http_304_rate,
        avg(malformed_rate) as malformed_rate,
        sum(gap_count) as gap_count,
        bool_and(is_silent) as is_silent
    from ranked
    group by source_id
),

watched as (
    select source_id, greatest(min(polled_at), max(asked_until) - interval 30 day) as watched_from,
        max(asked_until) as asked_until
    from ingest.feed_fetches, horizon
    group by source_id
),

items as (
    select
        entries.source_id,
        entries.item_id,
        min(entries.first_seen_at) as first_seen_at,
        min(coalesce(entries.published_at, entries.first_seen_at)) as told_at,
        min(entries.published_at) as published_at
    from ingest.entries
    inner join watched using (source_id)
    where entries.first_seen_at > watched.watched_from
    group by entries.source_id, entries.item_id
),

-- What the first answer brought is older than we are: it says nothing of a usual day.
rates as (
    select
        items.source_id,
        count(*) filter (items.told_at > watched.watched_from) as item_count,
        median(epoch(items.first_seen_at) - epoch(items.published_at)) filter (
            items.published_at between watched.watched_from and items.first_seen_at
        ) / 60 as lag_minutes
    from items
    inner join watched using (source_id)
    group by items.source_id
),

outcomes as (
    select
        entries.source_id,
        count(versions.entry_id) as version_count,
        count(rejections.entry_id) filter (versions.entry_id is null) as rejection_count,
        count(failures.entry_id) filter (versions.entry_id is null and rejections.entry_id is null) as failure_count
    from ingest.entries
    left join (select distinct entry_id from ingest.article_versions) as versions using (entry_id)
    left join (
        select entry_id from ingest.rejections where reason <> 'duplicate_version'
    ) as rejections using (entry_id)
    left join (select distinct entry_id from ingest.failures) as failures using (entry_id)
    cross join horizon
    where entries.first_seen_at > asked_until - interval 30 day
    group by entries.source_id
)

select
    registered.source_id,
    registered.name,
    registered.feed_count,
    registered.has_wire,
    feeds.asked_count,
    feeds.status,
    feeds.reason,
    feeds.last_polled_at,
    feeds.last_ok_at,
    feeds.last_new_at,
    feeds.failure_count,
    feeds.answer_rate,
    feeds.http_304_rate,
    feeds.malformed_rate,
    cast(feeds.gap_count as integer) as gap_count,
    case
        when watched.asked_until > watched.watched_from
            then coalesce(rates.item_count, 0)
                / greatest((epoch(watched.asked_until) - epoch(watched.watched_from)) / 86400, 1)
    end as entries_per_day,
    registered.expected_low,
    registered.expected_high,
    rates.lag_minutes,
    outcomes.version_count
        / nullif(outcomes.version_count + outcomes.rejection_count + outcomes.failure_count, 0) as extraction_rate,
    feeds.is_silent
from registered
left join feeds using (source_id)
left join watched using (source_id)
left join rates using (source_id)
left join outcomes using (source_id);
