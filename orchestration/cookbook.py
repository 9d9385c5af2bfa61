"""The cookbook: questions that analysts ask, as SQL that comes with the package, and the page of their answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import duckdb

from ingest.errors import SettingError
from ingest.text import normalise

_FILE = re.compile(r"(\d+)_(\w+)\.sql")
# What the page shows of an answer.
_ROWS, _WIDEST = 10, 64
_INTRODUCTION = """# Cookbook

Questions that analysts ask, and what the bundled newsroom answers (`make demo`). Each is a query over the published
database: change it as you like. `sigact cookbook` lists them and `sigact cookbook NAME` asks your own database.

In `sigact sql` tables have no prefix; in other clients say `use marts;` first. `?` stands for NULL here: not known.
What each column means stands in the [data dictionary](data-dictionary.md). This page is generated and tested.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its SQL; `note` says what the answer does not."""

    name: str
    asked: str
    note: str
    sql: str


def questions() -> list[Question]:
    """Every question, in the order of the page."""
    folder = resources.files("warehouse") / "cookbook"
    found = sorted((match, file) for file in folder.iterdir() if (match := _number_and_name(file.name)))
    return [_question(name, file.read_text(encoding="utf-8")) for (_, name), file in found]


def question(name: str) -> Question:
    """The question of a name. Raises SettingError with the names there are."""
    for one in questions():
        if one.name == name:
            return one
    raise SettingError(f"there is no question {name}: `sigact cookbook` lists them", subject=name)


def _number_and_name(file_name: str) -> tuple[int, str] | None:
    match = _FILE.fullmatch(file_name)
    return (int(match[1]), match[2]) if match else None


def _question(name: str, text: str) -> Question:
    lines = text.splitlines()
    comments = [line.removeprefix("--").strip() for line in _leading(lines)]
    sql = "\n".join(lines[len(comments) :]).strip()
    return Question(name=name, asked=comments[0], note=" ".join(comments[1:]), sql=sql)


def _leading(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("--"):
            return
        yield line


def answer(connection: duckdb.DuckDBPyConnection, one: Question) -> tuple[list[str], list[tuple[object, ...]]]:
    """Names of the columns, and the rows."""
    result = connection.execute(one.sql)
    return [column[0] for column in result.description or ()], result.fetchall()


def page(connection: duckdb.DuckDBPyConnection) -> str:
    """`docs/cookbook.md`: each question with its SQL and what this database answers."""
    parts = [_INTRODUCTION]
    for number, one in enumerate(questions(), start=1):
        columns, rows = answer(connection, one)
        parts.append(f"## {number}. {one.asked}\n")
        if one.note:
            parts.append(f"{one.note}\n")
        parts.append(f"`sigact cookbook {one.name}`\n\n```sql\n{one.sql}\n```\n")
        parts.append(f"```text\n{_shown(columns, rows)}\n```\n")
    return "\n".join(parts)


def _shown(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    cells = [columns, *([_cell(value) for value in row] for row in rows[:_ROWS])]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    more = [f"… {len(rows) - _ROWS} more rows"] if len(rows) > _ROWS else []
    return "\n".join([*lines, *more, *(["(no row)"] if not rows else [])])


def _cell(value: object) -> str:
    text = "?" if value is None else normalise(str(value)).replace("`", "'")
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
