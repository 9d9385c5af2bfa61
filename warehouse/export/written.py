"""The files of an export: written into a new folder that takes its place in one step, with their digests.

CSV is quoted throughout, and a cell that a spreadsheet would run as a formula is led by an apostrophe (OWASP, CSV
injection). Parquet is as it is.
"""

import csv
import hashlib
import json
import math
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TextIO

import duckdb
import pyarrow
import pyarrow.parquet

from ingest.errors import ExportRefused

PACKAGE = "datapackage.json"
_BATCH = 50_000
# Spreadsheets take the full-width signs for the plain ones, and what cannot be seen for nothing.
_SIGN, _UNSEEN = "[=+\\-@\uff1d\uff0b\uff0d\uff20]", "\u200b-\u200f\u2060\ufeff"
_FORMULA = re.compile(rf"\A[\s{_UNSEEN}]*{_SIGN}|\A[\t\r]|[\"'\r\n][{_UNSEEN}]*{_SIGN}")
# What no reader of text expects: a null byte ends a cell for some, and for others the file.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_TYPES = (
    ("BOOLEAN", "boolean"),
    ("TIMESTAMP", "datetime"),
    ("DATE", "date"),
    ("TINYINT", "integer"),
    ("SMALLINT", "integer"),
    ("INTEGER", "integer"),
    ("BIGINT", "integer"),
    ("HUGEINT", "integer"),
    ("DOUBLE", "number"),
    ("FLOAT", "number"),
    ("DECIMAL", "number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of an export: its path in the folder, rows, bytes and SHA-256."""

    path: str
    row_count: int
    size_bytes: int
    sha256: str


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `folder` when all went well; whatever goes wrong, the old one stays.

    Raises ExportRefused if `folder` exists and is no export: nobody's files are replaced.
    """
    folder = folder.absolute()
    if folder.is_symlink() or (folder.exists() and not (folder / PACKAGE).is_file() and not _is_empty(folder)):
        raise ExportRefused(f"{folder} exists and is no export: name another folder with --out", subject=str(folder))
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    with scratch(folder) as fresh:
        yield fresh
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` to write into; what is not renamed by the end is gone."""
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def write_csv(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, tags: Mapping[str, str] | None = None
) -> Written:
    """Write the rows of a query; `tags` is a second header row."""
    result = connection.execute(query)
    columns = [column[0] for column in result.description or ()]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        lines.writerow(columns)
        if tags:
            lines.writerow([tags[column] for column in columns])
        for rows in _batches(result):
            lines.writerows([_cell(value) for value in row] for row in rows)
            count += len(rows)
        _sync(file)
    return describe(path, count)


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> Written:
    """Write the rows of a query, in batches, compressed with zstd."""
    reader = connection.sql(query).to_arrow_reader(_BATCH)
    count = 0
    with pyarrow.parquet.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return describe(path, count)


def write_text(path: Path, text: str) -> Written:
    """Write a text file; it has no rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        _sync(file)
    return describe(path, 0)


def write_geojson(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> Written:
    """Write a FeatureCollection (RFC 7946): `longitude` and `latitude` become the point, the rest its properties."""
    result = connection.execute(query)
    columns = [column[0] for column in result.description or ()]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for rows in _batches(result):
            for row in rows:
                file.write(",\n" if count else "\n")
                file.write(json.dumps(_feature(dict(zip(columns, row, strict=True))), ensure_ascii=False))
                count += 1
        file.write("\n]}\n")
        _sync(file)
    return describe(path, count)


def _feature(row: dict[str, object]) -> dict[str, object]:
    longitude, latitude = row.pop("longitude"), row.pop("latitude")
    is_placed = longitude is not None and latitude is not None
    return {
        "type": "Feature",
        "id": row["attack_id"],
        "geometry": {"type": "Point", "coordinates": [plain(longitude), plain(latitude)]} if is_placed else None,
        "properties": {name: plain(value) for name, value in row.items()},
    }


def plain(value: object) -> object:
    """A value that JSON has."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Decimal | float):
        return float(value) if math.isfinite(value) else None
    return _CONTROL.sub("\ufffd", value) if isinstance(value, str) else value


def _batches(result: duckdb.DuckDBPyConnection) -> Iterator[Sequence[tuple[object, ...]]]:
    while rows := result.fetchmany(_BATCH):
        yield rows


def _cell(value: object) -> str:
    """An unknown is an empty cell; text that a spreadsheet would run is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        seen = _CONTROL.sub("\ufffd", value)
        return f"'{seen}" if _FORMULA.search(seen) else seen
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def describe(path: Path, row_count: int) -> Written:
    """Size and digest of a file as it lies there."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(path=path.name, row_count=row_count, size_bytes=path.stat().st_size, sha256=digest)


def fields(connection: duckdb.DuckDBPyConnection, query: str, said: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns of a query as the fields of a Table Schema (https://datapackage.org/standard/table-schema/)."""
    columns = connection.execute(f"describe {query}").fetchall()
    return [{"name": name, "type": _field_type(kind), "description": said.get(name, "")} for name, kind, *_ in columns]


def _field_type(kind: str) -> str:
    return next((ours for theirs, ours in _TYPES if kind.startswith(theirs)), "string")


def _sync(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())
