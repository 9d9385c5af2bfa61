"""The first stage: ask what is due, archive what comes, load what is archived. Only this stage uses the network."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from ingest.archive import (
    ArchiveWriter,
    Captured,
    forget_landed,
    list_files,
    list_landed,
    made_at,
    read_file,
    read_payload,
)
from ingest.codes import CaptureKind
from ingest.decode import Undecodable, decode
from ingest.errors import NotAFeed, NotAnArticle
from ingest.keys import key
from ingest.records import Capture, Entry, Feed, FeedFetch, FeedState, WireItem
from ingest.robots import KEPT_FOR
from ingest.source.drop import put_away, take_files
from ingest.source.feed import parse_feed
from ingest.source.poll import fetch_pages, open_robots, poll_feeds
from ingest.source.wire.receive import receive
from orchestration.outside import Outside
from orchestration.workplace import Workplace
from warehouse.pending import feed_states, feeds_to_poll, last_payloads, pages_to_fetch, robots_answers
from warehouse.store import append_all

_MAX_FEED_BYTES = 10 * 2**20
_OK, _NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True)
class Loaded:
    """Table → rows added, and address → why nothing could be read from what came."""

    added: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """What the archive holds of whom we are about to ask: the last payload by address, and the rules of their sites."""

    payloads: dict[str, Capture]
    robots: list[Capture]


def collect(workplace: Workplace, outside: Outside, now: datetime) -> Counter[str]:
    """Poll feeds and wire at an instant, then the pages of what is new. Table → rows added.

    What a killed run had captured is loaded first; an instant that was polled already is not polled again.
    """
    left_over = load_landed(workplace)
    outside.advance(now)
    with workplace.database() as connection:
        feeds = feeds_to_poll(connection, [feed for source in workplace.sources for feed in source.feeds], now)
        states = feed_states(connection)
        before = _before(connection, [feed.url for feed in feeds], now)
    taken = asyncio.run(_poll(workplace, outside, feeds, states, before=before, now=now))
    polled = load_landed(workplace)
    put_away(taken, polled.faults)
    with workplace.database() as connection:
        entries = pages_to_fetch(connection, now)
        before = _before(connection, [entry.link for entry in entries if entry.link], now)
    asyncio.run(_fetch(workplace, outside, entries, before, now))
    return left_over.added + polled.added + load_landed(workplace).added


def load_landed(workplace: Workplace) -> Loaded:
    """Load every archived file that is not loaded yet, each in one transaction."""
    settings, loaded = workplace.settings, Loaded()
    for path in list_landed(settings.archive, settings.landing):
        _load_file(workplace, path, loaded)
        forget_landed(settings.landing, path)
    return loaded


def load_archived(workplace: Workplace, since: datetime) -> Counter[str]:
    """Load every archived file again whose captures are of this instant or later. Table → rows added."""
    settings, loaded = workplace.settings, Loaded()
    paths = list_files(settings.archive)
    tick = workplace.reporter.stage("loading the archive", len(paths))
    for path in paths:
        if since.replace(microsecond=0) <= made_at(path):
            _load_file(workplace, path, loaded)
        forget_landed(settings.landing, path)
        tick()
    return loaded.added


async def _poll(
    workplace: Workplace,
    outside: Outside,
    feeds: list[Feed],
    states: dict[str, FeedState],
    *,
    before: Before,
    now: datetime,
) -> dict[str, Path]:
    settings = workplace.settings
    tick = workplace.reporter.stage("polling feeds", len(feeds))
    with ArchiveWriter(settings.archive, settings.landing, now, known=before.payloads) as writer:
        async with outside.fetcher(now) as fetcher:
            rules = open_robots(fetcher, writer, _known(settings.archive, before.robots), now)
            await poll_feeds(feeds, states, fetcher=fetcher, robots=rules, writer=writer, now=now, tick=tick)
        taken: dict[str, Path] = {}
        for source in workplace.sources:
            if source.wire:
                taken |= take_files(source.wire, settings.wire, writer=writer, now=now)
        return taken


async def _fetch(workplace: Workplace, outside: Outside, entries: list[Entry], before: Before, now: datetime) -> None:
    settings = workplace.settings
    tick = workplace.reporter.stage("fetching pages", len({entry.link for entry in entries}))
    with ArchiveWriter(settings.archive, settings.landing, now, known=before.payloads) as writer:
        async with outside.fetcher(now) as fetcher:
            rules = open_robots(fetcher, writer, _known(settings.archive, before.robots), now)
            await fetch_pages(entries, fetcher=fetcher, robots=rules, writer=writer, now=now, tick=tick)


def _before(connection: duckdb.DuckDBPyConnection, urls: list[str], now: datetime) -> Before:
    robots = robots_answers(connection, now - KEPT_FOR, now)
    return Before({capture.url: capture for capture in last_payloads(connection, urls)}, robots)


def _known(archive: Path, robots: list[Capture]) -> dict[str, Callable[[], Captured]]:
    """Address → what reads its last answer from the archive."""
    return {capture.url: partial(read_payload, archive, capture) for capture in robots}


def _load_file(workplace: Workplace, path: Path, loaded: Loaded) -> None:
    captures: list[Capture] = []
    fetches: list[FeedFetch] = []
    entries: list[Entry] = []
    wire_items: list[WireItem] = []
    for captured in read_file(workplace.settings.archive, path):
        captures.append(captured.capture)
        found, items, error = _read_entries(captured)
        entries += found
        wire_items += items
        if captured.capture.kind is CaptureKind.FEED:
            fetches.append(_feed_fetch(captured.capture, found, error))
        if error:
            loaded.faults[captured.capture.url] = error
            workplace.log.warning("capture.found_unusable", url=captured.capture.url, error=error)
    with workplace.database() as connection:
        loaded.added.update(append_all(connection, captures, fetches, entries, wire_items))


def _read_entries(captured: Captured) -> tuple[list[Entry], list[WireItem], str | None]:
    """The entries of a feed or wire file with what a wire adds to them, or what keeps it from having any."""
    capture = captured.capture
    if capture.error is not None:
        return [], [], capture.error
    if capture.kind is CaptureKind.FEED and capture.status not in (None, _OK, _NOT_MODIFIED):
        return [], [], f"http_{capture.status}"
    try:
        entries, items = _parse(captured)
    except NotAFeed:
        return [], [], "not_feed"
    except (NotAnArticle, Undecodable) as fault:
        return [], [], str(fault)
    except Exception as fault:  # noqa: BLE001 - one document of one source never costs the others their run
        return [], [], f"crashed: {type(fault).__name__}"
    return entries, items, None


def _parse(captured: Captured) -> tuple[list[Entry], list[WireItem]]:
    capture = captured.capture
    match capture.kind:
        case CaptureKind.WIRE:
            received = receive(captured.payload, capture)
            return [each.entry for each in received], [each.item for each in received]
        case CaptureKind.FEED if capture.status == _OK:
            body = decode(captured.payload, captured.content_encoding, max_bytes=_MAX_FEED_BYTES)
            return parse_feed(body, capture), []
        case _:
            return [], []


def _feed_fetch(capture: Capture, entries: Iterable[Entry], error: str | None) -> FeedFetch:
    """The request as a row. Validators of an answer that could not be used would hide it the next time."""
    return FeedFetch(
        fetch_id=key("fet", capture.feed_id, capture.polled_at.isoformat()),
        feed_id=capture.feed_id or "",
        source_id=capture.source_id,
        capture_id=capture.capture_id,
        polled_at=capture.polled_at,
        status=capture.status,
        etag=None if error else capture.etag,
        last_modified=None if error else capture.last_modified,
        size_bytes=capture.size_bytes,
        entry_count=None if error or capture.status != _OK else len(list(entries)),
        error=error,
        loaded_at=capture.polled_at,
    )
