"""Mentions → parts that each tell of one attack: a function of the set of mentions, whatever order they came in.

Average linkage: two parts become one while a pair of them matches and the mean score of all their pairs comes near
the threshold, the best mean first; a veto between any two keeps them apart. So one missing link does no harm, and a
chain of weak ones joins nothing. What an analyst made one begins as one part, whatever its scores; between it and
others only those vetoes count that no decision can have settled.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

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
# Vetoes that hold for a whole part: its author, or an analyst, knew that the two are two.
_FINAL = frozenset({ONE_ARTICLE, APART})
NOTHING_DECIDED = Decided()
_VETOED = Score(0.0, (), APART)


def score_pairs(profiles: Sequence[Profile], reference: Reference) -> dict[Pair, Score]:
    """The score of every two mentions, under their ids in order."""
    ordered = sorted(profiles, key=lambda each: each.mention.mention_id)
    return {
        (one.mention.mention_id, other.mention.mention_id): score(one, other, reference)
        for one, other in combinations(ordered, 2)
    }


def cluster(mention_ids: Sequence[str], scores: Scores, decided: Decided = NOTHING_DECIDED) -> list[tuple[str, ...]]:
    """The parts, each sorted, in the order of their first id. A pair without a score is as good as vetoed."""
    bound = {pair: _VETOED if decided.is_apart(*pair) else each for pair, each in scores.items()}
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


class _Parts:
    """The parts of one component while they are joined; a part is known by its first id."""

    def __init__(self, beginning: Sequence[tuple[str, ...]], scores: Scores) -> None:
        self._members: dict[str, list[str]] = {part[0]: list(part) for part in beginning}
        # Part → other part → the sum of the scores of their pairs, and the best of them.
        self._sums: dict[str, dict[str, tuple[int, int]]] = {part[0]: {} for part in beginning}
        self._heap: list[tuple[float, str, str, int, int]] = []
        for one, other in combinations(sorted(beginning), 2):
            found = _between(one, other, scores)
            if found:
                self._link(one[0], other[0], *found)

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

    def _link(self, one: str, other: str, total: int, best: int) -> None:
        self._sums[one][other] = self._sums[other][one] = (total, best)
        size, other_size = self._size(one), self._size(other)
        mean = total / (size * other_size)
        if best >= THRESHOLD * _SCALE and mean >= (THRESHOLD - LEEWAY) * _SCALE:
            heapq.heappush(self._heap, (-mean, one, other, size, other_size))

    def _join(self, one: str, other: str) -> None:
        """Make the second part one with the first, whose id is the lower; only what both may join stays linked."""
        low, high = sorted((one, other))
        mine, theirs = self._sums.pop(low), self._sums.pop(high)
        for far in mine.keys() | theirs.keys():
            if far in self._sums:
                self._sums[far].pop(low, None)
                self._sums[far].pop(high, None)
        self._members[low] += self._members.pop(high)
        self._sums[low] = {}
        for far in sorted((mine.keys() & theirs.keys()) - {low, high}):
            first, second = sorted((low, far))
            self._link(first, second, mine[far][0] + theirs[far][0], max(mine[far][1], theirs[far][1]))


def _between(one: tuple[str, ...], other: tuple[str, ...], scores: Scores) -> tuple[int, int] | None:
    """The sum and the best of the scores between two beginnings; None where they can never be one.

    What an analyst made one differs in itself, so that a new report of it contradicts some of its mentions: those
    pairs count as much as the mean of the others.
    """
    pairs = [scores.get((min(pair), max(pair)), _VETOED) for pair in product(one, other)]
    values = [round(each.value * _SCALE) for each in pairs if each.veto is None]
    if not values or any(each.veto in _FINAL for each in pairs):
        return None
    return sum(values) * len(pairs) // len(values), max(values)
