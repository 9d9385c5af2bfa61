"""Who is pointed at in words that no list of blaming verbs has, and who speaks where no verb of speech stands."""

import pytest

from ingest.mention.figures import Figure, holding

LED = "A rocket slammed into a market in the Congolese city of Goma on Monday, killing three people. "
POINTED = [
    "The attackers, the governor said, belonged to M23.",
    "The culprits, the governor said, were M23.",
    "Responsibility lay with M23, the governor said.",
    "The governor described it as an M23 war crime.",
    "Residents say the rocket came from M23 territory.",
    'The governor was blunt: "It was M23."',
    "The governor is certain that M23 fired it.",
    "Police spokesman Paul Kasongo: the rocket was fired by M23.",
]
UNPOINTED = [
    "The governor said he would meet M23 on Friday.",
    "The governor said soldiers had fought against M23 for years.",
    "A spokesman for M23 said the road was open again.",
    "The governor said the camp near the M23 line was empty.",
    "The governor called the attackers enemies of M23.",
    "The governor described it as a massacre of M23.",
    "The governor said a second rocket was shot down by M23.",
    "A third rocket was intercepted by M23, the governor said.",
    "The governor said the wounded were carried away by M23.",
    "The governor said that M23 fighters were among the dead.",
    "The governor condemned the bombing of M23.",
    "Villagers condemned M23 for its curfew.",
    "The hospital stands in a town that is held by M23, the governor said.",
]


@pytest.mark.parametrize("said", POINTED)
def test_whoever_is_told_to_have_done_it_is_blamed(read, said):
    claims = read(LED + said).coding.claims
    assert ("blames", "act_m23") in {(claim.stance, claim.about_actor_id) for claim in claims}


@pytest.mark.parametrize("said", UNPOINTED)
def test_whoever_is_only_named_is_not_blamed(read, said):
    assert "act_m23" not in {claim.about_actor_id for claim in read(LED + said).coding.claims}


def test_a_speaker_has_his_role_and_his_name(read):
    (claim,) = read(LED + "The blame lies with M23, said the ministry's spokesman, Jean Bahati.").coding.claims
    assert "Jean Bahati" in claim.speaker_text


def test_a_relative_claims_no_attack(read):
    text = (
        LED + '"I dug out my son," said their father, Paul Kalume. M23 claimed it in a message. He called it revenge.'
    )
    assert {"act_m23"} == {claim.speaker_actor_id for claim in read(text).coding.claims}


def test_a_group_that_speaks_is_not_the_one_whose_commander_was_killed(read):
    text = "M23 gunmen killed a commander of the ADF at his house in Goma on Friday, the group said in a statement."
    assert {("claims_responsibility", "act_m23")} == {
        (claim.stance, claim.about_actor_id) for claim in read(text).coding.claims
    }


def test_the_same_letter_speaks_for_who_wrote_it(read):
    text = (
        LED + "M23 denied the attack in a letter. The letter said its fighters had ambushed a patrol at Sake on Sunday."
    )
    assert ("claims_responsibility", "act_m23") in {
        (claim.stance, claim.about_actor_id) for claim in read(text).coding.claims
    }


def figure(report, steps, text):
    last = steps[report.chain_id]
    source = last.name if last.role == "origin" else None
    return Figure(report=report, source=source, sentence=text[report.char_start - 60 : report.char_end], is_boast=False)


def figures(read, text):
    """The figures that hold, in the article's order."""
    found = read(text).coding
    steps = {step.chain_id: step for step in found.chain_steps}  # the last step of each chain
    return [one.best for one in holding([figure(report, steps, text) for report in found.casualty_reports])]


def test_two_sources_that_differ_are_both_kept(read):
    text = (
        "A rocket hit a market in Goma on Monday. The governor said that it killed nine people. "
        "A priest said that it killed four people."
    )
    assert [9, 4] == figures(read, text)


def test_a_figure_that_goes_on_from_another_replaces_it(read):
    text = (
        "A rocket hit a market in Goma on Monday. The governor said that it killed four people. "
        "By Tuesday morning a doctor said that it had killed nine people."
    )
    assert [9] == figures(read, text)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("M23 said that it had hit the market by mistake.", "concedes"),
        ("M23 apologised for the strike.", "concedes"),
        ("M23 said that the rocket was its own.", "claims_responsibility"),
        ("A video released by M23 said that its fighters had fired the rocket.", "claims_responsibility"),
        ("A court later ruled that M23 had carried out the attack.", "confirms"),
    ],
)
def test_what_a_party_says_of_itself_or_a_court_finds_is_a_claim(read, said, expected):
    claims = read(LED + said).coding.claims
    assert (expected, "act_m23") in {(claim.stance, claim.about_actor_id) for claim in claims}


def test_an_accused_who_contradicts_in_any_words_denies_it(read):
    text = LED + "The governor blamed M23 for the attack. An M23 spokesman said that none of its units had been there."
    stances = [claim.stance for claim in read(text).coding.claims]
    assert ["blames", "denies_responsibility"] == stances


def test_silence_is_about_the_accused_who_keeps_it(read):
    text = LED + "The governor blamed M23 for the attack. M23 has not commented."
    silence = read(text).coding.claims[-1]
    assert ("no_comment", "act_m23") == (silence.stance, silence.about_actor_id)


def test_who_will_do_something_has_done_nothing(read):
    found = read(
        "Iran shelled a camp near Dibis on Tuesday, killing one, the mayor said. A party leader told reporters it is "
        "likely that Iranian Kurds will stage an operation across the border."
    )
    assert ["blames"] == [stance for stance, _, _ in found.stances()]
