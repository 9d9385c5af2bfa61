"""What an analyst may set of an attack: columns that there are, values that they can have, laws that they keep."""

import duckdb
import pytest

from orchestration.editing import COLUMNS, ValueRefused, check_laws, read_values


@pytest.fixture
def read(built):
    with duckdb.connect(str(built.database), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        yield lambda *given: read_values(connection, given)


def test_every_field_that_can_be_set_is_a_column_that_dbt_lets_an_analyst_set(built):
    model = built.json("manifest.json")["nodes"]["model.sigact.int_attack_values_edited"]["compiled_code"]
    assert [] == [name for name in COLUMNS if f"list_contains(edited_fields, '{name}')" not in model]
    columns = {name for (name,) in built.rows("select column_name from (describe marts.fct_attacks)")}
    assert COLUMNS.keys() <= columns


def test_values_are_stored_as_the_warehouse_writes_them(read):
    given = ("killed_best=012", "event_date=2026-3-9", "damage=", "event_type=airstrike", "target_is_stated=true")
    stored = {"killed_best": "12", "event_date": "2026-03-09", "damage": None, "event_type": "airstrike"}
    assert stored | {"target_is_stated": "true"} == read(*given)
    night = read("occurred_start=2026-03-09T21:00+03:00", "occurred_end=2026-03-10")
    assert {"occurred_start": "2026-03-09 18:00:00+00", "occurred_end": "2026-03-10 00:00:00+00"} == night


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("killed_bst=3", "did you mean killed_best"),
        ("attack_id=att_1", "cannot be set"),
        ("killed_best", "write killed_best=VALUE"),
        ("killed_best=-1", "is no whole number"),
        ("killed_best=many", "is no whole number"),
        ("event_date=yesterday", "is no date"),
        ("event_type=airstike", "did you mean airstrike"),
        ("event_type=", "never unknown"),
        ("place_id=pl_nowhere_at_all", "there is no 'pl_nowhere_at_all'"),
        ("occurred_start=2026-03-10", "occurred_start and occurred_end in one command"),
        ("damage=\x1b[31mred", "there is no"),
    ],
)
def test_what_a_field_cannot_be_is_refused_with_what_it_can(read, given, told):
    with pytest.raises(ValueRefused, match=told) as refused:
        read(given)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    "values",
    [
        {"killed_best": "5", "killed_high": "3"},
        {"launched_best": "3", "intercepted_best": "2", "impacted_best": "2"},
        {"occurred_start": "2026-03-10 05:00:00+00", "occurred_end": "2026-03-10 04:00:00+00"},
    ],
)
def test_values_that_cannot_be_true_together_are_refused(values):
    with pytest.raises(ValueRefused):
        check_laws(values)
    check_laws(dict(list(values.items())[:1]))
