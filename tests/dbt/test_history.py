"""What was believed of an attack and when, what analysts decided, and what is contradicted."""

import pytest

from tests.dbt.ledger import day


@pytest.fixture
def history(built):
    """Rows of an attack in fct_attacks_history: known_from, known_to and columns."""

    def values(attack_id, *columns):
        listed = ", ".join(("known_from", "known_to", *columns))
        return built.rows(
            f"select {listed} from marts.fct_attacks_history where attack_id = '{attack_id}' order by known_from"
        )

    return values


def test_what_was_fetched_late_was_published_early_and_believed_late(built, history):
    """Two clocks: day 3 and day 4 to the public, day 5 and day 10 to the warehouse."""
    assert history("at_fetched_late", "killed_low", "killed_best") == [
        (day(5), day(10), 2, 2), (day(10), None, 2, 2),
    ]  # fmt: skip
    query = """select published_from, published_to, killed_best, killed_high from marts.fct_attacks_published_history
               where attack_id = 'at_fetched_late' order by published_from"""
    assert built.rows(query) == [(day(3), day(4), 5, 5), (day(4), None, 2, 5)]


def test_a_retraction_ends_a_belief_and_leaves_it_in_history(built, history):
    assert history("at_taken_back", "article_count") == [(day(3), day(6), 1)]
    assert built.rows("select * from marts.fct_attacks where attack_id = 'at_taken_back'") == []


def test_a_copy_that_is_found_later_was_another_origin_until_then(history):
    assert history("at_copy_found", "origin_count", "grade") == [
        (day(4), day(5), 1, "weak"), (day(5), day(8), 2, "fair"), (day(8), None, 1, "weak"),
    ]  # fmt: skip


def test_a_mention_that_moves_ends_one_belief_and_begins_another(history):
    assert history("at_left") == [(day(9), day(10))]
    assert history("at_joined") == [(day(10), None)]


def test_an_analysts_value_holds_from_its_decision_until_it_is_undone(history):
    assert history("at_decided", "killed_best", "killed_high", "review_state", "edited_fields") == [
        (day(3), day(11), 4, 4, "auto", []),
        (day(11), day(13), 9, 9, "analyst_edited", ["killed_best"]),
        (day(13), None, 4, 4, "analyst_confirmed", []),
    ]


def test_what_was_not_set_follows_what_was(attack):
    """A site brings its place, an attacker its name and no claim of its own; counts that no longer fit are unknown."""
    assert attack("at_set", "launched_best", "intercepted_best", "weapon_type") == (3, None, None)
    assert attack("at_set", "site_id", "place_id", "latitude") == ("st_lake_airbase", "pl_laketown", 12.5)
    columns = ("attacker_best_id", "attacker_best_name", "attacker_status")
    assert attack("at_set", *columns) == ("act_hill_front", "Hill Front", "assessed_likely")
    assert attack("at_set", "killed_low", "killed_best", "killed_high") == (4, 9, 9)
    assert attack("at_set", "date_basis", "occurred_start") == ("analyst", day(2, 0))
    assert attack("at_set", "review_state") == "analyst_edited"


def test_evidence_that_moves_on_after_a_decision_asks_for_a_review_and_the_decision_still_holds(history):
    assert [row[2:] for row in history("at_moved_on", "killed_best", "review_state")] == [
        (4, "auto"), (9, "analyst_edited"), (9, "needs_review"),
    ]  # fmt: skip


def test_what_is_rejected_is_in_no_count_and_stays_in_history(built, history):
    assert history("at_rejected", "review_state", "grade") == [
        (day(3), day(11), "auto", "weak"), (day(11), None, "rejected", "discounted"),
    ]  # fmt: skip
    for table in ("fct_attacks", "fct_evidence", "fct_casualty_reports", "bridge_attack_chains"):
        assert (table, built.rows(f"select * from marts.{table} where attack_id = 'at_rejected'")) == (table, [])


