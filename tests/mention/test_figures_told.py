"""Which figures of a sentence count: those that hold, of those harmed by this attack, on the side that they were of."""

import pytest

LED = "An air strike hit an apartment block in Idlib on Monday. "
FIGHT = "Government troops fought rebels for three hours near Goma on Monday. "


@pytest.fixture
def given(read):
    def run(text):
        reports = read(text).coding.casualty_reports
        return {(one.harm.value, one.side.value, one.low, one.best, one.high) for one in reports}

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Around 20 people were killed, a medic said.", ("killed", "target", None, 20, None)),
        ("Rescuers were still looking for three children.", ("missing", "target", 3, 3, 3)),
        ("They were searching for two more who were believed buried.", ("missing", "target", 2, 2, 2)),
        ("A Ukrainian engineer is missing, the owner said.", ("missing", "target", 1, 1, 1)),
        ("Of the 20 residents, six died and nine were wounded.", ("killed", "target", 6, 6, 6)),
        ("One of the two people inside was killed and the other was hurt.", ("killed", "target", 1, 1, 1)),
        ("One of the two people inside was killed and the other was hurt.", ("injured", "target", 1, 1, 1)),
        ("The driver, his wife and their three daughters were killed.", ("killed", "target", 5, 5, 5)),
        ("Eight of the 12 hostages were killed.", ("killed", "target", 8, 8, 8)),
        ("The losses stood at “no fewer than 20”, a doctor said.", ("killed", "target", 20, 20, None)),
        (
            "It killed at least nine soldiers and three porters, two nurses and a local chief said.",
            ("killed", "target", 12, 12, None),
        ),
        ("Later they found a third, that of a boy of six, the civil defence said.", ("killed", "target", 3, 3, 3)),
    ],
)
def test_what_a_sentence_counts(given, text, wanted):
    assert wanted in given(LED + text)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed, the ministry said, revising an earlier toll of seven.",
        "Nine people were killed. Rescuers had at first put the number of dead at seven.",
        "Nine people were killed. Officials had initially spoken of seven dead.",
        "Nine people were killed. One of the jets was shot down by rebels.",
        "Nine people were killed. The army seldom speaks when civilians die.",
        "The bodies of nine people, many with burns, were brought to the morgue.",
    ],
)
def test_what_holds_no_longer_or_is_of_nobody_is_no_figure(given, text):
    assert {("killed", "target", 9, 9, 9)} == given(LED + text)


def test_who_is_looked_for_by_the_police_is_not_missing(given):
    said = LED + "Soldiers were looking for two gunmen."
    assert not any(harm == "missing" for harm, *_ in given(said))


def test_who_is_not_heard_of_again_is_missing(given):
    said = "Gunmen fired on a bus near Gusau on Sunday, killing two. Seven passengers have not been heard of since."
    assert ("missing", "target", 7, 7, 7) in given(said)


def test_a_bomber_who_blew_himself_up_is_no_figure_of_the_dead(given):
    said = "A man blew himself up at a checkpoint in Maiduguri on Tuesday, killing four soldiers, the army said."
    assert {("killed", "target", 4, 4, 4)} == given(said)


@pytest.mark.parametrize(
    "text",
    [
        "Two missiles fell close to a tanker off Aden on Monday. The vessel and crew were safe, the agency said.",
        "Rockets landed near a power station in Kirkuk on Monday. They fell in a field without doing any harm.",
    ],
)
def test_nobody_hurt_in_other_words(given, text):
    assert {("any", "target", 0, 0, 0)} == given(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            FIGHT + "The army said its men had killed 20 rebels and lost four of their own.",
            {("target", 20), ("attacker", 4)},
        ),
        (
            "Kachin rebels attacked a column near Bhamo on Monday. They said they had killed 25 soldiers.",
            {("target", 25)},
        ),
        (
            "PKK fighters attacked a post near Hakkari on Monday, killing two soldiers. The rebels fled, leaving "
            "five of their own dead, the governor said.",
            {("target", 2), ("attacker", 5)},
        ),
        ("Militiamen clashed with Islamist fighters in Derna on Monday. Seven people were killed.", {("unknown", 7)}),
        (
            "Gunmen attacked a post in Sistan on Monday. Three officers died and all four gunmen were shot dead.",
            {("target", 3), ("attacker", 4)},
        ),
    ],
)
def test_on_which_side_the_dead_were(given, text, wanted):
    assert wanted == {(side, best) for _, side, _, best, _ in given(text)}


def test_a_number_said_again_points_at_no_attack(read):
    said = (
        "Insurgents bombed shops in Yala on Tuesday, killing a man and injuring seven people. A bomb in a canister "
        "exploded beside a mast in Pattani on Wednesday. Seven people, three of them policemen, were injured."
    )
    found = read(said).coding
    kinds = {one.mention_id: one.sent_no for one in found.mentions}
    assert [1] == [kinds[one.mention_id] for one in found.casualty_reports if one.sent_no == 2]


def test_where_a_speaker_is_from_does_not_part_a_toll_from_its_attack(given):
    said = (
        "Gunmen stormed a hotel in Kismayo on Sunday. Thirteen people died, Mogadishu's deputy security minister said."
    )
    assert ("killed", "target", 13, 13, 13) in given(said)


def test_parents_who_besiege_a_school_attack_nobody(read):
    said = "Gunmen abducted 40 girls in Zamfara on Friday. Parents besieged the gates of the school in Gusau on Monday."
    assert ["abduction"] == [one.event_type.value for one in read(said).countable]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The driver survived with light injuries.", ("injured", "target", 1, 1, 1)),
        ("Nine people were killed. A villager spoke of 24 burials.", ("killed", "target", 24, 24, 24)),
        ("The explosion threw a nurse down the stairs, injuring her.", ("injured", "target", 1, 1, 1)),
        ("A civilian was wounded by a stray bullet.", ("injured", "bystander", 1, 1, 1)),
    ],
)
def test_harm_in_other_words(given, text, wanted):
    assert wanted in given(LED + text)


def test_outlaws_who_fell_beside_soldiers_attacked_them(given):
    said = (
        "Seven soldiers were killed in an attack on their camp at Lake Chad on Sunday. The army said 96 jihadists fell."
    )
    assert {("target", 7), ("attacker", 96)} == {(side, best) for _, side, _, best, _ in given(said)}


def test_a_bare_number_is_of_those_of_whom_the_verb_before_told(given):
    said = (
        "The Taliban attacked a post in Farah on Sunday. Four insurgents were killed and 11 wounded, the governor said."
    )
    assert ("injured", "attacker", 11, 11, 11) in given(said)
