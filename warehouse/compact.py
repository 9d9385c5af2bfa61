"""A build database without its holes: files of DuckDB do not shrink by themselves."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.errors import DatabaseError

# The share of the file that nothing uses, from which on it is worth to be written anew.
WORTHWHILE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """Bytes of the file before and after; equal where it was left as it is."""

    before: int
    after: int


def compact(path: Path, *, worthwhile: float = WORTHWHILE) -> Compacted:
    """Write the database anew where that gives back enough. The caller holds the data directory's lock.

    The old file stays until the new one is whole and holds as many rows in every table; raises DatabaseError if not.
    """
    before = path.stat().st_size
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("checkpoint")
        if _unused(connection) < worthwhile:
            return Compacted(before=before, after=path.stat().st_size)
        counts = _counts(connection, path.stem)
        connection.execute(f"attach '{str(new).replace(chr(39), chr(39) * 2)}' as compacted")
        connection.execute(f'copy from database "{path.stem}" to compacted')
        if counts != _counts(connection, "compacted"):
            raise DatabaseError(f"{new} does not hold what {path} holds: it was thrown away", subject=str(path))
        connection.execute("detach compacted")
    new.replace(path)
    return Compacted(before=before, after=path.stat().st_size)


def _unused(connection: duckdb.DuckDBPyConnection) -> float:
    [(total, free)] = connection.execute(
        "select total_blocks, free_blocks from pragma_database_size() where database_name = current_database()"
    ).fetchall()
    return float(free) / float(total) if total else 0.0


def _counts(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, int]:
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? order by all", [catalog]
    ).fetchall()
    return {
        f"{schema}.{table}": connection.execute(f'select count(*) from "{catalog}"."{schema}"."{table}"').fetchall()[0][
            0
        ]
        for schema, table in tables
    }
