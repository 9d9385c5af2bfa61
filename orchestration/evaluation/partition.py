"""How well a partition agrees with the true one: pairs (precision, recall) and B-cubed (Bagga and Baldwin, 1998)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from orchestration.evaluation.tally import Tally

Parts = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Measures of a partition against the true one; `violations` are pairs joined that must not be."""

    pairs: Tally
    precision: float
    recall: float
    violations: Sequence[tuple[str, str]] = ()

    @property
    def b_cubed(self) -> float:
        """The harmonic mean of B-cubed precision and recall; 1 where there is nothing."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def agreement(given: Parts, wanted: Parts, forbidden: Iterable[frozenset[Hashable]] = ()) -> Agreement:
    """Compare two partitions; an item that one side lacks counts against the other side's rate.

    `given` and `wanted` map items to the name of their part; `forbidden` holds pairs of wanted parts.
    """
    both = given.keys() & wanted.keys()
    overlap = Counter((given[item], wanted[item]) for item in both)
    given_sizes, wanted_sizes = Counter(given.values()), Counter(wanted.values())
    precise = sum(overlap[given[item], wanted[item]] / given_sizes[given[item]] for item in both)
    recalled = sum(overlap[given[item], wanted[item]] / wanted_sizes[wanted[item]] for item in both)
    never = set(forbidden)
    return Agreement(
        pairs=Tally(right=_pairs(overlap), given=_pairs(given_sizes), wanted=_pairs(wanted_sizes)),
        precision=precise / len(given) if given else 1.0,
        recall=recalled / len(wanted) if wanted else 1.0,
        violations=[
            (one, other)
            for one, other in combinations(sorted(both), 2)
            if given[one] == given[other] and frozenset((wanted[one], wanted[other])) in never
        ],
    )


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
