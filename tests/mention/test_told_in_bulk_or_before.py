"""What is background and what is in bulk: months past, counts since a day, and where the details come behind a lead."""

import pytest

NEWS = "Gunmen stormed a hotel in Kismayo on Tuesday, killing nine people. "


@pytest.mark.parametrize(
    "text",
    [
        "In January the group held a hotel in Mogadishu for 30 hours and killed more than 20 people.",
        "A missile struck a ship entering Mogadishu in November 2025, killing the pilot.",
    ],
)
def test_what_is_set_a_month_and_more_before_is_history(read, text):
    assert [0] == [one.sent_no for one in read(NEWS + text).countable]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army says it has hit more than 1,100 targets in Somalia since Friday.", "1,100 targets"),
        ("The dissidents have attacked police posts dozens of times since 2022.", "dozens of times"),
        ("Drones have bombed the militants' camps since January.", "have bombed the militants' camps"),
        ("The port has come under repeated drone attack over the past year.", "under repeated drone attack"),
        ("The hotel has been bombed three times this month.", "bombed three times"),
    ],
)
def test_counts_of_a_period_are_statements_in_bulk(read, text, words):
    found = read(NEWS + text)
    assert [0] == [one.sent_no for one in found.countable]
    assert any(words in row.text or row.text in words for row in found.coding.aggregate_statements)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded beside a weekly market in Kano on Monday, killing six people.",
        "A bomb killed nine people in Homs on Monday, in one of the deadliest attacks since the war.",
        "A wave of bombings shook Cali on Monday, killing five people.",
    ],
)
def test_what_happened_on_a_day_is_no_statement_in_bulk(read, text):
    assert () == read(text).coding.aggregate_statements


def test_an_hour_of_the_clock_parts_no_details_from_their_lead(read):
    said = (
        "Gunmen ambushed a convoy of aid trucks near Parachinar on Tuesday, police said. "
        "The trucks came under fire at Ochat shortly after noon, and two drivers were killed."
    )
    assert [0] == [one.sent_no for one in read(said).countable]


def test_what_is_told_of_further_south_is_another_attack(read):
    said = (
        "Jets bombed a school in Gaza City on Tuesday, killing six people. "
        "Further south, nine people were killed when aircraft hit a cluster of tents at Khan Younis."
    )
    assert [0, 1] == [one.sent_no for one in read(said).countable]


def test_a_deed_that_opens_a_sentence_is_what_the_verb_is_said_of(read):
    found = read("Shelling wounded three people in Horlivka on Monday, officials said.")
    assert [("artillery_shelling", 3)] == [
        (one.event_type.value, row.best) for one in found.countable for row in found.coding.casualty_reports
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A mortar bomb hit a bus station in Marawi on Tuesday, killing five. A boy was hit in the neck and died.",
        "Gunmen attacked a convoy of lorries near Gao on Monday. The lorries came under fire at Bourem at noon.",
        "Three rockets were fired at Sderot on Monday. Two of them hit a bakery and the third fell in a field.",
        "Turkish drones hit a car near Qamishli on Monday. The car was struck by two missiles and burned out.",
        "A mine blew up a bus near Quetta on Monday. The mine had been planted on Sunday night, police said.",
    ],
)
def test_where_one_attack_was_told_of_what_names_no_other_place_is_of_it(read, text):
    assert [0] == [one.sent_no for one in read(text).countable]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit a hospital in Aleppo on Monday. A third bomb was thrown at a market in the evening.",
        "Two people died when a shell hit a bus in Horlivka. Six were hurt when a drone hit a market in Yasynuvata.",
    ],
)
def test_what_is_told_as_another_is_another(read, text):
    assert 2 == len(read(text).countable)


def test_an_attack_that_somebody_speaks_of_is_the_one_told_of(read):
    said = (
        "Men opened fire on a bus carrying soldiers near Palmyra on Tuesday, and 30 were killed. "
        "State media spoke of a “terrorist attack on a bus” in which 24 citizens died."
    )
    assert [0] == [one.sent_no for one in read(said).countable]


def test_bombs_from_jets_and_a_bomb_that_was_laid_are_two_attacks(read):
    said = (
        "A bomb hidden in a culvert killed two constables near Bannu on Monday. "
        "Pakistani jets bombed three houses in the hills above the road."
    )
    assert [0] != [one.sent_no for one in read(said).coding.mentions]
