"""What every model keeps to, read from dbt's manifest."""

import re
from pathlib import Path

import pytest
import yaml

from ingest import codes
from orchestration.dictionary import words
from tests.dbt.conftest import PROJECT

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

# What a figure counts or measures, or which number it is.
UNITS = re.compile(
    r"\b(number|code points?|code|id|metres|degrees|seconds|hours|days|words|entries|requests|articles|versions|"
    r"mentions|reports|year|month|quarter|rank|share)\b",
    re.IGNORECASE,
)
OF_LEDGER = "and schema_name = 'ingest' order by column_index"
NUMBERS = ("integer", "bigint", "double", "hugeint")
# The end of a column's name → where its values stand.
KEYS = {
    "actor_id": "dim_actors",
    "site_id": "dim_sites",
    "place_id": "dim_places",
    "source_id": "dim_sources",
    "article_version_id": "dim_articles",
    "attack_id": "fct_attacks",
    "weapon_type": "dim_weapons",
    "event_type": "dim_event_types",
}
# Attacks that nobody tells of any more, and those rejected or become part of another, have no row of now.
KEYS_TO_NOTHING = {
    *(("fct_decisions", column) for column in ("attack_id", "decided_attack_id", "other_attack_id")),
    *(("fct_review_items", column) for column in ("attack_id", "other_attack_id")),
    ("fct_withdrawals", "attack_id"),
    ("fct_attacks_history", "attack_id"),
    ("fct_attacks_published_history", "attack_id"),
    ("fct_belief_changes", "attack_id"),
}


@pytest.fixture
def marts(models):
    return {name: model for name, model in models.items() if model["fqn"][1] == "marts"}


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


def test_no_dimension_reads_a_mart_and_a_fact_reads_facts_alone(marts):
    for name, model in marts.items():
        read = [parent.split(".")[-1] for parent in model["depends_on"]["nodes"]]
        wrong = [each for each in read if each in marts and not (name.startswith("fct") and each.startswith("fct"))]
        assert (name, wrong) == (name, [])


def test_a_figure_says_its_unit_and_an_instant_its_zone(marts):
    wrong = []
    for name, model in marts.items():
        for column in model["columns"].values():
            is_instant = column["data_type"] in ("timestamptz", "timestamp with time zone")
            says = column["description"]
            if (column["data_type"] in NUMBERS and not UNITS.search(says)) or (is_instant and "UTC" not in says):
                wrong.append((name, column["name"]))
    assert wrong == []


def test_a_column_of_codes_lists_them_all_or_names_their_table(marts, nodes):
    wrong = []
    for name, model in marts.items():
        for test in dbt_tests(nodes, model, "accepted_codes"):
            for column, accepted in test["test_metadata"]["kwargs"]["codes"].items():
                says = model["columns"][column]["description"]
                words = set(re.findall(r"\w+", says))
                if not re.search(r"a code of dim_\w+", says) and not set(accepted) <= words:
                    wrong.append((name, column, sorted(set(accepted) - words)))
    assert wrong == []


def test_every_column_that_leads_to_another_table_is_tested_to_lead_there(marts, nodes):
    wrong = []
    for name, model in marts.items():
        tested = {
            column: target["to"]
            for test in dbt_tests(nodes, model, "leads_to")
            for column, target in test["test_metadata"]["kwargs"]["columns"].items()
        }
        for column in model["columns"]:
            end = next((end for end in KEYS if column == end or column.endswith(f"_{end}")), None)
            end = None if column.startswith("acled_") else end
            if end is None or name in (KEYS[end], "dim_attack_redirects") or (name, column) in KEYS_TO_NOTHING:
                continue
            if tested.get(column) != f"ref('{KEYS[end]}')":
                wrong.append((name, column))
    assert wrong == []


def test_every_mart_that_rests_on_a_text_is_tested_to_rest_on_none_that_is_withheld(marts, nodes):
    [test] = [node for node in nodes.values() if node["name"] == "assert_no_withheld_text_is_shown"]
    resting = {
        model["unique_id"]
        for model in marts.values()
        if any(column.endswith("article_version_id") for column in model["columns"])
    }
    assert resting <= set(test["depends_on"]["nodes"])


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


def test_every_column_of_the_ledger_is_described_in_its_order(built):
    """The assets of Dagster show these words; a new migration needs a line beside it."""
    for node in built.json("manifest.json")["sources"].values():
        query = f"select column_name, data_type from duckdb_columns() where table_name = '{node['name']}' {OF_LEDGER}"
        columns = built.rows(query)
        assert (node["name"], list(node["columns"])) == (node["name"], [name for name, _ in columns])
        for name, kind in columns:
            says = node["columns"][name]["description"]
            assert (node["name"], name, says.endswith("."), True) == (
                node["name"], name, True, "UTC" in says or "TIME ZONE" not in kind
            )  # fmt: skip


def test_a_column_between_the_ledger_and_the_facts_says_what_theirs_say(built):
    said = words(built.target / "manifest.json")
    assert said["ingest.entries"]["guid"] == said["staging.stg_entries"]["guid"]
    assert said["marts.fct_attacks"]["killed_best"] == said["intermediate.int_attack_values_derived"]["killed_best"]


def test_layers_are_schemas(built):
    query = """select distinct table_schema from information_schema.tables
               where table_schema not in ('ingest', 'operation')"""
    assert {name for (name,) in built.rows(query)} == {"staging", "intermediate", "marts", "reference"}


def test_facts_know_of_the_present_instant_only_which_embargoes_have_ended(nodes):
    """Else a run with nothing new could not let them stand: orchestration/standing.py compares no other instant."""
    clocks = re.compile(
        r"\b(current_(date|time\w*)|localtime\w*|today|get_current_\w+|transaction_timestamp|run_started_at|"
        r"invocation_id|random|uuid|gen_random_uuid|env_var)\b|(?<!')\bnow\(\)",
        re.IGNORECASE,
    )
    made = [node for node in nodes.values() if node["resource_type"] in ("model", "test")]
    assert [] == [node["name"] for node in made if clocks.search(re.sub(r"--.*", "", node["raw_code"]))]
    macros = [path.name for path in PROJECT.glob("macros/*.sql") if clocks.search(path.read_text(encoding="utf-8"))]
    assert [] == macros
    readers = {node["name"] for node in made if "model.sigact.stg_meta" in node["depends_on"]["nodes"]}
    # The plan of a build has the instant from which an embargo may have ended.
    assert {"int_articles_withdrawn", "int_builds_planned", "assert_no_withheld_text_is_shown"} == {
        name for name in readers if not name.startswith("stg_meta")
    }


def test_what_is_made_of_requests_alone_is_what_the_selector_builds(nodes):
    """A run that only asked builds no more than the selector names: nothing else may read what it changes."""
    selected = set(yaml.safe_load((PROJECT / "selectors.yml").read_text())["selectors"][0]["definition"]["union"])

    def readers(name):
        read = {f"model.sigact.{name}"}
        return {
            node["name"] for node in nodes.values()
            if read & set(node["depends_on"].get("nodes", ())) and not node.get("attached_node")
        }  # fmt: skip

    made = readers("stg_feed_fetches") | readers("stg_feed_states")
    assert {"fct_source_coverage", "assert_every_entry_lies_in_coverage"} >= made | readers("fct_source_coverage")
    assert made <= selected
    # Of captures the one reads those of wires alone, which count as something new, and the other is selected.
    assert {"int_wire_items_ranked", "assert_no_entry_waits"} == readers("stg_captures")
    assert "assert_no_entry_waits" in selected
