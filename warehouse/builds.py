"""What the facts are made from, as digests: whether those that stand are still the facts of the ledger.

Rows are only ever added to it, so a digest is how many a table has and what the last one says: as int_builds_planned
tells new rows from old ones, at a cost that does not grow with the ledger.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import duckdb

# The requests to a feed, to a page and for robots.txt are read by nothing that requests to a wire are read by.
_CAPTURES = {"captures": "kind <> 'wire'", "captures of wires": "kind = 'wire'"}
# Of the instant of a build the facts depend on one thing alone: which embargoes have ended by then.
_EMBARGOES = "select count(*) from ingest.wire_items where embargoed_until <= ?"
_META = "select coalesce(string_agg(key || '=' || value, ' ' order by key), '') from ingest.meta where key <> 'now'"


def read_inputs(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], now: datetime) -> dict[str, str]:
    """Input → its digest: of these tables of the ledger, and of what `now` changes."""
    inputs = {}
    for table in sorted({*tables} - {"captures", "meta"}):
        inputs[table] = _digest(connection, table)
    for name, condition in _CAPTURES.items():
        inputs[name] = _digest(connection, "captures", condition)
    inputs["meta"] = str(connection.execute(_META).fetchall()[0][0])
    inputs["embargoes ended"] = str(connection.execute(_EMBARGOES, [now]).fetchall()[0][0])
    return inputs


def last_build(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], datetime | None]:
    """Input → its digest at the last build that ended well, and the instant of that build; nothing where none has."""
    rows = connection.execute("select input, digest, built_at from operation.builds").fetchall()
    return {name: digest for name, digest, _ in rows}, rows[0][2] if rows else None


def forget_build(connection: duckdb.DuckDBPyConnection) -> None:
    """A build begins: should it not end well, nothing stands."""
    connection.execute("delete from operation.builds")


def save_build(connection: duckdb.DuckDBPyConnection, inputs: Mapping[str, str], built_at: datetime) -> None:
    """A build has ended well."""
    connection.execute("begin")
    forget_build(connection)
    rows = [(name, digest, built_at) for name, digest in inputs.items()]
    connection.executemany("insert into operation.builds values (?, ?, ?)", rows)
    connection.execute("commit")


def relations(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Schema and name of every table and view."""
    tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    views = connection.execute("select schema_name, view_name from duckdb_views()").fetchall()
    return {*tables, *views}


def _digest(connection: duckdb.DuckDBPyConnection, table: str, condition: str = "true") -> str:
    columns = [f"{name} {kind}" for name, kind, *_ in connection.execute(f"describe ingest.{table}").fetchall()]
    query = f"select count(*), max(rowid), hash(?) from ingest.{table} where {condition}"
    count, last, shape = connection.execute(query, [", ".join(columns)]).fetchall()[0]
    query = f"select hash(line) from (select * from ingest.{table} where rowid = ?) as line"
    rows = connection.execute(query, [last]).fetchall()
    return f"{count} {rows[0][0] if rows else 0} {shape}"
