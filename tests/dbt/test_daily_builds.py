"""Builds that touch only what is new make what a build of everything makes of the same ledger."""

import os
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest, WritableManifest

from tests.dbt.days import Days
from tests.dbt.ledger import day

PLAN = "select distinct is_of_everything, is_finished from intermediate.int_builds_planned"
NO_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
# Views follow what they look at, and the seeds stay the same.
TABLES = ("--exclude", "resource_type:seed", "config.materialized:view")


@dataclass(frozen=True, kw_only=True)
class Warehouse:
    """A copy of the hand-written warehouse, and the project that built it."""

    folder: Path
    project: Path
    manifest: Manifest

    @property
    def database(self) -> Path:
        return self.folder / "build.duckdb"

    def build(self, *options: str) -> None:
        """As an operator would, but in this process: a process of its own takes as long as the models do."""
        given = {"SIGACT_BUILD_DATABASE": self.database, "DBT_TARGET_PATH": self.folder / "target"}
        before = dict(os.environ)
        os.environ.update({name: str(path) for name, path in given.items()} | {"DBT_LOG_PATH": str(self.folder)})
        try:
            places = ("--project-dir", str(self.project), "--profiles-dir", str(self.project))
            done = dbtRunner(manifest=self.manifest).invoke(
                ["--quiet", "build", *NO_TESTS, *places, *(options or TABLES)]
            )
        finally:
            DuckDBConnectionManager.close_all_connections()
            os.environ.clear()
            os.environ.update(before)
        assert done.success, done

    def rows(self, query: str) -> list[tuple]:
        with duckdb.connect(str(self.database)) as connection:
            return connection.execute(query).fetchall()

    def copy(self, name: str) -> "Warehouse":
        folder = self.folder.with_name(name)
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


@pytest.fixture
def warehouse(built, tmp_path):
    folder = tmp_path / "daily"
    folder.mkdir()
    shutil.copy(built.database, folder)
    written = WritableManifest.read_and_check_versions(str(built.target / "manifest.json"))
    manifest = Manifest.from_writable_manifest(written)
    manifest.build_flat_graph()
    project = built.database.parent / "dbt_project"
    return Warehouse(folder=folder, project=project, manifest=manifest)


def differences(ours: Warehouse, theirs: Warehouse) -> dict[str, list[tuple]]:
    """By mart, rows that only one of two warehouses has; the first three of either."""
    found = {}
    with duckdb.connect() as connection:
        for name, each in (("ours", ours), ("theirs", theirs)):
            connection.execute(f"attach '{each.database}' as {name} (read_only)")
        names = connection.execute(
            """select schema_name || '.' || table_name from duckdb_tables() where database_name = 'theirs'
            and (schema_name = 'marts' or table_name in ('int_mentions_assigned', 'int_names_unlisted')) order by all"""
        ).fetchall()
        for (table,) in names:
            for one, other in (("ours", "theirs"), ("theirs", "ours")):
                query = f"select * from {one}.{table} except all select * from {other}.{table}"
                if rows := connection.execute(f"select '{one}', * from ({query}) order by all limit 3").fetchall():
                    found.setdefault(table, []).extend(rows)
    assert len(names) > 30
    return found


def test_days_built_one_after_another_are_what_a_build_of_everything_makes(warehouse):
    for number in range(2):
        Days(warehouse.database, seed=number).play(70, day(21) + timedelta(days=number))
        warehouse.build()
        assert [(False, True)] == warehouse.rows(PLAN)
        told, touched = warehouse.rows(
            """select (select count(distinct attack_id) from ingest.attack_membership),
            (select count(*) from intermediate.int_attacks_touched)"""
        )[0]
        assert 0 < touched < told
    # A build that is cut off leaves a plan that never ended: the next one trusts nothing that was built.
    whole = warehouse.copy("whole")
    whole.build("--select", "int_builds_planned", "int_articles_touched", "int_attacks_touched", "int_versions_needed")
    assert [(False, False)] == whole.rows(PLAN)
    whole.build()
    assert [(True, True)] == whole.rows(PLAN)
    assert {} == differences(warehouse, whole)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_many_days_and_times_that_go_back_are_what_builds_of_everything_make(warehouse, seed):
    for number, stands_at in enumerate((22, 30, 25, 24, 33)):
        Days(warehouse.database, seed=1000 * seed + number).play(25 + 15 * number, day(1) + timedelta(days=stands_at))
        warehouse.build()
        assert [(False, True)] == warehouse.rows(PLAN)
        whole = warehouse.copy(f"whole_{number}")
        whole.build("--full-refresh", *TABLES)
        assert (number, {}) == (number, differences(warehouse, whole))
