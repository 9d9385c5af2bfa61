"""One attack or two: what it did, who did it and when it was belong to it; where it came from is not where it was."""

import pytest

from ingest.codes import Field

WAR = "\n\nThe army and the insurgents are at war in the region, where rebels and soldiers fight."


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers beat back an attack by rebels on a base near Goma on Monday, killing 17 insurgents.",
        "Fighters overran an outpost in Gajiram on Monday. The attackers traded fire with the garrison for two hours.",
        "Bandits took 14 people from a bus near Kajuru on Monday. One passenger, who tried to flee, was gunned down.",
        "In Kherson a driver was wounded on Monday when a drone dropped a grenade on his car in Dniprovskyi district.",
    ],
)
def test_one_attack_is_told_once(read, text):
    assert 1 == len(read(text + WAR).countable)


@pytest.mark.parametrize(
    "text",
    [
        "A gas cylinder blew up in a bakery in Tripoli on Monday, and a wall came down.",
        "A report of an attack on a tanker off Aden on Monday was withdrawn.",
        "Patients were taken out of a clinic in Goma on Monday.",
    ],
)
def test_what_was_none_is_none(read, text):
    assert [] == read(text + WAR).countable


def test_where_it_was_sent_from_is_not_where_it_was(read):
    assert [] == read("The missile was fired from a base of the army at Qutayfa, an office said." + WAR).countable


def test_the_place_of_a_source_is_not_that_of_the_attack(read):
    told = "A drone hit a mill in Sumy on Monday, according to an office with spotters in Kyiv."
    assert ["pl_sumy"] == read(told + WAR).values("place")


def test_a_name_that_is_called_a_village_is_a_place(read):
    found = read("Shells fell on Umm Dagarsi, a village near the river, on Monday." + WAR)
    assert ["Umm Dagarsi"] == [one.text for one in found.coding.assertions if one.field == "place" and not one.value]


def test_what_was_aimed_at_a_town_was_sent_at_it(read):
    found = read("Russia aimed a missile and 26 attack drones at Kremenchuk on Monday." + WAR)
    assert ["act_rus"] == found.values("attacker")


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed a market in Ariha and a school at Kafr Nabl on Monday, Syrian rescuers said.",
        "Russian drones hit a power plant in Sumy and a grain terminal in Odesa on Monday, officials said.",
        "Boko Haram fighters attacked a church in Chibok and a market in Gwoza on Monday.",
    ],
)
def test_things_in_two_places_are_two_attacks(read, text):
    found = read(text)
    targets = [[row.text for row in found.coding.assertions if _is_target(row, one)] for one in found.countable]
    assert [1, 1] == [len(words) for words in targets]


def _is_target(row, mention):
    return row.field is Field.TARGET_SITE and row.mention_id == mention.mention_id


def test_a_missile_told_in_passing_is_the_one_that_hit(read):
    found = read(
        "Jets bombed the port of Hodeidah on Monday, a day after a missile fired from Yemen hit a mill in Haifa."
    )
    assert ["2026-03-09", "2026-03-08"] == [str(one.event_date) for one in found.countable]


def test_the_bombing_of_a_known_port_is_the_air_raid_on_it(read):
    found = read("Jets bombed the port of Hodeidah on Monday. Iran condemned the bombing of the port as a crime.")
    assert "airstrike" == found.only.event_type


def test_a_further_missile_is_another(read):
    found = read(
        "A missile hit a mill in Haifa on Monday. A further missile was shot down over Haifa by the air force."
    )
    assert 2 == len(found.countable)


def test_attempts_that_failed_stopped_nothing(read):
    found = read("A missile hit a mill in Haifa on Monday. Several attempts to intercept the missile had failed.")
    assert None is found.count(Field.INTERCEPTED)
