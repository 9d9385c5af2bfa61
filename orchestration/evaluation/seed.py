"""One article beside gold that names actors, sites and sentences by id and offset, value by value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestration.evaluation.assign import assign, overlap
from orchestration.evaluation.words import alike

Answer = Mapping[str, Any]
STATUSES = {"unattributed_in_text": "unattributed"}
WEAPONS = {"uav_one_way_attack": "uav_one_way"}
COUNTS = {"launched": "n_launched", "intercepted": "n_intercepted", "impacted": "n_impacted_target"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value: what gold has, what the coder gave, and whether they agree."""

    attack: str
    field: str
    wanted: str
    given: str
    is_right: bool


def compare(gold: Mapping[str, Any], answer: Answer) -> Iterator[Line]:
    """Every value of every attack, then what was invented."""
    coded = [mention for mention in answer["mentions"] if mention["is_countable"]]
    attacks = gold["attacks"]
    pairs = assign([[_shared(attack, mention) for mention in coded] for attack in attacks]) if coded else {}
    for at, attack in enumerate(attacks):
        mention = coded[pairs[at]] if at in pairs else None
        yield _line(attack, "found", attack["short"], mention["mention_id"] if mention else None, mention is not None)
        if mention:
            yield from _values(attack, mention, gold)
    for at, mention in enumerate(coded):
        if at not in pairs.values():
            yield Line(attack="-", field="invented", wanted="-", given=_told(mention), is_right=False)


def _told(mention: Answer) -> str:
    return f"{mention['event_type']} {mention['date']['start']} sentence {mention['sentences'][0]['sent_no']}"


def _shared(attack: Mapping[str, Any], mention: Answer) -> float:
    """The sentences that both were read from, the main ones first; then the site."""
    spans = [(one["char_start"], one["char_end"]) for one in attack["mentions"]]
    sentences = [(one["char_start"], one["char_end"]) for one in mention["sentences"]]
    shared = sum(any(overlap(span, sentence) for sentence in sentences) for span in spans)
    is_main = any(overlap(span, sentences[0]) for span in spans)
    if not is_main and not _overlap_any(spans[0], sentences):
        return 0.0
    same_site = mention["site"] is not None and mention["site"]["site_id"] == attack["place"]["site_id"]
    return 1.0 + 2 * is_main + shared / len(spans) + same_site


def _values(attack: Mapping[str, Any], mention: Answer, gold: Mapping[str, Any]) -> Iterator[Line]:
    site, place, weapon = mention["site"] or {}, mention["place"] or {}, attack["weapons"][0]
    attacker = mention["attacker"]
    status = STATUSES.get(attack["attacker_status"], attack["attacker_status"])
    yield _same(attack, "date", _days(attack), _range(mention["date"]["start"], mention["date"]["end"]))
    yield _same(attack, "granularity", attack["occurred"]["granularity"], mention["date"]["granularity"])
    yield _same(attack, "place", attack["place"]["place_id"], place.get("place_id"))
    yield _same(attack, "site", attack["place"]["site_id"], site.get("site_id"))
    if attack["place"]["site_id"]:
        yield _same(attack, "relation", attack["place"]["relation"], site.get("relation"))
    yield _same(attack, "attacker", attack["attacker_best"], attacker["actor_id"])
    yield _same(attack, "status", status, attacker["status"])
    yield _same(attack, "interceptor", attack["interceptor"], (mention["interceptor"] or {}).get("actor_id"))
    yield _same(
        attack,
        "weapon",
        WEAPONS.get(weapon["weapon_type"], weapon["weapon_type"]),
        (mention["weapon"] or {}).get("type"),
    )
    for name, key in COUNTS.items():
        yield _same(attack, name, _count(weapon[key]), _count(mention["munitions"][name]))
    yield _same(attack, "outcome", attack["outcome"], mention["outcome"])
    yield _same(attack, "claimed", attack.get("outcome_claimed"), mention["outcome_claimed"])
    yield from _casualties(attack, mention, gold)
    yield from _claims(attack, mention, gold)
    yield from _chains(attack, mention, gold)


