"""Captures of entries → articles, versions, rejections and failures, a batch at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.archive import read_payload
from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.held import held_back, is_update
from ingest.article.version import (
    Known,
    carries_text,
    choose_text,
    identify,
    make_failure,
    make_rejection,
    make_version,
)
from ingest.codes import CaptureKind, RejectionReason
from ingest.errors import DamagedArchive
from ingest.records import Article, ArticleVersion, Capture, Failure, Rejection, WireItem
from ingest.url import is_homepage
from orchestration.batches import batches
from orchestration.workplace import Workplace
from warehouse.pending import Work, entries_to_extract, known_texts, wire_items
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


def extract_articles(workplace: Workplace, now: datetime) -> Counter[str]:
    """Everything that is captured but has neither version nor rejection. Table → rows added."""
    with workplace.database() as connection:
        pending = entries_to_extract(connection, now)
        tick = workplace.reporter.stage("extracting articles", len(pending))
        added = Counter[str]()
        for batch in batches(pending):
            rows = extract_batch(connection, workplace.settings.archive, batch, now)
            added.update(append_all(connection, rows.articles, rows.versions, rows.rejections, rows.failures))
            for _ in batch:
                tick()
        return added


def extract_batch(connection: duckdb.DuckDBPyConnection, archive: Path, batch: Iterable[Work], now: datetime) -> Rows:
    """The rows that some entries give by what was captured for them; nothing is stored."""
    rows, outcomes = Rows(), []
    batch = list(batch)
    items = wire_items(connection, [work.entry.entry_id for work in batch])
    for work in batch:
        if _was_not_had(work.capture) and not carries_text(work.entry):
            rows.failures.append(make_failure(work.entry, work.capture, now))
        else:
            outcomes.append(_outcome(archive, work, items.get(work.entry.entry_id), now))
    stored = known_texts(connection, {outcome.article_id for outcome in outcomes})
    known = {article_id: Known(article_id, digests, text) for article_id, (digests, text) in stored.items()}
    for outcome in outcomes:
        _add(outcome, known, rows, now)
    return rows


def _was_not_had(capture: Capture) -> bool:
    """A page without an answer that can be read; a feed or wire file that is the text of its entry has been had."""
    return capture.kind is CaptureKind.PAGE and (capture.error is not None or capture.status != _OK)


def _outcome(archive: Path, work: Work, item: WireItem | None, now: datetime) -> Outcome:
    if item:
        return _wire_outcome(work, item, now)
    try:
        read = _read_page(archive, work.capture)
    except DamagedArchive:
        raise
    except Exception as fault:  # noqa: BLE001 - one page never costs the others their run
        read = Refused(RejectionReason.CRASHED, type(fault).__name__)
    found = choose_text(work.entry, read)
    page = found if isinstance(found, Extracted) else None
    article_id, url = identify(work.entry, work.capture, page)
    return Outcome(work, found, article_id, url)


def _wire_outcome(work: Work, item: WireItem, now: datetime) -> Outcome:
    found = held_back(item, now) or choose_text(work.entry, None)
    if isinstance(found, Extracted):
        found = replace(found, is_update=is_update(item))
    article_id, url = identify(work.entry, work.capture, None)
    return Outcome(work, found, article_id, url)


def _read_page(archive: Path, capture: Capture) -> Extracted | Refused | None:
    if capture.kind is not CaptureKind.PAGE or _was_not_had(capture):
        return None
    if is_homepage(capture.final_url) and not is_homepage(capture.url):
        return Refused(RejectionReason.NOT_ARTICLE, "redirected to the homepage")
    captured = read_payload(archive, capture)
    page = Page(
        url=capture.final_url,
        body=captured.payload,
        content_type=capture.content_type,
        content_encoding=captured.content_encoding,
        fetched_at=capture.fetched_at,
    )
    return extract(page)


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
    known[outcome.article_id] = Known(
        outcome.article_id, (*before.digests, made.version.text_sha256), made.version.text
    )
