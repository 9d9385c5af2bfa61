"""How many were harmed: figures in words, lists, updates, and what is left open."""

import pytest

LED = "A shell hit a market in Goma on Monday. "
COUNTS = [
    ("Four people, including two children, were killed.", "killed", "target", (4, 4, 4)),
    ("A mother and her three daughters were killed.", "killed", "target", (4, 4, 4)),
    ("One soldier and two policemen died.", "killed", "target", (3, 3, 3)),
    ("The attack claimed the lives of at least 12 people.", "killed", "target", (12, 12, None)),
    ("It resulted in the deaths of twenty-three men.", "killed", "target", (23, 23, 23)),
    ("It left eight dead and more than forty wounded.", "injured", "target", (40, 40, None)),
    ("Between 90 and 110 villagers lost their lives.", "killed", "target", (90, None, 110)),
    ("No fewer than nine civilians perished and as many as 40 were injured.", "injured", "target", (None, None, 40)),
    ("Scores of shoppers were wounded.", "injured", "target", (None, None, None)),
    ("The toll was revised from 20 to 17.", "killed", "target", (17, 17, 17)),
    ("A sixth person has died of wounds.", "killed", "target", (6, 6, 6)),
    ("Seven bodies were found.", "killed", "target", (7, 7, 7)),
    ("A guard was shot in the thigh.", "injured", "target", (1, 1, 1)),
    ("Gunmen abducted 18 girls.", "captured", "target", (18, 18, 18)),
    ("All five assailants were killed.", "killed", "attacker", (5, 5, 5)),
    ("The bomber and three others were killed.", "killed", "attacker", (1, 1, 1)),
    ("The bomber and three others were killed.", "killed", "target", (3, 3, 3)),
    ("Two people were hurt, one of them seriously.", "injured", "target", (2, 2, 2)),
    ("A sergeant is missing.", "missing", "target", (1, 1, 1)),
    ("All four assailants were shot by guards.", "killed", "attacker", (4, 4, 4)),
    ("A farmhand had lost both legs.", "injured", "target", (1, 1, 1)),
    ("One welder was hit in the shoulder.", "injured", "target", (1, 1, 1)),
    ("The driver took three bullets.", "injured", "target", (1, 1, 1)),
    ("Two medics are in a critical condition.", "injured", "target", (2, 2, 2)),
    ("None of the four reached the hospital alive.", "killed", "target", (4, 4, 4)),
    ("Two loaders were burned.", "injured", "target", (2, 2, 2)),
    ("The men slit the throats of eight herders.", "killed", "target", (8, 8, 8)),
    ("The army lost two soldiers.", "killed", "target", (2, 2, 2)),
    ("The toll rose by two to 14.", "killed", "target", (14, 14, 14)),
    ("The mayor died, bringing the dead to nine.", "killed", "target", (9, 9, 9)),
    ("The ministry gave a count: nine dockers dead, 31 injured.", "killed", "target", (9, 9, 9)),
    ("Six neighbours, two of them boys, sustained shrapnel wounds.", "injured", "target", (6, 6, 6)),
    ("Another 15 people, nurses and patients, are under treatment.", "injured", "target", (15, 15, 15)),
    ("Five residents sought medical help.", "injured", "target", (5, 5, 5)),
    ("Doctors treated 12 villagers.", "injured", "target", (12, 12, 12)),
    ("A third villager was flown to hospital with a bullet in the arm.", "injured", "target", (1, 1, 1)),
    ("The driver was killed and his mate wounded.", "injured", "target", (1, 1, 1)),
    ("A clerk was cut by glass.", "injured", "target", (1, 1, 1)),
    ("Neighbours helped to carry out sixteen bodies.", "killed", "target", (16, 16, 16)),
    ("The body of a woman was pulled from the rubble.", "killed", "target", (1, 1, 1)),
    ("One of the injured passed away at noon.", "killed", "target", (1, 1, 1)),
    ("Two of the injured had since died, raising the toll to nine.", "killed", "target", (9, 9, 9)),
    ("The army put its own losses at eight.", "killed", "target", (8, 8, 8)),
    ("The officers gave the number of their dead as 23.", "killed", "target", (23, 23, 23)),
    ("The mayor put the dead at nine and the wounded at 14.", "injured", "target", (14, 14, 14)),
    ("The raiders led away five women.", "captured", "target", (5, 5, 5)),
    ("Thirty villagers are in the hands of the kidnappers.", "captured", "target", (30, 30, 30)),
    ("Two miners were trapped under the slab.", "missing", "target", (2, 2, 2)),
    ('More than 200 "Taliban and allied terrorists" were killed.', "killed", "target", (200, 200, None)),
]
OPEN = [
    ("No one was killed but four soldiers were wounded.", "killed", "explicit_zero"),
    ("None of the sixteen porters was hurt.", "injured", "explicit_zero"),
    ("The shell hurt nobody.", "injured", "explicit_zero"),
    ("A spokesman had no information about casualties.", "any", "none_known_to_source"),
    ("It was not immediately clear if anyone was hurt.", "injured", "unclear"),
    ("She cannot yet say how many are under the slabs.", "missing", "unclear"),
    ("In neither place, the mayor said, had anyone been killed.", "killed", "explicit_zero"),
    ("Nobody is listed as missing.", "missing", "explicit_zero"),
    ("There were no losses among the guards.", "any", "explicit_zero"),
    ("The number of casualties is being clarified.", "any", "unclear"),
    ("The number of wounded was not yet known.", "injured", "unclear"),
]
NOTHING = [
    "More than 630 people have been killed in sixteen days of war.",
    "The war has killed more than 21,000 people.",
    "The shelling could have killed dozens.",
    "Militants have killed 200 people this year.",
    "Earlier reports had spoken of 30 dead.",
    "An earlier version of this article said that three people were killed.",
    "No more deaths were expected, a doctor said.",
    "The two states fought a long war in which over 6,000 people were killed.",
    "Guards seized twelve rifles and carried off three crates.",
]


@pytest.mark.parametrize(("said", "harm", "side", "expected"), COUNTS)
def test_a_toll_is_read_however_it_is_written(read, said, harm, side, expected):
    assert ("count", *expected) == read(LED + said).tolls()[(harm, side)]


@pytest.mark.parametrize(("said", "harm", "kind"), OPEN)
def test_what_is_denied_or_left_open_is_no_count(read, said, harm, kind):
    assert kind == read(LED + said).tolls()[(harm, "target")][0]


@pytest.mark.parametrize("said", NOTHING)
def test_figures_of_other_times_or_of_fancy_are_no_toll_of_this_attack(read, said):
    assert {} == read(LED + said).tolls()


def test_an_unclear_author_is_no_unclear_toll(read):
    found = read(LED + "It was not clear who had fired it; three people died.")
    assert {("killed", "target"): ("count", 3, 3, 3)} == found.tolls()


def test_who_was_hurt_and_died_is_counted_among_the_dead(read):
    found = read(LED + "Three people hurt in the shelling died overnight, raising the toll to eight.")
    assert {("killed", "target"): ("count", 8, 8, 8)} == found.tolls()
