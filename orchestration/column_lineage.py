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


@cache
def _found() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _deps(parents: list[list[str]]) -> list[dg.TableColumnDep]:
    """The tables' schemas and names are the keys of their assets."""
    return [dg.TableColumnDep(asset_key=dg.AssetKey(table.split(".")), column_name=name) for table, name in parents]
