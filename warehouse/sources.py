"""The registry as rows: a source that changes gets a new row, valid from the run that saw the change."""

from collections.abc import Iterable
from datetime import datetime

import duckdb
import polars as pl

from ingest.records import Source

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "source_id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "homepage": pl.String,
    "country_iso3": pl.String,
    "language": pl.String,
    "scale": pl.String,
    "timezone": pl.String,
    "party_actor_id": pl.String,
    "gap_seconds": pl.Int32,
    "terms_url": pl.String,
    "terms_checked_on": pl.Date,
    "expected_low": pl.Int32,
    "expected_high": pl.Int32,
    "checked_on": pl.Date,
}
_READS: dict[str, pl.DataType | type[pl.DataType]] = {
    "feed_count": pl.Int32,
    "has_wire": pl.Boolean,
    "feed_ids": pl.List(pl.String),
}


def save_sources(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], now: datetime, unread: Iterable[str] = ()
) -> int:
    """Append a row for each source that is new or differs from its latest row; returns how many.

    One that is in the registry no more gets a last row, in which nothing of it is read. What is `unread` is in it,
    though nobody knows how: it stays as it was.
    """
    batch = pl.DataFrame([_row(source) for source in sources], schema=_COLUMNS | _READS, orient="row")
    columns = ", ".join(batch.columns)  # in one order: `except` compares by position
    connection.register("batch", batch.to_arrow())
    try:
        inserted = connection.execute(
            f"""
            insert into ingest.sources by name
            with latest as (
                select {columns} from ingest.sources
                qualify row_number() over (partition by source_id order by valid_from desc) = 1
            )
            select changed.*, $now as valid_from
            from (
                select * from batch
                union all by name
                select * replace (0 as feed_count, false as has_wire, [] as feed_ids)
                from latest
                where source_id not in (select source_id from batch) and not list_contains($unread, source_id)
                except select * from latest
            ) as changed
            """,
            {"now": now, "unread": sorted(unread)},
        ).fetchall()
    finally:
        connection.unregister("batch")
    return int(inserted[0][0])


def last_zones(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Source → its time zone, as its file said when it was last read."""
    query = "select source_id, arg_max(timezone, valid_from) from ingest.sources group by source_id"
    return dict(connection.execute(query).fetchall())


def _row(source: Source) -> tuple[object, ...]:
    has_wire = source.wire is not None or source.wire_service is not None
    feed_ids = sorted(feed.feed_id for feed in source.feeds)
    return (*(getattr(source, name) for name in _COLUMNS), len(source.feeds), has_wire, feed_ids)
