"""Attacks in words that the parser or the lists took for something else, and deeds that were none."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The rebels said that their fighters had sent two drones into an army camp at Menaka on Monday.",
            "drone_attack",
        ),
        ("Rebel shelling left the town of Avdiivka without water on Monday, the governor said.", "artillery_shelling"),
        ("A suicide car bomber rammed the gate of an army base in Gao on Monday.", "suicide_bombing"),
        ("A lorry packed with gas cylinders exploded at a police station in Kandahar on Monday.", "ied_or_mine"),
    ],
)
def test_what_is_an_attack(read, text, kind):
    assert [kind] == [one.event_type.value for one in read(text).countable]


def test_a_blast_is_one_where_a_bomber_is_spoken_of(read):
    said = "A blast ripped through a mosque in Peshawar on Monday, killing 60. Police said a bomber had been inside."
    assert [0] == [one.sent_no for one in read(said).countable]


def test_who_foils_an_attack_makes_none(read):
    said = "Security forces foiled a suicide attack on a hotel in Jalalabad on Monday, shooting the bomber dead."
    assert [] == read(said).countable


def test_gas_that_explodes_in_a_street_is_an_accident(read):
    assert [] == read("A lorry loaded with gas cylinders exploded in a street of Kandahar on Monday.").countable
