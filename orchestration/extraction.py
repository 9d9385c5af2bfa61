"""Captures of entries → articles, versions, rejections and failures, a batch at a time."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.archive import read_payload
from ingest.article.extract import Extracted, Page, Refused
from ingest.article.held import held_back, is_update
from ingest.article.repeated import prints, refusal_of, repeated
from ingest.article.task import LIMITS, read, settle
from ingest.article.version import (
    Known,
    carries_text,
    choose_text,
    identify,
    make_failure,
    make_rejection,
    make_version,
)
from ingest.article.walls import of_redirect
from ingest.codes import CaptureKind, RejectionReason, TextKind
from ingest.records import (
    Article,
    ArticleDate,
    ArticleParagraph,
    ArticleVersion,
    Capture,
    Failure,
    PagePrint,
    Rejection,
    WireItem,
)
from ingest.url import host_of, is_homepage
from orchestration.batches import batches
from orchestration.workplace import Workplace
from warehouse.pending import EVER, Work, entries_to_extract, known_texts, stored_prints, wire_items
from warehouse.store import append_all

_OK = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: a text with the article it belongs to, or the reason why there is none."""

    work: Work
    found: Extracted | Refused
    article_id: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a batch gives."""

    articles: list[Article] = field(default_factory=list)
    versions: list[ArticleVersion] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    paragraphs: list[ArticleParagraph] = field(default_factory=list)
    dates: list[ArticleDate] = field(default_factory=list)
    prints: list[PagePrint] = field(default_factory=list)

    def groups(self) -> tuple[Sequence[object], ...]:
        """The rows by their tables."""
        return (
            self.articles,
            self.versions,
            self.paragraphs,
            self.dates,
            self.prints,
            self.rejections,
            self.failures,
        )


def extract_articles(workplace: Workplace, now: datetime, since: datetime = EVER) -> Counter[str]:
    """Everything that is captured since then but has neither version nor rejection. Table → rows added."""
    with workplace.database() as connection:
        pending = entries_to_extract(connection, now, since)
        tick = workplace.reporter.stage("extracting articles", len(pending))
        added = Counter[str]()
        for batch in batches(pending):
            rows = extract_batch(connection, workplace, batch, now)
            added.update(append_all(connection, *rows.groups()))
            for _ in batch:
                tick()
        return added


def extract_batch(
    connection: duckdb.DuckDBPyConnection, workplace: Workplace, batch: Sequence[Work], now: datetime
) -> Rows:
    """The rows that some entries give by what was captured for them, each entry once; nothing is stored."""
    rows = Rows()
    lost = [work for work in batch if _was_not_had(work.capture) and not carries_text(work.entry)]
    rows.failures.extend(make_failure(work.entry, work.capture, now) for work in lost)
    kept = {work.entry.entry_id for work in batch} - {work.entry.entry_id for work in lost}
    items = wire_items(connection, [work.entry.entry_id for work in batch])
    outcomes = _outcomes(workplace, [work for work in batch if work.entry.entry_id in kept], items, now)
    outcomes = _without_repeated(connection, outcomes, rows, now)
    stored = known_texts(connection, {outcome.article_id for outcome in outcomes})
    known = {article_id: Known(article_id, digests, text) for article_id, (digests, text) in stored.items()}
    for outcome in outcomes:
        _add(outcome, known, rows, now)
    return rows


def _was_not_had(capture: Capture) -> bool:
    """A page without an answer that can be read; a feed or wire file that is the text of its entry has been had."""
    return capture.kind is CaptureKind.PAGE and (capture.error is not None or capture.status != _OK)


def _outcomes(
    workplace: Workplace, batch: Sequence[Work], items: Mapping[str, WireItem], now: datetime
) -> list[Outcome]:
    """What became of each entry; pages are read by the workers."""
    zones = workplace.zones
    found: dict[str, Extracted | Refused | None] = {work.entry.entry_id: _led_astray(work.capture) for work in batch}
    pages = [work for work in batch if _is_page(work.capture) and found[work.entry.entry_id] is None]
    asked: deque[Page] = deque()
    results = workplace.workers.map(read, _pages(workplace.settings.archive, pages, zones, asked), LIMITS)
    for work, result in zip(pages, results, strict=True):
        found[work.entry.entry_id] = settle(workplace.workers, asked.popleft(), result)
    return [_outcome(work, found[work.entry.entry_id], items.get(work.entry.entry_id), now) for work in batch]


def _pages(archive: Path, works: Iterable[Work], zones: Mapping[str, str], asked: deque[Page]) -> Iterator[Page]:
    for work in works:
        capture, captured = work.capture, read_payload(archive, work.capture)
        asked.append(
            Page(
                url=capture.final_url,
                body=captured.payload,
                content_type=capture.content_type,
                content_encoding=captured.content_encoding,
                fetched_at=capture.fetched_at,
                timezone=zones.get(work.entry.source_id, "UTC"),
            )
        )
        yield asked[-1]


def _is_page(capture: Capture) -> bool:
    return capture.kind is CaptureKind.PAGE and not _was_not_had(capture)


def _led_astray(capture: Capture) -> Refused | None:
    """Why a page is none that was asked for."""
    if not _is_page(capture):
        return None
    if is_homepage(capture.final_url) and not is_homepage(capture.url):
        return Refused(RejectionReason.NOT_ARTICLE, "redirected to the homepage")
    wall = of_redirect(capture.url, capture.final_url)
    return Refused(wall.reason, wall.rule) if wall else None


def _outcome(work: Work, read_as: Extracted | Refused | None, item: WireItem | None, now: datetime) -> Outcome:
    if item:
        return _wire_outcome(work, item, now)
    found = choose_text(work.entry, read_as)
    article_id, url = identify(work.entry, work.capture, found if isinstance(found, Extracted) else None)
    return Outcome(work, found, article_id, url)


def _wire_outcome(work: Work, item: WireItem, now: datetime) -> Outcome:
    found = held_back(item, now) or choose_text(work.entry, None)
    if isinstance(found, Extracted):
        found = replace(found, is_update=is_update(item))
    article_id, url = identify(work.entry, work.capture, None)
    return Outcome(work, found, article_id, url)


def _without_repeated(
    connection: duckdb.DuckDBPyConnection, outcomes: list[Outcome], rows: Rows, now: datetime
) -> list[Outcome]:
    """Outcomes in which a text that several addresses of a host share is refused as what it is."""
    for outcome in outcomes:
        found, host = outcome.found, host_of(outcome.work.capture.final_url)
        if isinstance(found, Extracted) and found.kind is TextKind.PAGE and host:
            title = outcome.work.entry.title or found.title
            rows.prints.extend(prints(host, outcome.article_id, title, found.text, now))
    shared = repeated(rows.prints, stored_prints(connection, rows.prints)) if rows.prints else set()
    return [_refused(outcome) if outcome.article_id in shared else outcome for outcome in outcomes]


def _refused(outcome: Outcome) -> Outcome:
    if not isinstance(outcome.found, Extracted):
        return outcome
    reason, detail = refusal_of(outcome.found.text, outcome.found.title)
    return replace(outcome, found=Refused(reason, detail))


def _add(outcome: Outcome, known: dict[str, Known], rows: Rows, now: datetime) -> None:
    entry, capture = outcome.work.entry, outcome.work.capture
    if isinstance(outcome.found, Refused):
        rows.rejections.append(make_rejection(entry, capture, outcome.found, now))
        return
    before = known.get(outcome.article_id, Known(outcome.article_id))
    made = make_version(entry, capture, outcome.found, before, outcome.url, now=now)
    if isinstance(made, Refused):
        rows.rejections.append(make_rejection(entry, capture, made, now))
        return
    rows.articles.append(made.article)
    rows.versions.append(made.version)
    rows.paragraphs.extend(made.paragraphs)
    rows.dates.extend(made.dates)
    known[outcome.article_id] = Known(
        outcome.article_id, (*before.digests, made.version.text_sha256), made.version.text
    )
