"""`sigact sql`: the published database, read-only and shut off from the outside, and its answers on a terminal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.errors import NotPublishedYet, SigactError
from ingest.text import normalise

# Columns narrower than this are not read but deciphered.
_NARROWEST = 14
# DuckDB's own answer leaves out what is said of a column.
_DESCRIBE = re.compile(r"\s*(?:describe|desc)\s+(?:marts\.)?(\w+)\s*;?\s*", re.IGNORECASE)
_COLUMNS = """
select column_name as "column", lower(data_type) as type, comment as description
from duckdb_columns()
where schema_name = 'marts' and table_name = ?
order by column_index
"""


class QueryError(SigactError):
    """The SQL is wrong; the message is DuckDB's."""


@contextmanager
def open_published(path: Path, *, may_reach_out: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, its marts without a prefix. A run that publishes meanwhile disturbs nobody.

    Files, networks and extensions are out of reach and settings locked, unless the caller says otherwise.
    """
    if not path.exists():
        raise NotPublishedYet(
            f"there is no published database at {path}: run `sigact demo` or `sigact run` first, "
            "or name its data directory with `sigact --data-dir DIR sql`",
            subject=str(path),
        )
    with duckdb.connect(str(path.resolve()), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set search_path = 'marts'")
        if not may_reach_out:
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
        yield connection


def show(connection: duckdb.DuckDBPyConnection, query: str, console: Console) -> None:
    """Print the rows of each statement, a line a field where a table would be too wide to read.

    Raises QueryError with DuckDB's words; what the statements before gave is printed by then.
    """
    try:
        for statement in connection.extract_statements(query):
            described = _DESCRIBE.fullmatch(statement.query)
            columns, rows = describe(connection, described[1]) if described else _answer(connection, statement)
            show_rows(console, columns, rows)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error


def describe(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns of a published table with their types and descriptions; of any other, DuckDB's own answer."""
    found = connection.execute(_COLUMNS, [table.lower()])
    columns, rows = [column[0] for column in found.description or ()], found.fetchall()
    return (columns, rows) if rows else _answer(connection, f'describe "{table}"')


def _answer(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement | str
) -> tuple[list[str], list[tuple[object, ...]]]:
    result = connection.execute(statement)
    rows = result.fetchall()
    return [column[0] for column in result.description or ()], rows


def show_rows(console: Console, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    """Print rows as a table, or a line a field where that would be too wide to read."""
    if len(columns) * _NARROWEST > console.width:
        _print_fields(console, columns, rows)
    else:
        _print_table(console, columns, rows)
    console.print(Text(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim"))


def _print_table(console: Console, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    console.print(table)


def _print_fields(console: Console, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    width = max(map(len, columns))
    for number, row in enumerate(rows, start=1):
        console.print(Text(f"row {number}", style="dim"))
        for column, value in zip(columns, row, strict=True):
            console.print(Text(f"  {column:<{width}}  ", style="bold") + _cell(value), soft_wrap=True)


def _cell(value: object) -> Text:
    """A value as text that cannot act on a terminal; NULL is told from an empty string."""
    return Text("NULL", style="dim") if value is None else Text(normalise(str(value)))
