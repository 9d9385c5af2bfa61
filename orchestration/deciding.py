"""What analysts decide of attacks: checked, written into the journal, stored, and acted on at once by resolution.

The facts that dbt derives follow with the next run.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from ingest.attack.decided import decided, in_force
from ingest.attack.resolve import Resolution
from ingest.codes import DecisionAction
from ingest.errors import SigactError
from ingest.journal import Commit
from ingest.keys import key
from ingest.records import AnalystDecision, AttackChange, Membership
from orchestration.editing import check_laws, read_values
from orchestration.highlight import visible
from orchestration.journal import commit
from orchestration.resolving import Desk, resolve_decision
from warehouse.decisions import (
    current_id,
    decisions,
    fact_of,
    founded_at,
    has_facts,
    members,
    members_of_article,
    nearest,
)

Action = DecisionAction


class NoSuchAttack(SigactError):
    """No attack, mention or decision has this id."""


class DecisionRefused(SigactError):
    """It cannot be decided so; the message says why, and what can be done instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who decides, why, and when."""

    analyst: str
    reason: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was decided, what followed from it, and which ids led to others."""

    decisions: tuple[AnalystDecision, ...]
    changes: tuple[AttackChange, ...] = ()
    memberships: tuple[Membership, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The rows that were written."""
        rows: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return rows


@dataclass(slots=True, kw_only=True)
class Found:
    """Attacks as they were asked for, under their current ids."""

    attack_id: str
    notes: list[str] = field(default_factory=list)


def find(desk: Desk, name: str) -> Found:
    """The attack that an id leads to. Raises NoSuchAttack with the nearest id."""
    current = current_id(desk.connection, name)
    if current is None:
        near = nearest(desk.connection, name)
        hint = f"the nearest id is {near}" if near else "nothing is resolved yet"
        raise NoSuchAttack(f"no attack is called {visible(name)!r}: {hint}", subject=name)
    return Found(attack_id=current, notes=[f"{name} became part of {current}"] if current != name else [])


def merge(desk: Desk, name: str, other_name: str, by: By) -> Done:
    """Make two attacks one: the older id stays."""
    found = [find(desk, each) for each in (name, other_name)]
    ids = {each.attack_id for each in found}
    if len(ids) == 1:
        message = f"{visible(name)} and {visible(other_name)} are one attack already, {found[0].attack_id}"
        raise DecisionRefused(message, subject=name)
    rejected = {each: _rejection(desk, each) for each in ids}
    if len(set(map(bool, rejected.values()))) > 1:
        decision_id = next(filter(None, rejected.values()))
        message = f"one of them is rejected: undo {decision_id} first, or reject the other too"
        raise DecisionRefused(message, subject=name)
    first, second = sorted(ids, key=lambda each: founded_at(desk.connection, each))
    decision = _decision(desk, Action.MERGE, first, by, other_attack_id=second)
    decision = replace(decision, other_mention_ids=tuple(members(desk.connection, second)))
    return _resolved(desk, decision, [note for each in found for note in each.notes])


def split(desk: Desk, name: str, leaving: Sequence[str], by: By) -> Done:
    """Take mentions out of an attack; `leaving` are ids of mentions, articles or article versions."""
    found = find(desk, name)
    mine = members(desk.connection, found.attack_id)
    going = {one for each in leaving for one in _mentions(desk, found.attack_id, mine, each)}
    if going == set(mine):
        raise DecisionRefused(
            f"these are all mentions of {found.attack_id}: name those that go, not those that stay", subject=name
        )
    decision = _decision(desk, Action.SPLIT, found.attack_id, by)
    decision = replace(
        decision,
        mention_ids=tuple(one for one in mine if one not in going),
        other_mention_ids=tuple(sorted(going)),
    )
    return _resolved(desk, decision, found.notes)


def judge(desk: Desk, action: DecisionAction, name: str, by: By) -> Done:
    """Reject an attack or confirm it."""
    found = find(desk, name)
    if action is Action.REJECT and (earlier := _rejection(desk, found.attack_id)):
        raise DecisionRefused(f"{found.attack_id} was rejected already ({earlier})", subject=name)
    return _stored(desk, [_decision(desk, action, found.attack_id, by)], found.notes)


def set_values(desk: Desk, name: str, given: Sequence[str], by: By) -> Done:
    """Set columns of an attack, each `field=value`. Raises ValueRefused."""
    found = find(desk, name)
    if not has_facts(desk.connection):
        raise DecisionRefused("no facts were built yet: run `sigact run` first", subject=name)
    values = read_values(desk.connection, given)
    earlier = {each.field: each.new_value for each in _held(desk, found.attack_id) if each.field}
    check_laws(earlier | values)
    before = fact_of(desk.connection, found.attack_id)
    made: list[AnalystDecision] = []
    for name_, value in values.items():
        decision = _decision(desk, Action.SET, found.attack_id, by, field=name_, nth=len(made))
        made.append(replace(decision, old_value=before.get(name_), new_value=value))
    return _stored(desk, made, found.notes)


def undo(desk: Desk, decision_id: str, by: By) -> Done:
    """Cancel a decision with a row of its own; what it bound, the machine decides again."""
    known = decisions(desk.connection)
    target = next((each for each in known if each.decision_id == decision_id), None)
    if target is None:
        raise NoSuchAttack(
            f"no decision is called {visible(decision_id)!r}: `sigact attack show` lists those of an attack",
            subject=decision_id,
        )
    if target.action is Action.UNDO:
        raise DecisionRefused(f"{decision_id} is an undo itself: decide again instead", subject=decision_id)
    if target not in in_force(known):
        raise DecisionRefused(f"{decision_id} is undone already", subject=decision_id)
    found = find(desk, target.attack_id)
    decision = replace(_decision(desk, Action.UNDO, found.attack_id, by, field=target.field), undoes=decision_id)
    if target.action not in (Action.MERGE, Action.SPLIT):
        return _stored(desk, [decision], found.notes)
    return _resolved(desk, decision, found.notes, also=(*target.mention_ids, *target.other_mention_ids))


def _decision(
    desk: Desk,
    action: DecisionAction,
    attack_id: str,
    by: By,
    *,
    other_attack_id: str | None = None,
    field: str | None = None,
    nth: int = 0,
) -> AnalystDecision:
    """A decision as it stands before anything followed from it; no two are of one instant."""
    last = max((each.decided_at for each in decisions(desk.connection)), default=None)
    now = max(by.now, last + timedelta(microseconds=1)) if last else by.now
    now += timedelta(microseconds=nth)
    return AnalystDecision(
        decision_id=key("dec", now.isoformat(), by.analyst, action, attack_id, other_attack_id, field),
        decided_at=now,
        analyst=by.analyst,
        action=action,
        attack_id=attack_id,
        other_attack_id=other_attack_id,
        mention_ids=tuple(members(desk.connection, attack_id)),
        field=field,
        reason=by.reason,
    )


def _held(desk: Desk, attack_id: str) -> list[AnalystDecision]:
    """The decisions in force on an attack, whatever its id was then."""
    return [
        each
        for each in in_force(decisions(desk.connection))
        if current_id(desk.connection, each.attack_id) == attack_id
    ]


def _rejection(desk: Desk, attack_id: str) -> str | None:
    """The decision that rejects an attack; None where none does."""
    held = (each.decision_id for each in _held(desk, attack_id) if each.action is Action.REJECT)
    return next(held, None)


def _mentions(desk: Desk, attack_id: str, mine: Sequence[str], name: str) -> list[str]:
    found = [name] if name in mine else members_of_article(desk.connection, mine, name)
    if not found:
        message = f"{visible(name)!r} is no mention or article of {attack_id}: `sigact attack explain` lists them"
        raise NoSuchAttack(message, subject=name)
    return found


def _resolved(desk: Desk, decision: AnalystDecision, notes: Sequence[str], also: Sequence[str] = ()) -> Done:
    """Let resolution act on a decision, then write both down."""
    bounds = decided([*decisions(desk.connection), decision])
    start = {*decision.mention_ids, *decision.other_mention_ids, *also}
    because = f"{decision.reason} ({decision.decision_id}, {decision.analyst})"
    is_undo = decision.action is Action.UNDO
    resolution = resolve_decision(desk, start, decision.decided_at, bounds, because=because, is_undo=is_undo)
    if decision.action is Action.SPLIT:
        decision = _with_ids(decision, resolution)
    return _stored(desk, [decision], notes, resolution)


def _with_ids(decision: AnalystDecision, resolution: Resolution) -> AnalystDecision:
    """A split with the ids that its two sides have now."""
    moved = {row.mention_id: row.attack_id for row in resolution.memberships}
    sides = (decision.mention_ids, decision.other_mention_ids)
    staying, going = (next((moved[one] for one in side if one in moved), decision.attack_id) for side in sides)
    return replace(decision, attack_id=staying, other_attack_id=going)


def _stored(
    desk: Desk, made: Sequence[AnalystDecision], notes: Sequence[str], resolution: Resolution | None = None
) -> Done:
    resolution = resolution or Resolution(scores={})
    written = Commit(
        now=made[-1].decided_at,
        decisions=tuple(made),
        identities=resolution.identities,
        changes=resolution.changes,
        memberships=resolution.memberships,
    )
    commit(desk.connection, desk.archive, written)
    return Done(
        decisions=tuple(made), changes=resolution.changes, memberships=resolution.memberships, notes=tuple(notes)
    )
