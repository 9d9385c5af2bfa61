"""Copies of agency text, found where they are cut or given a new first paragraph, and the origin of each.

MinHash on Jaccard and simhash miss cut copies. Every rule here is a function of two versions and of nothing that was
there before them, so that a copy which comes before its original ends where it would have ended after it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from ingest.article.credit import Publishers, find_credit
from ingest.article.sketch import sketch
from ingest.codes import Standing
from ingest.records import ArticleCopy, ArticleSketch, ArticleVersion, Candidate, Pair

WINDOW = timedelta(hours=72)
CONTAINMENT = 0.5
MIN_SHARED = 8
_DAY = timedelta(days=1)
_STANDINGS = list(Standing)


def make_sketch(version: ArticleVersion, publishers: Publishers, now: datetime) -> ArticleSketch:
    """What is compared of a version."""
    credited = find_credit(version, publishers)
    return ArticleSketch(
        article_version_id=version.article_version_id,
        article_id=version.article_id,
        dated_at=_dated_at(version),
        standing=_standing(version, credited, publishers),
        credited_name=credited,
        hashes=sketch(version.text),
        loaded_at=now,
    )


def spans(instants: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    """Instants as intervals whose windows do not overlap, ascending: what lies between two of them need not be read."""
    found: list[tuple[datetime, datetime]] = []
    for instant in sorted(instants):
        if found and instant - found[-1][1] <= 2 * WINDOW:
            found[-1] = (found[-1][0], instant)
        else:
            found.append((instant, instant))
    return found


def choose_copied(pairs: Iterable[Pair], candidates: Mapping[str, Candidate], now: datetime) -> list[ArticleCopy]:
    """The rows to add: for each version of the pairs whose best neighbour is a better origin than itself and than the
    one that it is held to copy. `candidates` holds every version that pairs or candidates name."""
    around: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        around[pair.article_version_id].append(pair)
        around[pair.other_version_id].append(pair)
    return sorted(_rows(around, candidates, now), key=lambda row: row.article_version_id)


def _rows(
    around: Mapping[str, list[Pair]], candidates: Mapping[str, Candidate], now: datetime
) -> Iterator[ArticleCopy]:
    for version_id, pairs in around.items():
        held = candidates[version_id]
        ranked = {_other(pair, version_id): pair for pair in pairs}
        best = min(ranked, key=lambda name: _rank(candidates[name]))
        if _rank(candidates[best]) < _rank(candidates[held.copied_version_id or version_id]):
            yield ArticleCopy(
                article_version_id=version_id,
                copy_no=held.copy_no + 1,
                copied_version_id=best,
                shared_count=ranked[best].shared_count,
                containment=ranked[best].containment,
                known_from=now,
            )


def _other(pair: Pair, version_id: str) -> str:
    return pair.other_version_id if pair.article_version_id == version_id else pair.article_version_id


def _rank(candidate: Candidate) -> tuple[int, datetime, str]:
    """The likelier origin first: an agency's own text, one that credits an agency, one with a dateline; the earliest
    of equals. No two versions have one rank, so that nothing copies itself in a circle."""
    return _STANDINGS.index(candidate.standing), candidate.dated_at, candidate.article_version_id


def _standing(version: ArticleVersion, credited: str | None, publishers: Publishers) -> Standing:
    if credited:
        return Standing.CREDITED
    if version.source_id in publishers.agencies:
        return Standing.AGENCY
    return Standing.DATELINED if version.dateline else Standing.PLAIN


def _dated_at(version: ArticleVersion) -> datetime:
    """When a version became public, as far as it says: the first when its article was published, a later one when it
    was updated. A day stands for its end, and nothing is published after it was first seen."""
    stated = version.published_at
    if stated and "day" in (version.published_basis or ""):
        stated += _DAY
    if version.version_no > 1:
        stated = max(stated or version.updated_at, version.updated_at) if version.updated_at else None
    return min(stated or version.first_seen_at, version.first_seen_at)
