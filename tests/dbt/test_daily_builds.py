"""Builds that touch only what is new make what a build of everything makes of the same ledger."""

import os
import shutil
import signal
import subprocess
import sys
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
# A build by a process that ends itself as soon as one table is made, the tables after it still to come.
KILLED = """
import os, signal, sys
from dbt.cli.main import dbtRunner
from tests.dbt.test_daily_builds import manifest_in

def watch(event):
    if event.info.name == "NodeFinished" and event.data.node_info.node_name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

dbtRunner(manifest=manifest_in(sys.argv[1]), callbacks=[watch]).invoke(["--quiet", *sys.argv[3:]])
"""
ROOT = Path(__file__).parents[2]


def manifest_in(target: str) -> Manifest:
    """What dbt has written of its project into a folder."""
    written = WritableManifest.read_and_check_versions(f"{target}/manifest.json")
    manifest = Manifest.from_writable_manifest(written)
    manifest.build_flat_graph()
    return manifest


@dataclass(frozen=True, kw_only=True)
class Warehouse:
    """A copy of the hand-written warehouse, and the project that built it."""

    folder: Path
    project: Path
    target: Path
    manifest: Manifest

    @property
    def database(self) -> Path:
        return self.folder / "build.duckdb"

    @property
    def environment(self) -> dict[str, str]:
        given = {"SIGACT_BUILD_DATABASE": self.database, "DBT_TARGET_PATH": self.folder / "target"}
        return os.environ | {name: str(path) for name, path in given.items()} | {"DBT_LOG_PATH": str(self.folder)}

    def command(self, *options: str) -> list[str]:
        places = ("--project-dir", str(self.project), "--profiles-dir", str(self.project))
        return ["build", *NO_TESTS, *places, *(options or TABLES)]

    def build(self, *options: str) -> None:
        """As an operator would, but in this process: a process of its own takes as long as the models do."""
        before = dict(os.environ)
        os.environ.update(self.environment)
        try:
            done = dbtRunner(manifest=self.manifest).invoke(["--quiet", *self.command(*options)])
        finally:
            DuckDBConnectionManager.close_all_connections()
            os.environ.clear()
            os.environ.update(before)
        assert done.success, done

    def build_until_killed(self, table: str) -> None:
        """Build in a process that is killed when the table is made."""
        command = [sys.executable, "-W", "ignore", "-c", KILLED, str(self.target), table, *self.command()]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, check=False, timeout=120)
        assert -signal.SIGKILL == done.returncode, done.stderr

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
    project = built.database.parent / "dbt_project"
    manifest = manifest_in(str(built.target))
    return Warehouse(folder=folder, project=project, target=built.target, manifest=manifest)


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


def touched(warehouse: Warehouse) -> dict[str, str]:
    """Table that a daily build writes into → what names the rows of what is touched, in SQL."""
    keys = {"attack_id": "int_attacks_touched", "article_version_id": "int_versions_needed where is_touched"}
    found = {}
    for node in warehouse.manifest.nodes.values():
        if node.resource_type == "model" and node.config.materialized == "incremental":
            columns = node.config.unique_key if isinstance(node.config.unique_key, list) else [node.config.unique_key]
            parts = [(column, column if column in keys else "attack_id") for column in columns]
            found[f"{node.schema}.{node.name}"] = " or ".join(
                f"{column} in (select {key} from intermediate.{keys[key]})" for column, key in parts
            )
    return found


def test_days_built_one_after_another_are_what_a_build_of_everything_makes(warehouse):
    for number in range(2):
        Days(warehouse.database, seed=number).play(70, day(21) + timedelta(days=number))
        if number == 1:
            whole = warehouse.copy("whole")
        warehouse.build()
        assert [(False, True)] == warehouse.rows(PLAN)
        told, count = warehouse.rows(
            """select (select count(distinct attack_id) from ingest.attack_membership),
            (select count(*) from intermediate.int_attacks_touched)"""
        )[0]
        assert 0 < count < told
    # What tests of the day look at, the last rows that were written, are the rows of what is touched.
    for table, condition in touched(warehouse).items():
        [(rows,)] = warehouse.rows(
            f"select last(row_count order by rowid) from intermediate.rows_written "
            f"where table_name = '{table.partition('.')[2]}'"
        )
        last = f"from {table} where rowid > (select max(rowid) from {table}) - {rows}"
        assert (table, []) == (table, warehouse.rows(f"select rowid {last} and not ({condition})"))
        assert (table, [(rows,)]) == (table, warehouse.rows(f"select count(*) from {table} where {condition}"))
    # Killed between two marts: some are those of the day, some of the day before, and the plan never ended.
    whole.build_until_killed("fct_evidence")
    between = differences(warehouse, whole)
    assert "marts.fct_evidence" not in between and "marts.fct_review_items" in between
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
