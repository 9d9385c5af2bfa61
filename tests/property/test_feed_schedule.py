"""The laws of asking many feeds, run after run: none starves, and no domain that asks for a rest is asked."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ingest.address import registered_domain
from ingest.codes import FeedStatus
from ingest.records import Feed
from ingest.source.health import Came, Listing, decide, first_state
from ingest.source.poll import choose_polls
from ingest.url import host_of

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
HOSTS = ("a.example", "www.a.example", "b.example", "c.example")
ENDED = (FeedStatus.GONE, FeedStatus.DISABLED)
ANSWERS = st.sampled_from(
    [
        {"status": 200, "listing": Listing(item_count=9, new_count=2, kept_count=7)}, {"status": 304}, {"status": 404},
        {"status": 410}, {"status": 500}, {"status": 429}, {"status": 503, "retry_at": DAY}, {"status": 401},
        {"status": 403, "retry_at": timedelta(hours=2)}, {"error": "timeout"}, {"error": "not_feed", "status": 200},
        {"error": "bot_gate", "status": 403},
    ]
)  # fmt: skip


def feed_of(number, host):
    return Feed(feed_id=f"fed_{number}", source_id="desk", url=f"http://{host}/{number}")


def domain_of(feed):
    return registered_domain(host_of(feed.url))


def answered(state, feed, now, answer):
    at = {"retry_at": now + answer["retry_at"]} if "retry_at" in answer else {}
    came = Came(fetch_id=f"{feed.feed_id}{now}", at=now, url=feed.url, **(answer | at))
    return decide(state, came)


class Desk(RuleBasedStateMachine):
    """Eight feeds of three domains, asked run after run by whoever wants."""

    def __init__(self):
        super().__init__()
        self.now = START
        feeds = [feed_of(number, HOSTS[number % len(HOSTS)]) for number in range(8)]
        self.states = {feed: first_state(feed, START) for feed in feeds}

    @rule(hours=st.integers(1, 200), answers=st.lists(ANSWERS, min_size=8, max_size=8))
    def run(self, hours, answers):
        self.now += timedelta(hours=hours)
        before = dict(self.states)
        asked = [poll.feed for poll in choose_polls(before.items(), self.now, asks_all=False)]
        resting = {domain_of(feed) for feed, state in before.items() if (state.throttled_until or START) > self.now}
        due = {feed for feed, state in before.items() if state.next_at and state.next_at <= self.now}
        assert {feed for feed in due if domain_of(feed) not in resting} == set(asked)
        for feed, answer in zip(asked, answers, strict=False):
            self.states[feed] = answered(before[feed], feed, self.now, answer)

    @rule(hours=st.integers(25, 200))
    def go_back(self, hours):
        """A clock that was set back: every feed that is still asked is due."""
        earlier = self.now - timedelta(hours=hours)
        polled = {feed for feed, state in self.states.items() if state.polled_at > earlier + DAY}
        asked = {poll.feed for poll in choose_polls(self.states.items(), earlier, asks_all=False)}
        held = {domain_of(feed) for feed, state in self.states.items()
                if earlier < (state.throttled_until or START) <= earlier + timedelta(hours=25)}  # fmt: skip
        assert {feed for feed in polled if self.states[feed].next_at and domain_of(feed) not in held} <= asked

    @invariant()
    def no_rest_is_longer_than_a_day_and_an_hour(self):
        for state in self.states.values():
            assert (state.throttled_until or state.polled_at) <= state.polled_at + timedelta(hours=25)

    @invariant()
    def every_feed_has_a_time_or_a_reason_to_have_none(self):
        for feed, state in self.states.items():
            assert state.next_at or state.status in ENDED
            assert feed.feed_id == state.feed_id

    @invariant()
    def all_are_asked_where_all_are_wanted(self):
        later = self.now + 2 * DAY
        asked = {poll.feed for poll in choose_polls(self.states.items(), later, asks_all=True)}
        assert {feed for feed, state in self.states.items() if state.status is not FeedStatus.DISABLED} == asked


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


def test_of_a_domain_that_is_given_up_after_three_requests_every_feed_has_its_turn():
    states = {feed: first_state(feed, START) for feed in (feed_of(number, "a.example") for number in range(10))}
    asked = dict.fromkeys(states, 0)
    for day in range(12):
        now = START + day * DAY
        for poll in choose_polls(states.items(), now, asks_all=False)[:3]:
            states[poll.feed] = answered(states[poll.feed], poll.feed, now, {"error": "timeout"})
            asked[poll.feed] += 1
    assert {3, 4} >= set(asked.values())


def test_a_feed_that_was_lost_for_months_comes_back_with_its_first_answer():
    feed = feed_of(1, "a.example")
    state, now = first_state(feed, START), START
    for _ in range(60):
        state = answered(state, feed, now, {"status": 404})
        assert now < state.next_at <= now + 30 * DAY
        now = state.next_at
    assert FeedStatus.DORMANT is state.status
    assert now - START > 180 * DAY
    back = answered(state, feed, now, {"status": 200, "listing": Listing(item_count=9, new_count=9, kept_count=0)})
    assert (FeedStatus.ACTIVE, 0, 0) == (back.status, back.points, back.failure_count)
    assert back.next_at <= now + DAY
