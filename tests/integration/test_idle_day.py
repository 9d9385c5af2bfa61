"""A run with nothing new: dbt is not started, the run says so, and what depends on time is looked at all the same."""

import dagster as dg

from orchestration.dbt_results import target
from orchestration.facts import STANDS
from orchestration.home import open_instance
from orchestration.settings import load_settings
from tests.played import dump

FACTS = dg.AssetKey(["marts", "fct_attacks"])
OF_TIME = dg.AssetCheckKey(dg.AssetKey(["ingest", "feed_states"]), "no_source_is_silent")
OF_DBT = dg.AssetCheckKey(FACTS, "fct_attacks_has_one_row_per_key")


def test_a_run_with_nothing_new_leaves_the_facts_standing_and_says_so(played):
    settings = load_settings(registry="newsroom", data_dir=played.data)
    before, built_at = dump(settings.build_database), (target(settings) / "run_results.json").stat().st_mtime
    said = played.installed.run(played.folder, "--data-dir", "demo-data", "run")
    assert "Added: nothing new." in said
    assert "Facts: nothing new since 2026-03-22 05:00 UTC: the build of then stands." in said
    assert "(unchanged)" in said
    assert built_at == (target(settings) / "run_results.json").stat().st_mtime
    assert before == dump(settings.build_database)
    with open_instance(settings) as instance:
        [run] = instance.get_runs(limit=1)
        ledger = instance.get_latest_materialization_event(dg.AssetKey(["ingest", "mentions"]))
        shown = instance.get_latest_materialization_event(FACTS)
        checks = instance.event_log_storage.get_latest_asset_check_execution_by_key([OF_TIME, OF_DBT])
    [(attacks,)] = played.rows("select count(*) from marts.fct_attacks")
    assert (run.run_id, attacks) == (shown.run_id, shown.asset_materialization.metadata["dagster/row_count"].value)
    assert shown.asset_materialization.metadata[STANDS].value.startswith("nothing new since 2026-03-22 05:00 UTC")
    columns = ledger.asset_materialization.metadata["dagster/column_schema"].value.columns
    assert ("run_id", "varchar", False) == (columns[0].name, columns[0].type, columns[0].constraints.nullable)
    assert "Coding run, in coding_runs." == columns[0].description
    lineage = shown.asset_materialization.metadata["dagster/column_lineage"].value.deps_by_column
    assert "int_attacks_believed" == lineage["killed_best"][0].asset_key.path[-1]
    assert {"preview", "attacks_a_day", "map_of_30_days", "new_and_changed"} <= set(
        shown.asset_materialization.metadata
    )
    facts = shown.asset_materialization.metadata["dagster/column_schema"].value.columns
    assert [] == [column.name for column in facts if not column.description]
    assert {run.run_id} == {check.run_id for check in checks.values()}
    assert {"SUCCEEDED"} == {check.status.value for check in checks.values()}
    assert STANDS in checks[OF_DBT].event.dagster_event.event_specific_data.metadata
    assert STANDS not in checks[OF_TIME].event.dagster_event.event_specific_data.metadata
