"""The registry as rows: a source that changes gets a new row, valid from the run that saw the change."""

from collections.abc import Iterable
from datetime import datetime

import duckdb
import polars as pl

from ingest.records import Source

_COLUMNS = ("source_id", "name", "kind", "homepage", "country_iso3", "language", "scale", "timezone")


def save_sources(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], now: datetime) -> int:
    """Append a row for each source that is new or differs from its latest row; returns how many."""
    rows = [tuple(getattr(source, name) for name in _COLUMNS) for source in sources]
    counts = [(len(source.feeds), source.wire is not None) for source in sources]
    batch = pl.DataFrame(
        [row + count for row, count in zip(rows, counts, strict=True)],
        schema=dict.fromkeys(_COLUMNS, pl.String) | {"feed_count": pl.Int32, "has_wire": pl.Boolean},
        orient="row",
    )
    connection.register("batch", batch.to_arrow())
    try:
        inserted = connection.execute(
            """
            insert into ingest.sources by name
            with latest as (
                select * exclude (valid_from) from ingest.sources
                qualify row_number() over (partition by source_id order by valid_from desc) = 1
            )
            select changed.*, $now as valid_from
            from (select * from batch except select * from latest) as changed
            """,
            {"now": now},
        ).fetchall()
    finally:
        connection.unregister("batch")
    return int(inserted[0][0])