def test_what_was_set_goes_where_its_attack_goes(history):
    assert history("at_goes", "damage") == [(day(4), day(11), None), (day(11), day(12), "destroyed")]
    assert history("at_stays", "damage", "article_count") == [
        (day(3), day(12), None, 1),
        (day(12), None, "destroyed", 2),
    ]


def test_an_attack_that_somebody_disproves_last_is_discounted(attack):
    assert attack("at_disproved", "grade", "origin_count") == ("discounted", 1)


def test_no_two_intervals_of_an_attack_overlap(built):
    for table, begins, ends in (
        ("fct_attacks_history", "known_from", "known_to"),
        ("fct_attacks_published_history", "published_from", "published_to"),
    ):
        query = f"""select attack_id from (
                        select attack_id, {ends} as ends, lead({begins}) over (
                            partition by attack_id order by {begins}) as next_begins from marts.{table})
                    where next_begins < coalesce(ends, 'infinity')"""
        assert built.rows(query) == []


def test_the_last_row_of_both_clocks_is_the_attack_of_now(built):
    values = "exclude (known_from, known_to, first_known_at)"
    public = "exclude (published_from, published_to, first_public_at)"
    believed = f"select * {values} from marts.fct_attacks_history where known_to is null"
    published = f"select * {public} from marts.fct_attacks_published_history where published_to is null"
    assert built.rows(f"({believed} except {published}) union all ({published} except {believed})") == []


def test_what_cannot_be_true_together_is_a_contradiction_and_what_only_says_more_is_none(built):
    """Police have said 4 last, so their 3 is no contradiction; the town lies in the shire."""
    query = """select field, value, origin_count, chosen_value, resolved_by, is_chosen from marts.fct_contradictions
               where attack_id = 'at_disputed' order by field, value"""
    assert built.rows(query) == [
        ("killed", "4", 1, "4", "latest_figure", True),
        ("killed", "5", 2, "4", "latest_figure", False),
        ("weapon_type", "rocket", 1, "uav_one_way", "most_origins", False),
        ("weapon_type", "uav_one_way", 1, "uav_one_way", "most_origins", True),
        ("weapon_type", "uav_unspecified", 1, "uav_one_way", "most_origins", False),
    ]


def test_who_is_blamed_by_one_and_another_by_another_is_left_open(built):
    query = """select value, origin_ids, resolved_by from marts.fct_contradictions
               where attack_id = 'at_contested' order by value"""
    assert built.rows(query) == [
        ("act_hill_brigade", ["name:laketown police"], "left_open"),
        ("act_northland", ["actor:act_southland"], "left_open"),
    ]


def test_actors_stand_by_role_and_weapons_by_type(built):
    query = """select actor_id, role, statuses, is_chosen from marts.bridge_attack_actors
               where attack_id = 'at_denied' order by actor_id, role"""
    assert built.rows(query) == [
        ("act_northland_army", "attacker", ["blamed", "denied"], True),
        ("act_northland_army", "speaker", ["denies_responsibility"], False),
        ("act_southland", "speaker", ["blames"], False),
    ]
    query = """select weapon_type, weapon_class, origin_count, is_chosen from marts.fct_attack_weapons
               where attack_id = 'at_weapons' and origin_count = 1 order by weapon_type"""
    assert [row[0] for row in built.rows(query)] == ["rocket", "uav_one_way", "uav_unspecified", "unknown"]


def test_every_change_has_its_article_or_decision(built):
    query = """select changed_at, change, article_version_id is null, decision_id is null
               from marts.fct_belief_changes
               where clock = 'believed' and attack_id = 'at_decided' order by changed_at"""
    assert built.rows(query) == [
        (day(3), "report_added", False, True), (day(11), "decision_made", True, False),
        (day(12), "decision_made", True, False), (day(13), "decision_undone", True, False),
    ]  # fmt: skip
