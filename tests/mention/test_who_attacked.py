"""Who attacked and how sure anyone is, by what a reader uses to know it: whose men, who speaks, what the lead says."""

import pytest

from ingest.mention.described import Described
from tests.mention.conftest import article


@pytest.fixture
def told(coder, codebook):
    """The best attacker, by name or words, and its status for each countable attack of a text."""

    def read(text):
        source = article(text)
        coding = coder.code(source, source.published_at)
        found = [Described(source, coding, codebook, one).coded() for one in coding.mentions if one.is_countable]
        return [(one.attacker.name or one.attacker.text, one.attacker.status.value) for one in found]

    return read


def test_fighters_from_a_group_are_the_groups(told):
    text = "Fighters from Boko Haram attacked a base near Monguno on Monday, residents said."
    assert [("Boko Haram", "blamed")] == told(text)


def test_attackers_who_were_members_of_a_group_are_the_groups(told):
    text = (
        "Militants attacked an army post in Diffa on Monday, killing six soldiers, the defence ministry said. "
        "It said the assailants were members of Boko Haram."
    )
    assert [("Boko Haram", "blamed")] == told(text)


def test_a_group_on_no_list_that_has_fighters_claims(told):
    text = (
        "A car bomb killed six soldiers at a barracks in Bannu on Monday. Jaish al-Zafar, an outfit formed "
        "this spring, said its men had carried out the bombing."
    )
    assert [("Jaish al-Zafar", "claimed")] == told(text)


def test_the_paramilitaries_have_the_status_of_the_sentence_about_them(told):
    text = (
        "The army has been at war with the Rapid Support Forces since 2023. "
        'The paramilitaries "sent a drone at the hospital in El Fasher on Monday", the local committee said.'
    )
    assert [("Rapid Support Forces", "blamed")] == told(text)


def test_downed_drones_are_whose_they_are(told):
    text = "Air defences destroyed 17 Ukrainian drones over the Saratov region on Monday, the governor said."
    assert [("Armed Forces of Ukraine", "blamed")] == told(text)


def test_a_junta_that_confirms_what_the_military_did_concedes_it(told):
    text = (
        "An airstrike hit a market in Sagaing on Monday, killing 20 people, residents said, accusing the military. "
        "A junta spokesman confirmed that the military had carried out the strike."
    )
    ((_, status),) = told(text)
    assert "confirmed" == status


def test_an_official_of_a_government_in_exile_does_not_speak_for_its_army(told):
    text = (
        "An airstrike hit a market in Sagaing on Monday, killing 20 people. "
        "An official of the shadow government said the military had carried out the strike."
    )
    ((_, status),) = told(text)
    assert "blamed" == status


def test_who_stands_accused_and_says_why_it_was_hit_confirms(told):
    text = (
        "Israeli jets struck a house in Tyre on Monday, killing two people.\n\n"
        "The Israeli military said the house was used by Hezbollah to store rockets."
    )
    assert [("Israel Defense Forces", "confirmed")] == told(text)


def test_a_third_party_that_says_what_a_house_was_used_for_confirms_nothing(told):
    text = (
        "Israeli jets struck a house in Tyre on Monday, killing two people.\n\n"
        "Hezbollah said the house was used by a charity."
    )
    ((_, status),) = told(text)
    assert "confirmed" != status


def test_a_wave_named_in_the_lead_is_told_of_in_its_parts(told):
    text = (
        "Russia launched a massive overnight attack on Ukraine, Ukrainian officials said on Tuesday.\n\n"
        "In Odesa, a drone hit an apartment block, killing two people.\n\n"
        "In Kherson, a shell struck a bus, wounding four."
    )
    assert {("Russia", "blamed")} == set(told(text))


def test_what_lies_elsewhere_or_apart_is_no_part_of_the_wave(told):
    text = (
        "Russia launched a massive overnight attack on Ukraine, Ukrainian officials said on Tuesday.\n\n"
        "In Belgorod, a drone hit an apartment block, killing two people.\n\n"
        "In a separate incident, a roadside bomb struck a bus in Odesa, wounding four."
    )
    assert [("Russia", "blamed"), (None, "unattributed"), (None, "unattributed")] == told(text)


def test_a_reprisal_by_men_of_a_unit_on_no_list_is_blamed_on_them(told):
    text = "A shell killed four villagers in Gao on Tuesday in what residents called a reprisal by the Lion Battalion."
    assert [("Lion Battalion", "blamed")] == told(text)


def test_who_is_behind_the_events_is_behind_all_of_them(told):
    text = (
        "A car bomb killed three people in Cali on Monday. A grenade wounded two policemen in Corinto on Monday. "
        'General Prieto said there was "no doubt" that the Central Bloc was behind the events, which came three days '
        "after a senator was shot at a rally in Bogota."
    )
    assert [("Central Bloc", "blamed")] * 2 == told(text)[:2]


def test_the_x_group_is_named(coder):
    source = article(
        "Kataib Imam Ali group said that air strikes on its position in Dibis killed four of its fighters."
    )
    steps = coder.code(source, source.published_at).chain_steps
    assert "named" in {step.anonymity for step in steps if step.actor_id == "act_kia"}


def test_who_owns_up_in_the_end_is_not_contested(told):
    text = (
        "Shells fell on a market in Kadugli on Monday, killing eleven traders.\n\n"
        "The governor accused the RSF of the attack. The RSF denied it. The RSF later said that it had done so."
    )
    assert [("Rapid Support Forces", "claimed")] == told(text)
