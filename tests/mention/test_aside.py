"""What a sentence says beside an attack of the past, of courts, drills, fears and habits does not take it away."""

import pytest

WAR = "The province has been at war with insurgents for months. "
FRESH = [
    "Prosecutors said a drone hit a minibus in Kherson on Tuesday, killing three passengers.",
    "Gunmen shot dead a judge of the high court in Quetta on Monday, police said.",
    "A bomb exploded near the supreme court in Kabul on Monday, wounding six people.",
    "Gunmen killed the lawyer, whose brother was murdered two years ago, in Karachi on Monday.",
    "Mortar shells hit the memorial park in Kharkiv on Monday, injuring four.",
    "On the anniversary of the coup, rebels attacked an army post in Gao, killing two soldiers.",
    "Militants ambushed a patrol near Gao on Monday in the same place where 12 soldiers died last year.",
    "A witness who had been due to testify at the trial was killed by gunmen in Mosul on Sunday.",
    "Rebels who broke away from the army a decade ago shelled the town of Minova on Sunday, killing three.",
    "A missile struck a mosque next to a seminary of a group that was outlawed in 2002.",
    "Gunmen shot dead Colonel Ali Hassan, who led the siege of the mosque in 2007, outside his home in Quetta.",
    "Rockets hit the base that the army took over from the police in 2021.",
    "A drone hit the refinery at Tuapse, built in 1929, killing two workers.",
    "A bomb killed six policemen in Quetta on Monday, the latest in a series of attacks on the force.",
    "A missile struck a school in Kharkiv on Monday amid fears of a wider offensive.",
    "Gunmen on motorcycles, who often target teachers, shot dead a headmaster in Narathiwat on Monday.",
    "Rockets hit the port of Odesa on Monday, raising the risk of an oil spill, officials said.",
    "The editor of the daily La Verdad was shot dead by gunmen in Culiacan on Monday.",
    "Gunmen shot the priest repeatedly outside his church in Jos on Monday, killing him.",
    "A drone hit a base that had hosted joint exercises, killing two soldiers near Erbil on Monday.",
    "A car bomb exploded in Kabul on Monday, killing four, as attacks have become increasingly frequent.",
    "Jets bombed a house in Nabatieh on Monday after repeated attacks on the troops, killing five.",
]
NOT_FRESH = [
    "Thousands marked the anniversary of the attack in Paris that killed 130 people.",
    "A court in Lahore sentenced two men to death for the bombing of a church in Peshawar.",
    "A court opened hearings against a man accused of planting the mine that killed a judge in Kabul in January 2021.",
    "Three men accused of bombing a bus in Nairobi appeared before a court on Monday.",
    "The tribunal heard how soldiers shot 20 men in a quarry near Vukovar.",
    "Six soldiers who were killed in Gao two years ago were honoured at a ceremony that he attended.",
    "The prime minister recalled a ceremony he attended in 2011 that honoured soldiers who were killed in Gao.",
    "The church of Peshawar, where a bomb killed 80 people in 2013, reopened on Monday.",
    "Police posts near Aden are often attacked.",
    "Rebels shell the town almost daily, residents say.",
    "The shelling of Goma has become a daily event.",
    "There are fears of further attacks on the pipeline near Tuapse.",
    "Missiles flew over the strait on Tuesday and hit the water, the climax of a three-day exercise off Bandar Abbas.",
    "Doctors treated imaginary wounds, and an officer said that a shell had landed in Uri and killed five.",
    "Soldiers held a drill near Erbil on Monday in which a missile struck a bridge.",
]


@pytest.mark.parametrize("sentence", FRESH)
def test_what_is_said_of_other_things_takes_no_attack_away(read, sentence):
    assert 1 == len(read(WAR + sentence).countable)


@pytest.mark.parametrize("sentence", NOT_FRESH)
def test_what_is_said_of_the_attack_itself_does(read, sentence):
    assert not read(WAR + sentence).countable


def test_a_year_told_of_somebody_else_dates_no_attack(read):
    told = read(WAR + "Gunmen shot dead Colonel Ali Hassan, who led the siege of the mosque in 2007, in Quetta.").only
    assert told.event_date is None or 2026 == told.event_date.year
