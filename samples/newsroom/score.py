"""What sigact found, held against what is true: a line a value, so that every wrong one can be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from samples.newsroom.found import Found, Line, Row
from samples.newsroom.score_press import press_parts
from samples.newsroom.truth import load_truth

# Field of an attack in the truth → column of fct_attacks.
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
# What the truth knows of the end only.
_OF_THE_END = frozenset({"origin_count", "outlet_count"})
# What an attack is recognised by; its date and one more must agree.
_IDENTITY = ("event_date", "site_id", "place_id", "event_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The comparison: true attacks that were found, each with its id, and missed; found ones that are not true, each
    with what it would be; and every other thing that is true, by parts."""

    found: Mapping[str, str]
    missed: tuple[str, ...]
    invented: Mapping[str, str]
    parts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    def right(self, part: str) -> int:
        """How many lines of a part are right."""
        return sum(line.is_right for line in self.parts[part])

    def wrong(self) -> list[tuple[str, Line]]:
        """Every wrong line with its part."""
        return [(part, line) for part, lines in self.parts.items() for line in lines if not line.is_right]


def score(found: Found) -> Score:
    """Compare with the truth as it stood on the day of the last round, each attack with at most one true one."""
    truth = load_truth()
    is_end = found.until >= truth["counts"][-1]["day"]
    attacks = [_as_of(attack, found.until) for attack in truth["attacks"] if attack["known_on"] < found.until]
    matched, free = _match(attacks, found.attacks)
    pairs = [(attack, matched[attack["label"]]) for attack in attacks if attack["label"] in matched]
    parts = {
        "fields": tuple(_field_lines(pairs, is_end)),
        "tolls": tuple(_toll_lines(pairs, found.casualty_reports)),
    }
    ids = {attack["label"]: row["attack_id"] for attack, row in pairs}
    rows = {row["attack_id"]: row for row in found.attacks}
    if is_end:
        parts["claims"] = tuple(_claim_lines(truth["claims"], ids, found.claims))
    return Score(
        found=ids,
        missed=tuple(attack["label"] for attack in attacks if attack["label"] not in ids),
        invented=dict(sorted(((key, _describe(rows[key])) for key in free), key=itemgetter(1, 0))),
        parts=parts | press_parts(truth, found, ids),
    )


def _match(attacks: Iterable[Row], rows: Iterable[Row]) -> tuple[dict[str, Row], set[str]]:
    """The likeliest pairs first, and the rows that are left over."""
    free = {row["attack_id"]: row for row in rows}
    matched: dict[str, Row] = {}
    pairs = sorted(
        ((-_likeness(attack, row), attack["label"], attack_id) for attack in attacks for attack_id, row in free.items())
    )
    for likeness, label, attack_id in pairs:
        if likeness <= -2 and label not in matched and attack_id in free:
            matched[label] = free.pop(attack_id)
    return matched, set(free)


def _likeness(attack: Row, row: Row) -> int:
    """Identity fields that agree; none, unless the day does. A place that both leave open is no likeness."""
    if attack["event_date"] != row["event_date"]:
        return 0
    values = ((attack[name], row[FIELDS[name]]) for name in _IDENTITY)
    return sum(expected == got and got is not None for expected, got in values)


def _describe(row: Row) -> str:
    where = row["site_id"] or row["place_id"] or "an unknown place"
    return f"{row['event_date'] or 'undated'}: {row['event_type']} at {where}"


def _as_of(attack: Row, day: date) -> dict[str, Any]:
    """What the press supported at the round of a day."""
    return {**attack, **attack.get("as_of", {}).get(day, {})}


def _field_lines(pairs: Iterable[tuple[Row, Row]], is_end: bool) -> Iterable[Line]:
    for attack, row in pairs:
        accepts = attack.get("accepts", {})
        for name, column in FIELDS.items():
            if is_end or name not in _OF_THE_END:
                accepted = tuple(accepts.get(name, ()))
                yield Line(attack["label"], name, _plain(attack[name]), row[column], accepted)


def _plain(value: Any) -> object:
    """A toll as fct_attacks has it: its best figure, 0 where somebody says none, else unknown."""
    if isinstance(value, dict):
        return value["best"]
    return {"explicit_zero": 0, "none_known_to_source": None}.get(value, value) if isinstance(value, str) else value


def _toll_lines(pairs: Iterable[tuple[Row, Row]], reports: Iterable[Row]) -> Iterable[Line]:
    """The range of every toll, and that a report of the best figure, on the right side, can be read."""
    reports = tuple(reports)
    for attack, row in pairs:
        for harm in ("killed", "injured"):
            toll = attack[harm]
            if isinstance(toll, dict):
                got = (row[f"{harm}_low"], row[f"{harm}_high"])
                yield Line(attack["label"], f"{harm} from and to", (toll["low"], toll["high"]), got)
            if toll is not None:
                ours = [each for each in reports if each["attack_id"] == row["attack_id"]]
                yield Line(attack["label"], f"{harm} is reported", True, _is_reported(toll, harm, ours))


def _is_reported(toll: Any, harm: str, reports: Iterable[Row]) -> bool:
    of_harm = [report for report in reports if report["harm"] in (harm, "any")]
    if isinstance(toll, str):
        return any(report["report_kind"] == toll for report in of_harm)
    best = toll["best"] if isinstance(toll, dict) else toll
    sides = (toll["side"], "unknown") if isinstance(toll, dict) else ("target", "unknown")
    return any(report["best"] == best and report["side"] in sides for report in of_harm)


def _claim_lines(claims: Iterable[Row], ids: Mapping[str, str], rows: Iterable[Row]) -> Iterable[Line]:
    """Each true speech act of a found attack: is there a row with that attack, speaker, stance and subject?

    Silence is about nobody by the codebook, whatever the truth adds: there the subject is not compared.
    """
    said = {(row["attack_id"], *_act(row["speaker_actor_id"], row["stance"], row["about_actor_id"])) for row in rows}
    for claim in claims:
        if attack_id := ids.get(claim["attack"]):
            act = (claim["speaker"], claim["stance"], claim["about"])
            is_said = (attack_id, *_act(*act)) in said
            yield Line(claim["attack"], f"{' '.join(map(str, act))} ({claim['article']})", True, is_said)


def _act(speaker: str | None, stance: str, about: str | None) -> tuple[str | None, str, str | None]:
    return speaker, stance, None if stance == "no_comment" else about
