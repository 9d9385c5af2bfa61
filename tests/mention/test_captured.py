"""Bases and towns that are taken, attacks told as the reason for another, and of what kind an attack is."""

import pytest

WAR = "\n\nThe army and the insurgents are at war in the region."


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the army base at Kolofata on Monday, a source said.",
        "Islamist fighters took a border post near Kidal on Monday after an attack at dawn.",
        "Government troops recaptured the town of Wad Madani from the paramilitaries on Monday.",
        "The garrison of Hpapun fell to ethnic fighters on Monday after a week of assaults.",
        "The rebels drove soldiers out of the village of Saraqeb on Monday.",
        "Fighters on motorcycles overran an army outpost in Gajiram on Monday.",
        "Islamist fighters stormed the barracks in Tessalit on Monday.",
        "The army said it had repelled an assault on the airport of El Fasher on Monday.",
    ],
)
def test_a_base_that_is_taken_or_held_is_fought_for(read, text):
    assert "armed_clash" == read(text + WAR).only.event_type


@pytest.mark.parametrize(
    "text",
    [
        "The peacekeepers took over the base from Ghanaian troops on Monday in Naqoura.",
        "The general took command of the northern region in Maiduguri on Monday.",
        "Police seized a house of a trader in Maiduguri on Monday.",
        "The team captured the title in Tripoli on Monday.",
        "Soldiers captured two men in Maiduguri on Monday.",
    ],
)
def test_what_is_taken_without_a_fight_is_no_attack(read, text):
    assert [] == read(text + WAR).countable


@pytest.mark.parametrize(
    ("text", "kind", "attackers"),
    [
        (
            "Armenian forces opened fire on posts near Kapan on Monday in reply to mortar fire on their trenches.",
            "shooting_or_ambush",
            {"act_arm_mil"},
        ),
        (
            "The army shelled trenches near Avdiivka on Monday, answering a rocket that had killed two of its men.",
            "artillery_shelling",
            set(),
        ),
        (
            "Afghan forces fired on posts near Spin Boldak on Monday in response to Pakistan's bombardment.",
            "shooting_or_ambush",
            {"act_afg_forces", "act_afg"},
        ),
    ],
)
def test_an_answer_has_nothing_of_what_it_answers(read, text, kind, attackers):
    found = read(text + WAR)
    assert kind == found.only.event_type
    assert set(found.values("attacker")) <= attackers


def test_what_is_answered_is_told_with_its_own_place_and_victims(read):
    found = read("Israeli jets hit a workshop in Baalbek on Monday in retaliation for a drone attack in Haifa." + WAR)
    assert ["airstrike", "drone_attack"] == [one.event_type for one in found.countable]
    assert ["pl_baalbek", "pl_haifa"] == [place for one in found.countable for place in found.values("place", one)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen laid a charge under the rails near Goma on Monday.", "ied_or_mine"),
        ("Two helicopters shot up a school in Goma on Monday.", "airstrike"),
        ("A missile from a drone struck a car in Goma on Monday.", "drone_attack"),
        ("A bomb lobbed at the town hall of Goma fell short on Monday.", "ied_or_mine"),
        ("A man set off his explosives at the gate of a bank in Goma on Monday.", "suicide_bombing"),
        ("Indian fire along the border killed a woman in Goma on Monday.", "shooting_or_ambush"),
    ],
)
def test_of_what_kind_an_attack_is(read, text, kind):
    assert kind == read(text + WAR).only.event_type


def test_another_is_what_was_told_of_before(read):
    told = (
        "A drone hit a block of flats in Kharkiv on Monday. Another crashed into a school in Chuhuiv, the mayor said."
    )
    assert ["drone_attack", "drone_attack"] == [one.event_type for one in read(told + WAR).countable]


def test_what_an_attack_did_is_no_second_one(read):
    told = "Indian forces fired missiles into Kashmir on Monday, hitting a mosque in Muzaffarabad."
    assert "missile_or_rocket" == read(told + WAR).only.event_type


def test_each_of_the_villages_that_are_listed_was_attacked(read):
    told = "Bandits raided the villages of Kware, Dogon Dawa and Tudu in Sokoto state on Monday, killing 30 people."
    assert 3 == len(read(told + WAR).countable)
