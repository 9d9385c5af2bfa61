"""The laws of asking for a page again, over whatever a feed may do to its items."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import PageAsked
from ingest.source.refetch import is_page_due, page_due_at

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = st.builds(
    PageAsked, count=st.integers(1, 10**6), last_at=st.just(NOW), is_own=st.booleans(), is_edit=st.booleans()
)


@given(ASKED)
def test_no_entry_waits_for_more_than_a_week_after_the_last_request(asked):
    assert is_page_due(asked, NOW + 7 * DAY)


@given(ASKED)
def test_an_edit_that_is_told_never_waits_longer_than_one_that_is_not(asked):
    told, untold = (
        page_due_at(PageAsked(count=asked.count, last_at=NOW, is_edit=is_edit)) or NOW for is_edit in (True, False)
    )
    assert NOW <= told <= untold


@given(ASKED, ASKED)
def test_the_more_often_a_page_was_asked_for_the_longer_it_waits(one, other):
    fewer, more = sorted((one.count, other.count))
    waits = [page_due_at(PageAsked(count=count, last_at=NOW, is_edit=one.is_edit)) or NOW for count in (fewer, more)]
    assert waits == sorted(waits)


def test_who_was_never_asked_or_failed_for_this_very_entry_is_due_at_once():
    assert is_page_due(PageAsked(), NOW)
    assert is_page_due(PageAsked(count=9, last_at=NOW, is_own=True), NOW)


def test_a_clock_that_was_set_back_keeps_no_entry_waiting():
    assert is_page_due(PageAsked(count=9, last_at=NOW + 30 * DAY), NOW)


@pytest.mark.parametrize(("is_edit", "hours"), [(False, [0, 6, 18, 42, 90, 186, 354, 522, 690]),
                                                (True, [0, 1, 2, 4, 8, 14, 20, 26, 32])])  # fmt: skip
def test_a_page_whose_item_changes_at_every_hourly_poll_is_asked_for_ever_more_rarely(is_edit, hours):
    asked, at = PageAsked(), []
    for hour in range(30 * 24):
        now = NOW + hour * HOUR
        if is_page_due(asked, now):
            at.append(hour)
            asked = PageAsked(count=len(at), last_at=now, is_edit=is_edit)
    assert hours == at[:9]
