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


@pytest.mark.parametrize(
    "text",
    [
        "Six police officers died in an attack on their station in Kaduna on Monday.",
        "Two soldiers were wounded in a raid on a post in Ghazni on Monday.",
        "US forces struck three sites used by Kataib Hezbollah in western Iraq on Tuesday, the Pentagon said.",
        "The army hit two rocket launchers near Tyre on Sunday.",
    ],
)
def test_who_falls_and_who_strikes_in_arms_needs_no_other_word_of_war(read, text):
    assert read(text).only


@pytest.mark.parametrize(
    "text",
    [
        "Two tourists died in a shark attack on a beach near Recife on Monday.",
        "A clerk died of a heart attack in Ghazni on Monday.",
        "The company hit three targets in Lagos on Monday.",
    ],
)
def test_what_takes_no_arms_is_no_attack(read, text):
    assert [] == read(text).countable


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two gunmen shot dead a teacher in Mosul on Sunday.", 1),
        ("Three militants killed a guard near Jos on Monday, police said.", 1),
        ("Two rebels killed six soldiers in Goma on Sunday.", 6),
        ("Gunmen attacked a bus in Goma on Sunday: nine people killed, no survivors.", 9),
    ],
)
def test_who_killed_is_not_counted_among_the_dead(read, text, killed):
    assert {("killed", "target"): ("count", killed, killed, killed)} == read(text).tolls()


def test_who_abducted_is_not_counted_among_the_abducted(read):
    assert [("captured", "target")] == list(read("Four gunmen abducted a priest in Jos on Monday.").tolls())


@pytest.mark.parametrize(
    "who",
    [
        "Two Somali teenagers",
        "A Syrian man",
        "Iraqi gunmen",
        "Somali pirates",
        "Pakistani hitmen",
        "A Russian mercenary",
    ],
)
def test_people_from_a_land_are_not_its_state(read, codebook, who):
    found = read(f"{who} attacked a checkpoint near Kirkuk with grenades on Monday, killing three soldiers.")
    assert not any(codebook.actors[one]["actor_kind"].startswith("state") for one in found.values(Field.ATTACKER))


@pytest.mark.parametrize(
    ("who", "state"), [("Turkish jets", "TUR"), ("Israeli snipers", "ISR"), ("Sudanese troops", "SDN")]
)
def test_the_arms_of_a_state_are_its_own(read, codebook, who, state):
    found = read(f"{who} attacked a checkpoint near Kirkuk on Monday, killing three guards.")
    assert {state} == {codebook.actors[one]["country_iso3"] for one in found.values(Field.ATTACKER)}


def test_who_destroys_the_drones_has_not_sent_them(read):
    found = read(
        "Russian air defences destroyed 28 Ukrainian drones over Bryansk overnight, the defence ministry said."
    )
    assert ["act_ukr_mil"] == found.values(Field.ATTACKER)
    assert ["act_rus_mil"] == found.values(Field.INTERCEPTOR)
    assert not any("act_rus" in (about or "") for _, _, about in found.stances())
