"""What other outlets had of six attacks: it joins the right attack, and where they differ both figures stand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.evaluation.attacks import day_after, fill
from orchestration.evaluation.told import read_theatres
from orchestration.settings import load_settings
from orchestration.workplace import Workplace
from tests.dbt.conftest import PROJECT, dbt_build
from warehouse.publish import LINK, TABLE_MACROS, publish
from warehouse.reference import save_reference

TOLD = Path(__file__).parents[1] / "golden" / "attacks" / "corroborated"
DIBIS = "place_id = 'pl_dibis' and event_date = date '2026-03-10'"
pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corroborated")
    articles = [article for theatre in read_theatres([TOLD]) for article in theatre.articles]
    workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
    with workplace.locked(), workplace.database() as connection:
        save_reference(connection, workplace.seed_rows, day_after(articles) - timedelta(days=30))
    now = fill(workplace, articles)
    # The versions were stored without a feed behind them, which is what the one test left out is about.
    built = dbt_build(
        PROJECT, folder, "--exclude-resource-type", "unit_test", "--exclude", "assert_every_entry_has_one_outcome"
    )
    assert 0 == built.returncode, built.output
    manifest = built.target / "manifest.json"
    return publish(built.database, folder / "published", now, "newsroom", manifest, macros=TABLE_MACROS).path


def rows(published, query, values=()):
    with duckdb.connect(str(published.with_name(LINK)), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        return connection.execute(query, list(values)).fetchall()


def contradicted(published, where, field):
    query = f"""select list(value order by value::integer) from marts.fct_contradictions
                inner join marts.fct_attacks using (attack_id) where {where} and field = ?"""
    return rows(published, query, [field])[0][0]


def test_figures_that_differ_stand_side_by_side(published):
    assert ["0", "4", "5", "6"] == contradicted(published, DIBIS, "killed")
    assert ["0", "5", "6", "18"] == contradicted(published, DIBIS, "injured")


def test_an_attack_has_the_range_of_what_independent_origins_say(published):
    assert [(0, 6)] == rows(published, f"select killed_low, killed_high from marts.fct_attacks where {DIBIS}")


def test_unknown_casualties_become_an_explicit_zero_once_somebody_says_so(published):
    query = """select killed_high, injured_high from marts.attacks_published_asof(?)
               where site_id = 'st_bdsc' and event_date = date '2026-03-10'"""
    before, after = (datetime(2026, 3, 11, hour, tzinfo=UTC) for hour in (13, 14))
    assert [[(None, None)], [(0, 0)]] == [rows(published, query, [instant]) for instant in (before, after)]


@pytest.mark.parametrize(("until", "low", "high"), [(10, 0, 5), (11, 0, 6)])
def test_what_was_public_of_a_toll_at_the_end_of_a_day(published, until, low, high):
    query = f"select killed_low, killed_high from marts.attacks_published_asof(?) where {DIBIS}"
    assert [(low, high)] == rows(published, query, [datetime(2026, 3, until, tzinfo=UTC)])


def test_a_page_without_a_date_corroborates_nothing(published):
    query = "select count(*) from marts.fct_attacks where occurred_start is null and article_count = 1"
    assert [(1,)] == rows(published, query)
