"""One golden mention beside one coded mention, field by field.

Each field gives the values that gold has, those that the coder gave, and whether a pair agrees; a value that gold
does not have, and none given, counts nowhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.codes import AttackerStatus, Outcome
from ingest.mention.codebook import Codebook
from orchestration.evaluation.assign import assign
from orchestration.evaluation.gold import GoldCasualties, GoldClaim, GoldMention
from orchestration.evaluation.words import alike, same_actor, same_place, same_site

Answer = Mapping[str, Any]
Agree = Callable[[Any, Any], bool]
FIELDS = (
    "event_type",
    "attacker",
    "attacker_name",
    "attacker_status",
    "target",
    "site",
    "site_relation",
    "place",
    "country",
    "date",
    "weapon",
    "munitions",
    "outcome",
    "interceptor",
    "casualties",
    "claims",
    "origins",
)
COUNTS = ("launched", "intercepted", "impacted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A field of a pair: how many values agree, and those of either side that do not."""

    right: int
    given: int
    wanted: int
    missed: list[Any] = field(default_factory=list)
    invented: list[Any] = field(default_factory=list)


def compare(gold: GoldMention | None, coded: Answer | None, codebook: Codebook) -> dict[str, Compared]:
    """All fields of a pair, of which one side may be missing."""
    wanted = _wanted(gold) if gold else {}
    given = _given(coded) if coded else {}
    agree = _agreements(codebook)
    return {name: _compared(wanted.get(name, []), given.get(name, []), agree[name]) for name in FIELDS}


def _compared(wanted: Sequence[Any], given: Sequence[Any], agree: Agree) -> Compared:
    pairs = assign([[float(agree(one, other)) for other in given] for one in wanted]) if given else {}
    return Compared(
        right=len(pairs),
        given=len(given),
        wanted=len(wanted),
        missed=[one for at, one in enumerate(wanted) if at not in pairs],
        invented=[one for at, one in enumerate(given) if at not in pairs.values()],
    )


def _wanted(gold: GoldMention) -> dict[str, list[Any]]:
    names, status = gold.attacker.names, gold.attacker.status
    counts = ((name, getattr(gold.munitions, name)) for name in COUNTS)
    return {
        "event_type": [gold.event_type.value],
        "attacker": [(names, status)],
        "attacker_name": [names] if names else [],
        "attacker_status": [status],
        "target": list(gold.targets),
        "site": [gold.site.text] if gold.site else [],
        "site_relation": [gold.site.relation.value] if gold.site else [],
        "place": _some(gold.place),
        "country": _some(gold.country),
        "date": _some(_days(gold)),
        "weapon": [gold.weapon] if gold.weapon not in (None, "unknown") else [],
        "munitions": [(name, count) for name, count in counts if count is not None],
        "outcome": [gold.outcome.value] if gold.outcome and gold.outcome is not Outcome.UNKNOWN else [],
        "interceptor": _some(gold.interceptor),
        "casualties": list(gold.casualties),
        "claims": list(gold.claims),
        "origins": list(gold.origins),
    }


def _days(gold: GoldMention) -> tuple[str, str] | None:
    if gold.date is None or gold.date.start is None:
        return None
    return gold.date.start.isoformat(), (gold.date.end or gold.date.start).isoformat()


def _given(coded: Answer) -> dict[str, list[Any]]:
    attacker, date, weapon = coded["attacker"], coded["date"], coded["weapon"]
    counts = ((name, coded["munitions"][name]) for name in COUNTS)
    named = attacker["text"] or attacker["actor_id"]
    return {
        "event_type": [coded["event_type"]],
        "attacker": [attacker],
        "attacker_name": [attacker] if named else [],
        "attacker_status": [attacker["status"]],
        "target": list(coded["targets"]),
        "site": _some(coded["site"]),
        "site_relation": _some(coded["site"] and coded["site"]["relation"]),
        "place": [_place(coded)] if coded["place"] else [],
        "country": _some(coded["place"] and coded["place"]["country_iso3"]),
        "date": [(date["start"], date["end"])] if date["start"] else [],
        "weapon": [weapon["type"]] if weapon and weapon["type"] != "unknown" else [],
        "munitions": [(name, count["best"]) for name, count in counts if count and count["best"] is not None],
        "outcome": [coded["outcome"]] if coded["outcome"] != "unknown" else [],
        "interceptor": _some(coded["interceptor"]),
        "casualties": list(coded["casualties"]),
        "claims": list(coded["claims"]),
        "origins": list(_origins(coded)),
    }


def _place(coded: Answer) -> dict[str, Any]:
    """The place with the words that name it, where a list of the world's places gave it another spelling."""
    told = [one["text"] for one in coded["evidence"].get("place", ())]
    known = coded["place"]["place_id"]
    return {**coded["place"], "texts": told if len(set(told)) == 1 or (known or "").startswith("gn_") else []}


def _origins(coded: Answer) -> Iterator[str]:
    """Who knows: last steps of the chains, each name once."""
    names = {chain["steps"][-1]["name"]: chain["steps"][-1]["role"] for chain in coded["chains"] if chain["steps"]}
    yield from (name for name, role in names.items() if role == "origin")


def _some(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _agreements(codebook: Codebook) -> dict[str, Agree]:
    def actor(gold: str, coded: Answer) -> bool:
        return same_actor(gold, coded["actor_id"], (coded["text"], coded.get("name")), codebook)

    def any_actor(names: Sequence[str], coded: Answer) -> bool:
        return any(actor(name, coded) for name in names)

    def attacker(gold: tuple[list[str], AttackerStatus], coded: Answer) -> bool:
        names, status = gold
        named = any_actor(names, coded) if names else not (coded["text"] or coded["actor_id"])
        return named and status.value == coded["status"]

    def target(gold: str, coded: Answer) -> bool:
        if coded["site_id"] and same_site(gold, coded["site_id"], (), codebook):
            return True
        return same_actor(gold, coded["actor_id"], (coded["text"],), codebook)

    def site(gold: str, coded: Answer) -> bool:
        return same_site(gold, coded["site_id"], (coded["text"], coded["name"]), codebook)

    def place(gold: str, coded: Answer) -> bool:
        return same_place(gold, coded["place_id"], (coded["name"], *coded["texts"]), codebook)

    def claim(gold: GoldClaim, coded: Answer) -> bool:
        stance = gold.stance.value == coded["stance"]
        return stance and _party(gold.speaker, coded["speaker"]) and _party(gold.about, coded["about"])

    def _party(gold: str | None, coded: Answer | None) -> bool:
        return coded is None if gold is None else coded is not None and actor(gold, coded)

    def equal(gold: Any, coded: Any) -> bool:
        return bool(gold == coded)

    special: dict[str, Agree] = {
        "attacker": attacker,
        "attacker_name": any_actor,
        "target": target,
        "site": site,
        "place": place,
        "interceptor": actor,
        "casualties": _same_casualties,
        "claims": claim,
        "origins": alike,
    }
    return {name: special.get(name, equal) for name in FIELDS}


def _same_casualties(gold: GoldCasualties, coded: Answer) -> bool:
    kind = (gold.harm.value, gold.side.value, gold.report_kind.value)
    figure = (gold.low, gold.best, gold.high)
    return kind == (coded["harm"], coded["side"], coded["report_kind"]) and (
        figure == (coded["low"], coded["best"], coded["high"])
    )
