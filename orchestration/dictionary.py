"""What the tables and columns of the ledger mean: it is written in dbt's sources, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dagster_dbt.dbt_manifest import validate_manifest


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
