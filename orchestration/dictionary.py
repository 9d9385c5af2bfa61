"""What tables and columns mean, in the words of dbt's sources and models; they are written nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
from dagster_dbt.dbt_manifest import validate_manifest

from orchestration.column_lineage import kept_names

Column = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row of a table is, and what each of its columns says."""

    description: str
    columns: Mapping[str, str]


def meanings(manifest: Path) -> dict[str, Meaning]:
    """Table of the ledger → its meaning, from dbt's manifest, which Dagster's half of dbt has read too."""
    return {
        source["name"]: Meaning(
            source["description"], {name: column["description"] for name, column in source["columns"].items()}
        )
        for source in validate_manifest(manifest)["sources"].values()
    }


def words(manifest: Path) -> dict[str, dict[str, str]]:
    """Table with its schema → column → what it says. One without words has those of the columns that it comes from
    under the same name, else of those that come from it: a model between ledger and facts has none of its own."""
    found = validate_manifest(manifest)
    nodes = [*found["sources"].values(), *(node for node in found["nodes"].values() if node["columns"])]
    said = {
        (f"{node['schema']}.{node['name']}", name): column["description"]
        for node in nodes
        for name, column in node["columns"].items()
        if column["description"]
    }
    schemas = {node["name"]: node["schema"] for node in found["nodes"].values() if node["resource_type"] == "model"}
    down = kept_names(schemas)
    _hand_on(said, down)
    _hand_on(said, [(to, from_) for from_, to in down])
    tables: dict[str, dict[str, str]] = {}
    for (table, column), says in said.items():
        tables.setdefault(table, {})[column] = says
    return tables


def _hand_on(said: dict[Column, str], links: list[tuple[Column, Column]]) -> None:
    """Until nobody learns anything any more."""
    while new := {to: said[from_] for from_, to in links if from_ in said and to not in said}:
        said |= new


def schema_of(connection: duckdb.DuckDBPyConnection, table: str, says: Mapping[str, str]) -> dg.TableSchema:
    """The columns of a table, in order, with what they say."""
    described = connection.execute(f"describe {table}").fetchall()
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name, kind.lower(), says.get(name), constraints=dg.TableColumnConstraints(nullable=null == "YES")
            )
            for name, kind, null, *_ in described
        ]
    )
