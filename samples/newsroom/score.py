"""What sigact found, held against what is true: a line a field, so that a wrong value can be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

TRUTH = Path(__file__).parent / "truth.yaml"

# Field of truth.yaml → column of fct_attacks.
FIELDS = {
    "event_date": "event_date",
    "event_type": "event_type",
    "place_id": "place_id",
    "site_id": "site_id",
    "site_relation": "site_relation",
    "target_actor_id": "target_actor_id",
    "attacker_id": "attacker_best_id",
    "attacker_status": "attacker_status",
    "interceptor_id": "interceptor_actor_id",
    "weapon_type": "weapon_type",
    "launched": "launched_best",
    "intercepted": "intercepted_best",
    "impacted": "impacted_best",
    "outcome": "outcome",
    "killed": "killed_best",
    "injured": "injured_best",
    "origin_count": "origin_count",
    "outlet_count": "outlet_count",
}
# What an attack is recognised by; its date and one more must agree.
_IDENTITY = ("event_date", "site_id", "place_id", "event_type")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one true attack: what is true and what was found."""

    attack: str
    field: str
    expected: object
    got: object

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.expected == self.got


@dataclass(frozen=True, slots=True)
class Score:
    """The comparison: true attacks that were found, each with its id, and missed; found ones that are not true;
    every field."""

    found: Mapping[str, str]
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def right(self) -> int:
        """How many fields of the attacks that were found are right."""
        return sum(line.is_right for line in self.lines)


def load_truth() -> dict[str, Any]:
    """truth.yaml as it stands."""
    truth: dict[str, Any] = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
    return truth


def score(rows: Iterable[Mapping[str, Any]]) -> Score:
    """Compare rows of fct_attacks with the truth of the last round, each row with at most one true attack."""
    free = {row["attack_id"]: row for row in rows}
    matched: dict[str, Mapping[str, Any]] = {}
    attacks = load_truth()["attacks"]
    pairs = sorted(
        ((-_likeness(attack, row), attack["label"], attack_id) for attack in attacks for attack_id, row in free.items())
    )
    for likeness, label, attack_id in pairs:
        if likeness <= -2 and label not in matched and attack_id in free:
            matched[label] = free.pop(attack_id)
    lines = [
        Line(attack["label"], field, _expected(attack, field), matched[attack["label"]][column])
        for attack in attacks
        if attack["label"] in matched
        for field, column in FIELDS.items()
    ]
    labels = [attack["label"] for attack in attacks]
    return Score(
        found={label: matched[label]["attack_id"] for label in labels if label in matched},
        missed=tuple(label for label in labels if label not in matched),
        invented=tuple(sorted(free)),
        lines=tuple(lines),
    )


def missed_claims(found: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """True speech acts of which fct_claims has no row with that attack, speaker, stance and subject."""
    said = {(row["attack_id"], row["speaker_actor_id"], row["stance"], row["about_actor_id"]) for row in rows}
    return [
        claim
        for claim in load_truth()["claims"]
        if (found.get(claim["attack"]), claim["speaker"], claim["stance"], claim["about"]) not in said
    ]


def _likeness(attack: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    """Identity fields that agree; none, unless the day does."""
    if _expected(attack, "event_date") != row["event_date"]:
        return 0
    return sum(_expected(attack, field) == row[FIELDS[field]] for field in _IDENTITY)


def _expected(attack: Mapping[str, Any], field: str) -> object:
    value = attack.get(field)
    if field in ("killed", "injured"):
        return value["best"] if isinstance(value, dict) else 0 if value == "explicit_zero" else None
    return value if not isinstance(value, str) or field != "event_date" else date.fromisoformat(value)
