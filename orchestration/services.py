"""Agencies' services: page by page into archive and ledger, each page loaded before the next one is asked for."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import duckdb

from ingest.archive import ArchiveWriter, Asked
from ingest.codes import NOT_ASKED, CaptureKind
from ingest.credential import Credential
from ingest.errors import SettingError
from ingest.fetch import Fetcher, Request
from ingest.records import Capture, WirePoll, WireService
from ingest.source.poll import store
from ingest.source.service import address_of, is_due
from orchestration.credentials import credential_of
from orchestration.loading import load_landed
from orchestration.outside import Outside
from orchestration.workplace import Workplace
from warehouse.pending import last_payloads
from warehouse.services import last_polls

# A service whose pages never end is left until the next run.
MOST_PAGES = 100

# source_id → its service and what to show it.
Wanted = dict[str, tuple[WireService, Credential | None]]


@dataclass(frozen=True, slots=True)
class _Pages:
    """The address of the next page of each source, and the last payload that such an address gave."""

    addresses: dict[str, str]
    known: dict[str, Capture]


def poll_services(
    workplace: Workplace, outside: Outside, now: datetime, *, most_pages: int = MOST_PAGES
) -> Counter[str]:
    """Ask each service that is due for what is new, all of them a page at a time. Table → rows added.

    The cursor is stored with the entries of its page in one transaction: a run that is cut off asks again for what
    it had not stored, and what it had archived is loaded first.
    """
    wanted = _credentials(workplace)
    if not wanted:
        return Counter()
    return asyncio.run(_poll(workplace, outside, wanted, now, most_pages))


def _credentials(workplace: Workplace) -> Wanted:
    """The services that can be asked; one without its credential is told and left out."""
    found: Wanted = {}
    for service in (source.wire_service for source in workplace.asked if source.wire_service):
        try:
            found[service.source_id] = (service, credential_of(service))
        except SettingError as fault:
            workplace.log.warning("wire_service.lacks_credential", source=service.source_id, error=str(fault))
    return found


async def _poll(workplace: Workplace, outside: Outside, wanted: Wanted, now: datetime, most_pages: int) -> Counter[str]:
    added, asked = Counter[str](), set[str]()
    pages = _first_pages(workplace, wanted, now)
    tick = workplace.reporter.stage("polling wire services", len(pages.addresses))
    async with outside.fetcher(now) as fetcher:
        for _ in range(most_pages):
            if not pages.addresses:
                return added
            asked |= {f"{source_id} {url}" for source_id, url in pages.addresses.items()}
            await _ask(workplace, fetcher, pages, wanted, now)
            added.update(load_landed(workplace).added)
            before, pages = pages, _next_pages(workplace, pages, wanted, asked, now)
            for _ in range(len(before.addresses) - len(pages.addresses)):
                tick()
    for source_id in pages.addresses:
        workplace.log.warning("wire_service.left_more", source=source_id, pages=most_pages)
    return added


def _first_pages(workplace: Workplace, wanted: Wanted, now: datetime) -> _Pages:
    """Those of the services that are due."""
    with workplace.database() as connection:
        last = last_polls(connection)
        return _pages(connection, {
            source_id: address_of(service, last.get(source_id))
            for source_id, (service, _) in wanted.items()
            if is_due(service, last.get(source_id), now, asks_all=workplace.settings.all_feeds)
        })  # fmt: skip


def _next_pages(workplace: Workplace, pages: _Pages, wanted: Wanted, asked: set[str], now: datetime) -> _Pages:
    """What the services that were just asked have more of; a page that leads back to one of this run ends it."""
    with workplace.database() as connection:
        last = last_polls(connection)
        polls = [poll for source_id in pages.addresses if (poll := last.get(source_id)) and poll.polled_at == now]
        _tell_faults(workplace, polls)
        following = {poll.source_id: address_of(wanted[poll.source_id][0], poll) for poll in polls if poll.has_more}
        circling = {source_id for source_id, url in following.items() if f"{source_id} {url}" in asked}
        for source_id in circling:
            workplace.log.warning("wire_service.turned_in_a_circle", source=source_id)
        return _pages(connection, {name: url for name, url in following.items() if name not in circling})


def _pages(connection: duckdb.DuckDBPyConnection, addresses: dict[str, str]) -> _Pages:
    known = last_payloads(connection, list(addresses.values())) if addresses else []
    return _Pages(addresses, {capture.url: capture for capture in known})


def _tell_faults(workplace: Workplace, polls: list[WirePoll]) -> None:
    for poll in polls:
        if told := poll.error or poll.unread_reason:
            workplace.log.warning("wire_service.found_faulty", source=poll.source_id, page=poll.page_no, error=told)


async def _ask(workplace: Workplace, fetcher: Fetcher, pages: _Pages, wanted: Wanted, now: datetime) -> None:
    """GET a page of each service and archive what comes."""
    settings = workplace.settings
    requests = (Request(url=url, credential=wanted[name][1]) for name, url in pages.addresses.items())
    answers = await asyncio.gather(*(fetcher.get(request) for request in requests))
    with ArchiveWriter(settings.archive, settings.landing, now, known=pages.known) as writer:
        for source_id, answer in zip(pages.addresses, answers, strict=True):
            asked = Asked(kind=CaptureKind.WIRE, source_id=source_id, feed_id=None, entry_ids=(), polled_at=now)
            if answer.error not in NOT_ASKED:
                store(writer, asked, answer)
