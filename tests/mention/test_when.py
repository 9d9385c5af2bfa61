"""Expressions of time: what days they stand for, seen from a Wednesday in March and the Friday told before."""

from datetime import UTC, date, datetime

import pytest

from ingest.mention.when import expressions, resolve

WEDNESDAY = date(2026, 3, 11)
FRIDAY = date(2026, 3, 6)
DAYS = [
    ("on 5 Mar", "2026-03-05", "2026-03-05"),
    ("on March 5th", "2026-03-05", "2026-03-05"),
    ("on the 6th of March", "2026-03-06", "2026-03-06"),
    ("on Monday, 2 March 2026", "2026-03-02", "2026-03-02"),
    ("on 28 November", "2025-11-28", "2025-11-28"),
    ("on 9 Jan 24.", "2024-01-09", "2024-01-09"),
    ("on the 9th, a bomb", "2026-03-09", "2026-03-09"),
    ("on the 16th, a bomb", "2026-02-16", "2026-02-16"),
    ("on the night of 5\u20136 March", "2026-03-05", "2026-03-06"),
    ("in the night of 5 to 6 March", "2026-03-05", "2026-03-06"),
    ("between Monday and Wednesday", "2026-03-09", "2026-03-11"),
    ("on the night of Sunday to Monday", "2026-03-08", "2026-03-09"),
    ("during the night into Monday", "2026-03-08", "2026-03-09"),
    ("overnight", "2026-03-10", "2026-03-11"),
    ("on Saturday night", "2026-03-07", "2026-03-08"),
    ("two days ago", "2026-03-09", "2026-03-09"),
    ("earlier this week", "2026-03-09", "2026-03-11"),
    ("at dawn on Friday", "2026-03-06", "2026-03-06"),
    ("in the early hours of Sunday", "2026-03-08", "2026-03-08"),
    ("at 0945 this morning", "2026-03-11", "2026-03-11"),
    ("late Tuesday", "2026-03-10", "2026-03-10"),
    ("last Thursday", "2026-03-05", "2026-03-05"),
    ("last Wednesday", "2026-03-04", "2026-03-04"),
    ("on Tuesday of last week", "2026-03-03", "2026-03-03"),
    ("the day before yesterday", "2026-03-09", "2026-03-09"),
    ("in the past 24 hours", "2026-03-10", "2026-03-11"),
    ("over the weekend", "2026-03-07", "2026-03-08"),
    ("the same night", "2026-03-06", "2026-03-07"),
    ("two days earlier", "2026-03-04", "2026-03-04"),
    ("the following morning", "2026-03-07", "2026-03-07"),
    ("two hours later", "2026-03-06", "2026-03-06"),
]
UNDATED = ["next Friday", "He may 5 times say so", "on 31 February", "the 41st Brigade"]


@pytest.mark.parametrize(("text", "start", "end"), DAYS)
def test_words_of_time_are_days(text, start, end):
    (found,) = [when for item in expressions(text) if (when := resolve(item, WEDNESDAY, FRIDAY)) is not None]
    assert (start, end) == (str(found.first.date()), str(found.last.date()))


@pytest.mark.parametrize("text", UNDATED)
def test_what_names_no_past_day_gives_none(text):
    assert [] == [when for item in expressions(text) if (when := resolve(item, WEDNESDAY, None)) is not None]


def test_a_number_behind_a_date_is_no_year():
    (found,) = expressions("On 5 May 12 people were killed")
    assert "5 May" == found.match[0]


def test_a_bound_dates_no_attack():
    assert [True, True, False] == [item.is_bound for item in expressions("since 6 May, until Monday, on 7 May")]


def test_an_attack_without_words_of_time_has_the_day_told_before(read):
    found = read(
        "Gunmen opened fire on a bus in Quetta on Monday, killing seven passengers.\n\n"
        "In Turbat, 500 km away, militants blew up a railway bridge with a bomb."
    )
    assert ["2026-03-09", "2026-03-09"] == [str(mention.event_date) for mention in found.countable]


def test_a_day_after_the_attack_is_not_its_day(read):
    found = read("Rescuers searched a hotel in Odesa on Tuesday, a day after two Russian missiles struck the building.")
    assert ["2026-03-09"] == [str(mention.event_date) for mention in found.coding.mentions]


def test_the_head_of_a_dispatch_dates_the_dispatch(read):
    text = "Quetta, 9 Mar 26 (Alder Wire) -- Gunmen opened fire on a bus in Turbat yesterday, killing seven passengers."
    found = read(text, published_at=None)
    assert "2026-03-08" == str(found.only.event_date)


def test_a_post_of_a_live_page_is_seen_from_its_own_day(read):
    text = "Rockets hit the port of Goma this morning.\n\nRockets hit the port of Bukavu this morning."
    tuesday = datetime(2026, 3, 10, 9, tzinfo=UTC)
    found = read(text, posted_at=(None, tuesday)).countable
    assert {date(2026, 3, 11), date(2026, 3, 10)} == {mention.event_date for mention in found}


def test_a_month_of_which_an_attack_was_the_third_is_not_its_date(read):
    text = (
        "Pumping stopped on Sunday after rebels blew up a pipeline at Saravena, the third bombing of the line in March."
    )
    assert {"2026-03-08"} == {str(mention.event_date) for mention in read(text).countable}
