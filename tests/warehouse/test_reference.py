"""What the seeds said when: a belief is added to, never overwritten."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.connect import open_build
from warehouse.reference import SEEDS, read_reference, save_reference

SHIPPED = Path(__file__).parents[2] / "dbt_project" / "seeds"
BELIEFS = "select content, known_from from ingest.reference_rows where row_key = '[\"act_a\"]' order by known_from"


def at(day):
    return datetime(2026, 3, day, 5, tzinfo=UTC)


def told(**content):
    rows = [("actors", f'["{key}"]', f'{{"name": "{name}"}}') for key, name in content.items()]
    return pl.DataFrame(rows, schema={"seed": pl.String, "row_key": pl.String, "content": pl.String}, orient="row")


@pytest.fixture
def connection(tmp_path):
    with open_build(tmp_path / "build.duckdb", "world") as connection:
        yield connection


def test_a_row_that_changes_and_one_that_goes_leave_what_was_believed(connection):
    assert 2 == save_reference(connection, told(act_a="Army", act_b="Band"), at(1))
    assert 1 == save_reference(connection, told(act_a="Old Army", act_b="Band"), at(2))
    assert 1 == save_reference(connection, told(act_b="Band"), at(3))
    assert 1 == save_reference(connection, told(act_a="Army", act_b="Band"), at(4))
    assert [
        ('{"name": "Army"}', at(1)), ('{"name": "Old Army"}', at(2)), (None, at(3)), ('{"name": "Army"}', at(4)),
    ] == connection.execute(BELIEFS).fetchall()  # fmt: skip


def test_the_same_again_adds_nothing_not_even_of_what_went(connection):
    save_reference(connection, told(act_a="Army"), at(1))
    save_reference(connection, told(), at(2))
    assert 0 == save_reference(connection, told(), at(2))
    assert 0 == save_reference(connection, told(), at(3))


def test_a_column_that_is_added_empty_changes_no_row(tmp_path):
    for seed, key in SEEDS.items():
        (tmp_path / f"{seed}.csv").write_text(f"{','.join(key)}\n{','.join('x' * len(key))}\n")
    before = read_reference(tmp_path)
    (tmp_path / "actors.csv").write_text("flag,actor_id\n,x\n")
    assert before.rows() == read_reference(tmp_path).rows()


def test_no_two_rows_of_a_shipped_seed_have_one_key():
    for seed in SEEDS:
        rows = len(pl.read_csv(SHIPPED / f"{seed}.csv", infer_schema=False))
        assert (seed, rows) == (seed, read_reference(SHIPPED).filter(pl.col("seed") == seed).height)


@pytest.mark.parametrize(("seed", "base"), [("actor_periods", "actors"), ("site_periods", "sites")])
def test_a_former_period_has_the_columns_of_the_present_and_ends(seed, base):
    former, present = (pl.read_csv(SHIPPED / f"{name}.csv", infer_schema=False) for name in (seed, base))
    assert [present.columns[0], "valid_from", "valid_to", *present.columns[1:]] == former.columns
    assert set(former[present.columns[0]]) <= set(present[present.columns[0]])
    assert former["valid_to"].null_count() == 0


def test_former_periods_of_one_id_do_not_overlap():
    overlaps = """
        with periods as (
            select id, valid_from, lag(valid_to) over (partition by id order by valid_to) as before from rows
        )
        select id from periods where valid_from <= before
    """
    for seed, column in (("actor_periods", "actor_id"), ("site_periods", "site_id")):
        rows = pl.read_csv(SHIPPED / f"{seed}.csv", infer_schema=False).rename({column: "id"})
        with duckdb.connect() as connection:
            connection.register("rows", rows.to_arrow())
            assert [] == connection.execute(overlaps).fetchall()
