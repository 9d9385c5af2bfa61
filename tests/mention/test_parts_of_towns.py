"""Where in a town, which of two names is the finer, and what no place is: rivers, regions, goals."""

import pytest

from ingest.codes import Field
from ingest.mention.described import Described
from tests.mention.conftest import article

FINEST = [
    ("Artillery shelled the outskirts of Aita al-Shaab in Lebanon on Tuesday.", "Aita al-Shaab"),
    ("Communist rebels burned two trucks of a firm in Surigao on Tuesday, the Philippine army said.", "Surigao"),
    (
        "Kyiv came under a drone attack on Tuesday, and debris fell on a school in the Obolon district.",
        "Obolon district",
    ),
    ("In Kharkiv, a bomb struck a printing works in the Osnovianskyi district on Tuesday.", "Osnovianskyi district"),
    ("In Gaza City, tank shells hit a house in the Zeitoun neighbourhood on Tuesday.", "Zeitoun neighbourhood"),
    ("Shells fell on the Dar es Salaam quarter of Omdurman on Tuesday, killing six.", "Dar es Salaam quarter"),
    ("Jets hit a row of tents at al-Mawasi, west of Khan Younis, on Tuesday.", "al-Mawasi"),
    ("Artillery on the far bank of the Dnipro shelled Beryslav on Tuesday.", "Beryslav"),
    ("In the Mykolaiv region, drones hit a grain store at the village of Parutyne on Tuesday.", "Parutyne"),
    ("Some 40 km south of the capital Khartoum, in Jebel Aulia, drones hit a power station on Tuesday.", "Jebel Aulia"),
    ("Rebels fought the army on Tuesday over the ridge above Mushaki, in the Masisi territory.", "Mushaki"),
    ("Gunmen hit a convoy that was carrying flour to the town of Sadda on Tuesday, killing two at Bagan.", "Bagan"),
    (
        "Drones hit a depot in Kherson on Tuesday. The strike came at noon in the Korabelnyi district.",
        "Korabelnyi district",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FINEST)
def test_the_place_is_the_finest_that_the_attack_was_at(read, codebook, text, expected):
    found = read(text)
    assert expected == Described(article(text), found.coding, codebook, found.only).coded().place.name


def test_a_region_is_not_the_town_that_it_is_called_after(read, codebook):
    found = read("Drones killed a man in the Mykolaiv region on Tuesday.")
    assert {"adm1"} == {codebook.places[place]["place_type"] for place in found.values(Field.PLACE)}


def test_shelling_that_killed_is_an_attack(read):
    assert "artillery_shelling" == read("In the Kherson region, shelling killed a man on Tuesday.").only.event_type


@pytest.mark.parametrize("verb", ["carried out", "launched"])
def test_strikes_on_a_place_on_a_day_are_one_attack(read, verb):
    assert read(f"Israel {verb} air strikes on a farm at Khiam in Lebanon on Tuesday.").only.is_countable


def test_a_province_abroad_gives_way_to_a_town_of_the_texts_own_country(read, codebook):
    found = read(
        "The FMLN said its men had hit troops near San Salvador, El Salvador. The army of El Salvador confirmed it. "
        "The rebels also attacked soldiers in La Libertad Department on Tuesday, the Salvadoran army said."
    )
    places = {row.value for row in found.coding.assertions if row.field is Field.PLACE and row.value}
    assert {"SLV"} == {codebook.places[place]["country_iso3"] for place in places}
