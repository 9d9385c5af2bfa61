"""What every model keeps to, read from dbt's manifest."""

import re
from pathlib import Path

import pytest

from ingest import codes

LAYERS = {
    "staging": re.compile(r"stg_[a-z_]+"),
    "intermediate": re.compile(r"int_[a-z_]+_[a-z]+(ed|en|n)"),
    "marts": re.compile(r"(fct|dim|bridge)_[a-z_]+s(_published)?(_history)?|fct_evidence|fct_source_coverage"),
}
VOCABULARIES = {
    "fct_attacks": {
        "event_type": codes.EventType,
        "date_granularity": codes.DateGranularity,
        "date_basis": codes.DateBasis,
        "site_relation": codes.SiteRelation,
        "attacker_status": codes.AttackerStatus,
        "outcome": codes.Outcome,
        "outcome_claimed": codes.Outcome,
        "damage": codes.Damage,
        "casualty_knowledge": None,
        "grade": None,
        "review_state": None,
    },
    "fct_claims": {
        "stance": codes.Stance,
        "certainty": codes.Certainty,
        "claim_mode": codes.ClaimMode,
        "lifecycle": None,
    },
    "fct_casualty_reports": {
        "side": codes.Side,
        "combatant_status": codes.CombatantStatus,
        "harm": codes.Harm,
        "report_kind": codes.ReportKind,
    },
}


@pytest.fixture
def nodes(built):
    return built.json("manifest.json")["nodes"]


@pytest.fixture
def models(nodes):
    return {node["name"]: node for node in nodes.values() if node["resource_type"] == "model"}


def dbt_tests(nodes, model, name):
    return [
        node for node in nodes.values()
        if node["resource_type"] == "test" and node.get("attached_node") == model["unique_id"]
        and (node["test_metadata"] or {}).get("name") == name
    ]  # fmt: skip


def test_every_model_has_the_name_of_its_layer(models):
    wrong = [name for name, model in models.items() if not LAYERS[model["fqn"][1]].fullmatch(name)]
    assert wrong == []


def test_every_model_says_what_one_row_is(models):
    wrong = [name for name, model in models.items() if not re.search(r"One row per [^.]+\.$", model["description"])]
    assert wrong == []


def test_every_model_has_a_tested_key(models, nodes):
    assert [name for name, model in models.items() if len(dbt_tests(nodes, model, "is_key")) != 1] == []


def test_every_model_is_described_in_the_file_beside_it(models):
    assert [name for name, model in models.items() if Path(model["patch_path"]).stem != name] == []


def test_only_staging_reads_the_ledger(models):
    for name, model in models.items():
        sources = [parent for parent in model["depends_on"]["nodes"] if parent.startswith("source.")]
        assert (name, len(sources)) == (name, 1 if model["fqn"][1] == "staging" else 0)


def test_no_layer_reads_a_later_one(models):
    order = list(LAYERS)
    by_id = {model["unique_id"]: model for model in models.values()}
    for name, model in models.items():
        parents = [by_id[parent]["fqn"][1] for parent in model["depends_on"]["nodes"] if parent in by_id]
        later = [layer for layer in parents if order.index(layer) > order.index(model["fqn"][1])]
        assert (name, later) == (name, [])


def test_every_column_of_a_mart_is_described_and_under_contract(models, built):
    for name, model in models.items():
        if model["fqn"][1] != "marts":
            continue
        columns = built.rows(f"select column_name from duckdb_columns() where table_name = '{name}'")
        described = {column["name"] for column in model["columns"].values() if column["description"].endswith(".")}
        assert (name, described) == (name, {column for (column,) in columns})
        assert model["config"]["contract"]["enforced"]


@pytest.mark.parametrize("mart", VOCABULARIES)
def test_the_codes_of_a_mart_are_those_of_the_records(models, nodes, mart):
    (test,) = dbt_tests(nodes, models[mart], "accepted_codes")
    accepted = test["test_metadata"]["kwargs"]["codes"]
    assert set(accepted) == set(VOCABULARIES[mart])
    for column, vocabulary in VOCABULARIES[mart].items():
        if vocabulary is not None:
            assert (column, set(accepted[column])) == (column, set(vocabulary))


def test_every_node_has_a_group_in_dagster(nodes):
    groups = {
        (node["fqn"][1] if node["resource_type"] == "model" else "seeds", node["config"]["meta"]["dagster"]["group"])
        for node in nodes.values()
        if node["resource_type"] in ("model", "seed")
    }
    assert groups == {
        ("staging", "staging"), ("intermediate", "intermediate"), ("marts", "facts"), ("seeds", "reference"),
    }  # fmt: skip


def test_every_table_of_the_ledger_is_a_source(built):
    sources = {node["name"] for node in built.json("manifest.json")["sources"].values()}
    tables = built.rows("select table_name from duckdb_tables() where schema_name = 'ingest'")
    assert sources == {name for (name,) in tables}


def test_layers_are_schemas(built):
    query = "select distinct table_schema from information_schema.tables where table_schema != 'ingest'"
    assert {name for (name,) in built.rows(query)} == {"staging", "intermediate", "marts", "reference"}
