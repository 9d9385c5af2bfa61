"""The first stage: ask what is due, archive what comes, load what is archived. Only this stage uses the network."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from ingest.archive import ArchiveWriter, Captured, read_payload
from ingest.records import Capture, Entry
from ingest.robots import KEPT_FOR
from ingest.source.health import first_state
from ingest.source.poll import Poll, choose_polls, fetch_pages, open_robots, poll_feeds
from ingest.source.refetch import is_page_due
from orchestration.drops import take_files
from orchestration.loading import load_landed
from orchestration.outside import Outside
from orchestration.services import poll_services
from orchestration.workplace import Workplace
from warehouse.feeds import feed_states, feeds_polled_at
from warehouse.pending import last_payloads, pages_to_fetch, robots_answers
from warehouse.revisits import pages_to_revisit, was_asked_since


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
    polls = _feeds_to_poll(workplace, now)
    with workplace.database() as connection:
        is_repeated = was_asked_since(connection, now)
        before = _before(connection, [poll.request.url for poll in polls], now)
    asyncio.run(_poll(workplace, outside, polls, before, now))
    polled = load_landed(workplace).added + poll_services(workplace, outside, now) + take_files(workplace, now)
    entries = _pages_to_ask(workplace, now, is_repeated=is_repeated)
    with workplace.database() as connection:
        before = _before(connection, [entry.link for entry in entries if entry.link], now)
    asyncio.run(_fetch(workplace, outside, entries, before, now))
    return left_over.added + polled + load_landed(workplace).added


def _pages_to_ask(workplace: Workplace, now: datetime, *, is_repeated: bool) -> list[Entry]:
    """What was never had, and what is due for another look; an instant that is played again takes no other look."""
    with workplace.database() as connection:
        waiting = pages_to_fetch(connection, now)
        looks = [] if is_repeated else pages_to_revisit(connection, now)
    # A page that is asked for answers every entry that waits for it.
    due = {entry.link for entry, asked in waiting if is_page_due(asked, now)} | {entry.link for entry in looks}
    entries = [entry for entry, _ in waiting if entry.link in due] + looks
    wanted = {source.source_id for source in workplace.asked}
    return list({entry.entry_id: entry for entry in entries if entry.source_id in wanted}.values())


def _feeds_to_poll(workplace: Workplace, now: datetime) -> list[Poll]:
    """The feeds that are due, or all of them where that is asked for; each once at an instant."""
    settings = workplace.settings
    with workplace.database() as connection:
        states, polled = feed_states(connection), feeds_polled_at(connection, now)
    waiting = [
        (feed, states.get(feed.feed_id) or first_state(feed, now))
        for source in workplace.asked
        for feed in source.feeds
        if feed.feed_id not in polled
    ]
    asks_all = settings.all_feeds or settings.registry == "newsroom"
    return choose_polls(waiting, now, asks_all=asks_all)


async def _poll(
    workplace: Workplace,
    outside: Outside,
    polls: list[Poll],
    before: Before,
    now: datetime,
) -> None:
    settings = workplace.settings
    tick = workplace.reporter.stage("polling feeds", len(polls))
    with ArchiveWriter(settings.archive, settings.landing, now, known=before.payloads) as writer:
        async with outside.fetcher(now) as fetcher:
            rules = open_robots(fetcher, writer, _known(settings.archive, before.robots), now)
            await poll_feeds(polls, fetcher=fetcher, robots=rules, writer=writer, now=now, tick=tick)


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
