"""Actors, sites and sources as they were on a day and as they were believed at an instant."""

import duckdb
import pytest

from warehouse.export.relations import prepare

AFFILIATED = """
select actor_id, steps, valid_from::varchar, valid_to::varchar
from marts.dim_actor_affiliations
where within_actor_id = '{}' and known_from <= timestamptz '{}'
    and (known_to is null or known_to > timestamptz '{}')
order by actor_id, valid_from nulls first
"""


def affiliated(built, body, at="2026-03-20 00:00:00+00"):
    return built.rows(AFFILIATED.format(body, at, at))


def test_members_are_those_over_any_number_of_steps_and_the_body_itself(built):
    assert [
        ("act_drone_corps", 2, None, None),
        ("act_northland", 0, None, None),
        ("act_northland_army", 1, None, None),
    ] == affiliated(built, "act_northland")


def test_two_ways_into_a_body_are_one_period_and_a_loop_ends(built):
    assert [
        ("act_hill_brigade", 1, None, None),
        ("act_hill_front", 0, None, None),
        ("act_river_brigade", 1, None, "2026-03-02"),
    ] == affiliated(built, "act_hill_front")


def test_a_member_that_left_belongs_elsewhere_from_then_on(built):
    assert ("act_river_brigade", 1, "2026-03-03", None) in affiliated(built, "act_southland")


def test_a_relation_that_is_no_longer_told_was_believed_before(built):
    assert "act_gunmen" in {row[0] for row in affiliated(built, "act_hill_front", "2026-03-05 00:00:00+00")}
    assert "act_gunmen" not in {row[0] for row in affiliated(built, "act_hill_front")}


def test_attacks_by_members_as_affiliated_on_the_day_are_one_join(built):
    query = """
        select attack_id
        from marts.fct_attacks as attacks
        inner join marts.dim_actor_affiliations as members
            on
                attacks.attacker_best_id = members.actor_id and members.within_actor_id = 'act_hill_front'
                and members.known_to is null
                and (members.valid_from is null or attacks.event_date >= members.valid_from)
                and (members.valid_to is null or attacks.event_date <= members.valid_to)
        where attack_id in ('at_left_before', 'at_left_after')
    """
    assert [("at_left_before",)] == built.rows(query)


@pytest.mark.parametrize(
    ("day", "operator"), [("2019-05-01", None), ("2024-05-01", "act_northland"), ("2026-03-01", "act_southland")]
)
def test_who_ran_a_site_depends_on_the_day(built, day, operator):
    query = f"""
        select operator_actor_id from marts.dim_sites_history
        where
            site_id = 'st_lake_airbase' and known_to is null
            and (valid_from is null or date '{day}' >= valid_from) and (valid_to is null or date '{day}' <= valid_to)
    """
    assert ([(operator,)] if operator else []) == built.rows(query)


def test_the_name_operator_and_coordinates_of_a_site_on_the_day_are_one_join(built):
    query = """
        select attack_id, sites.name, sites.operator_actor_id, sites.latitude = attacks.latitude
        from marts.fct_attacks as attacks
        inner join marts.dim_sites_history as sites
            on
                attacks.site_id = sites.site_id and sites.known_to is null
                and attacks.event_date between coalesce(sites.valid_from, '-infinity')
                and coalesce(sites.valid_to, 'infinity')
        where attacks.site_id = 'st_lake_consulate'
        order by attack_id
    """
    assert [
        ("at_new_site", "Consulate at Laketown", "act_southland", True),
        ("at_old_site", "Consulate at Lakeshire", "act_northland", True),
    ] == built.rows(query)


def test_an_export_gives_a_site_the_name_of_the_day(built):
    with duckdb.connect(str(built.database), read_only=True) as connection:
        prepare(connection)
        query = "select attack_id, location from located where attack_id like '%_site' order by attack_id"
        assert [
            ("at_new_site", "Consulate at Laketown"),
            ("at_old_site", "Consulate at Lakeshire"),
            ("at_undated_site", "Consulate at Laketown"),
        ] == connection.execute(query).fetchall()


def test_before_a_former_period_was_known_the_present_was_believed_to_be_for_ever(built):
    query = """
        select operator_actor_id, valid_from::varchar, valid_to::varchar, day(known_from), day(known_to)
        from marts.dim_sites_history
        where site_id = 'st_lake_airbase'
        order by known_from, valid_from
    """
    assert [
        ("act_southland", None, None, 1, 10),
        ("act_northland", "2020-01-01", "2025-12-31", 10, None),
        ("act_southland", "2026-01-01", None, 10, None),
    ] == built.rows(query)


def test_a_dimension_of_now_has_one_row_for_each_id(built):
    assert [
        ("st_lake_airbase", "act_southland"),
        ("st_lake_consulate", "act_southland"),
        ("st_old_depot", None),
    ] == built.rows("select site_id, operator_actor_id from marts.dim_sites order by all")
    assert [("act_northland_army", "Northland Army", False)] == built.rows(
        "select actor_id, name, is_retired from marts.dim_actors where name like '%Army%'"
    )


def test_a_name_that_changed_was_believed_before(built):
    query = "select name from marts.dim_actors_history where actor_id = 'act_northland_army' order by known_from"
    assert [("Army of Northland",), ("Northland Army",)] == built.rows(query)


def test_an_attribute_of_an_actor_changes_over_time(built):
    query = """
        select plover_sector, valid_from::varchar, valid_to::varchar
        from marts.dim_actors_history where actor_id = 'act_hill_front' order by valid_to
    """
    assert [("UAF", None, "2026-02-28"), ("REB", "2026-03-01", None)] == built.rows(query)


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_year_before(built):
    query = "select iso_year, iso_week, week_start::varchar, iso_weekday, weekday_name from marts.dim_dates"
    assert [(2026, 1, "2025-12-29", 4, "Thursday")] == built.rows(f"{query} where date_day = date '2026-01-01'")
    assert [(365,)] == built.rows("select count(*) from marts.dim_dates")
