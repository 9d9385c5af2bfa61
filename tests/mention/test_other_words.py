"""Attacks told in words that news agencies seldom use: what was fired upon, flown at, placed, worn, set light to."""

import pytest

WAR = "\n\nThe army and the insurgents are at war in the region."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three lorries were fired upon near Macomia on Monday, wounding a driver.", "shooting_or_ambush"),
        ("Two armed drones had been flown at the base in Maiduguri on Monday.", "drone_attack"),
        ("Gunners brought down six of nine drones sent against El Obeid on Monday.", "drone_attack"),
        ("A drone set light to a warehouse in Odesa on Monday.", "drone_attack"),
        (
            "Unknown persons activated a cart loaded with explosives in front of a bank in Cali on Monday.",
            "ied_or_mine",
        ),
        ("What exploded on Monday at the door of a bank in Kunduz was packed with nails, police said.", "other"),
        ("A bomber set off his belt on Monday at the gate of a ministry in Kabul.", "suicide_bombing"),
        (
            "Four coaches overturned near Quetta on Monday after an explosive device went off under the track.",
            "ied_or_mine",
        ),
        ("Firing by gunmen left two people dead in Quetta on Monday.", "shooting_or_ambush"),
        (
            "Six drones and a missile were used in an attack on a Komala camp near Sulaymaniyah on Monday.",
            "drone_attack",
        ),
    ],
)
def test_an_attack_is_found_in_words_that_are_seldom_used(read, text, kind):
    assert kind == read(text + WAR).only.event_type


@pytest.mark.parametrize(
    "text",
    [
        "A husband stabbed a neighbour in Maiduguri on Monday.",
        "Charges were laid against a minister in Maiduguri on Monday.",
        "A tenant shot dead his landlord in Maiduguri on Monday.",
    ],
)
def test_what_neighbours_do_to_each_other_is_no_attack(read, text):
    assert [] == read(text + WAR).countable


def test_an_explosion_that_claimed_lives_happened_where_it_is_told(read):
    found = read("A landmine explosion in Panjgur on Monday claimed the lives of seven people." + WAR)
    assert "ied_or_mine" == found.only.event_type


def test_more_drones_elsewhere_are_another_attack(read):
    found = read(
        "An explosion was heard by the US consulate in Erbil on Wednesday as a drone was intercepted near it.\n\n"
        "Two more drones were destroyed over Soran at the same time."
    )
    assert [["st_us_cons_erbil"], []] == [found.values("site", one) for one in found.countable]


def test_how_many_hit_and_were_shot_down_is_told_of_the_salvo_before(read):
    found = read(
        "On Tuesday six drones were launched at Harir air base.\n\n"
        "One hit the runway and five were shot down, an official said." + WAR
    )
    assert ["launched", "intercepted"] == [
        one for one in ("launched", "intercepted") if any(x.field == one for x in found.coding.assertions)
    ]
    assert 1 == len(found.countable)


def test_an_unknown_name_that_was_shelled_is_a_place(read):
    found = read("Troops shelled Verkhnya Topolya on Monday, killing a woman." + WAR)
    assert ["Verkhnya Topolya"] == [one.text for one in found.coding.assertions if one.field == "place"]
