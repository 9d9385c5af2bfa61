"""Who answers for an attack: each turn of words gives one stance, one speaker and one accused."""

import pytest

from ingest.codes import Field

ATTACK = "Gunmen killed four soldiers at an army base near Maiduguri on Sunday. "
STRIKE = "An air strike hit a market in Omdurman on Sunday, killing nine people. "


def said(found):
    rows = found.coding.claims
    return [(row.stance.value, row.speaker_text, row.about_actor_id or row.about_text) for row in rows]


@pytest.mark.parametrize(
    ("words", "stance", "about"),
    [
        ("Al-Shabaab took credit for the attack.", "claims_responsibility", "act_shabaab"),
        ("Al-Shabaab laid claim to the attack.", "claims_responsibility", "act_shabaab"),
        ("Al-Shabaab owned up to the attack.", "claims_responsibility", "act_shabaab"),
        ("The governor put the blame on Boko Haram.", "blames", "act_boko_haram"),
        ("The governor laid the attack at Boko Haram's door.", "blames", "act_boko_haram"),
        ("The governor pointed a finger at Boko Haram.", "blames", "act_boko_haram"),
        ("The governor said Boko Haram was behind the attack.", "blames", "act_boko_haram"),
        ("The attack bore the hallmarks of Boko Haram, the governor said.", "suspects", "act_boko_haram"),
        ("The governor believes that Boko Haram sent them.", "suspects", "act_boko_haram"),
        ("The militia retracted its claim of responsibility for the attack.", "withdraws", "militia"),
    ],
)
def test_turns_of_phrase_answer_for_an_attack(read, words, stance, about):
    assert [(stance, about)] == [(row[0], row[2]) for row in said(read(ATTACK + words))]


@pytest.mark.parametrize(
    "words",
    [
        "The RSF would not discuss the strike.",
        "The RSF has made no statement.",
        "The RSF would neither confirm nor deny it.",
        "The RSF declined to comment.",
        "The RSF has kept silent about the strike.",
    ],
)
def test_silence_is_no_denial_and_is_about_nobody(read, words):
    assert [("no_comment", "act_rsf", None)] == read(STRIKE + words).stances()


def test_blame_reaches_an_attack_told_sentences_ago(read):
    found = read(
        STRIKE + "Nineteen people were hurt.\n\nShops stayed shut on Monday.\n\nThe mayor called for calm.\n\n"
        "The governor put the blame on the RSF."
    )
    assert [("blames", None, "act_rsf")] == found.stances()
    assert ["blamed"] == found.values(Field.ATTACKER_STATUS)


def test_both_are_two(read):
    found = read(
        "A car bomb hit a police station in Maiduguri on Sunday. "
        "On Monday a second bomb exploded at a market in Kano.\n\n"
        "Boko Haram claimed responsibility for both attacks."
    )
    claimed = {row.mention_id for row in found.coding.claims if row.stance == "claims_responsibility"}
    assert {mention.mention_id for mention in found.countable} == claimed


def test_the_articles_own_voice_has_no_speaker(read):
    found = read("Al-Shabaab fighters attacked an army base in Kismayo on Friday.")
    assert [("attributes_own_voice", None, "act_shabaab")] == found.stances()
    assert ["publisher_own_voice"] == found.values(Field.ATTACKER_STATUS)


def test_a_nameless_class_in_own_voice_is_no_claim(read):
    found = read(ATTACK)
    assert [] == found.stances()
    assert ["publisher_own_voice"] == found.values(Field.ATTACKER_STATUS)


def test_what_an_authority_tells_as_a_fact_is_blame(read):
    found = read("Boko Haram fighters attacked an army base in Maiduguri on Friday, the governor said.")
    assert ("blames", "governor", "act_boko_haram") in said(found)


def test_who_admits_its_own_deed_concedes(read):
    found = read(STRIKE + "The Sudanese army acknowledged that its aircraft had carried out the strike.")
    assert {"concedes"} == {row[0] for row in found.stances()}
    assert "confirmed" in found.values(Field.ATTACKER_STATUS)


def test_a_boast_of_ones_own_dead_claims_nothing(read):
    found = read(ATTACK + "Boko Haram claimed that eight of its men had been killed.")
    assert "claims_responsibility" not in {row[0] for row in found.stances()}


def test_nobodys_claim_is_no_claim(read):
    found = read(ATTACK + "No group said it was behind the attack, and nobody has claimed responsibility.")
    assert "claims_responsibility" not in {row[0] for row in found.stances()}


def test_what_did_not_happen_is_denied_as_an_event(read):
    found = read(STRIKE + "The army said there had been no such attack.")
    assert ["denies_event"] == [row[0] for row in found.stances()]


def test_a_denial_for_others_is_about_them(read):
    found = read(STRIKE + "The governor blamed the RSF. A minister said the RSF had nothing to do with the strike.")
    assert ("denies_responsibility", "minister", "act_rsf") in said(found)


HARIR = "Missiles struck Harir Air Base in Iraq on Tuesday. "


@pytest.mark.parametrize(
    "words",
    [
        "The Counter-Terrorism Directorate said only that it had opened an investigation.",
        "The Iraqi army said it had sent a team to the site.",
        "Why anyone should wait five days to take credit is unclear.",
        '"I saw the flashes and I fired back at those," a police captain said.',
    ],
)
def test_who_reports_or_fires_back_claims_nothing(read, words):
    assert [] == [row for row in said(read(HARIR + words)) if row[0] == "claims_responsibility"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It was most likely the work of Iran, an officer said.", ("assesses_likely", "officer", "act_irn")),
        (
            "It was most likely Iran that had sent the drones, an officer said.",
            ("assesses_likely", "officer", "act_irn"),
        ),
        (
            "The Joint Operations Command gave a figure of 12 wounded and blamed Iran for it.",
            ("blames", "Joint Operations Command", "act_irn"),
        ),
        (
            "A group by the name of Fursan al-Fajr said it was behind it.",
            ("claims_responsibility", "Fursan al-Fajr", "act_fursan_fajr"),
        ),
        ("Police suspect Islamic State, which was driven out in 2017.", ("suspects", "Police", "act_isil")),
    ],
)
def test_who_is_likely_to_have_done_it_and_who_says_so(read, words, expected):
    assert [expected] == said(read(HARIR + words))


def test_a_raid_that_is_answered_is_not_the_one_that_is_claimed(read):
    found = read(HARIR + "Hezbollah said it had fired at the base in reply to a raid on Khiam.")
    assert ["claims_responsibility"] == [row.stance.value for row in found.coding.claims]


def test_a_claim_that_calls_another_a_lie_takes_its_place(read):
    text = (
        "A group calling itself Saraya al-Thabitun declared that it had sent the drone to the Khor Mor gas field on 4 "
        "March, and that the claim by Fursan al-Fajr was a lie. "
    )
    names = ("claims_responsibility", "Saraya al-Thabitun"), ("supersedes", "Saraya al-Thabitun")
    assert list(names) == [row[:2] for row in said(read(text))]
