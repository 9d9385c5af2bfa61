"""The prompt of `sigact sql`: history, colours, and completion that says what each table and column is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.query import QueryError, show

_HINT = (
    "End a statement with ; — Tab completes — `tables` says what there is, `describe fct_attacks;` what is in it — "
    "leave with exit or Ctrl-D."
)
_WORD = re.compile(r"[\w.]*$")
_TABLES = "select table_name, comment from duckdb_tables() where schema_name = 'marts' order by table_name"
_COLUMNS = """
select table_name, column_name, comment from duckdb_columns() where schema_name = 'marts' order by all
"""
_KEYWORDS = "select lower(keyword_name) from duckdb_keywords() where keyword_category = 'reserved' order by all"


class Names(Completer):
    """Completes tables, columns and reserved words; after `table.` the columns of that table alone."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.tables = {name: _first(comment) for name, comment in connection.execute(_TABLES).fetchall()}
        self.columns: dict[str, dict[str, str]] = {}
        for table, column, comment in connection.execute(_COLUMNS).fetchall():
            self.columns.setdefault(table, {})[column] = _first(comment)
        self.keywords = [word for (word,) in connection.execute(_KEYWORDS).fetchall()]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What the word before the cursor may become; columns of the statement's own tables come first."""
        match = _WORD.search(document.text_before_cursor)
        table, _, word = (match[0] if match else "").rpartition(".")
        if table:
            yield from _matching(self.columns.get(table, {}).items(), word)
        elif word:
            near = [name for name in self.tables if re.search(rf"\b{name}\b", document.text)]
            columns = {name: says for each in near or self.columns for name, says in self.columns[each].items()}
            yield from _matching(columns.items(), word)
            yield from _matching(self.tables.items(), word)
            yield from _matching(((keyword, "") for keyword in self.keywords), word)


def converse(connection: duckdb.DuckDBPyConnection, history: Path, console: Console) -> None:
    """A prompt with history: a statement ends with a semicolon, `exit` or Ctrl-D leaves, an error is shown."""
    history.parent.mkdir(parents=True, exist_ok=True)
    names = Names(connection)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)),
        lexer=PygmentsLexer(SqlLexer),
        completer=names,
        complete_while_typing=False,
    )
    console.print("Tables: " + ", ".join(names.tables), style="dim", highlight=False)
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
        elif not pending and word == "tables":
            console.print(_listed(names.tables))
        else:
            pending = f"{pending}\n{line}".strip()
            if pending.endswith(";"):
                _answer(connection, pending, console)
                pending = ""


def _answer(connection: duckdb.DuckDBPyConnection, statement: str, console: Console) -> None:
    try:
        show(connection, statement, console)
    except QueryError as error:
        console.print(Text(str(error), style="red"))


def _listed(tables: dict[str, str]) -> Table:
    listed = Table(box=None, show_header=False, pad_edge=False)
    for name, says in tables.items():
        listed.add_row(Text(name, style="bold"), Text(says))
    return listed


def _matching(names: Iterable[tuple[str, str]], word: str) -> Iterator[Completion]:
    for name, says in names:
        if name.startswith(word.lower()):
            yield Completion(name, start_position=-len(word), display_meta=says)


def _first(comment: str | None) -> str:
    """The first sentence of what is said of a table or column."""
    return re.split(r"(?<=[.;:]) ", comment or "", maxsplit=1)[0]
