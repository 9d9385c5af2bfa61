"""How many were launched, stopped and got through, in whatever order it is said."""

import pytest

from ingest.codes import Field

WAVES = [
    ("Ukraine's air defence shot down 31 of 38 drones launched at Odesa on Sunday night.", 38, 31, None),
    ("Of the 40 missiles fired at Kyiv on Monday, 35 were intercepted.", 40, 35, None),
    ("Six drones attacked the base in Erbil on Tuesday, one of which hit a hangar.", 6, None, 1),
    ("Both drones were shot down before they reached the airport in Erbil on Tuesday.", 2, 2, 0),
    ("Air defences failed to intercept two missiles that hit a power plant in Odesa on Monday.", None, None, 2),
    (
        "Eight rockets crossed into Israel on Sunday, six of which the army intercepted and two of which hit a farm.",
        8,
        6,
        2,
    ),
    ("Two drones were launched at Erbil on Monday; one was intercepted and the other crashed into a house.", 2, 1, 1),
    (
        "Drones hit a port near Odesa on Sunday. Those were two of 20 launched. Gunners brought down eleven of them.",
        20,
        11,
        None,
    ),
    ("A tanker in the port of Odesa was hit by a naval drone on Sunday.", None, None, 1),
    ("Nine rockets were fired at a base in Erbil; every one of them came down in open scrub.", 9, None, 0),
    ("A drone crashed inside a gas field near Erbil on Monday.", 1, None, 1),
    ("Three mortar bombs exploded in the sea off Mogadishu on Friday.", 3, None, 0),
]


@pytest.mark.parametrize(("text", "launched", "intercepted", "impacted"), WAVES)
def test_a_wave_is_counted_as_told(read, text, launched, intercepted, impacted):
    found = read(text)
    wanted = {Field.LAUNCHED: launched, Field.INTERCEPTED: intercepted, Field.IMPACTED: impacted}
    for field, expected in wanted.items():
        counted = found.count(field)
        if expected is not None:
            assert expected == counted[1], field


def test_what_fell_into_the_sea_missed(read):
    found = read("Three mortar bombs exploded in the sea off Mogadishu on Friday.")
    assert ["missed"] == found.values(Field.OUTCOME)


STOPPERS = [
    ("On Monday rockets were fired at Haifa and five of them were shot down by Iron Dome.", "Iron Dome"),
    ("On Monday the guns of the coastguard brought down two drones over the port of Odesa.", "guns of the coastguard"),
]


@pytest.mark.parametrize(("text", "expected"), STOPPERS)
def test_who_or_what_stopped_them(read, text, expected):
    found = read(text)
    assert [expected] == [row.text for row in found.coding.assertions if row.field == Field.INTERCEPTOR][:1]


def test_most_that_were_stopped_are_not_all(read):
    found = read("Missiles were fired at an army base near Erbil on Monday, and most of the missiles were downed.")
    assert ["partly_intercepted_hit"] == found.values(Field.OUTCOME)[:1]


def test_a_bomb_that_was_defused_did_not_go_off(read):
    found = read("Rebels planted a bomb at a police station in Goma on Monday, but it was defused by soldiers.")
    assert ["aborted"] == found.values(Field.OUTCOME)[:1]


def test_of_a_shell_that_fell_nobody_knows_how_many_were_fired(read):
    found = read("A mortar shell fell on a clinic in Goma on Monday, killing a nurse.")
    assert (1, None) == (found.count(Field.IMPACTED)[1], found.count(Field.LAUNCHED)[1])


def test_what_is_dropped_on_something_hits_it(read):
    found = read("A jet dropped two bombs on a village school in Goma on Monday.")
    assert [(2, 2, 2)] * 2 == [found.count(field) for field in (Field.LAUNCHED, Field.IMPACTED)]


def test_what_is_dropped_into_the_sea_hits_nothing(read):
    found = read("A jet dropped two bombs on the open sea off Aden on Monday after a drone attack on Aden.")
    counts = [row for row in found.coding.assertions if row.field is Field.IMPACTED and row.best]
    assert not counts


def test_drones_that_find_their_mark_have_hit(read):
    text = "The enemy sent 33 drones at Odesa on Monday; 29 were brought down and four found their mark."
    found = read(text)
    wanted = (Field.LAUNCHED, Field.INTERCEPTED, Field.IMPACTED)
    assert [(33, 33, 33), (29, 29, 29), (4, 4, 4)] == [found.count(field) for field in wanted]


def test_a_grenade_that_is_thrown_is_one(read):
    found = read("Rebels hurled a grenade at a police post in Goma on Monday.")
    assert [(1, 1, 1)] * 2 == [found.count(field) for field in (Field.LAUNCHED, Field.IMPACTED)]


def test_a_grenade_that_did_not_explode_hit_nothing(read):
    found = read("Rebels hurled a grenade at a police post in Goma on Monday but it failed to explode.")
    assert [(1, 1, 1), None] == [found.count(field) for field in (Field.LAUNCHED, Field.IMPACTED)]


def test_the_one_missile_that_was_fired_hit_those_whom_it_killed(read):
    found = read("A drone fired a single missile at a van near Goma on Monday, killing both men in it.")
    assert (1, 1, 1) == found.count(Field.IMPACTED)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("It missed.", "missed"), ("Both missed and splashed down a mile away.", "missed")],
)
def test_what_missed_is_told_in_a_sentence_of_its_own(read, said, outcome):
    found = read(f"The Houthis fired two missiles at a tanker off Hodeidah on Monday. {said}")
    assert outcome in found.values(Field.OUTCOME)
    assert 0 == found.count(Field.IMPACTED)[1]


def test_the_last_of_several_is_counted_by_its_place(read):
    text = "Air defences shot down 11 of 12 missiles fired at Dnipro on Tuesday. The twelfth hit a warehouse."
    found = read(text)
    assert (11, 1) == (found.count(Field.INTERCEPTED)[1], found.count(Field.IMPACTED)[1])


def test_the_air_force_that_tells_of_drones_shot_down_shot_them_down(read):
    found = read("Russia sent 40 drones at Poltava on Monday. The air force said 31 of them were shot down.")
    said = [row.text for row in found.coding.assertions if row.field is Field.INTERCEPTOR]
    assert ["air force"] == said
