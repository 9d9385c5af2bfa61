"""A new data directory: the ledger has no row yet."""

from pathlib import Path

PROJECT = Path(__file__).parents[2] / "dbt_project"


def test_an_empty_ledger_builds_and_passes_every_test(built_empty):
    assert built_empty.returncode == 0, built_empty.output
    statuses = {result["status"] for result in built_empty.json("run_results.json")["results"]}
    assert statuses == {"success", "pass"}


def test_an_empty_ledger_gives_no_fact_and_all_of_the_reference(built_empty):
    assert built_empty.rows("select count(*) from marts.fct_attacks") == [(0,)]
    assert built_empty.rows("select count(*) > 0 from marts.dim_places") == [(True,)]


def test_building_leaves_no_trace_in_the_project_folder(built_empty):
    assert [name for name in ("target", "logs", "dbt_packages", ".user.yml") if (PROJECT / name).exists()] == []
