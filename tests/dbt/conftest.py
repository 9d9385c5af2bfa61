"""Builds two warehouses with dbt, once a session: one from a hand-written ledger, one from an empty one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.cases import write_cases
from tests.dbt.ledger import Ledger
from tests.dbt.reference import learn

PROJECT = Path(__file__).parents[2] / "dbt_project"
SEEDS = Path(__file__).parent / "seeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build database that dbt has filled, and what dbt says of it."""

    database: Path
    target: Path
    returncode: int
    output: str

    def json(self, name: str) -> dict[str, Any]:
        return json.loads((self.target / name).read_text())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            return connection.execute(query).fetchall()


def dbt_build(project: Path, folder: Path, *options: str) -> Built:
    """Runs `dbt build` in a process of its own, as an operator would, and writes into `folder` only."""
    environment = os.environ | {
        "SIGACT_BUILD_DATABASE": str(folder / "build.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", str(project)]
    done = subprocess.run(
        [*command, "--profiles-dir", str(project), *options],
        env=environment, cwd=folder, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    return Built(
        database=folder / "build.duckdb", target=folder / "target", returncode=done.returncode, output=done.stdout
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The cases of `cases.py` over the small seeds beside this file."""
    folder = tmp_path_factory.mktemp("dbt")
    project = folder / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    for seed in SEEDS.glob("*.csv"):
        shutil.copy(seed, project / "seeds")
    ledger = Ledger(folder / "build.duckdb")
    write_cases(ledger)
    learn(ledger, SEEDS)
    ledger.close()
    result = dbt_build(project, folder)
    assert result.returncode == 0, result.output
    return result


@pytest.fixture(scope="session")
def built_empty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A ledger without a row over the seeds that are shipped, built in the project folder itself."""
    folder = tmp_path_factory.mktemp("dbt_empty")
    Ledger(folder / "build.duckdb").close()
    return dbt_build(PROJECT, folder, "--exclude-resource-type", "unit_test")


@pytest.fixture
def attack(built: Built) -> Callable[..., Any]:
    """The values of an attack in `fct_attacks`; one value for one column, a tuple for several."""

    def values(attack_id: str, *columns: str) -> Any:
        query = f"select {', '.join(columns)} from marts.fct_attacks where attack_id = '{attack_id}'"
        (row,) = built.rows(query)
        return row[0] if len(columns) == 1 else row

    return values
