"""From which columns of which tables each column of a model comes, as `make docs` has found it out."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg

FILE = Path(__file__).with_name("column_lineage.json")


def lineage_of(models: Mapping[str, str]) -> dict[str, dg.TableColumnLineage]:
    """Model → where its columns come from, given the checksum of each; one that was changed since is left out."""
    return {
        name: dg.TableColumnLineage({column: _deps(parents) for column, parents in found["columns"].items()})
        for name, found in _found().items()
        if models.get(name) == found["checksum"]
    }


def kept_names(schemas: Mapping[str, str]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of columns, table and name each, of which the second comes from the first and keeps its name."""
    return [
        ((table, column), (f"{schemas[model]}.{model}", column))
        for model, found in sorted(_found().items())
        if model in schemas
        for column, parents in sorted(found["columns"].items())
        for table, name in sorted(parents)
        if name == column
    ]


@cache
def _found() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _deps(parents: list[list[str]]) -> list[dg.TableColumnDep]:
    """The tables' schemas and names are the keys of their assets."""
    return [dg.TableColumnDep(asset_key=dg.AssetKey(table.split(".")), column_name=name) for table, name in parents]
