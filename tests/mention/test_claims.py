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
