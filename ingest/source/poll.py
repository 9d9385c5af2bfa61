"""The network half of a run: feeds, then the pages of entries that are new, all into the archive.

Which feeds are due and which entries are new is decided by the caller; what was captured is read again, from the
archive, by the stages after this one.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from ingest.address import registered_domain
from ingest.archive import ArchiveWriter, Asked, Captured
from ingest.codes import NOT_ASKED, CaptureKind, FeedStatus, FetchError
from ingest.fetch import Fetcher, Request
from ingest.records import Entry, Feed, FeedState
from ingest.response import Response
from ingest.robots import Robots
from ingest.source.health import is_due, is_full_due
from ingest.url import host_of

# A throttle that lies further in the future was set by a clock that has been set back since.
_LONGEST_THROTTLE = timedelta(hours=25)

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Poll:
    """A feed to ask, and what to ask it with."""

    feed: Feed
    request: Request


def choose_polls(feeds: Iterable[tuple[Feed, FeedState]], now: datetime, *, asks_all: bool) -> list[Poll]:
    """The feeds that are due, or all but those that live on under another; none of a domain that throttles us.

    The longest due come first: of a domain that is given up after some requests, each feed has its turn.
    """
    feeds = sorted(feeds, key=lambda pair: (pair[1].next_at or now, pair[0].feed_id))
    throttled = {
        _domain(_address(feed, state))
        for feed, state in feeds
        if state.throttled_until is not None and now < state.throttled_until <= now + _LONGEST_THROTTLE
    }
    return [
        Poll(feed, _request(feed, state, now))
        for feed, state in feeds
        if (is_due(state, now) or (asks_all and state.status is not FeedStatus.DISABLED))
        and _domain(_address(feed, state)) not in throttled
    ]


def _request(feed: Feed, state: FeedState, now: datetime) -> Request:
    """With the validators of its last answer; once a week without, in case they no longer tell the truth."""
    address = _address(feed, state)
    if is_full_due(state, now):
        return Request(url=address)
    return Request(url=address, etag=state.etag, last_modified=state.last_modified)


def _address(feed: Feed, state: FeedState) -> str:
    return state.url or feed.url


def _domain(url: str) -> str | None:
    return registered_domain(host_of(url))


async def poll_feeds(
    polls: Sequence[Poll], *, fetcher: Fetcher, robots: Robots, writer: ArchiveWriter, now: datetime, tick: Tick
) -> None:
    """GET each feed and archive what comes."""

    async def one(poll: Poll) -> None:
        feed = poll.feed
        refuses = partial(robots.refuses_feed, source_id=feed.source_id)
        answer = await fetcher.get(replace(poll.request, refuses=refuses))
        asked = Asked(
            kind=CaptureKind.FEED, source_id=feed.source_id, feed_id=feed.feed_id, entry_ids=(), polled_at=now
        )
        if answer.error not in NOT_ASKED:
            store(writer, asked, answer)
        tick()

    await _all(one(poll) for poll in polls)


async def fetch_pages(
    entries: Sequence[Entry], *, fetcher: Fetcher, robots: Robots, writer: ArchiveWriter, now: datetime, tick: Tick
) -> None:
    """GET the page of each entry that has a link, once a link, and archive what comes."""
    by_link: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.link:
            by_link.setdefault(entry.link, []).append(entry)

    async def one(link: str, wanted: list[Entry]) -> None:
        refuses = partial(robots.refuses_page, source_id=wanted[0].source_id)
        answer = await fetcher.get(Request(url=link, refuses=refuses))
        asked = Asked(
            kind=CaptureKind.PAGE,
            source_id=wanted[0].source_id,
            feed_id=None,
            entry_ids=tuple(sorted(entry.entry_id for entry in wanted)),
            polled_at=now,
        )
        if answer.error not in NOT_ASKED:
            store(writer, asked, answer)
        tick()

    await _all(one(link, wanted) for link, wanted in by_link.items())


def open_robots(
    fetcher: Fetcher, writer: ArchiveWriter, known: Mapping[str, Callable[[], Captured]], now: datetime
) -> Robots:
    """The rules of the sites that are asked in this round; what they answer is archived."""

    def keep(source_id: str, answer: Response) -> None:
        asked = Asked(kind=CaptureKind.ROBOTS, source_id=source_id, feed_id=None, entry_ids=(), polled_at=now)
        store(writer, asked, answer)

    return Robots(fetcher, now, known=known, keep=keep)


def store(writer: ArchiveWriter, asked: Asked, answer: Response) -> None:
    """Archive an answer; one that cannot be written as WARC is stored as a failure, so that the others go on."""
    try:
        writer.add(asked, answer)
    except ValueError:
        fault = FetchError.CANNOT_BE_ARCHIVED
        bare = Response(url=answer.url, final_url=answer.url, fetched_at=answer.fetched_at, error=fault)
        writer.add(asked, bare)


async def _all(work: Iterable[Coroutine[None, None, None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for coroutine in work:
            group.create_task(coroutine)
