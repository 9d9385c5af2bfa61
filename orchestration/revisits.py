"""Later looks at pages whose text is stored → a new version where it was changed, and what was seen in any case.

Silent edits are found this way: no feed tells of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from ingest.codes import PageOutcome, RejectionReason
from ingest.records import PageObservation
from orchestration.batches import batches
from orchestration.extraction import Rows, extract_batch
from orchestration.workplace import Workplace
from warehouse.pending import Work
from warehouse.revisits import looks_to_conclude
from warehouse.store import append_all

_OK = 200
_GONE = frozenset({404, 410, 451})


@dataclass(frozen=True, slots=True)
class Look:
    """A page had again, the article that it told, and the digest of the bytes that it gave before."""

    work: Work
    article_id: str
    last_sha256: str | None


def revisit_articles(workplace: Workplace, now: datetime) -> Counter[str]:
    """Every look at a page from which nothing was concluded yet. Table → rows added."""
    with workplace.database() as connection:
        looks = [Look(*each) for each in looks_to_conclude(connection, now)]
        added = Counter[str]()
        for batch in batches(looks):
            for wave in _waves(batch):
                added.update(_conclude(connection, workplace, wave, now))
        return added


def _waves(looks: Sequence[Look]) -> Iterator[list[Look]]:
    """One look an entry at a time: what the second means depends on the first."""
    waiting = list(looks)
    while waiting:
        first = {look.work.entry.entry_id: look for look in reversed(waiting)}
        yield list(first.values())
        waiting = [look for look in waiting if look not in first.values()]


def _conclude(
    connection: duckdb.DuckDBPyConnection, workplace: Workplace, looks: Sequence[Look], now: datetime
) -> dict[str, int]:
    known = {look.work.entry.entry_id: _before_reading(look) for look in looks}
    unread = [look for look in looks if known[look.work.entry.entry_id] is None]
    rows = extract_batch(connection, workplace, [look.work for look in unread], now)
    told = {look.work.entry.entry_id: _told(rows, look) for look in unread}
    observations = [_observation(look, known[look.work.entry.entry_id] or told[look.work.entry.entry_id], now)
                    for look in looks]  # fmt: skip
    articles = {look.work.entry.entry_id: look.article_id for look in looks}
    versions = [version for version in rows.versions if version.article_id == articles[version.entry_id]]
    new = {version.article_version_id for version in versions}
    paragraphs = [row for row in rows.paragraphs if row.article_version_id in new]
    dates = [row for row in rows.dates if row.article_version_id in new]
    return append_all(connection, versions, paragraphs, dates, observations)


def _before_reading(look: Look) -> tuple[PageOutcome, str | None] | None:
    """What the answer alone says; None where its text must be read."""
    capture = look.work.capture
    if capture.status in _GONE:
        return PageOutcome.GONE, f"http_{capture.status}"
    if capture.error is not None or capture.status != _OK:
        return PageOutcome.UNAVAILABLE, capture.error or f"http_{capture.status}"
    return (PageOutcome.UNCHANGED, None) if capture.sha256 == look.last_sha256 else None


def _told(rows: Rows, look: Look) -> tuple[PageOutcome, str | None]:
    """What the extraction made of it. A page that tells another article now is no version of the old one."""
    entry_id = look.work.entry.entry_id
    for version in rows.versions:
        if version.entry_id == entry_id:
            is_same = version.article_id == look.article_id
            return (PageOutcome.CHANGED if is_same else PageOutcome.OTHER_ARTICLE), None
    for rejection in rows.rejections:
        if rejection.entry_id == entry_id:
            is_same = rejection.reason is RejectionReason.DUPLICATE_VERSION
            return (PageOutcome.UNCHANGED if is_same else PageOutcome.UNREADABLE), rejection.reason.value
    return PageOutcome.UNREADABLE, None


def _observation(look: Look, told: tuple[PageOutcome, str | None], now: datetime) -> PageObservation:
    capture = look.work.capture
    return PageObservation(
        entry_id=look.work.entry.entry_id,
        capture_id=capture.capture_id,
        article_id=look.article_id,
        observed_at=capture.fetched_at,
        status=capture.status,
        outcome=told[0],
        detail=told[1],
        loaded_at=now,
    )
