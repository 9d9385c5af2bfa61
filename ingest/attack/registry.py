"""Ids of attacks: issued once, kept by the part with the founding mention, never reused and never deleted.

Of several attacks that turn out to be one the oldest keeps its id, and the others redirect to it; a part that breaks
away gets an id of its own. Both are rows. Only where an analyst undoes what made two one does the id that was given up
come back to the part with its founding mention.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ingest.keys import key
from ingest.records import AttackChange, AttackIdentity

MERGED, SPLIT, RESTORED = "merged_into", "split_from", "restored"
Part = tuple[str, ...]
# When a mention was published, then its id: the order in which mentions found attacks.
Rank = Mapping[str, tuple[bool, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was decided of some mentions before: the attack each belongs to, since when, and the ids that were issued.

    `identities` holds those attacks and whatever else the mentions founded.
    """

    attack_of: Mapping[str, str] = field(default_factory=dict)
    known_from: Mapping[str, datetime] = field(default_factory=dict)
    identities: Mapping[str, AttackIdentity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The attack of each part, with the rows that say what is new: ids, merges and splits."""

    attack_of: Mapping[Part, str]
    identities: tuple[AttackIdentity, ...]
    changes: tuple[AttackChange, ...]


def issue(
    parts: Sequence[Part],
    history: History,
    rank: Rank,
    now: datetime,
    *,
    because: str | None = None,
    is_undo: bool = False,
) -> Issued:
    """Give each part its attack. Every mention of the parts has a rank; parts share no mention.

    `because` is the reason of the decision that brings this about, where one does; `is_undo` if it undoes another.
    """
    ordered = sorted(parts, key=lambda part: min(rank[one] for one in part))
    owned = _owned(ordered, history, rank)
    attack_of: dict[Part, str] = {}
    identities: list[AttackIdentity] = []
    changes: list[AttackChange] = []
    for part in ordered:
        if part in owned:
            kept, *others = sorted(owned[part], key=lambda one: _age(one, history))
            changes += [_change(one, MERGED, kept, now, because) for one in others]
        else:
            founder = min(part, key=rank.__getitem__)
            former = _former_id(part, history) if is_undo else None
            kept = former or _new_id(founder, history)
            if not former:
                identities.append(AttackIdentity(attack_id=kept, founding_mention_id=founder, created_at=now))
            before = {history.attack_of[one] for one in part if one in history.attack_of}
            if before:
                change = RESTORED if former else SPLIT
                changes.append(_change(kept, change, min(before, key=lambda one: _age(one, history)), now, because))
        attack_of[part] = kept
    return Issued(attack_of=attack_of, identities=tuple(identities), changes=tuple(changes))


def _owned(parts: Iterable[Part], history: History, rank: Rank) -> dict[Part, list[str]]:
    """Part → the ids it keeps: those whose founding mention it holds, or whose earliest where that one is gone."""
    part_of = {one: part for part in parts for one in part}
    members: dict[str, list[str]] = {}
    for one in sorted(part_of):
        if one in history.attack_of:
            members.setdefault(history.attack_of[one], []).append(one)
    owned: dict[Part, list[str]] = {}
    for attack_id, mentions in members.items():
        founder = history.identities[attack_id].founding_mention_id if attack_id in history.identities else None
        keeper = founder if founder in mentions else min(mentions, key=rank.__getitem__)
        owned.setdefault(part_of[keeper], []).append(attack_id)
    return owned


def _age(attack_id: str, history: History) -> tuple[str, str]:
    found = history.identities.get(attack_id)
    return (found.created_at.isoformat() if found else "", attack_id)


def _former_id(part: Part, history: History) -> str | None:
    """The oldest id that a mention of a part founded and that nothing bears now; None where there is none."""
    borne = set(history.attack_of.values())
    given_up = [
        attack_id
        for attack_id, identity in history.identities.items()
        if identity.founding_mention_id in part and attack_id not in borne
    ]
    return min(given_up, key=lambda one: _age(one, history), default=None)


def _new_id(founder: str, history: History) -> str:
    """The hash of the founding mention; where it has founded an attack before, with a number."""
    attack_id, number = key("att", founder), 1
    while attack_id in history.identities:
        number += 1
        attack_id = key("att", founder, number)
    return attack_id


def _change(attack_id: str, change: str, other: str, now: datetime, because: str | None) -> AttackChange:
    machine = "their mentions tell of one attack" if change == MERGED else "its mentions tell of another attack"
    return AttackChange(
        attack_id=attack_id, change=change, other_attack_id=other, known_from=now, reason=because or machine
    )
