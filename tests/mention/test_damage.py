"""What became of the things that were hit, told with and without saying which."""

import pytest

from ingest.codes import EventType, Field

DAMAGE = [
    ("A bomb went off at a bank in Cali on Monday, causing extensive damage.", ("damaged", "extensive damage")),
    (
        "A bomb blew out the windows of a bank in Cali on Monday. The damage was put at two million.",
        ("damaged", "damage"),
    ),
    ("A shell hit Sumy on Monday and a church suffered serious damage.", ("damaged", "church")),
    ("A bomb destroyed the windows of a bank in Cali on Monday.", ("damaged", "windows of a bank")),
    ("A missile partly destroyed a school in Sumy on Monday.", ("damaged", "school")),
    ("A missile destroyed a school in Sumy on Monday.", ("destroyed", "school")),
    ("Gunmen set fire to two lorries near Goma on Monday.", ("damaged", "two lorries")),
    ("Guerrillas blew up a bridge near Cali on Monday.", ("destroyed", "bridge")),
]
UNDAMAGED = [
    "A bomb went off at a bank in Cali on Monday but caused no damage.",
    "Guerrillas tried to blow up a bridge near Cali on Monday and fled when shots were fired at them.",
    "A drone hit a warehouse in Sumy on Monday; it could have caused serious damage.",
]


@pytest.mark.parametrize(("text", "wanted"), DAMAGE)
def test_damage_has_its_extent_and_its_words(read, text, wanted):
    found = [(one.value, one.text) for one in read(text).coding.assertions if one.field is Field.DAMAGE]
    assert wanted in found


@pytest.mark.parametrize("text", UNDAMAGED)
def test_no_damage_is_read_where_none_was_done(read, text):
    assert not [one for one in read(text).coding.assertions if one.field is Field.DAMAGE]


def test_damage_to_nothing_named_is_no_target(read):
    found = read("A bomb went off at a bank in Cali on Monday, causing extensive property damage.").coding.assertions
    assert not [one for one in found if one.field is Field.TARGET_SITE and "damage" in (one.text or "")]


def test_gunmen_who_burn_something_have_not_shot_at_it(read):
    only = read("Gunmen set fire to two lorries near Goma on Monday.").only
    assert EventType.ARSON_OR_SABOTAGE == only.event_type


def test_a_bare_plural_is_killed_though_nobody_counts_it(read):
    assert ("count", None, None, None) == read("Gunmen killed villagers near Goma on Monday.").tolls()[
        "killed", "target"
    ]


def test_a_bare_plural_adds_nothing_to_a_count(read):
    tolls = read("A bomb in Goma on Monday wounded sixteen nurses and patients.").tolls()
    assert ("count", 16, 16, 16) == tolls["injured", "target"]
