"""What each stage has still to do, read from what the ledger holds. Nothing is marked as done: done is what is there.

Every question has a `now`: rows that a later instant brought are not there yet.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from ingest.records import (
    Capture,
    CodableArticle,
    Entry,
    PageAsked,
    PagePrint,
    ResolvableMention,
    Settlement,
    WireItem,
)
from warehouse.store import to_records

MAX_TRIES = 3
# A page that could not be had, and an entry that a killed run left, are looked for this far back.
RETRY_WINDOW = timedelta(days=7)
# Before anything was captured.
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """An entry to extract: its page's capture, or its own where the entry carries the text."""

    entry: Entry
    capture: Capture


def pages_to_fetch(connection: duckdb.DuckDBPyConnection, now: datetime) -> list[tuple[Entry, PageAsked]]:
    """Entries with a link whose page was never had for them, not asked at this instant, and not given up.

    With each, what was asked of its page before.
    """
    frame = connection.sql(
        """
        with waiting as (
            select entries.*
            from ingest.entries
            anti join ingest.article_versions using (entry_id)
            anti join ingest.rejections using (entry_id)
            where entries.link is not null and entries.loaded_at <= $now
        ),

        -- From the captures and not from the failures: several instants may be collected before the next stage begins.
        asked as (
            select entry_id, count(*) as tries, bool_or(status = 200) as is_had, max(polled_at) as asked_at
            from (select unnest(entry_ids) as entry_id, status, polled_at from ingest.captures where kind = 'page')
            group by entry_id
        ),

        due as (
            select waiting.*, asked.entry_id is not null as is_own
            from waiting
            left join asked using (entry_id)
            -- One that was never asked for is due however long ago a killed run left it.
            where asked.entry_id is null or (
                asked.tries < $tries
                and not coalesce(asked.is_had, false)
                and asked.asked_at < $now
                and waiting.loaded_at >= $earliest
            )
        ),

        pages as (
            select url, count(*) as page_count, max(polled_at) as page_asked_at
            from ingest.captures
            where kind = 'page' and polled_at <= $now and url in (select link from due)
            group by url
        ),

        told as (
            select distinct entries.link, entries.title, entries.updated_at
            from ingest.entries
            semi join asked using (entry_id)
            where entries.link in (select link from due)
        )

        select
            due.*,
            coalesce(pages.page_count, 0) as page_count,
            pages.page_asked_at,
            not exists (
                select 1 from told
                where told.link = due.link
                    and told.title is not distinct from due.title
                    and told.updated_at is not distinct from due.updated_at
            ) as is_edit
        from due
        left join pages on due.link = pages.url
        order by due.entry_id
        """,
        params={"earliest": now - RETRY_WINDOW, "now": now, "tries": MAX_TRIES},
    ).pl()
    facts = frame.select("page_count", "page_asked_at", "is_own", "is_edit").iter_rows()
    entries = to_records(frame.drop("page_count", "page_asked_at", "is_own", "is_edit"), Entry)
    return [
        (entry, PageAsked(count=count, last_at=last_at, is_own=is_own, is_edit=is_edit))
        for entry, (count, last_at, is_own, is_edit) in zip(entries, facts, strict=True)
    ]


def robots_answers(connection: duckdb.DuckDBPyConnection, since: datetime, now: datetime) -> list[Capture]:
    """The last answer from each robots.txt that was asked since then."""
    frame = connection.sql(
        """
        from ingest.captures
        where kind = 'robots' and polled_at between $since and $now
        qualify row_number() over (partition by url order by polled_at desc, capture_id) = 1
        """,
        params={"since": since, "now": now},
    ).pl()
    return to_records(frame, Capture)


def last_payloads(connection: duckdb.DuckDBPyConnection, urls: Collection[str]) -> list[Capture]:
    """The last payload that each of these addresses gave and that is stored under its own name."""
    frame = connection.sql(
        """
        from ingest.captures
        where sha256 is not null and error is null and revisit_of is null and url in (select unnest($urls))
        qualify row_number() over (partition by url order by polled_at desc, capture_id) = 1
        """,
        params={"urls": list(urls)},
    ).pl()
    return to_records(frame, Capture)


