"""What `fct_attacks` says of the cases."""

from datetime import UTC, date, datetime

import pytest

KILLED = ("killed_low", "killed_best", "killed_high")
NUMBERS = [f"{field}_{bound}" for field in ("launched", "intercepted", "impacted", "killed", "injured")
           for bound in ("low", "best", "high")]  # fmt: skip


def test_silence_stays_unknown(attack):
    """What no source tells is NULL, never 0 and never a guess."""
    unknown = [*NUMBERS, "weapon_type", "place_id", "site_id", "event_date", "outcome", "attacker_best_id"]
    assert attack("at_silent", *unknown) == (None,) * len(unknown)
    assert attack("at_silent", "casualty_knowledge", "attacker_status", "target_is_stated") == (
        "not_mentioned", "unattributed", False,
    )  # fmt: skip


def test_the_latest_figure_of_an_origin_supersedes_its_earlier_ones(attack):
    """Police say 3, then 6; the hospital says 5 and an outlet 4: the 3 is gone. The attackers' dead are not added."""
    assert attack("at_toll", *KILLED) == (4, 6, 6)
    assert attack("at_toll", "casualty_knowledge", "origin_count") == ("counted", 3)


def test_parts_are_summed_and_a_total_beats_its_parts(attack):
    assert attack("at_parts", "killed_best", "injured_best") == (7, 9)


def test_no_casualties_is_a_zero_and_an_open_question_is_not(attack):
    assert attack("at_zero", *KILLED, "injured_best", "casualty_knowledge") == (0, 0, 0, 0, "explicit_zero")
    assert attack("at_unclear", *KILLED, "casualty_knowledge") == (None, None, None, "unclear")


def test_a_copy_adds_an_outlet_but_no_origin(attack):
    """Three outlets print the agency; only the guard whom one of them names besides is another origin."""
    columns = ("article_count", "outlet_count", "origin_count", "grade")
    assert attack("at_copied", *columns) == (5, 4, 2, "fair")


def test_an_outlet_that_repeats_another_adds_no_origin(attack):
    assert attack("at_repeated", "outlet_count", "origin_count", "grade") == (2, 1, "weak")


def test_a_publishers_voice_beside_a_stated_origin_adds_none(attack):
    assert attack("at_beside", "origin_count", "grade") == (1, "weak")


def test_unnamed_officials_are_one_for_each_outlet_that_had_them_first(attack):
    """Alpha's official twice, Beta's once, and Beta's again through Gamma: two origins."""
    assert attack("at_officials", "origin_count", "grade") == (2, "fair")


def test_blame_for_different_actors_is_contested(attack):
    assert attack("at_contested", "attacker_status", "grade") == ("contested", "contested")


def test_an_umbrella_its_member_and_a_class_do_not_contradict_each_other(attack):
    columns = ("attacker_best_id", "attacker_status", "grade")
    assert attack("at_umbrella", *columns) == ("act_hill_front", "claimed", "confirmed")


def test_who_is_blamed_and_denies_it_is_contested(attack):
    assert attack("at_denied", "attacker_best_id", "attacker_status") == ("act_northland_army", "contested")


def test_a_withdrawn_claim_attributes_nothing(attack, built):
    assert attack("at_withdrawn", "attacker_best_id", "attacker_status", "grade") == (None, "unattributed", "weak")
    query = "select stance, lifecycle from marts.fct_claims where attack_id = 'at_withdrawn' order by published_at"
    assert built.rows(query) == [("claims_responsibility", "withdrawn"), ("withdraws", "active")]


def test_an_attacker_in_no_list_keeps_its_name_and_has_no_id(attack):
    columns = ("attacker_best_id", "attacker_best_name", "attacker_status")
    assert attack("at_unknown_name", *columns) == (None, "the Night Owls", "suspected")


def test_a_better_status_wins_over_a_finer_actor(attack):
    """The corps is suspected, the state that it is part of is blamed: no contradiction, and blame is the better."""
    assert attack("at_assertion", "attacker_best_id", "attacker_status") == ("act_northland", "blamed")


def test_munitions_come_from_the_text_that_counts_most_of_them(attack):
    assert attack("at_intercepted", "launched_best", "intercepted_best", "impacted_best") == (6, 5, 1)
    columns = ("outcome", "outcome_claimed", "interceptor_actor_id")
    assert attack("at_intercepted", *columns) == ("partly_intercepted_hit", "intercepted_all", "act_southland")


def test_counts_that_do_not_add_up_are_left_out_and_warned_of(attack, built):
    columns = ("launched_best", "intercepted_best", "impacted_best")
    assert attack("at_contradictory", *columns) == (4, None, None)
    assert warnings(built)["assert_munitions_of_mentions_add_up"] == 1


def test_the_date_comes_from_the_most_specific_mention(attack):
    """Of two days known alike, the one told last; its interval comes from the same mention."""
    assert attack("at_dated", "event_date", "occurred_start", "date_granularity", "date_basis") == (
        date(2026, 3, 3), datetime(2026, 3, 3, tzinfo=UTC), "day", "weekday_resolved",
    )  # fmt: skip


