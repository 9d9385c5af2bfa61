"""Pages of relevant articles are looked at again: which are due, and which looks nobody has drawn a conclusion from."""

from datetime import datetime, timedelta

import duckdb

from ingest.records import Capture, Entry
from warehouse.pending import Work
from warehouse.store import to_records

# A day and three days, less what a daily run may start early.
_AFTER = (timedelta(hours=22), timedelta(hours=70))
_AT_LEAST_BETWEEN = timedelta(hours=12)
# What was had longer ago than this is left alone: a ledger that was not used for a month begins no storm.
_NOT_BEFORE = timedelta(days=14)
_GONE = (404, 410, 451)


def was_asked_since(connection: duckdb.DuckDBPyConnection, now: datetime) -> bool:
    """Whether anybody was asked at this instant or a later one: then it is an old instant that is played again."""
    [(found,)] = connection.execute("select count(*) from ingest.captures where polled_at >= ?", [now]).fetchall()
    return bool(found)


def pages_to_revisit(connection: duckdb.DuckDBPyConnection, now: datetime) -> list[Entry]:
    """Entries whose article tells of a countable attack, and whose page was had a day ago, or three, and is not gone.

    A page that an edited entry has had fetched again counts as revisited.
    """
    frame = connection.sql(
        """
        with relevant as (
            select distinct versions.entry_id
            from ingest.article_versions as versions
            inner join ingest.mentions using (article_version_id)
            where mentions.is_countable and versions.loaded_at <= $now
        ),

        pages as (
            select url, polled_at, status, error
            from ingest.captures
            where kind = 'page' and polled_at <= $now
        ),

        firsts as (
            select url, min(polled_at) as had_at from pages where status = 200 and error is null group by url
        ),

        looks as (
            select
                firsts.url,
                firsts.had_at,
                count(*) filter (pages.polled_at > firsts.had_at) as look_count,
                max(pages.polled_at) as last_at,
                arg_max_null(pages.status, pages.polled_at) as last_status
            from firsts
            inner join pages using (url)
            group by firsts.url, firsts.had_at
        )

        select entries.*
        from ingest.entries
        semi join relevant using (entry_id)
        inner join looks on entries.link = looks.url
        where looks.had_at >= $earliest
            and looks.last_at <= $rested
            and not list_contains($gone, coalesce(looks.last_status, 0))
            and case looks.look_count
                when 0 then looks.had_at <= $first
                when 1 then looks.had_at <= $second
                else false
            end
        order by entries.entry_id
        """,
        params={
            "now": now,
            "earliest": now - _NOT_BEFORE,
            "rested": now - _AT_LEAST_BETWEEN,
            "gone": list(_GONE),
            "first": now - _AFTER[0],
            "second": now - _AFTER[1],
        },
    ).pl()
    return to_records(frame, Entry)


def looks_to_conclude(connection: duckdb.DuckDBPyConnection, now: datetime) -> list[tuple[Work, str, str | None]]:
    """Captures of pages whose entry had its text already, oldest first, each with the article and the last digest."""
    frame = connection.sql(
        """
        with told as (
            select
                versions.entry_id,
                any_value(versions.article_id) as article_id,
                min(captures.polled_at) as had_at
            from ingest.article_versions as versions
            inner join ingest.captures using (capture_id)
            where captures.kind = 'page'
            group by versions.entry_id
        ),

        looks as (
            select unnest(entry_ids) as entry_id, capture_id, polled_at
            from ingest.captures
            where kind = 'page' and polled_at <= $now
        )

        select looks.entry_id as look_entry_id, told.article_id, captures.*, (
            select arg_max(before.sha256, before.polled_at)
            from ingest.captures as before
            where before.kind = 'page' and before.url = captures.url and before.status = 200
                and before.error is null and before.polled_at < captures.polled_at
        ) as last_sha256
        from looks
        inner join told on looks.entry_id = told.entry_id and looks.polled_at > told.had_at
        inner join ingest.captures on looks.capture_id = captures.capture_id
        anti join ingest.page_observations as seen
            on looks.entry_id = seen.entry_id and looks.capture_id = seen.capture_id
        order by captures.polled_at, looks.entry_id
        """,
        params={"now": now},
    ).pl()
    captures = to_records(frame, Capture)
    entries = _entries(connection, frame["look_entry_id"].to_list())
    facts = frame.select("look_entry_id", "article_id", "last_sha256").iter_rows()
    return [
        (Work(entries[entry_id], capture), article_id, digest)
        for (entry_id, article_id, digest), capture in zip(facts, captures, strict=True)
    ]


def _entries(connection: duckdb.DuckDBPyConnection, entry_ids: list[str]) -> dict[str, Entry]:
    frame = connection.sql(
        "select * from ingest.entries where entry_id in (select unnest($ids))", params={"ids": entry_ids}
    ).pl()
    return {entry.entry_id: entry for entry in to_records(frame, Entry)}
