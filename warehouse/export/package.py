"""A whole export: the files of a shape or of the tables, a loss report, and a `datapackage.json` about them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.export import acled, geojson, hxl, plover, ucdp
from warehouse.export.relations import prepare
from warehouse.export.shape import QUOTED, Shape
from warehouse.export.tables import descriptions, selections
from warehouse.export.written import (
    PACKAGE,
    Written,
    fields,
    new_folder,
    write_csv,
    write_geojson,
    write_parquet,
    write_text,
)

SHAPES: Mapping[str, Shape] = {one.SHAPE.name: one.SHAPE for one in (acled, ucdp, plover, hxl, geojson)}
TABLE_FORMATS = ("parquet", "csv")
_LOSSES = "loss-report.md"
_LICENCES = [
    {"name": "CC-BY-4.0", "title": "Names and coordinates of places: GeoNames", "path": "https://www.geonames.org/"},
    {
        "name": "Apache-2.0",
        "title": "Names of actors, sites and codes: sigact",
        "path": "https://www.apache.org/licenses/LICENSE-2.0",
    },
    {"name": "other-closed", "title": f"Quotes, at most {QUOTED} characters: the rights of their publishers"},
]


def export_shape(
    connection: duckdb.DuckDBPyConnection, shape: Shape, folder: Path, since: date | None, until: date | None
) -> list[Written]:
    """Write the attacks of some days in the columns of a shape, with what the shape cannot hold.

    The connection reads a published file. Raises ExportRefused if `folder` is no export.
    """
    prepare(connection, since, until)
    with new_folder(folder) as fresh:
        if shape.name == "geojson":
            table = write_geojson(connection, shape.query, fresh / "attacks.geojson")
        else:
            table = write_csv(connection, shape.query, fresh / f"{shape.name}.csv", shape.tags)
        said = descriptions(connection, "fct_attacks") | dict(shape.fields)
        resource = _resource(table, fields(connection, shape.query, said), shape.key)
        losses = write_text(fresh / _LOSSES, _loss_report(connection, shape, table))
        about = {"title": shape.title, "description": f"{shape.label}. What it cannot hold: {_LOSSES}."}
        window = {"since": since and since.isoformat(), "until": until and until.isoformat()}
        package = _package(connection, f"sigact-{shape.name}", about | {"window": window}, [resource])
        return [table, losses, write_text(fresh / PACKAGE, package)]


def export_tables(connection: duckdb.DuckDBPyConnection, form: str, folder: Path) -> list[Written]:
    """Write every published table as `parquet` or `csv`, without texts, and quotes of 300 characters at most.

    Raises ExportRefused if `folder` is no export.
    """
    with new_folder(folder) as fresh:
        written = write_tables(connection, form, fresh)
        resources = [
            _resource(file, fields(connection, query, descriptions(connection, table)), ())
            for (table, query), file in zip(selections(connection).items(), written, strict=True)
        ]
        about = {
            "title": "The tables of a sigact warehouse",
            "description": f"Without the texts of articles; quotes are cut to {QUOTED} characters.",
        }
        package = _package(connection, f"sigact-{form}", about, resources)
        return [*written, write_text(fresh / PACKAGE, package)]


def write_tables(connection: duckdb.DuckDBPyConnection, form: str, folder: Path) -> list[Written]:
    """Write a file a table into an existing folder, in the order of `selections`."""
    write = write_parquet if form == "parquet" else write_csv
    return [write(connection, query, folder / f"{table}.{form}") for table, query in selections(connection).items()]


def _resource(file: Written, columns: list[dict[str, str]], key: Iterable[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": columns}
    if key:
        schema["primaryKey"] = list(key)
    name, _, form = file.path.rpartition(".")
    return {
        "name": name,
        "path": file.path,
        "format": form,
        "encoding": "utf-8",
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.row_count,
        "schema": schema,
    }


def _package(
    connection: duckdb.DuckDBPyConnection, name: str, about: Mapping[str, Any], resources: list[dict[str, Any]]
) -> str:
    meta = dict(connection.execute("select key, value from marts.meta").fetchall())
    sources = connection.execute("select name, homepage from marts.dim_sources order by name").fetchall()
    package = {
        "name": name,
        **about,
        "created": meta["published_at"],
        "version": meta["code_version"],
        "licenses": _LICENCES,
        "sources": [{"title": title} | ({"path": page} if page else {}) for title, page in sources],
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _loss_report(connection: duckdb.DuckDBPyConnection, shape: Shape, table: Written) -> str:
    [(total,)] = connection.execute("select count(*) from exported").fetchall()
    lines = [f"| {loss.about} | {_count(connection, loss.count)} | {loss.what} |" for loss in shape.losses]
    return "\n".join(
        [
            f"# {shape.title}: what was lost",
            "",
            f"**{shape.label}.** {table.row_count} rows from {total} attacks of `{shape.source}`.",
            "",
            "| about | attacks concerned | what |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    [(count,)] = connection.execute(query).fetchall()
    return int(count)
