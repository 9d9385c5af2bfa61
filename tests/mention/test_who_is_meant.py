"""Whose silence, claim or blame it is where the words for him are no name, and what blames nobody."""

import pytest

LED = "Gunmen hit the market of Goma on Monday, killing two porters. The mayor blamed M23. "


def claims(found, stance):
    return [(one.speaker_actor_id, one.about_actor_id) for one in found.coding.claims if one.stance == stance]


@pytest.mark.parametrize("said", ["The group has not commented on the attack.", "M23 has not commented on the attack."])
def test_silence_is_of_who_stands_accused_by_whatever_word(read, said):
    assert [("act_m23", "act_m23")] == claims(read(LED + said), "no_comment")


@pytest.mark.parametrize(
    "said",
    ["The water board did not comment on the attack.", "The army of Rwanda did not comment on the attack."],
)
def test_silence_of_who_is_not_accused_is_no_claim(read, said):
    assert [] == claims(read(LED + said), "no_comment")


def test_who_says_that_his_men_did_it_claims_it_though_nobody_knows_his_name(read):
    text = "Rockets hit the port of Goma on Monday. Jaish Kivu, a new outfit, said its men had carried out the attack."
    assert ["Jaish Kivu"] == [one.speaker_text for one in read(text).coding.claims]


@pytest.mark.parametrize(
    "said",
    [
        "Three of the attackers were shot dead by security forces, the police said.",
        "Farmers are often accused by the rebels of spying for the army in such attacks.",
        "Experts accuse Rwanda of backing the rebels.",
    ],
)
def test_who_defends_himself_or_is_accused_of_other_things_is_not_blamed(read, said):
    text = "Rockets hit the port of Goma on Monday, killing two dockers. " + said
    assert [] == claims(read(text), "blames")


def test_a_suspicion_in_the_articles_own_voice_has_no_speaker_and_is_no_claim(read):
    found = read("Suspected M23 rebels attacked the market of Goma on Monday, killing two porters.")
    assert [] == claims(found, "suspects")
    assert "suspected" in found.values("attacker_status")


def test_anti_jihadist_is_no_jihadist(read):
    text = "Gunmen attacked Goma on Monday, said Paul Kito, the head of an anti-jihadist militia. "
    assert "act_jihadists" not in {step.actor_id for step in read(text).coding.chain_steps}
