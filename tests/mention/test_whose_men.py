"""Whose the attackers are, and what only looks as if it said so."""

import pytest

from ingest.codes import Field


def attackers(read, text):
    return {one.text for one in read(text).coding.assertions if one.field is Field.ATTACKER and one.text}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Armed men from the Mount Kel Youth Front kidnapped a priest in Cali on Monday.", "Mount Kel Youth Front"),
        ("Gunmen belonging to the Free Coast Movement shot dead two soldiers in Aceh.", "Free Coast Movement"),
    ],
)
def test_men_are_told_with_the_body_that_they_are_of(read, text, wanted):
    assert wanted in attackers(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Armed men from the Kel valley kidnapped a priest in Cali on Monday.",
        "The police said terrorist attacks in Bogota on Monday killed two soldiers.",
        "A grenade killed a nurse in Xela on Monday; the minister deplored the Guatemalan terrorist acts.",
    ],
)
def test_a_kind_of_attack_or_a_region_is_no_attacker(read, text):
    assert not attackers(read, text) - {"Armed men", "men"}


def test_who_stops_the_attacker_is_not_the_attacker(read):
    text = "A gunman killed two nurses at a clinic in Goma on Monday. Guards shot the attacker dead."
    assert "Guards" not in attackers(read, text)
