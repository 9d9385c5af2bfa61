"""What the ledger knows of feeds: where each stands, what it listed last, and which of its items are stored."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

import duckdb
import polars as pl

from ingest.records import FeedState, KnownItem
from warehouse.store import to_records


def feed_states(connection: duckdb.DuckDBPyConnection, before: datetime | None = None) -> dict[str, FeedState]:
    """feed_id → its newest state, or the newest before an instant; a feed that was never asked has none."""
    # Not by a window, which would hold every column of every state that ever was.
    rows = connection.sql(
        "from ingest.feed_states where fetch_id in (select arg_max(fetch_id, polled_at) from ingest.feed_states "
        "where polled_at < coalesce($before, 'infinity'::timestamptz) group by feed_id)",
        params={"before": before},
    )
    return {state.feed_id: state for state in to_records(rows.pl(), FeedState)}


def feeds_polled_at(connection: duckdb.DuckDBPyConnection, now: datetime) -> set[str]:
    """The feeds that were asked at this very instant: a run that is repeated does not ask them again."""
    rows = connection.execute("select feed_id from ingest.feed_fetches where polled_at = ?", [now]).fetchall()
    return {feed_id for (feed_id,) in rows}


def known_items(
    connection: duckdb.DuckDBPyConnection, listed: Sequence[tuple[str, str, str | None]]
) -> dict[str, tuple[KnownItem, ...]]:
    """feed_id → what is stored of items with these (feed_id, item_id, title), by id or by title; newest first."""
    wanted = pl.DataFrame(listed, schema=dict.fromkeys(("feed_id", "item_id", "title"), pl.String), orient="row")
    connection.register("wanted", wanted.to_arrow())
    try:
        frame = connection.sql(
            """
            select feed_id, item_id, link, title, published_at
            from ingest.entries
            where (feed_id, item_id) in (select (feed_id, item_id) from wanted)
                or (feed_id, title) in (select (feed_id, title) from wanted where title is not null)
            order by first_seen_at desc, entry_id
            """
        ).pl()
    finally:
        connection.unregister("wanted")
    found: dict[str, list[KnownItem]] = defaultdict(list)
    for item in to_records(frame, KnownItem):
        found[item.feed_id].append(item)
    return {feed_id: tuple(items) for feed_id, items in found.items()}


def listed_items(
    connection: duckdb.DuckDBPyConnection, feed_ids: Collection[str], before: datetime | None = None
) -> dict[str, frozenset[str]]:
    """feed_id → the items that stood in its last listing, or the last before an instant."""
    rows = connection.execute(
        """
        with newest as (
            select feed_id, item_id, arg_max(is_listed, polled_at) as is_listed
            from ingest.listing_changes
            where feed_id in (select unnest(?)) and polled_at < coalesce(?, 'infinity'::timestamptz)
            group by feed_id, item_id
        )
        select feed_id, list(item_id) from newest where is_listed group by feed_id
        """,
        [list(feed_ids), before],
    ).fetchall()
    return {feed_id: frozenset(item_ids) for feed_id, item_ids in rows}
