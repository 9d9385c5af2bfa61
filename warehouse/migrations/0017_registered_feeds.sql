-- Which feeds the registry names, so that one that was taken out of it, or was never asked, is told from one that fails.
-- The views are made anew: feeds outside the registry are left out, rates weigh requests and not feeds, the silence of a
-- source is that of all its feeds together, wires are looked at too, and entries that wait for their page are counted.
alter table ingest.sources add column feed_ids varchar[];

drop view ingest.source_health;
drop view ingest.feed_health;

create view ingest.feed_health as
with horizon as (
    select max(polled_at) as asked_until from ingest.feed_fetches
),

registered as (
    select source_id, unnest(feed_ids) as feed_id
    from (
        select * from ingest.sources
        qualify row_number() over (partition by source_id order by valid_from desc) = 1
    )
),

-- A ledger that no run has looked at since has no list of feeds yet: then every feed that was asked counts.
newest as (
    select
        coalesce(states.source_id, registered.source_id) as source_id,
        coalesce(states.feed_id, registered.feed_id) as feed_id,
        states.* exclude (source_id, feed_id)
    from registered
    full join (
        select * from ingest.feed_states
        where fetch_id in (select arg_max(fetch_id, polled_at) from ingest.feed_states group by feed_id)
    ) as states using (feed_id)
    where registered.feed_id is not null
        or states.source_id not in (select source_id from ingest.sources where feed_ids is not null)
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
        count(*) filter (status = 200) as document_count,
        count(*) filter (status = 200 and error is null) as read_count,
        count(is_malformed) as parsed_count,
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
    coalesce(newest.status, 'new') as status,
    newest.reason,
    newest.polled_at as last_polled_at,
    newest.next_at,
    newest.last_ok_at,
    newest.last_new_at,
    coalesce(newest.failure_count, 0) as failure_count,
    coalesce(month.request_count, 0) as request_count,
    coalesce(month.answer_count, 0) as answer_count,
    month.answer_count / month.request_count as answer_rate,
    coalesce(month.unchanged_count, 0) as unchanged_count,
    month.unchanged_count / nullif(month.answer_count, 0) as http_304_rate,
    coalesce(month.document_count, 0) as document_count,
    coalesce(month.read_count, 0) as read_count,
    month.read_count / nullif(month.document_count, 0) as parse_rate,
    coalesce(month.parsed_count, 0) as parsed_count,
    coalesce(month.malformed_count, 0) as malformed_count,
    month.malformed_count / nullif(month.parsed_count, 0) as malformed_rate,
    coalesce(gaps.gap_count, 0) as gap_count,
    coalesce(newest.is_guid_unstable, false) as is_guid_unstable,
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
    select max(polled_at) as asked_until from ingest.captures where kind in ('feed', 'wire')
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
        count(last_polled_at) as asked_count,
        arg_min(status, severity) as best_status,
        arg_max(status, severity) as status,
        arg_max_null(reason, severity) as reason,
        max(last_polled_at) as last_polled_at,
        max(last_ok_at) as last_ok_at,
        max(last_new_at) as last_new_at,
        max(failure_count) as failure_count,
        sum(answer_count) / nullif(sum(request_count), 0) as answer_rate,
        sum(unchanged_count) / nullif(sum(answer_count), 0) as http_304_rate,
        sum(read_count) / nullif(sum(document_count), 0) as parse_rate,
        sum(malformed_count) / nullif(sum(parsed_count), 0) as malformed_rate,
        sum(gap_count) as gap_count,
        min(news_gap_seconds) as news_gap_seconds
    from ranked
    group by source_id
),

-- A wire has no states: when it brought something is when a file or page of it did.
deliveries as (
    select source_id, polled_at, polled_at - lag(polled_at) over (partition by source_id order by polled_at) as waited
    from (
        select distinct entries.source_id, captures.polled_at
        from ingest.entries
        inner join ingest.captures using (capture_id)
        where captures.kind = 'wire'
    )
),

wires as (
    select source_id, max(polled_at) as last_new_at, cast(median(epoch(waited)) as bigint) as news_gap_seconds
    from deliveries
    group by source_id
),

watched as (
    select
        source_id,
        greatest(min(polled_at), max(asked_until) - interval 30 day) as watched_from,
        max(asked_until) as asked_until
    from ingest.captures, horizon
    where kind in ('feed', 'wire')
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

asked as (
    select distinct unnest(entry_ids) as entry_id from ingest.captures where kind = 'page'
),

outcomes as (
    select
        entries.source_id,
        count(versions.entry_id) as version_count,
        count(rejections.entry_id) filter (versions.entry_id is null) as rejection_count,
        count(failures.entry_id) filter (versions.entry_id is null and rejections.entry_id is null) as failure_count,
        count(*) filter (
            coalesce(versions.entry_id, ended.entry_id, failures.entry_id, asked.entry_id) is null
            and entries.link is not null
        ) as waiting_count
    from ingest.entries
    left join (select distinct entry_id from ingest.article_versions) as versions using (entry_id)
    left join (
        select entry_id from ingest.rejections where reason <> 'duplicate_version'
    ) as rejections using (entry_id)
    left join ingest.rejections as ended on entries.entry_id = ended.entry_id
    left join (select distinct entry_id from ingest.failures) as failures on entries.entry_id = failures.entry_id
    left join asked on entries.entry_id = asked.entry_id
    cross join horizon
    where entries.first_seen_at > asked_until - interval 30 day
    group by entries.source_id
),

-- The one of its feeds and wires that brings something most often says what is usual with a source.
arrivals as (
    select
        registered.source_id,
        greatest(feeds.last_new_at, wires.last_new_at) as last_new_at,
        least(feeds.news_gap_seconds, wires.news_gap_seconds) as news_gap_seconds,
        case when registered.has_wire then horizon.asked_until else feeds.last_polled_at end as looked_at
    from registered
    left join feeds using (source_id)
    left join wires using (source_id)
    cross join horizon
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
    arrivals.last_new_at,
    feeds.failure_count,
    feeds.answer_rate,
    feeds.http_304_rate,
    feeds.parse_rate,
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
    coalesce(outcomes.waiting_count, 0) as waiting_count,
    case
        when arrivals.last_new_at is not null and arrivals.news_gap_seconds is not null
            then epoch(arrivals.looked_at) - epoch(arrivals.last_new_at)
                > greatest(4 * arrivals.news_gap_seconds, 86400)
    end as is_silent
from registered
left join feeds using (source_id)
left join watched using (source_id)
left join rates using (source_id)
left join outcomes using (source_id)
left join arrivals using (source_id);
