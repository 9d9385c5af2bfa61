"""An attack for a person: what was decided of it, what it is made of, and how each value came about."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from orchestration.attack_read import Row
from orchestration.deciding import Done
from orchestration.highlight import visible

APPLY = "The facts follow with the next `sigact run`, or now with `sigact attack apply`."
MOST_PAIRS = 40
_CHANGES = {"merged_into": "became part of", "split_from": "is new, split from", "restored": "is back, out of"}
_COUNTED = ("launched", "intercepted", "impacted", "killed", "injured")
# What a reader asks, in that order; the columns that answer it, and the fields of the evidence behind them.
_VALUES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "what": (("event_type", "weapon_type"), ("event_type", "weapon")),
    "when": (("event_date", "date_granularity", "date_basis", "occurred_start", "occurred_end"), ("occurred",)),
    "where": (("place_id", "site_relation", "site_id", "latitude", "longitude"), ("place", "site")),
    "target": (("target_site_id", "target_actor_id"), ("target_site", "target_actor")),
    "attacker": (
        ("attacker_best_id", "attacker_best_name", "attacker_status", "interceptor_actor_id"),
        ("attacker", "claim", "interceptor"),
    ),
    "outcome": (("outcome", "outcome_claimed", "damage"), ("outcome", "outcome_claimed", "damage")),
} | {
    counted: (
        tuple(f"{counted}_{bound}" for bound in ("low", "best", "high")),
        (counted, "any") if counted in ("killed", "injured") else (counted,),
    )
    for counted in _COUNTED
} | {
    "evidence": (
        (
            "casualty_knowledge", "article_count", "outlet_count", "origin_count", "grade", "first_published_at",
            "last_published_at", "first_known_at", "known_from",
        ),
        (),
    ),
}  # fmt: skip


def told(done: Done) -> Iterator[str]:
    """What was decided and what followed from it, line by line."""
    for note in done.notes:
        yield visible(note)
    for each in done.decisions:
        what = f"{each.field} = {each.new_value or 'not known'} (was {each.old_value or 'not known'})"
        named = what if each.field and not each.undoes else each.undoes or each.other_attack_id or ""
        yield visible(f"{each.decision_id}  {each.action} {each.attack_id} {named}".rstrip() + f" by {each.analyst}")
    for change in done.changes:
        yield f"  {change.attack_id} {_CHANGES[change.change]} {change.other_attack_id}"
    for attack_id, count in sorted(Counter(row.attack_id for row in done.memberships).items()):
        yield f"  {count} mention{'' if count == 1 else 's'} moved to {attack_id}"
    yield APPLY


def shown(found: Row) -> Iterator[str]:
    """An attack as it is published, line by line."""
    yield from _head(found)
    for label, (columns, _) in _VALUES.items():
        told_of = _told(found, columns)
        if told_of:
            yield f"  {label:<12}{told_of}"
    for row in found["articles"]:
        title = visible(row["title"] or "")
        yield (
            visible(f"  {'told by':<12}{row['source_id']}, {_plain(row['published_at'])}, {row['article_id']}: ")
            + title
        )
    yield from _decisions(found)
    for row in found["review"]:
        yield visible(f"  {'to review':<12}{row['reason']}: {row['command']}")


def explained(
    found: Row,
    policies: Mapping[str, str],
    evidence: Sequence[Row],
    mentions: Sequence[Row],
    pairs: Sequence[Row],
) -> Iterator[str]:
    """How an attack came about, line by line: its mentions, how like they are, and each value with its evidence."""
    yield from _head(found)
    yield from _decisions(found)
    yield "\nMentions, and why each is here"
    for row in mentions:
        yield from _mention(row)
    yield "\nHow like they are, two by two: from 3.5 on they match"
    yield from (_pair(row) for row in pairs[:MOST_PAIRS])
    if len(pairs) > MOST_PAIRS:
        yield f"  … {len(pairs) - MOST_PAIRS} more: --json has all"
    yield "\nValues, how each is chosen, and what was chosen from"
    for columns, fields in _VALUES.values():
        yield from _chosen(found, columns, policies)
        yield from (_evidence(row) for row in evidence if row["field"] in fields)


def reviewed(items: Sequence[Row]) -> Iterator[str]:
    """What most needs a person, two lines each."""
    for row in items:
        yield visible(f"{row['priority']:6.1f}  {row['attack_id']}  {row['reason']}")
        yield visible(f"        {row['command']}")
    if not items:
        yield "Nothing needs a person."


def as_json(found: object) -> str:
    """Rows as one JSON object."""
    return json.dumps(found, ensure_ascii=False, default=_json)


def _head(found: Row) -> Iterator[str]:
    attack = found["attack"]
    if found["followed"]:
        yield visible(f"{found['followed']} became part of {attack['attack_id']}")
    yield visible(f"{attack['attack_id']} · {attack['event_type']} · {attack['review_state']} · {attack['grade']}")


def _told(found: Row, columns: Sequence[str]) -> str:
    """The values of some columns that have one, names in the place of ids."""
    attack, names, edited = found["attack"], found["names"], found["attack"]["edited_fields"] or ()
    parts = []
    for column in columns:
        if (value := attack.get(column)) is not None:
            named = f"{names[value]} ({value})" if value in names else _plain(value)
            parts.append(f"{column} {named}" + (" [set]" if column in edited else ""))
    return visible(", ".join(parts))


def _decisions(found: Row) -> Iterator[str]:
    for row in found["decisions"]:
        what = f" {row['field']} = {row['new_value'] or 'not known'}" if row["field"] else ""
        other = f" {row['other_attack_id']}" if row["other_attack_id"] else ""
        undone = f", undone {_plain(row['undone_at'])}" if row["undone_at"] else ""
        by = f"by {row['analyst']}, {_plain(row['decided_at'])}{undone}: {row['reason']}"
        yield visible(f"  {'decided':<12}{row['decision_id']} {row['action']}{other}{what} {by}")


def _article(row: Row) -> str:
    return f"{row['source_id']}, {_plain(row['published_at'])}, {row['article_id']}: {row['title'] or ''}"


def _mention(row: Row) -> Iterator[str]:
    founder = ", founder" if row["is_founder"] else ""
    yield visible(
        f"  {row['mention_id']}{founder}  {row['source_id']}, {_plain(row['published_at'])}: {row['title'] or ''}"
    )
    yield visible(f"    since {_plain(row['known_from'])} by {row['decided_by']}: {row['reason']}")


def _pair(row: Row) -> str:
    added = ", ".join(f"{name} {value:+g}" for name, value in row["contributions"].items())
    said = row["veto"] or f"{row['score']:g} = {added}"
    return f"  {row['mention_id']} {row['other_mention_id']}  {said}"


def _chosen(found: Row, columns: Sequence[str], policies: Mapping[str, str]) -> Iterator[str]:
    for column in columns:
        if value := _told(found, [column]):
            yield f"  {value}"
            if column in policies:
                yield f"    {visible(policies[column])}"


def _evidence(row: Row) -> str:
    bounds = f" ({_plain(row['low'])} to {_plain(row['high'])})" if row["low"] != row["high"] else ""
    figure = f"{row['best']}{bounds}" if row["best"] is not None else row["value"] or "named"
    chain = row["source_chain"] or row["source_id"]
    return visible(f"    · {row['field']} {figure} “{row['quote'] or '…'}”  {chain}, {_plain(row['published_at'])}")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M UTC")
    return "?" if value is None else str(value)


def _json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