def _casualties(attack: Mapping[str, Any], mention: Answer, gold: Mapping[str, Any]) -> Iterator[Line]:
    wanted = [
        (one["population_side"], one["harm_type"], one["report_kind"], one["n_low"], one["n_best"], one["n_high"])
        for one in gold["casualty_reports"]
        if one["attack_id"] == attack["attack_id"]
    ]
    given = [
        (one["side"], one["harm"], one["report_kind"], one["low"], one["best"], one["high"])
        for one in mention["casualties"]
    ]
    yield from _sets(attack, "casualties", wanted, given)


def _claims(attack: Mapping[str, Any], mention: Answer, gold: Mapping[str, Any]) -> Iterator[Line]:
    wanted = [
        (one["stance"], _actor_or_none(one["speaker"]), one["about_actor"])
        for one in gold["claims"]
        if one.get("attack_id") == attack["attack_id"]
    ]
    given = [
        (one["stance"], (one["speaker"] or {}).get("actor_id"), (one["about"] or {}).get("actor_id"))
        for one in mention["claims"]
    ]
    yield from _sets(attack, "claim", wanted, given)


def _actor_or_none(speaker: str | None) -> str | None:
    """Speakers that are sources, and no actors, have no id in the answer."""
    return speaker if speaker and speaker.startswith("act_") else None


def _chains(attack: Mapping[str, Any], mention: Answer, gold: Mapping[str, Any]) -> Iterator[Line]:
    """Chains by the roles of their steps; the last step's name is shown beside."""
    names = {one["source_id"]: one.get("name") or one["source_id"] for one in gold["sources"]}
    wanted = [
        (_roles(step["role"] for step in chain), names.get(chain[-1]["source_id"], chain[-1]["source_id"]))
        for chain in attack["source_chains"]
    ]
    given = [
        (_roles(step["role"] for step in chain["steps"]), chain["steps"][-1]["name"])
        for chain in mention["chains"]
        if chain["steps"]
    ]
    pairs = (
        assign([[(one[0] == other[0]) * (1.0 + alike(one[1], other[1])) for other in given] for one in wanted])
        if given
        else {}
    )
    for at, (roles, name) in enumerate(wanted):
        told = given[pairs[at]] if at in pairs else None
        yield _line(attack, "chain", f"{roles}: {name}", f"{told[0]}: {told[1]}" if told else None, told is not None)
    for at, (roles, name) in enumerate(given):
        if at not in pairs.values():
            yield _line(attack, "chain", None, f"{roles}: {name}", False)


def _roles(roles: Iterator[str]) -> str:
    told = [part for role in roles for part in role.split("+")]
    return " ".join(told)


def _sets(attack: Mapping[str, Any], field: str, wanted: Sequence[Any], given: Sequence[Any]) -> Iterator[Line]:
    pairs = assign([[float(one == other) for other in given] for one in wanted]) if given else {}
    for at, one in enumerate(wanted):
        yield _line(attack, field, one, given[pairs[at]] if at in pairs else None, at in pairs)
    for at, other in enumerate(given):
        if at not in pairs.values():
            yield _line(attack, field, None, other, False)


def _same(attack: Mapping[str, Any], field: str, wanted: Any, given: Any) -> Line:
    return _line(attack, field, wanted, given, wanted == given)


def _line(attack: Mapping[str, Any], field: str, wanted: Any, given: Any, is_right: bool) -> Line:
    shown = ["-" if value is None else str(value) for value in (wanted, given)]
    return Line(attack=attack["attack_id"], field=field, wanted=shown[0], given=shown[1], is_right=is_right)


def _days(attack: Mapping[str, Any]) -> str:
    """The day that is meant; a night, which may be either of two, is their interval."""
    told = attack["occurred"]
    if told["granularity"] == "night_ambiguous":
        return _range(told["start"][:10], told["end"][:10])
    return _range(told["best_date"], told["best_date"])


def _range(start: str | None, end: str | None) -> str:
    return str(start) if start == end else f"{start}/{end}"


def _count(told: Mapping[str, Any] | None) -> str:
    return "/".join("-" if told is None or told[key] is None else str(told[key]) for key in ("low", "best", "high"))


def _overlap_any(one: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(overlap(one, other) for other in others)
