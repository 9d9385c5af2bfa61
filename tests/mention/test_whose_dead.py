"""Whose the dead are, decided when all attackers are known; figures that leave out what they count."""

import pytest

LED = "Rebels attacked a village near Goma on Sunday. Residents said that 31 people had been killed. "


@pytest.fixture
def given(read):
    def run(text):
        reports = read(text).coding.casualty_reports
        return {(one.harm.value, one.side.value, one.best) for one in reports if one.report_kind == "count"}

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Two soldiers and four militants died at Kukawa on Monday. The army said Boko Haram had attacked a base.",
            {("killed", "target", 2), ("killed", "attacker", 4)},
        ),
        (
            "Al-Shabaab stormed a hotel in Mogadishu on Friday. Three of them were shot dead by security forces.",
            {("killed", "attacker", 3)},
        ),
        (
            "The Taliban attacked a post in Baghlan on Monday. The army said it had lost two men in the attack.",
            {("killed", "target", 2)},
        ),
        (
            "Al-Shabaab attacked a base at Baidoa on Monday. In the gunfire seven of the attackers also fell.",
            {("killed", "attacker", 7)},
        ),
        (
            "JNIM attacked a post at Djibo on Monday. The army speaks of 14 soldiers fallen on the field of honour.",
            {("killed", "target", 14)},
        ),
        (
            "Soldiers repelled an attack on their base at Kukawa on Monday, killing 11 jihadists and capturing four.",
            {("killed", "attacker", 11), ("captured", "attacker", 4)},
        ),
        (
            "Israeli jets bombed a camp near Tyre on Monday. Five militants were killed.",
            {("killed", "target", 5)},
        ),
        (
            "A bomb tore through a bus that carried new border guards near Taiz on Monday, killing nine of them.",
            {("killed", "target", 9)},
        ),
        (
            "Rebels attacked a convoy near Goma on Monday. The number of dead militants was 16; five soldiers died.",
            {("killed", "attacker", 16), ("killed", "target", 5)},
        ),
    ],
)
def test_the_sides_of_the_dead_follow_from_who_attacked(given, text, wanted):
    assert wanted <= given(text)


@pytest.mark.parametrize(
    "said",
    [
        "The army recognises 11.",
        "A priest, Jean Mbuyi, gave a figure of 11.",
        "The district head insisted that the number was 11.",
        "The governor put it at 11.",
    ],
)
def test_a_bare_number_is_of_those_counted_before(given, said):
    found = given(LED + said)
    assert {("killed", "target", 31), ("killed", "target", 11)} <= found


@pytest.mark.parametrize(
    "said",
    ["The army recognises the committee.", "The governor put 40 houses at their disposal.", "He gave 12 interviews."],
)
def test_a_number_of_something_else_is_no_toll(given, said):
    found = given(LED + said)
    assert {("killed", "target", 31)} == found


@pytest.mark.parametrize(
    "said",
    [
        "The field was last hit in April 2019, when four labourers lost their lives.",
        "The bombing of 1996, in which 91 perished, is not forgotten.",
    ],
)
def test_the_dead_of_another_year_are_not_of_this_attack(given, said):
    assert not given(f"Two drones hit a gas field near Kirkuk in Iraq on Monday. {said}")


def test_who_answers_for_an_attack_is_a_source_of_it(read):
    coding = read("A bomb killed ten soldiers in Gao on Tuesday. JNIM boasted of the attack as its own deed.").coding
    claims = {one.chain_id for one in coding.claims}
    last = {step.name for step in coding.chain_steps if step.chain_id in claims and step.role == "origin"}
    assert not claims or "JNIM" in last


def test_that_nobody_was_killed_is_told_of_the_attack_before(read):
    found = read("Rebels attacked an army base near Goma on Sunday. No soldier was killed, the army said.")
    assert ("explicit_zero", 0, 0, 0) == found.tolls()[("killed", "target")]


@pytest.mark.parametrize(
    "said",
    [
        "It gave no figures for its losses.",
        "Neither side has given losses.",
        "He gave neither a name nor a count of dead.",
    ],
)
def test_figures_that_are_not_given_are_no_zero(read, said):
    assert not read(f"Rebels attacked an army base near Goma on Sunday. {said}").coding.casualty_reports


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("Villagers said they had buried 43 people.", 43),
        ("The district head put the number of corpses at 27.", 27),
        ("Twelve guards were held and eleven, including two women, were killed.", 11),
    ],
)
def test_the_dead_are_counted_in_whatever_clause(given, said, best):
    assert ("killed", "target", best) in given(f"Rebels attacked a village near Goma on Sunday. {said}")


def test_a_stopped_machine_and_executed_strikes_killed_nobody(given):
    text = "The army executed two air strikes on Goma on Monday. A second device was neutralised."
    assert not given(text)


def test_one_of_those_counted_is_no_further_dead(given):
    told = "Soldiers and rebels fought near Myitkyina on Sunday. The rebels killed 14 soldiers, among them a captain."
    assert {14} == {best for harm, _, best in given(told) if harm == "killed"}


def test_figures_of_an_earlier_version_hold_no_longer(given):
    told = (
        "Two policemen were killed and three wounded at a checkpoint in Goma on Sunday when gunmen fired at it. "
        "An earlier version said that three policemen were killed and two wounded."
    )
    assert {("killed", "target", 2), ("injured", "target", 3)} == given(told)


def test_whom_gunmen_killed_is_of_those_whom_they_attacked(given):
    told = "Gunmen attacked a patrol in Makhmur on Monday, killing one fighter and wounding three."
    assert {("killed", "target", 1), ("injured", "target", 3)} == given(told)
