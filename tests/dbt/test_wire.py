"""What the semantics of a wire do to the facts: late versions, alerts, rights, embargoes and kills."""

import pytest

from tests.dbt.cases import NOT_KEPT
from warehouse.publish import TABLES


def evidence(built, attack_id):
    return built.rows(f"select quote, sentence from marts.fct_evidence where attack_id = '{attack_id}'")


def test_a_late_older_version_is_stored_and_not_current(attack, built):
    assert attack("at_late", "killed_best", "article_count") == (4, 1)
    versions = "select version_no, is_current from marts.dim_articles where article_id in (select article_id from "
    query = f"{versions} ingest.articles inner join ingest.article_versions using (article_id) inner join "
    assert built.rows(f"{query} ingest.entries using (entry_id) where item_id = 'item_late') order by 1") == [
        (1, True), (2, False),
    ]  # fmt: skip


@pytest.mark.parametrize("attack_id", ["at_alerted", "at_only_alerts"])
def test_an_alert_is_no_second_source(attack, attack_id):
    assert attack(attack_id, "article_count", "origin_count", "grade") == (2, 1, "weak")


def test_a_text_that_may_not_be_kept_is_in_no_mart_but_its_values_are(attack, built):
    assert attack("at_not_kept", "weapon_type", "killed_best") == ("uav_unspecified", 2)
    assert {sentence for _, sentence in evidence(built, "at_not_kept")} == {None}
    quotes = [quote for quote, _ in evidence(built, "at_not_kept")]
    assert max(map(len, quotes)) == 60
    assert "drone" in quotes
    assert not shown(built, NOT_KEPT[:61])
    shows = "select text, is_text_withheld, title from marts.dim_articles where is_text_withheld"
    assert built.rows(shows) == [(None, True, "A title")]


def test_a_text_under_embargo_is_in_no_mart(built):
    assert not shown(built, "Secret")
    assert not shown(built, "at_embargoed")


def test_a_text_whose_embargo_has_ended_counts(attack):
    assert attack("at_released", "killed_best") == 2


def test_a_kill_that_came_first_keeps_the_later_report_out_and_the_attack_says_so(attack, built):
    assert attack("at_one_left", "killed_best", "article_count", "withdrawn_article_count") == (2, 1, 1)
    query = "select attack_id, source_id, reason, is_attack_still_told from marts.fct_withdrawals order by attack_id"
    assert built.rows(query) == [
        ("at_killed", "src_wire", "killed", False),
        ("at_one_left", "src_wire", "killed", True),
        ("at_retracted", "src_alpha", "retracted", False),
        ("at_taken_back", "src_alpha", "retracted", False),
    ]


def shown(built, words):
    """Whether words stand in any column of any table that is published."""
    found = []
    for table in TABLES:
        lines = f"(select to_json(line)::varchar as line from marts.{table} as line)"
        found += built.rows(f"select line from {lines} where contains(line, '{words}')")
    return bool(found)
