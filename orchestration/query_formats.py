"""The rows of one query as CSV, JSON, Parquet or Markdown, for other programs."""

import csv
import io
import json
from datetime import date, datetime, time
from decimal import Decimal

import duckdb

from ingest.text import normalise
from orchestration.query import QueryError

FORMATS = ("csv", "json", "markdown", "parquet")


def as_bytes(connection: duckdb.DuckDBPyConnection, query: str, form: str) -> bytes:
    """The rows of a query in one of FORMATS; text is UTF-8, an instant ISO 8601 in UTC, NULL an empty cell or `null`.

    Raises QueryError with DuckDB's words, or where there is not exactly one statement.
    """
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1:
            raise QueryError(f"--format {form} takes one statement, not {len(statements)}")
        if form == "parquet":
            return _parquet(connection, statements[0].query)
        result = connection.execute(statements[0])
        rows = result.fetchall()
        columns = [column[0] for column in result.description or ()]
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    return {"csv": _csv, "json": _json, "markdown": _markdown}[form](columns, rows).encode()


def _csv(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(value) for value in row] for row in rows)
    return text.getvalue()


def _json(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _markdown(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    cells = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _parquet(connection: duckdb.DuckDBPyConnection, query: str) -> bytes:
    buffer = io.BytesIO()
    connection.sql(query).pl().write_parquet(buffer)
    return buffer.getvalue()


def _written(value: object) -> object:
    match value:
        case bool():
            return str(value).lower()
        case list() | tuple() | dict():
            return json.dumps(value, ensure_ascii=False, default=_plain)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value


def _cell(value: object) -> str:
    if value is None:
        return "NULL"
    return " ".join(normalise(str(_written(value))).replace("\\", "\\\\").replace("|", "\\|").split())


def _plain(value: object) -> object:
    """What JSON has no word for."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return str(value)
