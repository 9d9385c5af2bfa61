"""The table macros of the published file: what was believed and what was public at an instant."""

from datetime import UTC, datetime

import duckdb
import pytest

from warehouse.publish import LINK, TABLE_MACROS, publish

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("asof")
    return publish(built.database, folder, NOW, "newsroom", built.target / "manifest.json", macros=TABLE_MACROS)


def rows(published, query, values=()):
    with duckdb.connect(str(published.path.with_name(LINK)), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        return connection.execute(query, list(values)).fetchall()


def test_a_late_article_that_was_published_early_answers_rightly_by_both_clocks(published):
    """Published on day 3 and fetched on day 10; the other was published on day 4 and fetched on day 5."""
    asked = "select killed_low, killed_high from marts.attacks_{}_asof(?) where attack_id = 'at_fetched_late'"
    instants = ("2026-03-03 12:00:00+00", "2026-03-05 12:00:00+00", "2026-03-10 12:00:00+00")
    believed = [rows(published, asked.format("believed"), [at]) for at in instants]
    public = [rows(published, asked.format("published"), [at]) for at in instants]
    assert believed == [[], [(2, 2)], [(2, 5)]]
    assert public == [[(5, 5)], [(2, 5)], [(2, 5)]]
    query = "select harm, best from marts.casualties_published_asof(?) where attack_id = 'at_fetched_late' order by 1"
    assert rows(published, query, [instants[0]]) == [("injured", None), ("killed", 5)]


def test_now_is_what_is_believed_as_of_now(published):
    query = (
        "select * exclude (withdrawn_article_count) from marts.fct_attacks except from marts.attacks_believed_asof(?)"
    )
    assert rows(published, query, ["2026-03-20 08:00:00+00"]) == []


def test_belief_history_names_what_changed_a_value(published):
    query = "select value, changes, changed_by from marts.belief_history('at_decided', 'killed_best')"
    assert rows(published, query) == [
        ("4", ["report_added"], ["src_alpha: A title"]),
        ("9", ["decision_made"], ["set by ana: has seen it"]),
        ("4", ["decision_undone"], ["set by ana: has seen it"]),
    ]


def test_belief_history_of_no_column_says_so(published):
    with pytest.raises(duckdb.Error, match="has no column nope"):
        rows(published, "from marts.belief_history('at_decided', 'nope')")


def test_a_report_delay_is_an_interval(published):
    query = """select distinct report_delay_hours_low, report_delay_hours_high from marts.report_delay_hours()
               where attack_id = 'at_dated' order by all"""
    assert rows(published, query) == [(0.0, 8.0), (9.0, 32.0), (33.0, 56.0)]
