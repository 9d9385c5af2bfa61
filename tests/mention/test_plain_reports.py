"""Plain reports in which a reader of words would name somebody who had no part in it, or lose the attack."""

import pytest

from ingest.codes import Field


@pytest.mark.parametrize("capital", ["nairobi", "cairo", "lima", "kinshasa", "addis_ababa", "maputo", "niamey"])
def test_a_capital_that_shares_its_name_with_a_province_is_a_place(read, capital):
    found = read(f"A bomb killed two people in {capital.replace('_', ' ').title()} on Tuesday, officials said.")
    assert [f"pl_{capital}_city"] == found.values(Field.PLACE)
    assert [] == found.values(Field.ATTACKER)


def test_a_town_whose_name_no_other_has_is_a_place_where_no_country_is_named(read, codebook):
    (place,) = read("A bomb killed two people in Tulkarm on Tuesday, officials said.").values(Field.PLACE)
    assert "PSE" == codebook.places[place]["country_iso3"]


def test_the_seat_of_a_government_is_not_the_town_that_a_text_is_about(read):
    found = read(
        "Shells hit a school in Goma on Tuesday, killing two children. The government in Kinshasa condemned it. "
        "Mortar rounds fell on the town again at dusk, killing a guard."
    )
    assert not any("kinshasa" in row.value for row in found.coding.assertions if row.field is Field.PLACE and row.value)


@pytest.mark.parametrize("group", ["Kachin Independence Army", "National Liberation Army"])
def test_the_army_is_the_states_whatever_rebels_call_theirs(read, group):
    found = read(f"A bomb killed six people near Cali on Tuesday. The army said the {group} was behind the attack.")
    assert [("blames", None)] == [stance[:2] for stance in found.stances()]


@pytest.mark.parametrize("told", ["had done good work", "continue to do their work"])
def test_work_that_anybody_does_is_no_attack(read, told):
    found = read(f"Gunmen killed six priests in Caracas on Tuesday. Officials said the rescue teams {told}.")
    assert ["act_gunmen"] == found.values(Field.ATTACKER)
    assert [] == found.stances()


def test_who_regrets_deaths_has_caused_them_only_where_he_is_accused(read):
    found = read(
        "Gunmen killed six priests in San Salvador on Tuesday. Chilean Foreign Minister Rodrigo Nieto regretted the "
        "death of the clergymen."
    )
    assert ["act_gunmen"] == found.values(Field.ATTACKER)
    assert [] == found.stances()


def test_what_killed_is_no_city(read):
    found = read("The Council met on Wednesday to discuss Tuesday's missile attack on Kyiv, which killed 14 people.")
    assert [] == found.values(Field.ATTACKER)
    assert {("killed", "target"): ("count", 14, 14, 14)} == found.tolls()


def test_no_month_attacks(read):
    found = read("On 9 March guerrilla forces attacked soldiers in the town of Chinameca for an hour, killing two.")
    assert ["act_guerrillas"] == found.values(Field.ATTACKER)


@pytest.mark.parametrize(
    "told",
    [
        "The governor said Tuesday's air strike on Beni must be investigated.",
        "Those behind Tuesday's bombing of a church in Enugu would be caught, the governor said.",
    ],
)
def test_what_is_to_come_of_a_strike_makes_it_no_possibility(read, told):
    assert 1 == len(read(told).countable)
