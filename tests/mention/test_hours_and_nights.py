"""The day of an attack by the hour, the night or the attack before it, also in sentences that only tell how it came."""

import pytest

from ingest.mention.clock import hour

HOURS = [
    ("The tower was struck shortly after 3 a.m.", 3),
    ("It came down at around 9.20 p.m. on Friday", 21 + 1 / 3),
    ("Guards heard it at about 22:45", 22.75),
    ("The first shells fell just before midnight", 23.5),
    ("It went off at ten in the evening", 22),
    ("They came at two o'clock in the morning", 2),
    ("The blaze was out by 6 a.m.", None),
    ("Two went off at 4 a.m. and 11 p.m.", None),
    ("It went off around midnight", None),
]
# The report is of Wednesday, 11 March, at noon.
DAYS = [
    ("Families in Bamako are burying eleven men who were killed by Monday's car bomb.", ["09"]),
    ("Drones hit a dairy in Sumy overnight, officials said. The strike came shortly after 2 a.m.", ["11"]),
    ("Drones hit a dairy in Sumy overnight, officials said. The strike happened at about 11 p.m.", ["10"]),
    ("Drones hit a dairy in Sumy overnight, wounding a guard.", ["10-11"]),
    ("Gunmen shot dead two miners in Quetta at about 9 p.m., police said on Wednesday.", ["10"]),
    ("Gunmen shot dead two miners in Quetta around midnight, police said on Wednesday.", ["10-11"]),
    (
        "Gunmen killed six farmers in Zamfara state, police said on Wednesday. The attackers arrived at the hamlet "
        "late on Monday.",
        ["09"],
    ),
    (
        "A mine killed two soldiers in Gao region on Monday. Hours later, gunmen attacked a checkpoint outside Kidal, "
        "an official said on Wednesday.",
        ["09", "09"],
    ),
    (
        "Rockets hit a school in Metula on Monday evening. Within hours jets bombed a barracks at Khiam, the army said "
        "on Wednesday.",
        ["09", "09-10"],
    ),
    ("Drones hit a dairy in Sumy overnight. An hour later a missile hit a mill in Kharkiv.", ["10-11", "10-11"]),
    (
        "Gunmen killed six people in Djibo on Saturday. On Monday the army struck back. Its jets bombed a camp near "
        "Arbinda.",
        ["07", "09"],
    ),
    (
        "A day after a shell hit a market in Gao and killed ten, a drone struck a clinic in Kidal on Monday.",
        ["08", "09"],
    ),
    ("JNIM jihadists and the army fought for a third day on Tuesday around Menaka, residents said.", ["08-10"]),
    (
        "The bodies of six villagers were brought to the morgue of Mopti on Tuesday after a raid on the hamlet of Kani "
        "that the army blamed on JNIM jihadists. The assailants came out of the forest at about 8 p.m. on Sunday.",
        ["08"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HOURS)
def test_the_one_hour_that_a_sentence_names_is_its_hour(text, expected):
    assert expected == pytest.approx(hour(text)) if expected is not None else hour(text) is None


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_an_attack_is_on_the_day_of_its_hour(read, text, expected):
    found = sorted(
        "-".join(sorted({f"{at:%d}" for at in (one.occurred_start, one.occurred_end)})) for one in read(text).countable
    )
    assert sorted(expected) == found


def test_where_the_hurt_were_brought_is_no_site(read):
    found = read("Six wounded were taken to a hospital in Bunia on Tuesday after a raid on the hamlet of Kavume.")
    assert not any("hospital" in (row.text or "") for row in found.coding.assertions)


@pytest.mark.parametrize("hour_of_day", ["midday", "lunchtime", "daybreak"])
def test_an_hour_of_the_day_is_no_target(read, hour_of_day):
    found = read(f"A car bomb was set off outside the town hall of Baidoa at {hour_of_day} on Tuesday, killing two.")
    assert not any(hour_of_day in (row.text or "") for row in found.coding.assertions)


def test_who_strikes_back_makes_another_attack(read):
    found = read(
        "A bomb dropped by a jet killed a couple in Izyum on Tuesday. Ukraine struck back at the coast of Russia on "
        "the same day."
    )
    assert "act_ukr" not in [
        row.value for row in found.coding.assertions if row.mention_id == found.countable[0].mention_id
    ]


def test_an_anniversary_of_a_battle_dates_no_attack(read):
    found = read(
        "Rebels exploded two bombs in Tegucigalpa on Tuesday, officials said. The battle, which occurred on 11 "
        "November 1827, is remembered there each year."
    )
    assert "2026-03-10" == str(found.only.event_date)


def test_during_the_night_is_of_the_day_told_before(read):
    found = read("Gunmen attacked a camp near Gao on 3 March. Six farmers were shot dead in Gao during the night.")
    assert {"2026-03-03"} == {str(one.event_date) for one in found.countable}


def test_minutes_after_what_was_in_another_year_is_no_news(read):
    found = read(
        "On Thursday the court heard both sides.\n\nOn 7 August 1998 a lorry laden with explosives blew up behind the "
        "embassy in Nairobi. It killed 213 people. Minutes later a second bomb went off at another in Dar es Salaam."
    )
    assert [] == found.countable


def test_who_goes_on_with_an_earlier_year_tells_no_news(read):
    found = read(
        "On Monday the cars stopped.\n\nIt was on 16 March 1988 that Iraqi aircraft came over Halabja for the second "
        "time. In the first raid they had dropped ordinary bombs, which broke the windows."
    )
    assert [] == found.countable
