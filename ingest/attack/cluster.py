"""Mentions → parts that each tell of one attack: a function of the set of mentions, whatever order they came in.

Average linkage: two parts become one while a pair of them matches and the mean score of all their pairs comes near
the threshold, the best mean first; a veto between any two keeps them apart. So one missing link does no harm, and a
chain of weak ones joins nothing. What an analyst made one begins as one part, whatever its scores, and a veto of a
kind that the analyst set aside in it no longer counts for it.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from ingest.attack.decided import APART, Decided
from ingest.attack.features import ONE_ARTICLE
from ingest.attack.profile import Profile
from ingest.attack.reference import Reference
from ingest.attack.score import Score, score
from ingest.attack.weights import THRESHOLD

Pair = tuple[str, str]
Scores = Mapping[Pair, Score]
# How far the mean may lie below the threshold.
LEEWAY = 0.5
# Sums of whole numbers do not depend on the order of addition.
_SCALE = 10_000
# Vetoes that nobody sets aside for others: an author, or an analyst, knew that the two are two.
_FINAL = frozenset({ONE_ARTICLE, APART})
_APART = Score(0.0, (), APART)
NOTHING_DECIDED = Decided()


def score_pairs(profiles: Sequence[Profile], reference: Reference) -> dict[Pair, Score]:
    """The score of every two mentions, under their ids in order."""
    ordered = sorted(profiles, key=lambda each: each.mention.mention_id)
    return {
        (one.mention.mention_id, other.mention.mention_id): score(one, other, reference)
        for one, other in combinations(ordered, 2)
    }


def cluster(mention_ids: Sequence[str], scores: Scores, decided: Decided = NOTHING_DECIDED) -> list[tuple[str, ...]]:
    """The parts, each sorted, in the order of their first id. A pair without a score is as good as vetoed."""
    bound = {pair: _APART if decided.is_apart(*pair) else each for pair, each in scores.items()}
    links = [pair for pair, each in bound.items() if each.is_match]
    found = [
        part
        for component in components(mention_ids, [*links, *decided.links(mention_ids)])
        for part in _Parts(_begin(component, decided), bound).joined()
    ]
    return sorted(found)


def _begin(component: Sequence[str], decided: Decided) -> list[tuple[str, ...]]:
    """What is one before any score is looked at: groups by decision, the rest one by one."""
    groups = list(decided.among(component))
    grouped = {one for group in groups for one in group}
    return [*groups, *((one,) for one in component if one not in grouped)]


def components(mention_ids: Sequence[str], links: Sequence[Pair]) -> list[list[str]]:
    """The ids that links connect, over any number of steps: each component sorted, in the order of their first id."""
    above = {one: one for one in mention_ids}

    def top(one: str) -> str:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, other in links:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    found: dict[str, list[str]] = {}
    for one in sorted(mention_ids):
        found.setdefault(top(one), []).append(one)
    return sorted(found.values())


class _Between(NamedTuple):
    """The pairs between two parts: the sum, the number and the best of their scores, and the vetoes among them."""

    total: int = 0
    scored: int = 0
    best: int = 0
    vetoes: frozenset[str] = frozenset()

    def __or__(self, other: "_Between") -> "_Between":
        if not (self.scored and other.scored):
            best = self.best if self.scored else other.best
        else:
            best = max(self.best, other.best)
        return _Between(self.total + other.total, self.scored + other.scored, best, self.vetoes | other.vetoes)


class _Parts:
    """The parts of one component while they are joined; a part is known by its first id."""

    def __init__(self, beginning: Sequence[tuple[str, ...]], scores: Scores) -> None:
        self._members: dict[str, list[str]] = {part[0]: list(part) for part in beginning}
        self._set_aside = {part[0]: _between(combinations(part, 2), scores).vetoes - _FINAL for part in beginning}
        self._between: dict[str, dict[str, _Between]] = {part[0]: {} for part in beginning}
        self._heap: list[tuple[float, str, str, int, int]] = []
        for one, other in combinations(sorted(beginning), 2):
            self._link(one[0], other[0], _between(product(one, other), scores))

    def joined(self) -> Iterator[tuple[str, ...]]:
        """The parts that are left when no two can be joined any more."""
        while self._heap:
            _, one, other, size, other_size = heapq.heappop(self._heap)
            is_stale = self._size(one) != size or self._size(other) != other_size
            if not is_stale:
                self._join(one, other)
        yield from (tuple(sorted(members)) for members in self._members.values())

    def _size(self, part: str) -> int:
        return len(self._members.get(part, ()))

    def _link(self, one: str, other: str, found: _Between) -> None:
        self._between[one][other] = self._between[other][one] = found
        if not found.scored or not found.vetoes <= self._set_aside[one] | self._set_aside[other]:
            return
        mean = found.total / found.scored
        if found.best >= THRESHOLD * _SCALE and mean >= (THRESHOLD - LEEWAY) * _SCALE:
            heapq.heappush(self._heap, (-mean, one, other, self._size(one), self._size(other)))

    def _join(self, one: str, other: str) -> None:
        """Make the second part one with the first, whose id is the lower."""
        low, high = sorted((one, other))
        mine, theirs = self._between.pop(low), self._between.pop(high)
        self._members[low] += self._members.pop(high)
        self._set_aside[low] |= self._set_aside.pop(high)
        self._between[low] = {}
        for far in sorted(self._between.keys() - {low}):
            del self._between[far][high]
            first, second = sorted((low, far))
            self._link(first, second, mine[far] | theirs[far])


def _between(pairs: Iterable[Pair], scores: Scores) -> _Between:
    found = [scores.get((min(pair), max(pair)), _APART) for pair in pairs]
    values = [round(each.value * _SCALE) for each in found if each.veto is None]
    vetoes = frozenset(each.veto for each in found if each.veto is not None)
    return _Between(sum(values), len(values), max(values, default=0), vetoes)
