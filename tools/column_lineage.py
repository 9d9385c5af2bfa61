"""Writes orchestration/column_lineage.json: from which columns of which tables each column of a model comes.

Made from what dbt compiles over an empty ledger, by sqlglot; `make docs` runs it. Takes a minute or two.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
from sqlglot import MappingSchema, exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify

from warehouse.connect import open_build

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "dbt_project"
FILE = ROOT / "orchestration" / "column_lineage.json"
_TABLES = ("build", "--exclude-resource-types", "test", "unit_test", "--threads", "1")


def of_model(sql: str, schema: MappingSchema) -> dict[str, list[list[str]]]:
    """Column → the table ("schema.name") and column of each that it is made from, in order."""
    tree = qualify(parse_one(sql, dialect="duckdb"), schema=schema, dialect="duckdb", quote_identifiers=False)
    for union in [*tree.find_all(exp.Union)]:
        _by_position(union)
    text = tree.sql(dialect="duckdb")
    return {column: sorted(map(list, _leaves(column, text, schema))) for column in tree.named_selects}


def _by_position(union: exp.Union) -> None:
    """Give the parts of a `union by name` one order of columns, NULL where one has none: sqlglot goes by position."""
    if not union.args.get("by_name"):
        return
    parts, unions = [], []
    todo: list[exp.Expression] = [union]
    while todo:
        part = todo.pop()
        if isinstance(part, exp.Union) and part.args.get("by_name"):
            unions.append(part)
            todo += [part.right, part.left]
        else:
            parts.append(part)
    names = list(dict.fromkeys(name for part in parts for name in part.named_selects))
    for part in parts:
        if isinstance(part, exp.Select):
            given = {each.alias_or_name: each for each in part.selects}
            part.set("expressions", [given.get(name) or exp.alias_(exp.null(), name) for name in names])
    for part in unions:
        part.set("by_name", False)


def _leaves(column: str, sql: str, schema: MappingSchema) -> set[tuple[str, str]]:
    found = set()
    for node in lineage(column, sql, schema=schema, dialect="duckdb").walk():
        table = node.expression.find(exp.Table) if not node.downstream else None
        if table is not None and table.db:
            found.add((f"{table.db}.{table.name}", exp.to_column(node.name).name))
    return found


def columns_of(database: Path) -> MappingSchema:
    """What every table and view of a build database is made of."""
    schema = MappingSchema(dialect="duckdb")
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select schema_name, table_name, map_from_entries(list((column_name, data_type) order by column_index)) "
            "from duckdb_columns() where not internal group by all"
        ).fetchall()
    for name, table, columns in rows:
        hidden = {"rowid": "BIGINT"} if name == "ingest" else {}  # every table has it, none lists it
        schema.add_table(f'"{name}"."{table}"', dict(columns) | hidden, dialect="duckdb")
    return schema


def trace(database: Path, target: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Model → its checksum and where its columns come from, as dbt compiled it into a folder."""
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    schema = columns_of(database)
    for result in sorted(results, key=lambda each: each["unique_id"]):
        node = manifest["nodes"].get(result["unique_id"], {})
        if node.get("resource_type") == "model":
            sql = result["compiled_code"].replace(f'"{database.stem}".', "")
            try:
                columns = of_model(sql, schema)
            except (SqlglotError, ValueError) as fault:
                print(f"{node['name']}: {str(fault).splitlines()[0]}", file=sys.stderr)  # noqa: T201
                columns = {}
            yield node["name"], {"checksum": node["checksum"]["checksum"], "columns": columns}


def build(folder: Path) -> tuple[Path, Path]:
    """Let dbt build everything over an empty ledger: the database, and dbt's folder."""
    database, target = folder / "build.duckdb", folder / "target"
    with open_build(database, "world"):
        pass
    environment = {"SIGACT_BUILD_DATABASE": str(database), "DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(folder)}
    project = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    dbt = [sys.executable, "-W", "ignore", "-m", "dbt.cli.main", "--quiet", *_TABLES, *project]
    subprocess.run(dbt, env=os.environ | environment, check=True)  # noqa: S603 - our own words
    return database, target


def write(found: Mapping[str, object]) -> None:
    """A line a model, so that a change of one is a change of one line."""
    lines = [f"{json.dumps(name)}: {json.dumps(value, sort_keys=True)}" for name, value in sorted(found.items())]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        write(dict(trace(*build(Path(name)))))
    print(FILE.relative_to(ROOT))  # noqa: T201
