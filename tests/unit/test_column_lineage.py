"""Where the columns of the facts come from, as the shipped file says it."""

import dagster as dg
from sqlglot import MappingSchema

from orchestration.column_lineage import _found, lineage_of
from tools.column_lineage import of_model


def schema(**tables):
    made = MappingSchema(dialect="duckdb")
    for name, columns in tables.items():
        made.add_table(f"staging.{name}", dict.fromkeys(columns.split(), "varchar"), dialect="duckdb")
    return made


def test_a_column_comes_from_those_that_it_is_computed_from_through_every_step():
    found = of_model(
        "with a as (select * from staging.one), b as (select x, coalesce(y, z) as y from a join staging.two using (x)) "
        "select x, upper(y) as shout, 1 as n from b",
        schema(one="x y", two="x z"),
    )
    assert {"x", "shout", "n"} == set(found)
    assert ([["staging.one", "y"], ["staging.two", "z"]], []) == (found["shout"], found["n"])


def test_a_union_by_name_goes_by_name():
    found = of_model(
        "select * from (select a, b from staging.one union all by name select b, c from staging.two)",
        schema(one="a b", two="b c"),
    )
    assert [["staging.one", "b"], ["staging.two", "b"]] == found["b"]
    assert [["staging.two", "c"]] == found["c"]


def test_from_a_fact_back_to_the_ledger_the_way_is_unbroken():
    """By the shipped file: what is killed_best made of, step by step?"""
    seen, todo = set(), [("marts.fct_attacks", "killed_best")]
    while todo:
        table, column = todo.pop()
        for parent in _found().get(table.split(".")[1], {"columns": {}})["columns"].get(column, []):
            if tuple(parent) not in seen:
                seen.add(tuple(parent))
                todo.append(tuple(parent))
    assert ("ingest.casualty_reports", "best") in seen


def test_a_model_that_was_changed_since_tells_nothing_and_the_others_lead_to_assets():
    checksums = {name: found["checksum"] for name, found in _found().items()}
    told = lineage_of(checksums | {"fct_claims": "changed"})
    assert (True, False) == ("fct_attacks" in told, "fct_claims" in told)
    [dep] = told["fct_attacks"].deps_by_column["event_date"]
    assert dg.AssetKey(["intermediate", "int_attacks_believed"]) == dep.asset_key
