"""Claims and blame in other words than the verbs of claiming and blaming, and who "the group" is that speaks."""

import pytest

from ingest.codes import Field

ATTACK = "Gunmen killed four soldiers at an army base near Maiduguri on Sunday. "
STRIKE = "An air strike hit a market in Omdurman on Sunday, killing nine people. "


def said(found):
    return [(row.stance.value, row.about_actor_id or row.about_text) for row in found.coding.claims]


@pytest.mark.parametrize(
    ("words", "stance", "about"),
    [
        ("The governor called Boko Haram the likely author of it.", "assesses_likely", "act_boko_haram"),
        ("An officer described Boko Haram as the probable perpetrator.", "assesses_likely", "act_boko_haram"),
        ("Police named Boko Haram as the prime suspect.", "suspects", "act_boko_haram"),
        ("Survivors recognised the attackers as Boko Haram fighters.", "blames", "act_boko_haram"),
        ("Investigators linked the attack to Boko Haram.", "suspects", "act_boko_haram"),
        ("A claim of responsibility came from Boko Haram.", "claims_responsibility", "act_boko_haram"),
        ("Boko Haram released a statement claiming responsibility.", "claims_responsibility", "act_boko_haram"),
        ('Boko Haram told reporters that it had been "our work".', "claims_responsibility", "act_boko_haram"),
        ("Boko Haram said the gunmen were its men.", "claims_responsibility", "act_boko_haram"),
        ("Boko Haram saluted its fighters for the operation.", "claims_responsibility", "act_boko_haram"),
    ],
)
def test_a_deed_is_owned_or_laid_on_others_without_a_verb_of_claiming(read, words, stance, about):
    assert [(stance, about)] == said(read(ATTACK + words))


def test_two_sides_that_blame_each_other_are_two_claims(read):
    found = read(
        STRIKE + "The Sudanese Armed Forces and the Rapid Support Forces have each attributed it to the other."
    )
    assert [("blames", "act_rsf"), ("blames", "act_saf")] == sorted(said(found))


def test_a_denial_of_having_fired_at_all_is_of_this_attack(read):
    found = read(
        "Units of the Azerbaijani army opened fire on a post near Sotk on Friday, Armenia's defence ministry said. "
        '"Our units did not fire," Azerbaijan\'s defence ministry said.'
    )
    assert ["blames", "denies_responsibility"] == [stance for stance, _ in said(found)]


def test_the_group_that_speaks_is_the_one_named_last(read):
    found = read(
        ATTACK + "The governor blamed Boko Haram.\n\nA spokesman for the group said its men had carried out the attack."
    )
    assert [("blames", "act_boko_haram"), ("claims_responsibility", "act_boko_haram")] == said(found)


def test_a_figure_called_a_lie_denies_no_attack(read):
    found = read(ATTACK + "The army called that figure a lie.")
    assert [] == said(found)


def test_a_claim_of_another_time_is_not_of_this_attack(read):
    found = read(ATTACK + "In March 2019 two bombs killed 90 people in Kano; Boko Haram said it was behind them.")
    assert [] == [row for mention in found.coding.mentions[:1] for row in found.coding.claims if row]


def test_who_is_silent_is_silent_on_what_he_was_accused_of_last(read):
    found = read(
        "Shells hit a school in Kadugli on Sunday, killing nine people, and officials blamed the RSF.\n\n"
        "A drone struck a clinic in El Fasher on Monday. Residents blamed the Rapid Support Forces for the strike. "
        "The Rapid Support Forces did not comment."
    )
    last = found.coding.mentions[-1].mention_id
    assert [last] == [row.mention_id for row in found.coding.claims if row.stance == "no_comment"]


@pytest.mark.parametrize(
    "words",
    [
        "In the dunes of al-Mawasi, a quadcopter opened fire on a line of tents on Tuesday.",
        "A minibus carrying traders came under fire near Goma on Tuesday.",
        "M23 rebels and Wazalendo fighters fought each other near Goma on Tuesday.",
        "Soldiers walked into an ambush in the hills near Goma on Tuesday.",
        "Two militants were eliminated in an encounter with security forces at Kulgam in Kashmir on Tuesday.",
        "Armed men from two boats boarded the tanker Pelican Dawn off Khasab on Tuesday.",
        "Pakistan is accused of having bombed, on Tuesday evening, a market in Paktika.",
    ],
)
def test_an_attack_in_other_words_is_one(read, words):
    assert [True] == [one.is_countable for one in read("Rebels and the army are at war. " + words).coding.mentions]


def test_who_is_accused_and_denies_that_it_happened_is_contested(read):
    found = read(
        "An air strike hit a market in Um Rawaba on Sunday, killing nine people. Residents blamed the Sudanese Armed "
        "Forces. A spokesman for the Sudanese Armed Forces said that no such strike had occurred."
    )
    assert [("blames", "act_saf"), ("denies_event", "act_saf")] == said(found)
    assert ["blamed", "denied"] == sorted(found.values(Field.ATTACKER_STATUS))


def test_people_who_are_neutralised_are_killed_and_no_munitions(read):
    found = read("The army said its troops had neutralised six militants near Maiduguri on Sunday.")
    assert [("killed", 6)] == [(row.harm.value, row.best) for row in found.coding.casualty_reports]
