"""With what: the attack's own weapon in the text's words, and the kind of attack that follows."""

import pytest

from ingest.codes import EventType, Field

OWN = [
    ("A car bomb exploded outside a bank in Bogota on Friday.", "vehicle_bomb", "car bomb", EventType.IED_OR_MINE),
    (
        "Rebels attacked a missile base near Homs with mortars on Monday.",
        "mortar",
        "mortars",
        EventType.ARTILLERY_SHELLING,
    ),
    ("A drone fired a missile at a minivan in Khiam on Monday.", "uav_armed", "drone", EventType.DRONE_ATTACK),
    ("Warplanes dropped bombs on a school in Idlib on Tuesday.", "aircraft_bomb", "bombs", EventType.AIRSTRIKE),
    ("A suicide bomber blew himself up in a market in Kano.", "suicide_vest", None, EventType.SUICIDE_BOMBING),
    ("Gunmen threw a grenade at a police post in Quetta on Monday.", "grenade", "grenade", EventType.IED_OR_MINE),
    ("Police seized grenades after gunmen attacked a bus in Quetta.", "small_arms", None, EventType.SHOOTING_OR_AMBUSH),
    ("Rebels shot dead two soldiers in Quetta on Monday.", "small_arms", None, EventType.SHOOTING_OR_AMBUSH),
]


@pytest.mark.parametrize(("text", "code", "words", "kind"), OWN)
def test_the_weapon_is_the_attacks_own(read, text, code, words, kind):
    found = read(text)
    rows = [row for row in found.coding.assertions if row.field == Field.WEAPON]
    assert (code, words) in [(row.value, row.text) for row in rows]
    assert kind == found.only.event_type


KINDS = [
    ("The imam, Abdul Todir, was murdered by gunmen in Quetta on Monday.", "assassination"),
    ("Gunmen in two boats fired rifles at a tanker near the port of Aden on Monday.", "naval_attack"),
    ("Militants hit a ship off Aden with an anti-ship missile on Monday.", "missile_or_rocket"),
    ("Rebels shot dead two soldiers in Quetta on Monday.", "shooting_or_ambush"),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_the_kind_follows_the_codebooks_order(read, text, expected):
    assert expected == read(text).only.event_type.value


@pytest.mark.parametrize(
    "text",
    [
        "A suicide car bomber attacked a checkpoint in Beledweyne on Tuesday, killing three, Somali police said.",
        "A suicide bomber rammed a truck packed with explosives into the gate of an army camp in Jowhar on Tuesday.",
    ],
)
def test_who_drives_a_bomb_needs_no_vest(read, text):
    found = read(text)
    assert ("suicide_bombing", ["vehicle_bomb"]) == (found.only.event_type, found.values(Field.WEAPON))
    assert ["act_suicide_bombers"] == found.values(Field.ATTACKER)