def entries_to_extract(connection: duckdb.DuckDBPyConnection, now: datetime, since: datetime = EVER) -> list[Work]:
    """Entries that have neither article version nor rejection, each with the capture, made since then, to read it from.

    A page that was had beats one that was not; a failure that is stored already is no work.
    """
    captures = connection.sql(
        """
        with refused as (
            select rejections.entry_id
            from ingest.rejections
            left join ingest.wire_items using (entry_id)
            -- An embargo ends.
            where not (reason = 'embargoed' and coalesce(embargoed_until <= $now, false))
        ),

        waiting as (
            select entries.entry_id, entries.kind, entries.capture_id, entries.link
            from ingest.entries
            anti join ingest.article_versions using (entry_id)
            anti join refused using (entry_id)
            where entries.loaded_at <= $now
        ),

        pages as (
            select unnest(entry_ids) as entry_id, capture_id, status, polled_at
            from ingest.captures
            where kind = 'page' and polled_at <= $now
        ),

        chosen as (
            select
                waiting.entry_id,
                arg_max(pages.capture_id, (coalesce(pages.status = 200, false), pages.polled_at)) as capture_id
            from waiting
            inner join pages using (entry_id)
            group by waiting.entry_id
            union all
            select entry_id, capture_id from waiting where kind = 'wire' or link is null
        )

        select chosen.entry_id as work_entry_id, captures.*
        from chosen
        inner join ingest.captures using (capture_id)
        anti join ingest.failures on failures.entry_id = chosen.entry_id and failures.capture_id = chosen.capture_id
        where captures.polled_at >= $since
        """,
        params={"now": now, "since": since},
    ).pl()
    wanted = dict(zip(captures["work_entry_id"], to_records(captures, Capture), strict=True))
    entries = _entries(connection, wanted)
    return [Work(entry, wanted[entry.entry_id]) for entry in entries]


def _entries(connection: duckdb.DuckDBPyConnection, entry_ids: Collection[str]) -> list[Entry]:
    frame = connection.sql(
        # In the order of publication, so that a copy meets its original in whatever batches they come.
        "select * from ingest.entries where entry_id in (select unnest($ids)) "
        "order by coalesce(published_at, first_seen_at), first_seen_at, updated_at, entry_id",
        params={"ids": list(entry_ids)},
    ).pl()
    return to_records(frame, Entry)


def wire_items(connection: duckdb.DuckDBPyConnection, entry_ids: Collection[str]) -> dict[str, WireItem]:
    """What a wire says of entries, by entry_id; those that came another way are not there."""
    frame = connection.sql(
        "from ingest.wire_items where entry_id in (select unnest($ids))", params={"ids": list(entry_ids)}
    ).pl()
    return {item.entry_id: item for item in to_records(frame, WireItem)}


def known_texts(
    connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]
) -> dict[str, tuple[tuple[str, ...], str]]:
    """article_id → the digests of its versions, oldest first, and its latest text."""
    rows = connection.execute(
        """
        select article_id, list(text_sha256 order by version_no), arg_max(text, version_no)
        from ingest.article_versions
        where article_id in (select unnest(?))
        group by article_id
        """,
        [list(article_ids)],
    ).fetchall()
    return {article_id: (tuple(digests), text) for article_id, digests, text in rows}


def stored_prints(connection: duckdb.DuckDBPyConnection, new: Sequence[PagePrint]) -> list[PagePrint]:
    """The stored prints that are those of new pages of the same hosts."""
    wanted = {(each.host, each.print_hash) for each in new}
    hosts, hashes = [host for host, _ in wanted], [print_hash for _, print_hash in wanted]
    frame = connection.sql(
        """
        select prints.*
        from ingest.page_prints as prints
        semi join (select unnest($hosts) as host, unnest($hashes) as print_hash) as wanted using (host, print_hash)
        order by prints.loaded_at, prints.article_id
        """,
        params={"hosts": hosts, "hashes": hashes},
    ).pl()
    return to_records(frame, PagePrint)


def versions_to_code(
    connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime, since: datetime = EVER
) -> list[CodableArticle]:
    """The versions stored since then that a coding run has not coded yet, oldest first."""
    frame = connection.sql(
        """
        with publishers as (
            select source_id, arg_max(name, valid_from) as source_name, arg_max(timezone, valid_from) as timezone
            from ingest.sources
            group by source_id
        ),

        parts as (
            select
                article_version_id,
                list(section_role order by para_no) as paragraph_roles,
                list(posted_at order by para_no) as posted_at
            from ingest.article_paragraphs
            group by article_version_id
        )

        select versions.*, publishers.source_name, publishers.timezone, parts.paragraph_roles, parts.posted_at
        from ingest.article_versions as versions
        inner join publishers using (source_id)
        left join parts using (article_version_id)
        where versions.loaded_at between $since and $now and not exists (
            select 1 from ingest.coded_versions as coded
            where coded.run_id = $run_id and coded.article_version_id = versions.article_version_id
        )
        order by versions.loaded_at, versions.article_version_id
        """,
        params={"run_id": run_id, "now": now, "since": since},
    ).pl()
    return to_records(frame, CodableArticle)


def count_to_resolve(connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime) -> int:
    """How many countable mentions of a coding run wait to be resolved."""
    query = f"select count(*) from ingest.mentions {_WAITING}"
    return int(connection.execute(query, {"run_id": run_id, "now": now}).fetchall()[0][0])


