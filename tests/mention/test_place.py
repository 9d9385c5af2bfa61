"""Where an attack was: the finest place of its clause, names that only the gazetteer knows, and places named before."""

import pytest

from ingest.codes import Field, SectionRole
from ingest.mention.dateline import dateline
from ingest.mention.sentences import split

NAMED = [
    ("Gunmen killed six people in Datta Khel, a town in North Waziristan in Pakistan, on Monday.", "Datta Khel"),
    ("A drone attack killed two people in Chuhuiv, in the Kharkiv region of Ukraine, on Monday.", "Chuhuiv"),
    ("A rocket attack killed six people in Zarubna, a village near Kharkiv in Ukraine, on Monday.", "Zarubna"),
    ("Officials in Baghdad said that a rocket hit a house in Kirkuk in Iraq on Monday.", "Kirkuk"),
    ("A bomb killed five soldiers in the village of Let Yet Kone in Myanmar on Monday.", "Let Yet Kone"),
    ("A car bomb killed three policemen in the Iraqi capital on Monday.", "Baghdad"),
    ("A car bomb killed three policemen at the Sahafi hotel in Mogadishu on Monday.", "Mogadishu"),
]
HEADS = [
    ("BEIRUT, Oct 10 (Alder Wire) - Two men", "BEIRUT", None),
    ("San Salvador, 19 Jul 89 (Alder Radio) -- [Text] Two men", "San Salvador", "1989-07-19"),
    ("Bogota, 4 Sep 89 (Alder Radio) -- [Text] Medellin -- a bomb", "Medellin", "1989-09-04"),
    ("Clandestine, 3 Jan 90 (Alder Radio) -- Two men", None, "1990-01-03"),
]


def name_of(found):
    row = next(one for one in found.coding.assertions if one.field is Field.PLACE)
    return row.text


@pytest.mark.parametrize(("text", "place"), NAMED)
def test_the_finest_named_place_is_that_of_the_attack(read, text, place):
    assert place == name_of(read(text))


@pytest.mark.parametrize(("text", "place", "day"), HEADS)
def test_the_head_of_a_dispatch_gives_place_and_day(text, place, day):
    head = dateline(text)
    assert head is not None
    assert (place, day) == (head.place, head.day and str(head.day))


@pytest.mark.parametrize("text", ["President Obama - who", "21:40 \u2013 What we know", "The army said -- again -- no"])
def test_a_dash_alone_makes_no_head(text):
    assert dateline(text) is None


def test_the_head_of_a_dispatch_is_a_sentence_of_its_own_that_nobody_reads():
    first, second = split("BEIRUT, Oct 10 (Alder Wire) - Two men died.", "ver_1")
    assert (SectionRole.HEADING, SectionRole.BODY) == (first.section_role, second.section_role)


def test_an_attack_without_a_place_is_where_the_one_before_was(read):
    found = read(
        "Gunmen opened fire on a bus in Quetta on Monday, killing seven passengers.\n\n"
        "Another bus was attacked by gunmen an hour later, and two passengers were wounded."
    )
    assert ["pl_quetta"] == sorted(set(found.values(Field.PLACE, found.countable[-1])))


def test_the_base_is_the_one_named_before(read):
    found = read("Soldiers left Ain al-Asad in Iraq on Sunday. On Monday a drone attack hit the base, police said.")
    assert ["st_asad"] == found.values(Field.SITE)


@pytest.mark.parametrize("mark", ["\n\n", ". ", ": "])
def test_the_heading_of_a_bulletin_places_the_items_below_it(read, mark):
    """Each item names a house or a village that no list knows; the ministry's city is where it speaks."""
    found = read(
        "The situation as of Tuesday, by the Ukrainian interior ministry.\n\n"
        f"KHARKIV REGION{mark}A drone hit a house on Monday and two people were killed.\n\n"
        f"SUMY REGION{mark}A rocket struck a school at Zarubna on Monday, and a guard was wounded.",
    )
    places = [
        {row.value for row in found.coding.assertions if row.field is Field.PLACE and row.mention_id == one.mention_id}
        for one in found.countable
    ]
    assert [True, True] == ["pl_ukr_kharkiv" in places[0], "pl_ukr_sumy" in places[1]], places


def test_a_village_that_no_list_knows_lies_in_the_country_that_the_text_is_of(read):
    found = read(
        "Ukrainian officials in Kharkiv counted the damage. Russian shells hit a house in the village of Zarubna on "
        "Monday, killing two people. Kharkiv, Sumy and Poltava in Ukraine had a quiet night."
    )
    rows = [row for row in found.coding.assertions if row.field is Field.PLACE]
    assert [("Zarubna", None), ("pl_ukr", "likely")] == [
        (rows[0].text, rows[0].value),
        (rows[1].value, rows[1].certainty.value),
    ]


def test_no_country_is_taken_where_two_are_spoken_of(read):
    found = read(
        "India and Pakistan accuse each other. Shells hit a house in the village of Zarubna on Monday, killing two "
        "people, officials in India and Pakistan said."
    )
    assert [None] == [row.value for row in found.coding.assertions if row.field is Field.PLACE]


@pytest.mark.parametrize("city", ["Juba", "Colombo", "Manila", "Port-au-Prince", "Bujumbura", "London"])
def test_a_capital_is_a_place_too(read, city):
    found = read(f"Gunmen killed three soldiers in {city} on Monday.")
    assert [city] == [place.text for place in found.coding.assertions if place.field == Field.PLACE]


def test_a_great_city_is_known_in_a_text_of_another_country(read):
    found = read("Rebels fought soldiers near Goma on Sunday.\n\nGunmen killed three soldiers in Voronezh on Monday.")
    assert ["gn_472045"] == found.values(Field.PLACE, found.countable[1])


def test_an_attack_is_where_its_clause_says_where(read):
    found = read("A reporter is back from Khanaqin, where families bury eleven people killed by Monday's car bomb.")
    assert ["pl_khanaqin"] == found.values(Field.PLACE)
