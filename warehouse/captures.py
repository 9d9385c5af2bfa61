"""The index of the archive: `ingest.captures`, which the WARC files alone can give again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import duckdb

from ingest.records import Capture
from warehouse.store import append


def replace_captures(connection: duckdb.DuckDBPyConnection, files: Iterable[Sequence[Capture]]) -> int:
    """Put what the archive's files hold, file by file, in the place of the whole index, or leave it as it is; rows."""
    connection.execute("begin")
    try:
        connection.execute("delete from ingest.captures")
        count = sum(append(connection, captures) for captures in files)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
    return count


def captures_by_file(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many captures the index knows of each file, by its place in the archive."""
    query = "select warc_file, count(*) from ingest.captures group by warc_file order by warc_file"
    return dict(connection.execute(query).fetchall())


def instants_since(connection: duckdb.DuckDBPyConnection, since: datetime) -> list[datetime]:
    """The instants at which runs asked anybody, oldest first."""
    query = "select distinct polled_at from ingest.captures where polled_at >= ? order by polled_at"
    return [row[0] for row in connection.execute(query, [since]).fetchall()]
