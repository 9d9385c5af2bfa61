"""Article versions → their sketches, and what each is held to copy, a batch at a time."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb

from ingest.article.copies import CONTAINMENT, MIN_SHARED, WINDOW, choose_copied, make_sketch, spans
from ingest.article.credit import Publishers
from ingest.article.sketch import sketch
from ingest.records import ArticleCopy, ArticleSketch, Source
from orchestration.batches import batches
from orchestration.workplace import Workplace
from warehouse.copies import (
    candidates,
    keep_hashes,
    pairs_within,
    prune_sketches,
    pruned_within,
    versions_by_id,
    versions_to_sketch,
)
from warehouse.pending import EVER
from warehouse.store import append, transaction

# Larger than other batches: a batch reads its whole window.
_SIZE = 1000
# How long hashes are kept beyond the window. What comes later still is compared with the texts of its days.
KEPT = timedelta(days=30)
_AGENCY = "agency"


def trace_copies(workplace: Workplace, now: datetime, since: datetime = EVER) -> Counter[str]:
    """Compare every version stored since then that was not compared yet. Table → rows added."""
    publishers = _publishers(workplace.sources)
    with workplace.database() as connection:
        pending = versions_to_sketch(connection, now, since)
        tick = workplace.reporter.stage("tracing copies", len(pending))
        added = Counter[str]()
        for batch in batches(pending, _SIZE):
            sketches = [make_sketch(version, publishers, now) for version in versions_by_id(connection, batch)]
            added.update(add_sketches(connection, sketches, now))
            for _ in batch:
                tick()
        prune_sketches(connection, now - WINDOW - KEPT)
        return added


def add_sketches(
    connection: duckdb.DuckDBPyConnection, sketches: Sequence[ArticleSketch], now: datetime
) -> dict[str, int]:
    """Store sketches with what they and their neighbours are found to copy: all of it or nothing."""
    with transaction(connection):
        for span in spans(made.dated_at for made in sketches):
            for batch in batches(pruned_within(connection, span, WINDOW), _SIZE):
                versions = versions_by_id(connection, batch)
                keep_hashes(connection, {version.article_version_id: sketch(version.text) for version in versions})
        added = {"article_sketches": append(connection, sketches)}
        return added | {"article_copies": append(connection, _copies(connection, sketches, now))}


def _copies(
    connection: duckdb.DuckDBPyConnection, sketches: Sequence[ArticleSketch], now: datetime
) -> list[ArticleCopy]:
    ids = [made.article_version_id for made in sketches]
    pairs = [
        pair
        for span in spans(made.dated_at for made in sketches)
        for pair in pairs_within(
            connection, ids, span, window=WINDOW, min_shared=MIN_SHARED, min_containment=CONTAINMENT
        )
    ]
    named = {name for pair in pairs for name in (pair.article_version_id, pair.other_version_id)}
    return choose_copied(pairs, candidates(connection, named), now) if pairs else []


def _publishers(sources: Sequence[Source]) -> Publishers:
    agencies = (source.source_id for source in sources if source.kind == _AGENCY)
    return Publishers({source.source_id: source.name for source in sources}, frozenset(agencies))
