"""Archived captures → rows: entries, feed fetches, and where each feed stands after what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.archive import forget_landed, list_files, list_landed, made_at, read_file
from ingest.codes import CaptureKind
from ingest.fetch import moved_to
from ingest.headers import max_age, retry_after
from ingest.keys import key
from ingest.records import Capture, Entry, Feed, FeedFetch, FeedState, ListingChange, WireItem, WirePoll, WireService
from ingest.source.health import Came, decide, first_state
from ingest.source.identity import Known, Recognised, guid_ids, recognise
from ingest.source.read import LIMITS, Reading, Unread, read, reading_of
from ingest.source.service import AskedPage, after
from ingest.url import canonicalise, is_web
from ingest.worker import FaultKind
from orchestration.workplace import Workplace
from warehouse.feeds import feed_states, known_items, listed_items
from warehouse.services import last_polls
from warehouse.store import append_all

_OK, _NO_CONTENT, _NOT_MODIFIED = 200, 204, 304
_UNREAD = Reading()
_Addresses = frozenset[str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Table → rows added, and address → why nothing could be read from what came."""

    added: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Came:
    """A capture, what its answer said of moving and waiting, what was read from it, and of a feed what that brings."""

    capture: Capture
    moved_to: str | None
    headers: tuple[tuple[str, str], ...]
    reading: Reading
    recognised: Recognised | None = None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that a file of captures gives."""

    captures: list[Capture] = field(default_factory=list)
    fetches: list[FeedFetch] = field(default_factory=list)
    states: list[FeedState] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    changes: list[ListingChange] = field(default_factory=list)
    wire_items: list[WireItem] = field(default_factory=list)
    wire_polls: list[WirePoll] = field(default_factory=list)


def load_landed(workplace: Workplace) -> Loaded:
    """Load every archived file that is not loaded yet, each in one transaction."""
    settings, loaded = workplace.settings, Loaded()
    for path in list_landed(settings.archive, settings.landing):
        load_file(workplace, path, loaded)
        forget_landed(settings.landing, path)
    return loaded


def load_archived(workplace: Workplace, since: datetime, until: datetime | None = None) -> Counter[str]:
    """Load every archived file again whose captures are of this instant or later. Table → rows added.

    Given `until`, those before it alone; what lies outside stays as it is.
    """
    settings, loaded = workplace.settings, Loaded()
    paths = [path for path in list_files(settings.archive) if until is None or since <= made_at(path) < until]
    tick = workplace.reporter.stage("loading the archive", len(paths))
    for path in paths:
        if since.replace(microsecond=0) <= made_at(path):
            load_file(workplace, path, loaded)
        forget_landed(settings.landing, path)
        tick()
    return loaded.added


def load_file(workplace: Workplace, path: Path, loaded: Loaded) -> None:
    """Load one archived file; what is stored already stays as it is."""
    with workplace.database() as connection:
        states = feed_states(connection, made_at(path))
    found = _read_file(workplace, path, states)
    with workplace.database() as connection:
        known = _known(connection, found, states, made_at(path))
        found = [_recognised(each, known) for each in found]
        rows = _rows(found, known, states, _addresses_of(workplace))
        rows.wire_polls.extend(_wire_polls(found, _services_of(workplace), last_polls(connection)))
        loaded.added.update(
            append_all(
                connection,
                rows.captures,
                rows.fetches,
                rows.states,
                rows.entries,
                rows.changes,
                rows.wire_items,
                rows.wire_polls,
            )
        )
    for each in found:
        if each.reading.error:
            loaded.faults[each.capture.url] = each.reading.error
            workplace.log.warning("capture.found_unusable", url=each.capture.url, error=each.reading.error)


def _read_file(workplace: Workplace, path: Path, states: dict[str, FeedState]) -> list[_Came]:
    """Every capture of a file, parsed where there is something new to parse; few bodies are held at a time."""
    came: list[_Came] = []
    services = _services_of(workplace)
    zones = workplace.zones

    def unread() -> Iterator[Unread]:
        for captured in read_file(workplace.settings.archive, path):
            reading = _without_parsing(captured.capture, states)
            moved = moved_to(captured.hops, captured.capture.final_url)
            came.append(_Came(captured.capture, moved, captured.headers, reading or _UNREAD))
            if reading is None:
                source_id = captured.capture.source_id
                yield Unread(
                    captured.capture,
                    captured.payload,
                    captured.content_encoding,
                    headers=captured.headers,
                    service=services.get(source_id),
                    timezone=zones.get(source_id, "UTC"),
                )

    readings = iter([reading_of(result) for result in workplace.workers.map(read, unread(), LIMITS)])
    return [replace(each, reading=next(readings)) if each.reading is _UNREAD else each for each in came]


def _without_parsing(capture: Capture, states: dict[str, FeedState]) -> Reading | None:
    """What is known of a capture before its bytes are looked at; None where they must be."""
    if capture.error is not None:
        return Reading(error=capture.error)
    if capture.kind is CaptureKind.WIRE:
        # A file has no status: nobody was asked for it.
        is_read = capture.status in (None, _OK, _NO_CONTENT)
        return None if is_read else Reading(error=f"http_{capture.status}")
    if capture.kind is not CaptureKind.FEED or capture.status == _NOT_MODIFIED:
        return Reading()
    if capture.status != _OK:
        return Reading(error=f"http_{capture.status}")
    state = states.get(capture.feed_id or "")
    return Reading() if state and state.sha256 == capture.sha256 is not None else None


def _recognised(came: _Came, known: Mapping[str, Known]) -> _Came:
    """With what its listing brings; a feed that our own code stumbles over is one that cannot be read."""
    capture, document = came.capture, came.reading.document
    if document is None:
        return came
    try:
        return replace(came, recognised=recognise(document.items, capture, known.get(capture.feed_id or "", Known())))
    except Exception:  # noqa: BLE001 - one feed never costs the others their run
        return replace(came, reading=Reading(error=f"parser_{FaultKind.CRASHED}"))


def _rows(
    found: Sequence[_Came], known: Mapping[str, Known], states: dict[str, FeedState], addresses: _Addresses
) -> _Rows:
    rows = _Rows(captures=[each.capture for each in found])
    for each in found:
        rows.entries.extend(received.entry for received in each.reading.received)
        rows.wire_items.extend(received.item for received in each.reading.received)
        if each.capture.kind is CaptureKind.FEED and each.capture.feed_id:
            _add_feed(rows, each, known.get(each.capture.feed_id, Known()), states, addresses)
    return rows


def _known(
    connection: duckdb.DuckDBPyConnection, found: Iterable[_Came], states: dict[str, FeedState], made: datetime
) -> dict[str, Known]:
    """What is stored of the items that were listed, feed by feed, as it stood when the file was made."""
    listed: list[tuple[str, str, str | None]] = []
    feed_ids = set()
    for each in found:
        feed_id, document = each.capture.feed_id, each.reading.document
        if document and feed_id:
            feed_ids.add(feed_id)
            with suppress(Exception):  # it is met again, and told, where the listing is recognised
                ids = guid_ids(document.items, feed_id)
                listed += [(feed_id, item_id, item.title) for item_id, item in zip(ids, document.items, strict=True)]
    items, last = known_items(connection, listed), listed_items(connection, feed_ids, made)
    return {
        feed_id: Known(
            items=items.get(feed_id, ()),
            listed=last.get(feed_id, frozenset()),
            is_guid_unstable=feed_id in states and states[feed_id].is_guid_unstable,
        )
        for feed_id in feed_ids
    }


def _add_feed(rows: _Rows, came: _Came, known: Known, states: dict[str, FeedState], addresses: _Addresses) -> None:
    """The rows of one request to a feed: the request, the state after it, what is new, what came and went."""
    capture, recognised = came.capture, came.recognised
    feed = Feed(feed_id=capture.feed_id or "", source_id=capture.source_id, url=capture.url)
    before = states.get(feed.feed_id) or first_state(feed, capture.polled_at)
    after = decide(before, _told(came, addresses))
    states[feed.feed_id] = after
    rows.states.append(after)
    rows.fetches.append(_feed_fetch(came, after))
    if recognised:
        rows.entries.extend(recognised.entries)
        rows.changes.extend(_changes(capture, recognised.item_ids, known.listed))


def _told(came: _Came, addresses: _Addresses) -> Came:
    capture, document = came.capture, came.reading.document
    # Validators belong to the address that gave them: what a redirect led to gave them for itself.
    is_direct = capture.final_url == capture.url
    return Came(
        fetch_id=_fetch_id(capture),
        at=capture.polled_at,
        url=capture.url,
        status=capture.status,
        error=came.reading.error if came.reading.error != f"http_{capture.status}" else None,
        sha256=capture.sha256,
        etag=capture.etag if is_direct else None,
        last_modified=capture.last_modified if is_direct else None,
        listing=came.recognised.listing if came.recognised else None,
        asked_seconds=max(max_age(came.headers), document.asked_seconds if document else 0),
        retry_at=retry_after(capture.status, came.headers, capture.fetched_at),
        moved_to=came.moved_to,
        is_target_known=came.moved_to is not None and canonicalise(came.moved_to) in addresses,
    )


def _feed_fetch(came: _Came, after: FeedState) -> FeedFetch:
    """The request as a row. Of the same bytes again it is known how many entries they hold."""
    capture, error = came.capture, came.reading.error
    has_listing = error is None and capture.status == _OK
    return FeedFetch(
        fetch_id=_fetch_id(capture),
        feed_id=capture.feed_id or "",
        source_id=capture.source_id,
        capture_id=capture.capture_id,
        polled_at=capture.polled_at,
        status=capture.status,
        etag=None if error else capture.etag,
        last_modified=None if error else capture.last_modified,
        size_bytes=capture.size_bytes,
        entry_count=_entry_count(came, after) if has_listing else None,
        error=error,
        loaded_at=capture.polled_at,
        is_malformed=came.reading.document.is_malformed if came.reading.document else None,
    )


def _entry_count(came: _Came, after: FeedState) -> int | None:
    return len(came.reading.document.items) if came.reading.document else after.item_count


def _changes(capture: Capture, now_listed: frozenset[str], listed: frozenset[str]) -> list[ListingChange]:
    """What came into a listing and what left it."""
    return [
        ListingChange(
            feed_id=capture.feed_id or "", item_id=item_id, polled_at=capture.polled_at, is_listed=item_id in now_listed
        )
        for item_id in sorted(now_listed ^ listed)
    ]


def _wire_polls(
    found: Iterable[_Came], services: Mapping[str, WireService], last: dict[str, WirePoll]
) -> Iterator[WirePoll]:
    """Where each service stands after each of its pages, in the order in which they were asked for."""
    for each in found:
        service = services.get(each.capture.source_id)
        if each.capture.kind is not CaptureKind.WIRE or service is None or not is_web(each.capture.url):
            continue
        page = each.reading.page
        came = AskedPage(
            capture=each.capture,
            error=each.reading.error,
            item_count=page.item_count if page else None,
            unread_reason=page.unread_reason if page else None,
            next=page.next if page else None,
            retry_at=retry_after(each.capture.status, each.headers, each.capture.fetched_at),
        )
        last[service.source_id] = after(service, last.get(service.source_id), came)
        yield last[service.source_id]


def _services_of(workplace: Workplace) -> dict[str, WireService]:
    services = (source.wire_service for source in workplace.sources)
    return {service.source_id: service for service in services if service}


def _fetch_id(capture: Capture) -> str:
    """A request is known by its feed and the instant of its run: a run that is repeated makes no second one."""
    return key("fet", capture.feed_id, capture.polled_at.isoformat())


def _addresses_of(workplace: Workplace) -> _Addresses:
    """The addresses that the registry asks."""
    return frozenset(canonicalise(feed.url) for source in workplace.sources for feed in source.feeds)
