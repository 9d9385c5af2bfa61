"""Acronyms misspelt beside their expansions."""

import pytest

from ingest.mention.acronym import is_near, misspelt

GUARDS = "Iran's Islamic Revolutionary Guard Corps"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("IGRC", "IRGC", True),
        ("IRGCC", "IRGC", True),
        ("IRG", "IRGC", True),
        ("IRGS", "IRGC", True),
        ("GIRC", "IRGC", False),
        ("IRGC", "IRGC", False),
        ("CGRI", "IRGC", False),
        ("RGC", "IRGC", True),
        ("PKK", "KPK", True),
        ("PKK", "YPG", False),
    ],
)
def test_one_edit_apart(one, other, near):
    assert near is is_near(one, other) is is_near(other, one)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"It was {GUARDS} (IGRC). The IGRC said so.", {"IGRC": "act_irgc"}),
        (f"{GUARDS} said that the exercise (IGRC) was over.", {}),  # not beside it
        (f"{GUARDS} (NATO) said so.", {}),  # a name of its own
        (f"{GUARDS} (QXZW) said so.", {}),
        ("The IGRC said so.", {}),
        ("(IGRC)", {}),
        ("", {}),
    ],
)
def test_an_acronym_beside_its_expansion(codebook, text, found):
    assert found == {acronym: name.id for acronym, name in misspelt(text, codebook).items()}


def test_the_misspelt_one_claims(read):
    found = read(
        "Missiles hit a base near Erbil on Tuesday. "
        f"{GUARDS} (IGRC) said nothing at first. On Wednesday the IGRC claimed responsibility for the attack."
    )
    assert ("claims_responsibility", "act_irgc", "act_irgc") in found.stances()
