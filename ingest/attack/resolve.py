"""Mentions → attacks: each new mention joins the attack that it matches best, or founds one.

Only mentions whose days can overlap are compared; an id is issued once, by the founding mention, and never changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ingest.attack.reference import Reference
from ingest.attack.score import THRESHOLD, Score, score
from ingest.keys import key
from ingest.records import AttackIdentity, Membership, ResolvableMention

METHOD = "best_match_1"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The ids that were issued and the assignments that were made."""

    identities: tuple[AttackIdentity, ...]
    memberships: tuple[Membership, ...]


def resolve(
    new: Iterable[ResolvableMention],
    stored: Iterable[tuple[ResolvableMention, str]],
    reference: Reference,
    now: datetime,
) -> Resolution:
    """Assign every new mention. `stored` holds assigned mentions, with their attack, that the new ones can reach."""
    members: dict[str, list[ResolvableMention]] = defaultdict(list)
    for mention, attack_id in stored:
        members[attack_id].append(mention)
    identities, memberships = [], []
    for mention in sorted(new, key=_order):
        found = _best(mention, members, reference)
        if found is None:
            identities.append(_found_attack(mention, now))
        attack_id, match = found or (identities[-1].attack_id, None)
        members[attack_id].append(mention)
        memberships.append(_membership(mention, attack_id, match, now))
    return Resolution(tuple(identities), tuple(memberships))


def _best(
    mention: ResolvableMention, members: dict[str, list[ResolvableMention]], reference: Reference
) -> tuple[str, Score] | None:
    """The attack with the best matching mention; one with a member that cannot be the same attack is out."""
    candidates = []
    for attack_id, mentions in members.items():
        scores = [score(mention, other, reference) for other in mentions]
        best = max(scores, key=lambda found: found.value)
        if best.is_match and not any(found.veto for found in scores):
            candidates.append((attack_id, best))
    return min(candidates, key=lambda found: (-found[1].value, found[0])) if candidates else None


def _found_attack(mention: ResolvableMention, now: datetime) -> AttackIdentity:
    attack_id = key("att", mention.mention_id)
    return AttackIdentity(attack_id=attack_id, founding_mention_id=mention.mention_id, created_at=now)


def _membership(mention: ResolvableMention, attack_id: str, match: Score | None, now: datetime) -> Membership:
    return Membership(
        mention_id=mention.mention_id,
        attack_id=attack_id,
        known_from=now,
        method=METHOD,
        score=match.value if match else None,
        reason=match.reason if match else f"founds the attack: nothing stored reaches {THRESHOLD:g}",
        decided_by="machine",
    )


def _order(mention: ResolvableMention) -> tuple[bool, str, str]:
    published = mention.published_at
    return published is None, published.isoformat() if published else "", mention.mention_id
