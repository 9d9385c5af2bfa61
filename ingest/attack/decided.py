"""What analysts decided about which mentions belong together, as bounds on what the machine may put together.

A merge makes its mentions one; a split makes each of its lists one and keeps the two apart. Of decisions that
contradict each other the later one holds, pair by pair.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from ingest.codes import DecisionAction
from ingest.records import AnalystDecision

Pair = tuple[str, str]
# The veto between two mentions that an analyst told apart.
APART = "told apart by an analyst"
_BOUNDS = (DecisionAction.MERGE, DecisionAction.SPLIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Mentions that are one and mentions that are two, whatever their scores; `decision_of` gives the latest reason."""

    groups: tuple[tuple[str, ...], ...] = ()
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decision_of: Mapping[str, AnalystDecision] = field(default_factory=dict)

    def links(self, mention_ids: Collection[str]) -> Iterator[Pair]:
        """Pairs of these mentions that connect whatever is one."""
        for group in self.among(mention_ids):
            yield from pairwise(group)

    def among(self, mention_ids: Collection[str]) -> Iterator[tuple[str, ...]]:
        """The groups of two and more of these mentions, each sorted."""
        wanted = set(mention_ids)
        for group in self.groups:
            found = tuple(one for one in group if one in wanted)
            if len(found) > 1:
                yield found

    def fellows(self, mention_ids: Collection[str]) -> set[str]:
        """All mentions that are one with any of these, and these."""
        wanted = set(mention_ids)
        return wanted.union(*(group for group in self.groups if not wanted.isdisjoint(group)))

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two mentions were told apart."""
        return other in self.apart.get(one, ())


def decided(decisions: Iterable[AnalystDecision]) -> Decided:
    """The bounds of all decisions that hold; any order of them gives the same."""
    found = _Bounds()
    held = sorted(in_force(decisions), key=lambda each: (each.decided_at, each.decision_id), reverse=True)
    for decision in held:
        match decision.action:
            case DecisionAction.MERGE:
                found.join((*decision.mention_ids, *decision.other_mention_ids))
            case DecisionAction.SPLIT:
                found.join(decision.mention_ids)
                found.join(decision.other_mention_ids)
                found.part(decision.mention_ids, decision.other_mention_ids)
    latest = {
        one: decision
        for decision in reversed(held)
        if decision.action in _BOUNDS
        for one in (*decision.mention_ids, *decision.other_mention_ids)
    }
    return Decided(
        groups=tuple(sorted(found.groups())),
        apart={one: frozenset(others) for one, others in found.apart.items()},
        decision_of=latest,
    )


def in_force(decisions: Iterable[AnalystDecision]) -> list[AnalystDecision]:
    """Those that are no undo and that none has undone."""
    known = list(decisions)
    undone = {decision.undoes for decision in known}
    return [each for each in known if each.action is not DecisionAction.UNDO and each.decision_id not in undone]


class _Bounds:
    """Groups that grow while earlier and earlier decisions are read; a later one is never broken."""

    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}
        self._group_of: dict[str, str] = {}
        self.apart: dict[str, set[str]] = {}

    def groups(self) -> Iterator[tuple[str, ...]]:
        """The groups of two and more."""
        return (tuple(sorted(members)) for members in self._members.values() if len(members) > 1)

    def join(self, mention_ids: Sequence[str]) -> None:
        """Make mentions one, each with the first that nothing keeps it from."""
        heads: list[str] = []
        for one in sorted(set(mention_ids)):
            mine = self._group(one)
            head = next((each for each in heads if self._may_join(self._group_of[each], mine)), None)
            if head is None:
                heads.append(one)
            else:
                self._unite(self._group_of[head], mine)

    def part(self, ones: Iterable[str], others: Iterable[str]) -> None:
        """Keep mentions apart that are not one already."""
        for one, other in product(set(ones), set(others)):
            if self._group(one) != self._group(other):
                self.apart.setdefault(one, set()).add(other)
                self.apart.setdefault(other, set()).add(one)

    def _group(self, one: str) -> str:
        self._members.setdefault(self._group_of.setdefault(one, one), {one})
        return self._group_of[one]

    def _may_join(self, group: str, other: str) -> bool:
        theirs = self._members[other]
        return group == other or all(theirs.isdisjoint(self.apart.get(one, ())) for one in self._members[group])

    def _unite(self, group: str, other: str) -> None:
        if group != other:
            moved = self._members.pop(other)
            self._members[group] |= moved
            self._group_of.update(dict.fromkeys(moved, group))