def mentions_to_resolve(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    now: datetime,
    *,
    most: int,
    among: Collection[str] | None = None,
) -> list[ResolvableMention]:
    """The countable mentions of a coding run that were not resolved yet, the earliest published first.

    One whose article was found to be a copy after that waits again.
    `words` are all of their sentences. `among` leaves out all but these.
    """
    params: dict[str, object] = {"run_id": run_id, "now": now, "most": most}
    waiting = _WAITING
    if among is not None:
        params["among"] = sorted(among)
        waiting += "and mentions.mention_id in (select unnest($among))"
    return to_records(connection.sql(_RESOLVABLE.format(waiting=waiting), params=params).pl(), ResolvableMention)


def settlements(connection: duckdb.DuckDBPyConnection) -> list[Settlement]:
    """The places of the gazetteer that codings have named."""
    return to_records(connection.sql("from ingest.gazetteer_places order by place_id").pl(), Settlement)


_WAITING = """
where mentions.run_id = $run_id and mentions.is_countable and mentions.attack_status = 'actual'
    and mentions.loaded_at <= $now
    and (
        not exists (
            select 1 from ingest.reachable_mentions as done
            where done.run_id = $run_id and done.mention_id = mentions.mention_id
        )
        or mentions.mention_id in (
            select done.mention_id
            from ingest.reachable_mentions as done
            inner join ingest.article_copies as copies using (article_version_id)
            where done.run_id = $run_id and copies.known_from > done.known_from and copies.known_from <= $now
        )
    )
"""

_RESOLVABLE = """
with chosen as (
    select
        mentions.mention_id, mentions.article_version_id, mentions.event_type, mentions.sent_no,
        mentions.occurred_start, mentions.occurred_end, mentions.date_granularity,
        versions.article_id, copies.near_dup_of, versions.published_at, versions.text
    from ingest.mentions
    inner join ingest.article_versions as versions using (article_version_id)
    left join (
        select article_version_id, arg_max(copied_version_id, copy_no) as near_dup_of
        from ingest.article_copies
        where known_from <= $now
        group by article_version_id
    ) as copies using (article_version_id)
    {waiting}
    order by versions.published_at nulls last, mentions.mention_id
    limit $most
),

assertions as (
    select assertions.* from ingest.assertions
    where run_id = $run_id and mention_id in (select mention_id from chosen)
),

reports as (
    select reports.* from ingest.casualty_reports as reports
    where run_id = $run_id and mention_id in (select mention_id from chosen)
),

said as (
    select
        mention_id,
        arg_min(value, char_start) filter (field = 'place') as place_id,
        arg_min(value, char_start) filter (field = 'site') as site_id,
        list(distinct value order by value) filter (field = 'attacker' and value is not null) as attacker_ids,
        arg_min(value, char_start) filter (field = 'weapon') as weapon_type,
        arg_min(best, char_start) filter (field = 'launched') as launched,
        arg_min(best, char_start) filter (field = 'intercepted') as intercepted,
        arg_min(best, char_start) filter (field = 'impacted') as impacted,
        arg_min(value, char_start) filter (field = 'outcome') as outcome
    from assertions
    group by mention_id
),

-- A text that gives several figures for one attack ends with the highest; the attackers' own losses are another toll.
harmed as (
    select
        mention_id,
        max(coalesce(best, low)) filter (harm = 'killed') as killed,
        max(coalesce(best, low)) filter (harm = 'injured') as injured
    from reports
    where report_kind in ('count', 'explicit_zero') and side not in ('attacker', 'interceptor')
    group by mention_id
),

chained as (
    select mention_id, chain_id from assertions
    union
    select mention_id, chain_id from reports
),

knew as (
    select chained.mention_id, list(distinct lower(steps.name) order by lower(steps.name)) as origins
    from chained
    inner join ingest.chain_steps as steps using (chain_id)
    where steps.run_id = $run_id and steps.role in ('relay', 'origin') and steps.anonymity = 'named'
    group by chained.mention_id
),

told as (
    select mention_id, sent_no from chosen
    union
    select mention_id, sent_no from assertions
    union
    select mention_id, sent_no from reports
),

-- Four letters and more: ingest.attack.wording reads golden texts in the same way.
worded as (
    select
        chosen.mention_id,
        list_sort(list_distinct(flatten(list(regexp_extract_all(
            lower(chosen.text[sentences.char_start + 1:sentences.char_end]), '\\pL{{4,}}'
        ))))) as words
    from chosen
    inner join told using (mention_id)
    inner join ingest.sentences
        on sentences.article_version_id = chosen.article_version_id and sentences.sent_no = told.sent_no
    group by chosen.mention_id
)

select
    chosen.* exclude (text, sent_no),
    said.* exclude (mention_id, attacker_ids),
    coalesce(said.attacker_ids, []) as attacker_ids,
    harmed.killed,
    harmed.injured,
    coalesce(knew.origins, []) as origins,
    coalesce(worded.words, []) as words
from chosen
left join said using (mention_id)
left join harmed using (mention_id)
left join knew using (mention_id)
left join worded using (mention_id)
order by chosen.published_at nulls last, chosen.mention_id
"""
