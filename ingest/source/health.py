"""What a feed did → where it stands and when it is asked next. Pure: the same answers in order give the same states.

new ─ an answer ─> active <─> idle            what brings nothing new for a day is idle
active, idle ─ a failure ─> backoff ─> dormant     an answer brings either back
             ─ 429, 503 or 403 with Retry-After ─> throttled, with its whole domain
             ─ three answers that cannot be read, 401, 402, a gate ─> quarantined
             ─ 410 twice, a day apart ─> gone          only a person brings it back
             ─ moved to a feed that is asked already ─> disabled
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from ingest.codes import FeedStatus
from ingest.keys import key
from ingest.records import Feed, FeedState

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_SOONEST, _FIRST = 10 * _MINUTE, _HOUR
_LONGEST_WITH_NEWS = 6 * _HOUR
# A feed that may wait for 24 hours would miss every second run of a daily schedule.
LONGEST = 22 * _HOUR
_WEEKLY = 7 * _DAY - 2 * _HOUR
_LONGEST_DORMANT = 30 * _DAY
_MOST_POINTS = 30.0
_UNUSABLE_BEFORE_QUARANTINE = 3
_LONGEST_THROTTLE = _DAY
_MOVES_BEFORE_RELINK, _DAYS_BEFORE_RELINK = 5, timedelta(days=7)
_FULL_EVERY = timedelta(days=7)
_IDLE_AFTER = timedelta(days=1)
_GONE_AFTER = timedelta(days=1)
_CLOCK_WENT_BACK = timedelta(days=1)
_SMOOTHING = 0.3

_OK, _NOT_MODIFIED, _GONE, _TOO_MANY, _UNAVAILABLE, _FORBIDDEN = 200, 304, 410, 429, 503, 403
_LOGIN = frozenset({401, 402, 407})
_GATES = frozenset({"bot_gate", "robots"})
# What came whole and is no feed that we can read: asking again soon does not make it one.
_UNUSABLE = frozenset(
    {"not_feed", "bad_encoding", "too_large", "emptied", "parser_timeout", "parser_out_of_memory", "parser_crashed"}
)
_SOFT = frozenset(
    "timeout incomplete tls dns_not_found connection_failed disconnected bad_http cannot_be_archived http_408 "
    "http_425 robots_unknown".split()
)
_SOFT_POINTS, _HARD_POINTS, _PASSING_POINTS = 0.5, 1.0, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What an answer that was read lists, beside what was known: items, those never seen, those of the last listing.

    `is_churned`: more than half of its guids are new while more than half of its titles are not.
    """

    item_count: int
    new_count: int
    kept_count: int
    is_churned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a request to `url`: an answer's status and validators, or the error; `listing` where it was read.

    `asked_seconds` is how long the feed or its server asks us to wait at least, `retry_at` when a throttled client
    may come again, `moved_to` where permanent redirects alone have led.
    """

    fetch_id: str
    at: datetime
    url: str
    status: int | None = None
    error: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    listing: Listing | None = None
    asked_seconds: int = 0
    retry_at: datetime | None = None
    moved_to: str | None = None
    is_target_known: bool = False


def first_state(feed: Feed, now: datetime) -> FeedState:
    """The state of a feed that nobody has asked yet: due at once."""
    return FeedState(
        fetch_id="", feed_id=feed.feed_id, source_id=feed.source_id, polled_at=now, status=FeedStatus.NEW, reason=None,
        next_at=now, interval_seconds=_FIRST, points=0.0, failure_count=0, unusable_count=0, url=None, etag=None,
        last_modified=None, sha256=None, is_guid_unstable=False, item_count=None, new_count=None, is_gap=False,
        arrival_seconds=None, news_gap_seconds=None, moved_to=None, moved_count=0, moved_since=None, gone_since=None,
        last_ok_at=None, last_new_at=None, last_full_at=None, throttled_until=None, loaded_at=now,
    )  # fmt: skip


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether a feed is to be asked: its time has come, or the clock was set back since, so that it might never."""
    return state.next_at is not None and (state.next_at <= now or state.polled_at > now + _CLOCK_WENT_BACK)


def is_full_due(state: FeedState, now: datetime) -> bool:
    """Whether to ask without validators: once a week, because servers say 304 for years to what has changed."""
    return state.last_full_at is None or now - state.last_full_at >= _FULL_EVERY


def decide(before: FeedState, came: Came) -> FeedState:
    """The state after what came."""
    asked = replace(
        before, fetch_id=came.fetch_id, polled_at=came.at, loaded_at=came.at, new_count=None, is_gap=False,
        throttled_until=None,
    )  # fmt: skip
    if before.status is FeedStatus.DISABLED:
        return asked
    outcome = _judge(before, came)
    return _AFTER[outcome](asked, came)


