"""Mentions → attacks: the mentions that new ones can reach are put together anew, and ids follow their members.

The parts depend on the mentions alone, not on the order in which they came; only the ids remember it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from ingest.attack.cluster import NOTHING_DECIDED, Pair, cluster, components
from ingest.attack.decided import Decided
from ingest.attack.profile import Profile, profile
from ingest.attack.reference import Reference
from ingest.attack.registry import History, issue
from ingest.attack.score import Score, score
from ingest.attack.weights import THRESHOLD, WEIGHTS
from ingest.keys import key
from ingest.records import AttackChange, AttackIdentity, Membership, PairScore, ResolvableMention

METHOD = key("average_linkage", json.dumps(WEIGHTS, sort_keys=True), str(THRESHOLD))[:24]
# Pairs that nearly reached the threshold are kept too, so that it can be told why they were not joined.
NEARLY = THRESHOLD - 2.0
# Who decided, where no analyst did.
MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What was decided: ids, merges and splits, assignments that are new, and the scores behind them."""

    identities: tuple[AttackIdentity, ...] = ()
    changes: tuple[AttackChange, ...] = ()
    memberships: tuple[Membership, ...] = ()
    scores: Mapping[Pair, Score]

    def pair_scores(self, run_id: str, now: datetime) -> list[PairScore]:
        """The scores worth keeping as rows."""
        return [
            PairScore(
                run_id=run_id,
                method=METHOD,
                mention_id=one,
                other_mention_id=other,
                score=found.value,
                contributions=json.dumps(found.contributions),
                known_from=now,
            )
            for (one, other), found in sorted(self.scores.items())
            if found.veto is None and found.value >= NEARLY
        ]


def score_candidates(
    candidates: Iterable[Pair], profiles: Mapping[str, Profile], reference: Reference
) -> dict[Pair, Score]:
    """The scores of pairs of ids, each under its ids in order."""
    ordered = {(min(pair), max(pair)) for pair in candidates}
    return {pair: score(profiles[pair[0]], profiles[pair[1]], reference) for pair in sorted(ordered)}


def resolve(
    mentions: Iterable[ResolvableMention],
    reference: Reference,
    now: datetime,
    *,
    history: History | None = None,
    links: Iterable[Pair] | None = None,
    scores: Mapping[Pair, Score] | None = None,
    decided: Decided = NOTHING_DECIDED,
    because: str | None = None,
    is_undo: bool = False,
) -> Resolution:
    """Put mentions together and give each its attack.

    `links` are the pairs known to match, in which every pair of `mentions` that matches is connected over some way;
    without them all pairs are compared. `scores` saves comparing pairs again. `history` holds what was decided of
    the mentions before; only what changes gives rows. `decided` is what analysts decided; `because` the reason of the
    decision that brings this about, where one does, and `is_undo` if that one undoes another.
    """
    profiles = {mention.mention_id: profile(mention, reference) for mention in mentions}
    if links is None:
        scores = score_candidates(combinations(sorted(profiles), 2), profiles, reference)
        links = [pair for pair, found in scores.items() if found.is_match]
    found = dict(scores or {})
    parts: list[tuple[str, ...]] = []
    for component in components(list(profiles), [*links, *decided.links(profiles)]):
        found.update(score_candidates(_missing(component, found), profiles, reference))
        parts += cluster(component, {pair: found[pair] for pair in combinations(component, 2)}, decided)
    return _decide(parts, profiles, found, history or History(), now, decided=decided, because=because, is_undo=is_undo)


def _missing(component: Sequence[str], scores: Mapping[Pair, Score]) -> list[Pair]:
    return [pair for pair in combinations(component, 2) if pair not in scores]


def _decide(
    parts: Sequence[tuple[str, ...]],
    profiles: Mapping[str, Profile],
    scores: Mapping[Pair, Score],
    history: History,
    now: datetime,
    *,
    decided: Decided,
    because: str | None,
    is_undo: bool,
) -> Resolution:
    rank = {one: _rank(each.mention) for one, each in profiles.items()}
    issued = issue(parts, history, rank, now, because=because, is_undo=is_undo)
    assigned = [
        _assigned(one, part, scores, decided, now)
        | {"mention_id": one, "attack_id": attack_id, "known_from": _after(history.known_from.get(one), now)}
        for part, attack_id in issued.attack_of.items()
        for one in sorted(part, key=rank.__getitem__)
        if history.attack_of.get(one) != attack_id
    ]
    return Resolution(
        identities=issued.identities,
        changes=issued.changes,
        memberships=tuple(Membership(method=METHOD, **row) for row in assigned),
        scores=scores,
    )


def _assigned(
    one: str, part: Sequence[str], scores: Mapping[Pair, Score], decided: Decided, now: datetime
) -> dict[str, Any]:
    """Why a mention is in a part, and who says so: an analyst where it is new or nothing else speaks for it."""
    fellow = _best(one, part, scores)
    best = fellow[0] if fellow else None
    decision = decided.decision_of.get(one)
    if decision and (decision.decided_at == now or not (best and best.is_match)):
        return {"score": None, "reason": f"{decision.reason} ({decision.decision_id})", "decided_by": decision.analyst}
    reason = f"with {fellow[1]}: {fellow[0].reason}" if fellow else f"alone: nothing stored reaches {THRESHOLD:g}"
    return {"score": best.value if best else None, "reason": reason, "decided_by": MACHINE}


def _best(one: str, part: Sequence[str], scores: Mapping[Pair, Score]) -> tuple[Score, str] | None:
    """The fellow that speaks most for a mention's being in a part, with its score; None for one that is alone."""
    fellows = [(scores[min(one, other), max(one, other)], other) for other in part if other != one]
    return max(fellows, key=lambda found: (found[0].is_match, found[0].value, found[1])) if fellows else None


def _after(before: datetime | None, now: datetime) -> datetime:
    """A later assignment of a mention is always later, whatever the run's instant."""
    return max(now, before + timedelta(microseconds=1)) if before else now


def _rank(mention: ResolvableMention) -> tuple[bool, str, str]:
    published = mention.published_at
    return published is None, published.isoformat() if published else "", mention.mention_id
