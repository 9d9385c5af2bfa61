"""Who is meant where a text names him once and then points at him, lets others speak for him or says he did too."""

import pytest

from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document

from .conftest import article

LED = "Rockets hit the port of Goma on Monday, killing two dockers. "
TWO = (
    "Shabaab claimed a bombing in Mogadishu on Sunday. Rockets hit the port of Kismayo on Monday, killing two dockers. "
)


def claims(found, stance):
    return [
        (one.speaker_text, one.about_actor_id or one.about_text) for one in found.coding.claims if one.stance == stance
    ]


@pytest.fixture
def attackers(read, codebook):
    def run(text):
        coder = CoderIdentity(name="rules", version="1", codebook_version="1")
        coded = document(article(text), read(text).coding, codebook, coder)
        return [(one.actor_id or one.text, one.status) for mention in coded.mentions for one in mention.attackers]

    return run


@pytest.mark.parametrize(
    "said", ["The governor blamed the same insurgents.", "The same group was accused by the governor."]
)
def test_the_same_men_are_those_who_were_named_last(read, said):
    assert ("governor", "act_shabaab") in claims(read(TWO + said), "blames")


def test_the_dead_of_a_group_are_not_the_same_group(read):
    said = "Five fighters of M23 perished. The governor suspects the same insurgents."
    assert [("governor", "act_shabaab")] == claims(read(TWO + said), "suspects")


@pytest.mark.parametrize(
    "said",
    [
        "A caller claiming to speak for the Kivu Lions said it was responsible.",
        "An umbrella calling itself the Kivu Lions took credit for the attack.",
    ],
)
def test_who_speaks_for_a_name_that_no_list_knows_claims_it_for_that_name(read, said):
    assert [("Kivu Lions", "Kivu Lions")] == claims(read(LED + said), "claims_responsibility")


def test_who_did_the_same_as_one_who_claimed_it_claims_it(read):
    said = "The Kivu Lions claimed the attack, hours before M23 did the same."
    assert {"Kivu Lions", "M23"} == {one for one, _ in claims(read(LED + said), "claims_responsibility")}


def test_an_armed_group_admits_no_attack_but_its_own(read):
    assert [("M23", "act_m23")] == claims(read(LED + "M23 admitted the attack in a letter."), "claims_responsibility")


def test_an_army_that_admits_an_attack_may_have_been_hit(read):
    assert [] == claims(read(LED + "The army of Rwanda admitted the attack on its dock."), "claims_responsibility")


def test_nobody_owns_up_where_the_speaker_knows_of_none(read):
    said = "An official of the ministry was not aware of anyone owning up to the attack."
    assert [] == claims(read(LED + said), "claims_responsibility")


def test_a_cell_is_of_whom_it_is_said_to_stand_under(read):
    said = "The police believe that the work was done by a cell from the ranks of M23."
    assert ["act_m23"] == [about for _, about in claims(read(LED + said), "suspects")]


def test_whose_aircraft_dropped_the_bombs_attacked(attackers):
    text = (
        "Eight bombs were dropped from Sudanese army aircraft on the market of Kabkabiya on Monday, killing ten people."
    )
    assert [("act_saf", "publisher_own_voice")] == attackers(text)


def test_unidentified_men_told_of_by_the_article_are_its_own_word(attackers):
    text = "On Monday unidentified gunmen attacked the police station of Goma, killing two officers."
    assert [("unidentified gunmen", "publisher_own_voice")] == attackers(text)


def test_their_men_are_those_of_the_group_named_just_before(attackers):
    text = "In Amhara the army fights Boko Haram. Their men ambushed a police column near Debre Birhan on Sunday."
    assert ("act_boko_haram", "publisher_own_voice") in attackers(text)


def test_he_is_nobody_who_was_she_before(read):
    text = (
        "Gunmen attacked the police station of Goma on Monday, according to Col. Jean Mukwege, the police chief. "
        'Mayor Aline Bahati said two officers were killed. "It was terrible," she told reporters. '
        "The attackers fled to the hills, he said."
    )
    chains = {step.name for step in read(text).coding.chain_steps if step.role == "origin"}
    assert {"Col. Jean Mukwege", "Mayor Aline Bahati"} <= chains


def test_two_groups_that_claim_it_in_one_breath_are_rivals(attackers):
    said = "The Kivu Lions claimed the attack, hours before M23 did the same."
    assert {("act_m23", "contested"), ("Kivu Lions", "contested")} <= set(attackers(LED + said))


def test_what_another_has_claimed_is_not_claimed_by_who_claims_more_rockets(read):
    text = (
        "Israel's air force struck a school in Nuseirat on Monday, killing nine people. The Israeli army said that it "
        "had struck the school. Sirens were heard in Ashkelon. Islamic Jihad said that it had fired them."
    )
    assert {"act_idf"} == {about for _, about in claims(read(text), "claims_responsibility")}


def test_a_group_that_tells_what_its_attack_was_for_claims_it(read):
    said = "M23 said on its channel that the strike was revenge for its dead."
    assert [("M23", "act_m23")] == claims(read(LED + said), "claims_responsibility")


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("The police named the extortionists of M23.", "blames"),
        ("A detective thought M23 the probable author.", "assesses_likely"),
        ("The police chief tagged M23 as the ones behind it.", "blames"),
    ],
)
def test_who_is_named_or_thought_the_author_is_blamed(read, said, stance):
    assert ["act_m23"] == [about for _, about in claims(read(LED + said), stance)]


def test_the_enemy_of_who_speaks_is_the_one_other_side_that_was_named(read):
    text = (
        "Russia struck Kharkiv on Sunday. On Monday the enemy sent 33 drones at Odesa, Ukraine's air force said, "
        "and killed two people there."
    )
    assert "act_rus" in {about for _, about in claims(read(text), "blames")}


def test_the_enemy_of_an_exercise_attacks_nobody(read):
    text = '"In our scenario the enemy crossed the border at dawn and hit a fuel depot with drones," the colonel said.'
    assert [] == read(text).countable