class _Outcome(Enum):
    ANSWERED = auto()
    UNUSABLE = auto()
    THROTTLED = auto()
    GATED = auto()
    GONE = auto()
    FAILED = auto()


def _judge(before: FeedState, came: Came) -> _Outcome:
    if came.error in _UNUSABLE or _is_emptied(before, came):
        return _Outcome.UNUSABLE
    if came.error in _GATES or came.status in _LOGIN:
        return _Outcome.GATED
    if came.status == _TOO_MANY or (came.status in (_UNAVAILABLE, _FORBIDDEN) and came.retry_at):
        return _Outcome.THROTTLED
    if came.status == _GONE:
        return _Outcome.GONE
    return _Outcome.ANSWERED if came.error is None and came.status in (_OK, _NOT_MODIFIED) else _Outcome.FAILED


def _is_emptied(before: FeedState, came: Came) -> bool:
    return came.listing is not None and not came.listing.item_count and bool(before.item_count)


def _answered(state: FeedState, came: Came) -> FeedState:
    """A 304, the same bytes again, or a listing that was read."""
    listing = came.listing
    well = replace(
        state, reason=None, points=0.0, failure_count=0, unusable_count=0, gone_since=None, last_ok_at=came.at
    )
    well = _with_validators(well, came)
    well = _with_news(well, came, listing) if listing and listing.new_count else replace(well, new_count=0)
    if listing:
        well = _with_listing(well, state, listing)
    is_idle = well.last_new_at is None or came.at - well.last_new_at >= _IDLE_AFTER
    interval = _interval(well, state)
    asked = came.at + timedelta(seconds=min(came.asked_seconds, LONGEST))
    well = replace(
        well,
        status=FeedStatus.IDLE if is_idle else FeedStatus.ACTIVE,
        interval_seconds=interval,
        next_at=max(_later(state, came, interval), asked),
    )
    return _moved(well, came)


def _with_validators(state: FeedState, came: Came) -> FeedState:
    """A 304 that names none leaves the old ones in force; a whole answer replaces both."""
    if came.status == _NOT_MODIFIED:
        return replace(state, etag=came.etag or state.etag, last_modified=came.last_modified or state.last_modified)
    return replace(state, etag=came.etag, last_modified=came.last_modified, sha256=came.sha256, last_full_at=came.at)


def _with_news(state: FeedState, came: Came, listing: Listing) -> FeedState:
    """The averages learn from an interval; the first answer, of which all is new, tells nothing of one."""
    if state.last_new_at is None:
        return replace(state, new_count=listing.new_count, last_new_at=came.at)
    gap = max((came.at - state.last_new_at).total_seconds(), 1.0)
    return replace(
        state,
        new_count=listing.new_count,
        last_new_at=came.at,
        arrival_seconds=_average(state.arrival_seconds, gap / listing.new_count),
        news_gap_seconds=_average(state.news_gap_seconds, gap),
    )


def _with_listing(state: FeedState, before: FeedState, listing: Listing) -> FeedState:
    return replace(
        state,
        item_count=listing.item_count,
        is_gap=bool(before.item_count) and listing.item_count > 0 and not listing.kept_count and not listing.is_churned,
        is_guid_unstable=state.is_guid_unstable or listing.is_churned,
    )


