"""The laws of a feed's life, over whatever a server may do in whatever order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ingest.codes import FeedStatus
from ingest.records import Feed
from ingest.source.health import LONGEST, Came, Listing, decide, first_state, is_due, is_full_due

FEED = Feed(feed_id="fed_1", source_id="desk", url="http://desk.example/rss")
START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FAILURES = st.sampled_from(
    [
        (404, None), (500, None), (503, None), (403, None), (400, None), (None, "timeout"), (None, "tls"),
        (None, "dns_not_found"), (None, "dns_temporary"), (None, "bad_redirect"), (None, "blocked_address"),
        (None, "connection_failed"), (200, "incomplete"),
    ]
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """One feed, asked whenever it is due, by a server without rules."""

    def __init__(self):
        super().__init__()
        self.now, self.number = START, 0
        self.state = self.before = first_state(FEED, START)

    @initialize(hours=st.integers(0, 100))
    def begin(self, hours):
        self.now = START + timedelta(hours=hours)
        self.state = self.before = first_state(FEED, self.now)

    def answer(self, **given):
        if not is_due(self.state, self.now):
            self.now = max(self.now, self.state.next_at)
        self.number += 1
        came = Came(fetch_id=f"fet_{self.number}", at=self.now, url=self.state.url or FEED.url, **given)
        self.before, self.state = self.state, decide(self.state, came)
        assert self.state == decide(self.before, came), "the same gives the same"

    @rule(minutes=st.integers(0, 5000))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.state.next_at)
    @rule(items=st.integers(0, 50), new=st.integers(0, 50), kept=st.integers(0, 50), churned=st.booleans(),
          asked=st.integers(0, 10**7))  # fmt: skip
    def bring_a_listing(self, items, new, kept, churned, asked):
        listing = Listing(item_count=items, new_count=min(new, items), kept_count=min(kept, items), is_churned=churned)
        self.answer(status=200, sha256=str(self.number), listing=listing, asked_seconds=asked)

    @precondition(lambda self: self.state.next_at)
    @rule()
    def say_not_modified(self):
        self.answer(status=304)
        assert self.state.points == 0 == self.state.failure_count

    @precondition(lambda self: self.state.next_at)
    @rule(failure=FAILURES)
    def fail(self, failure):
        self.answer(status=failure[0], error=failure[1])
        assert self.state.status in (FeedStatus.BACKOFF, FeedStatus.DORMANT)
        assert self.state.etag == self.before.etag
        assert self.state.next_at <= self.now + timedelta(days=30)

    @precondition(lambda self: self.state.next_at)
    @rule(error=st.sampled_from(["not_feed", "bad_encoding", "too_large", "parser_timeout"]))
    def bring_rubbish(self, error):
        self.answer(status=200, error=error, etag='"rubbish"')
        assert self.state.etag == self.before.etag
        assert (self.state.unusable_count >= 3) == (self.state.status is FeedStatus.QUARANTINED)

    @precondition(lambda self: self.state.next_at)
    @rule(status=st.sampled_from([429, 503]), hours=st.integers(-10, 10_000))
    def throttle(self, status, hours):
        self.answer(status=status, retry_at=self.now + timedelta(hours=hours))
        assert self.state.status is FeedStatus.THROTTLED
        assert self.now < self.state.throttled_until <= self.now + DAY + timedelta(hours=1)

    @precondition(lambda self: self.state.next_at)
    @rule(status=st.sampled_from([401, 402]))
    def ask_for_a_login(self, status):
        self.answer(status=status)
        assert self.state.status is FeedStatus.QUARANTINED

    @precondition(lambda self: self.state.next_at)
    @rule()
    def be_gone(self):
        self.answer(status=410)
        assert (self.state.next_at is None) == (self.state.status is FeedStatus.GONE)

    @precondition(lambda self: self.state.next_at)
    @rule(address=st.sampled_from(["https://desk.example/rss", "http://new.example/rss"]), known=st.booleans())
    def move(self, address, known):
        self.answer(status=200, sha256="1", moved_to=address, is_target_known=known)

    @invariant()
    def never_schedules_in_the_past(self):
        assert (
            self.state.status is FeedStatus.NEW or not self.state.next_at or self.state.next_at > self.state.polled_at
        )

    @invariant()
    def never_forgets_a_feed(self):
        assert self.state.next_at or self.state.status in (FeedStatus.GONE, FeedStatus.DISABLED)

    @invariant()
    def no_feed_starves(self):
        limit = {FeedStatus.QUARANTINED: 7 * DAY, FeedStatus.DORMANT: 30 * DAY}.get(self.state.status)
        limit = limit or DAY + timedelta(hours=1)
        assert not self.state.next_at or self.state.next_at - self.state.polled_at <= limit

    @invariant()
    def a_feed_that_answers_is_due_again_at_a_daily_run(self):
        if self.state.status in (FeedStatus.ACTIVE, FeedStatus.IDLE):
            assert self.state.next_at - self.state.polled_at <= timedelta(seconds=LONGEST)

    @invariant()
    def an_answer_brings_any_feed_back_that_is_still_asked(self):
        if self.state.next_at:
            came = Came(fetch_id="x", at=self.state.next_at, url=FEED.url, status=304)
            back = decide(self.state, came)
            assert back.status in (FeedStatus.ACTIVE, FeedStatus.IDLE)
            assert back.points == 0


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def poll(state, at=None, **given):
    came = Came(fetch_id="x", at=at or state.next_at, url=state.url or FEED.url, **given)
    return decide(state, came)


@pytest.fixture
def fresh():
    listing = Listing(item_count=10, new_count=10, kept_count=0)
    return poll(first_state(FEED, START), status=200, sha256="a", etag='"1"', last_modified="Mon", listing=listing)


def test_the_first_answer_makes_a_feed_active_and_is_no_gap(fresh):
    assert FeedStatus.ACTIVE is fresh.status
    assert not fresh.is_gap
    assert None is fresh.arrival_seconds
    assert timedelta(minutes=54) <= fresh.next_at - START <= timedelta(minutes=66)


def test_a_304_without_validators_leaves_the_old_ones(fresh):
    after = poll(fresh, status=304, last_modified="Tue")
    assert ('"1"', "Tue") == (after.etag, after.last_modified)


def test_a_new_answer_without_validators_withdraws_the_old_ones(fresh):
    after = poll(fresh, status=200, sha256="b")
    assert (None, None) == (after.etag, after.last_modified)


def test_the_same_bytes_under_a_new_etag_store_the_etag(fresh):
    assert '"2"' == poll(fresh, status=200, sha256="a", etag='"2"').etag


def test_a_feed_that_brings_nothing_new_waits_longer_up_to_a_day_and_is_idle(fresh):
    state, waits = fresh, []
    for _ in range(15):
        state = poll(state, status=304)
        waits.append(state.interval_seconds)
    assert waits == sorted(waits)
    assert LONGEST == waits[-1]
    assert FeedStatus.IDLE is state.status


def test_a_busy_feed_is_asked_twice_between_two_items_and_at_most_every_ten_minutes(fresh):
    state = fresh
    for _ in range(30):
        state = poll(state, status=200, sha256="x", listing=Listing(item_count=10, new_count=5, kept_count=5))
    assert 600 == state.interval_seconds


def test_nothing_left_of_the_last_listing_is_a_gap_and_halves_the_interval(fresh):
    after = poll(fresh, status=200, sha256="b", listing=Listing(item_count=10, new_count=10, kept_count=0))
    assert after.is_gap
    assert fresh.interval_seconds // 2 == after.interval_seconds


def test_new_guids_on_old_titles_mark_the_feed_and_are_no_gap(fresh):
    listing = Listing(item_count=10, new_count=0, kept_count=0, is_churned=True)
    after = poll(fresh, status=200, sha256="b", listing=listing)
    assert after.is_guid_unstable
    assert not after.is_gap
    assert poll(after, status=304).is_guid_unstable


def test_a_feed_that_names_its_own_pace_is_not_asked_sooner(fresh):
    listing = Listing(item_count=10, new_count=5, kept_count=5)
    after = poll(fresh, status=200, sha256="b", listing=listing, asked_seconds=5 * 3600)
    assert after.next_at - fresh.next_at >= timedelta(hours=5)


def test_three_answers_that_are_no_feed_quarantine_it_and_a_feed_brings_it_back(fresh):
    state = fresh
    for _ in range(3):
        state = poll(state, status=200, error="not_feed")
    assert (FeedStatus.QUARANTINED, "not_feed") == (state.status, state.reason)
    assert FeedStatus.ACTIVE is poll(state, status=200, sha256="b", listing=Listing(
        item_count=1, new_count=1, kept_count=0)).status  # fmt: skip


def test_a_feed_that_is_suddenly_empty_is_a_failure_and_a_young_one_that_is_empty_is_not(fresh):
    empty = Listing(item_count=0, new_count=0, kept_count=0)
    after = poll(fresh, status=200, sha256="b", listing=empty)
    assert (FeedStatus.BACKOFF, "emptied") == (after.status, after.reason)
    assert FeedStatus.IDLE is poll(first_state(FEED, START), status=200, sha256="b", listing=empty).status


def test_failures_push_a_feed_back_until_it_sleeps_and_one_answer_wakes_it(fresh):
    state, count = fresh, 0
    while state.status is not FeedStatus.DORMANT:
        state, count = poll(state, status=404), count + 1
    assert 31 == count
    assert timedelta(days=6) < state.next_at - state.polled_at
    assert 0 == poll(state, status=304).points


def test_a_name_server_that_is_down_counts_less_than_a_name_that_is_not_there(fresh):
    points = [poll(fresh, error=error).points for error in ("dns_temporary", "dns_not_found", "blocked_address")]
    assert [0.25, 0.5, 1.0] == points


def test_two_410s_a_day_apart_end_a_feed_and_two_within_an_hour_do_not(fresh):
    once = poll(fresh, status=410)
    soon = poll(once, at=once.polled_at + timedelta(hours=1), status=410)
    assert FeedStatus.BACKOFF is soon.status
    later = poll(soon, status=410)
    assert (FeedStatus.GONE, None) == (later.status, later.next_at)
    assert FeedStatus.IDLE is poll(later, at=later.polled_at + 30 * DAY, status=304).status


def test_a_permanent_redirect_is_believed_after_five_answers_in_a_week(fresh):
    state, moved = fresh, "http://new.example/rss"
    for number in range(5):
        assert None is state.url
        state = poll(state, at=START + 2 * DAY * (number + 1), status=200, sha256="a", moved_to=moved)
    assert moved == state.url


def test_a_redirect_to_https_is_believed_at_once(fresh):
    assert "https://desk.example/rss" == poll(fresh, status=304, moved_to="https://desk.example/rss").url


def test_an_address_that_is_lost_after_it_redirected_is_replaced_at_once(fresh):
    state = poll(fresh, status=200, sha256="a", moved_to="http://new.example/rss")
    for status in (404, 410):
        assert "http://new.example/rss" == poll(state, status=status).url


def test_a_feed_that_moved_to_one_that_is_asked_already_is_not_asked_twice(fresh):
    after = poll(fresh, status=304, moved_to="https://desk.example/rss", is_target_known=True)
    assert (FeedStatus.DISABLED, None) == (after.status, after.next_at)


def test_once_a_week_a_feed_is_asked_without_validators(fresh):
    assert not is_full_due(fresh, START + 6 * DAY)
    assert is_full_due(fresh, START + 7 * DAY)
    assert not is_full_due(poll(fresh, status=200, sha256="a"), START + 7 * DAY)


def test_a_clock_that_was_set_back_starves_no_feed(fresh):
    assert not is_due(fresh, START - timedelta(hours=1))
    assert is_due(fresh, START - 2 * DAY)
    assert not is_due(replace(fresh, next_at=None), START - 2 * DAY)
