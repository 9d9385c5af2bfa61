"""Which lines of the journal the build database holds. A line is applied whole, with the row that says so, or not."""

from collections.abc import Mapping

import duckdb


def behind(connection: duckdb.DuckDBPyConnection, sizes: Mapping[str, int]) -> list[str]:
    """The files of the journal, given with their sizes, of which not every line is applied; the oldest first."""
    rows = connection.execute("select file, sum(size_bytes) from ingest.journal_lines group by file").fetchall()
    held = {file: int(size) for file, size in rows}
    return [file for file in sorted(sizes) if held.get(file, 0) != sizes[file]]


def applied(connection: duckdb.DuckDBPyConnection, file: str) -> set[str]:
    """The lines of a file that are applied, by their digests."""
    rows = connection.execute("select commit_id from ingest.journal_lines where file = ?", [file]).fetchall()
    return {commit_id for (commit_id,) in rows}