def _interval(state: FeedState, before: FeedState) -> int:
    """Half the time between two items; half as long where items were missed; longer while nothing comes."""
    if state.is_gap:
        return max(before.interval_seconds // 2, _SOONEST)
    if state.new_count:
        arrival = state.arrival_seconds
        return before.interval_seconds if arrival is None else _within(arrival // 2, _SOONEST, _LONGEST_WITH_NEWS)
    return min(before.interval_seconds * 3 // 2, LONGEST)


def _moved(state: FeedState, came: Came) -> FeedState:
    """A permanent redirect is believed once it has held for a week, or at once where only the scheme changes."""
    if came.moved_to is None:
        return replace(state, moved_to=None, moved_count=0, moved_since=None)
    is_same = came.moved_to == state.moved_to
    state = replace(
        state,
        moved_to=came.moved_to,
        moved_count=state.moved_count + 1 if is_same else 1,
        moved_since=state.moved_since if is_same else came.at,
    )
    held = came.at - state.moved_since if state.moved_since else timedelta(0)
    is_settled = state.moved_count >= _MOVES_BEFORE_RELINK and held >= _DAYS_BEFORE_RELINK
    return _relink(state, came) if is_settled or _is_only_secured(came) else state


def _relink(state: FeedState, came: Came) -> FeedState:
    if came.is_target_known:
        return replace(state, status=FeedStatus.DISABLED, reason="moved_to_known_feed", next_at=None)
    return replace(state, url=state.moved_to, moved_to=None, moved_count=0, moved_since=None)


def _is_only_secured(came: Came) -> bool:
    return came.url.startswith("http://") and came.moved_to == came.url.replace("http://", "https://", 1)


def _unusable(state: FeedState, came: Came) -> FeedState:
    """Validators stay: those of an answer that cannot be read would hide it the next time."""
    count = state.unusable_count + 1
    is_out = count >= _UNUSABLE_BEFORE_QUARANTINE
    return replace(
        state,
        status=FeedStatus.QUARANTINED if is_out else FeedStatus.BACKOFF,
        reason=came.error or "emptied",
        unusable_count=count,
        failure_count=state.failure_count + 1,
        next_at=_later(state, came, LONGEST if is_out else count * _HOUR),
    )


def _throttled(state: FeedState, came: Came) -> FeedState:
    """Until when the whole domain is left alone: what it asks for, at most a day, and up to an hour more."""
    patience = min(_HOUR * 2 ** min(state.failure_count, 5), _LONGEST_THROTTLE)
    asked = (came.retry_at - came.at).total_seconds() if came.retry_at else 0
    seconds = min(max(asked, patience), _LONGEST_THROTTLE) + _HOUR * _spread(state, came)
    until = came.at + timedelta(seconds=int(seconds))
    return replace(
        state,
        status=FeedStatus.THROTTLED,
        reason=_name(came),
        failure_count=state.failure_count + 1,
        next_at=until,
        throttled_until=until,
    )


def _gated(state: FeedState, came: Came) -> FeedState:
    """Who wants a login or keeps programs out is asked again to see whether that has changed, and never tricked."""
    reason = came.error if came.error in _GATES else "auth"
    return replace(
        state,
        status=FeedStatus.QUARANTINED,
        reason=reason,
        failure_count=state.failure_count + 1,
        next_at=_later(state, came, LONGEST if reason == "bot_gate" else _WEEKLY),
    )


def _gone(state: FeedState, came: Came) -> FeedState:
    if state.moved_to:
        return _relinked_after_loss(state, came)
    since = state.gone_since or came.at
    is_gone = came.at - since >= _GONE_AFTER
    again = max(since + _GONE_AFTER, came.at + timedelta(seconds=_SOONEST))
    return replace(
        state,
        status=FeedStatus.GONE if is_gone else FeedStatus.BACKOFF,
        reason="http_410",
        gone_since=since,
        failure_count=state.failure_count + 1,
        next_at=None if is_gone else again,
    )


def _failed(state: FeedState, came: Came) -> FeedState:
    """Later with every failure; after some weeks of them rarely, and never not at all."""
    if state.moved_to and came.status == 404:
        return _relinked_after_loss(state, came)
    points = state.points + _points(came)
    is_dormant = points > _MOST_POINTS
    waking = min(_WEEKLY + (points - _MOST_POINTS) * _DAY, _LONGEST_DORMANT)
    seconds = waking if is_dormant else min(2 * _HOUR * points, LONGEST)
    return replace(
        state,
        status=FeedStatus.DORMANT if is_dormant else FeedStatus.BACKOFF,
        reason=_name(came),
        points=points,
        failure_count=state.failure_count + 1,
        next_at=_later(state, came, int(seconds)),
    )


def _relinked_after_loss(state: FeedState, came: Came) -> FeedState:
    """The old address is gone and the new one was told before: that is where the feed is."""
    waiting = replace(
        state,
        status=FeedStatus.BACKOFF,
        reason=_name(came),
        failure_count=state.failure_count + 1,
        next_at=_later(state, came, _SOONEST),
    )
    return _relink(waiting, came)


_AFTER = {
    _Outcome.ANSWERED: _answered,
    _Outcome.UNUSABLE: _unusable,
    _Outcome.THROTTLED: _throttled,
    _Outcome.GATED: _gated,
    _Outcome.GONE: _gone,
    _Outcome.FAILED: _failed,
}


def _points(came: Came) -> float:
    name = _name(came)
    if name == "dns_temporary":
        return _PASSING_POINTS
    is_soft = name in _SOFT or name.startswith("http_5")
    return _SOFT_POINTS if is_soft else _HARD_POINTS


def _name(came: Came) -> str:
    return came.error or f"http_{came.status}"


def _later(state: FeedState, came: Came, seconds: int) -> datetime:
    """So many seconds on, a tenth more or less, so that feeds which were added together part ways."""
    spread = seconds * (0.9 + 0.2 * _spread(state, came))
    longest = LONGEST if seconds <= LONGEST else seconds
    return came.at + timedelta(seconds=max(int(min(spread, longest)), _MINUTE))


def _spread(state: FeedState, came: Came) -> float:
    """A number in [0, 1) that is the feed's and the request's own."""
    return int(key("jit", state.feed_id, came.at.isoformat()).removeprefix("jit_")[:8], 16) / 16**8


def _average(before: int | None, seen: float) -> int:
    return round(seen if before is None else (1 - _SMOOTHING) * before + _SMOOTHING * seen)


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
