"""How many were sent, stopped and hit where two sentences or two halves of one tell it, and what came of it."""

import pytest

from ingest.mention.described import Described
from tests.mention.conftest import article

COUNTS = [
    (
        "Eight drones were sent against a base at Tuz on Tuesday and two of them got through. One of the two that hit "
        "set fire to a hangar.",
        (8, None, 2),
        "hit",
    ),
    ("A Russian drone dropped a grenade on a taxi in Kherson on Tuesday.", (1, None, 1), "hit"),
    (
        "A drone dropped a grenade on an army checkpoint in Caloto, Colombia, on Tuesday. It failed to explode.",
        (1, None, 1),
        "failed_malfunction",
    ),
    (
        "Two of five missiles fired at Kryvyi Rih on Tuesday got through. The other three were shot down.",
        (5, 3, 2),
        "partly_intercepted_hit",
    ),
    (
        "Two drones packed with explosives were fired at Erbil airport on Tuesday. One was shot down and the other "
        "crashed into an empty field.",
        (2, 1, 0),
        "missed",
    ),
    (
        "A missile fell into the sea close to a tanker off Mocha on Tuesday without causing damage, an agency said.",
        (1, None, None),
        "missed",
    ),
    (
        "Russian missiles hit a hostel in Kharkiv on Tuesday. Two struck the hostel; the third hit a boiler house.",
        (None, None, 3),
        "hit",
    ),
]


def _best(count):
    return count.best if count is not None else None


@pytest.mark.parametrize(("text", "counts", "outcome"), COUNTS)
def test_what_was_sent_stopped_and_hit_is_added_up(read, codebook, text, counts, outcome):
    found = read(text)
    coded = Described(article(text), found.coding, codebook, found.only).coded()
    told = coded.munitions
    assert counts == tuple(map(_best, (told.launched, told.intercepted, told.impacted)))
    assert outcome == coded.outcome.value


def test_the_car_that_missiles_hit_is_the_one_that_a_drone_struck(read, codebook):
    text = (
        "An Israeli drone strike on a car killed one man in the Lebanese town of Tyre on Tuesday. The vehicle was hit "
        "by two missiles and burned out, the mayor said."
    )
    found = read(text)
    assert ["car"] == [one.text for one in Described(article(text), found.coding, codebook, found.only).coded().targets]
