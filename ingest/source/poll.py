"""The network half of a run: feeds, then the pages of entries that are new, all into the archive.

Which feeds are due and which entries are new is decided by the caller; what was captured is read again, from the
archive, by the stages after this one.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from ingest.archive import ArchiveWriter, Asked, Captured
from ingest.codes import CaptureKind, FetchError
from ingest.fetch import Fetcher, Request, Response
from ingest.records import Entry, Feed, FeedState
from ingest.robots import Robots

Tick = Callable[[], None]


async def poll_feeds(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    *,
    fetcher: Fetcher,
    robots: Robots,
    writer: ArchiveWriter,
    now: datetime,
    tick: Tick,
) -> None:
    """GET each feed with the validators of its last answer and archive what comes."""

    async def one(feed: Feed) -> None:
        state = states.get(feed.feed_id, FeedState(feed_id=feed.feed_id))
        refuses = partial(robots.refuses_feed, source_id=feed.source_id)
        answer = await fetcher.get(
            Request(url=feed.url, etag=state.etag, last_modified=state.last_modified, refuses=refuses)
        )
        asked = Asked(
            kind=CaptureKind.FEED, source_id=feed.source_id, feed_id=feed.feed_id, entry_ids=(), polled_at=now
        )
        _store(writer, asked, answer)
        tick()

    await _all(one(feed) for feed in feeds)


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
        # What was not asked, because its publisher had told us to wait, is no try: it is as due as it was.
        if answer.error != FetchError.THROTTLED:
            _store(writer, asked, answer)
        tick()

    await _all(one(link, wanted) for link, wanted in by_link.items())


def open_robots(
    fetcher: Fetcher, writer: ArchiveWriter, known: Mapping[str, Callable[[], Captured]], now: datetime
) -> Robots:
    """The rules of the sites that are asked in this round; what they answer is archived."""

    def keep(source_id: str, answer: Response) -> None:
        asked = Asked(kind=CaptureKind.ROBOTS, source_id=source_id, feed_id=None, entry_ids=(), polled_at=now)
        _store(writer, asked, answer)

    return Robots(fetcher, now, known=known, keep=keep)


def _store(writer: ArchiveWriter, asked: Asked, answer: Response) -> None:
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
