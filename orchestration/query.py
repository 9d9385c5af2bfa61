"""`sigact sql`: the published database, read-only and shut off from the outside, asked once or in a conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.errors import NotPublishedYet, SigactError
from ingest.text import normalise

_HINT = "End a statement with ; — `describe fct_attacks;` lists columns — leave with exit or Ctrl-D."
# Columns narrower than this are not read but deciphered.
_NARROWEST = 14


class QueryError(SigactError):
    """The SQL is wrong; the message is DuckDB's."""


@contextmanager
def open_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, its marts without a prefix. A run that publishes meanwhile disturbs nobody."""
    if not path.exists():
        raise NotPublishedYet(
            f"there is no published database at {path}: run `sigact demo` or `sigact run` first, "
            "or name its data directory with `sigact --data-dir DIR sql`",
            subject=str(path),
        )
    with duckdb.connect(str(path.resolve()), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set enable_external_access = false")
        connection.execute("set search_path = 'marts'")
        connection.execute("set lock_configuration = true")
        yield connection


def show(connection: duckdb.DuckDBPyConnection, query: str, console: Console) -> None:
    """Print the rows of each statement, a line a field where a table would be too wide to read.

    Raises QueryError with DuckDB's words; what the statements before gave is printed by then.
    """
    try:
        for statement in connection.extract_statements(query):
            result = connection.execute(statement)
            rows = result.fetchall()
            _print(console, [column[0] for column in result.description or ()], rows)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error


def _print(console: Console, columns: list[str], rows: list[tuple[object, ...]]) -> None:
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


def converse(connection: duckdb.DuckDBPyConnection, history: Path, console: Console) -> None:
    """A prompt with history: a statement ends with a semicolon, `exit` or Ctrl-D leaves, an error is shown."""
    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)), lexer=PygmentsLexer(SqlLexer))
    console.print("Tables: " + ", ".join(_tables(connection)), style="dim", highlight=False)
    console.print(_HINT, style="dim", highlight=False)
    pending = ""
    while True:
        try:
            line = session.prompt("sigact> " if not pending else "   ...> ")
        except KeyboardInterrupt:
            pending = ""
            continue
        except EOFError:
            return
        word = line.strip().rstrip(";").lower()
        if not pending and word in ("exit", "quit"):
            return
        if not pending and word in ("", "help", "?"):
            console.print(_HINT, style="dim", highlight=False)
            continue
        pending = f"{pending}\n{line}".strip()
        if pending.endswith(";"):
            _answer(connection, pending, console)
            pending = ""


def _answer(connection: duckdb.DuckDBPyConnection, statement: str, console: Console) -> None:
    try:
        show(connection, statement, console)
    except QueryError as error:
        console.print(Text(str(error), style="red"))


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "select table_name from duckdb_tables() where schema_name = 'marts' order by table_name"
    return [row[0] for row in connection.execute(query).fetchall()]


def _cell(value: object) -> Text:
    """A value as text that cannot act on a terminal; NULL is told from an empty string."""
    return Text("NULL", style="dim") if value is None else Text(normalise(str(value)))