def test_a_site_beats_a_place_and_brings_its_own_coordinates(attack):
    columns = ("site_id", "site_relation", "place_id", "latitude", "coord_uncertainty_m")
    assert attack("at_placed", *columns) == ("st_lake_airbase", "near", "pl_laketown", 12.5, 800)
    assert attack("at_placed", "target_site_id", "target_is_stated") == ("st_old_depot", True)
    assert attack("at_town", *columns) == (None, None, "pl_laketown", 12.4, None)


def test_a_site_is_where_it_stood_on_the_day_of_the_attack(attack):
    columns = ("site_id", "place_id", "latitude", "coord_uncertainty_m")
    assert attack("at_old_site", *columns) == ("st_lake_consulate", "pl_lakeshire", 12.25, 900)
    assert attack("at_new_site", *columns) == ("st_lake_consulate", "pl_laketown", 12.45, 50)
    assert attack("at_undated_site", *columns) == ("st_lake_consulate", None, None, None)


def test_a_settlement_of_the_gazetteer_is_a_place_in_its_division_else_in_its_country(attack, built):
    columns = ("place_id", "latitude", "longitude")
    assert attack("at_reedham", *columns) == ("gn_101", 12.6, 34.6)
    assert attack("at_farham", *columns) == ("gn_102", 12.6, 34.6)
    query = """select place_id, name, place_type, parent_place_id, country_iso3, timezone, geonames_id, origin
               from marts.dim_places where place_id like 'gn_%' order by place_id"""
    kept = ("XSL", "Etc/UTC")
    assert built.rows(query) == [
        ("gn_101", "Reedham", "settlement", "pl_lakeshire", *kept, 101, "GeoNames, CC BY 4.0"),
        ("gn_102", "Farham", "settlement", "pl_southland", *kept, 102, "GeoNames, CC BY 4.0"),
    ]


def test_damage_is_the_worst_that_anyone_tells(attack, built):
    """No damage told is not no damage."""
    told = [attack(attack_id, "damage") for attack_id in ("at_damaged", "at_unharmed", "at_silent")]
    assert told == ["destroyed", "none", None]
    query = """select value, value_text from marts.fct_evidence
               where attack_id = 'at_damaged' and field = 'damage' order by value"""
    assert built.rows(query) == [("damaged", "two cars"), ("destroyed", "a mill"), ("none", "the hospital")]


def test_statements_in_bulk_are_kept_and_no_attacks(built):
    """Those of the current version and run: what the correction no longer says is gone."""
    query = """select quote, sentence, low, best, high, actor_id, place_id, origin_id, source_chain
               from marts.fct_aggregate_statements order by char_start"""
    text = "The Hill Front spoke of 40 operations in Southland. Attacks are near-daily."
    where = ("act_hill_front", "gn_102", "actor:act_hill_front", "src_alpha ← the Hill Front")
    assert built.rows(query) == [
        ("40 operations", text, 40, 40, 40, *where),
        ("Attacks are near-daily", text, None, None, None, None, None, "source:src_alpha", "src_alpha ← src_alpha"),
    ]


def test_origins_vote_on_weapon_and_event_type_not_articles(attack):
    """Two origins name drones, one of them in three articles names rockets; unknown never wins."""
    assert attack("at_weapons", "weapon_type", "event_type") == ("uav_one_way", "drone_attack")


@pytest.mark.parametrize(
    "attack_id",
    ["at_historical", "at_uncountable", "at_recoded", "at_killed", "at_retracted", "at_left"],
)
def test_what_does_not_count_is_in_no_fact(built, attack_id):
    for table in ("fct_attacks", "fct_claims", "fct_casualty_reports", "fct_evidence"):
        assert built.rows(f"select * from marts.{table} where attack_id = '{attack_id}'") == []


def test_the_latest_version_and_the_latest_assignment_count(attack):
    assert attack("at_updated", *KILLED, "article_count") == (4, 4, 4, 2)
    assert attack("at_joined", "article_count", "first_known_at") == (1, datetime(2026, 3, 10, 8, tzinfo=UTC))
    assert attack("at_coded_once", "article_count") == 1


def test_the_text_of_a_withdrawn_article_is_not_shown(built):
    visible = built.rows("select count(*) from marts.dim_articles")
    stored = built.rows("select count(*) from ingest.article_versions")
    withdrawn = len(["at_killed", "at_embargoed", "at_one_left"])
    assert visible == [(stored[0][0] - withdrawn,)]


def test_evidence_quotes_the_text(built):
    query = """select distinct quote, value, source_chain from marts.fct_evidence
               where attack_id = 'at_toll' and field = 'weapon' and source_id = 'src_beta'"""
    assert built.rows(query) == [("drone", "uav_unspecified", "src_beta ← Laketown police")]


def test_an_entry_without_an_outcome_is_warned_of(built):
    assert warnings(built)["assert_no_entry_waits"] == 1


def warnings(built):
    results = built.json("run_results.json")["results"]
    return {result["unique_id"].split(".")[2]: result["failures"] for result in results if result["status"] == "warn"}
