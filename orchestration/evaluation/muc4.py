"""Documents of MUC-4 coded, and written as the predictions that its scorers read."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ingest.codes import EventType
from ingest.mention.codebook import Codebook
from ingest.mention.coded import CodedTarget
from ingest.mention.targets import distinct, is_doer, words

Answer = Mapping[str, Any]

BOMBINGS = frozenset({EventType.IED_OR_MINE, EventType.SUICIDE_BOMBING})
TYPES = {
    **dict.fromkeys(BOMBINGS, "BOMBING"),
    EventType.ABDUCTION: "KIDNAPPING",
    EventType.ARSON_OR_SABOTAGE: "ARSON",
}
_MILITARY = re.compile(
    r"\b(?:soldiers?|troops?|army|military|battalions?|brigades?|regiments?|garrisons?|barracks|patrols?|platoon|"
    r"guerrillas?|rebels?|subversives?|extremists?|insurgents?|combatants?|fighters?|terrorists?|positions?|"
    r"air force|navy|marines?|detachments?|sergeants?|lieutenants?|corporals?|recruits?|armed forces|convoy|gunships?|"
    r"armou?red|civil defense|militia\w*|enemy|cadets?|squad)\b",
    re.I,
)
# A night begins on one day and ends on the next.
MOST_DAYS = 2
_NAME = re.compile(r"\b[A-Z][\w.-]+")
_PERSON = re.compile(
    r"\b(?:\w*(?:men|man|women|woman|people|persons?|soldiers?|officers?|police|troops|guards?|guerrillas?|rebels?|"
    r"peasants?|students?|teachers?|priests?|civilians?|children|child|members?|leaders?|ministers?|president|mayor|"
    r"judges?|journalists?|colonel|general|captain|lieutenant|major|ambassador|deputy|workers?|residents?|families|"
    r"family|son|daughter|wife|brother|sister|bodyguards?|driver|terrorists?|extremists?|assassins?|subversives?|"
    r"commandos?|attackers?|gunmen|individuals?|youths?|sicarios|hooded|thugs|traffickers))\b",
    re.I,
)


def read_docs(path: Path, split: str | None = None) -> list[dict[str, Any]]:
    """The documents of a file of JSON lines, of one split if named; their text may stand under `text_cased`."""
    with path.open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file if line.strip()]
    return [one for one in found if split is None or one.get("split") == split]


def as_input(doc: Mapping[str, Any]) -> bytes:
    """A document as a line of `sigact code`'s input."""
    given = {
        "article_id": doc.get("article_id") or doc.get("docid"),
        "text": doc.get("text_cased") or doc.get("text"),
        "title": doc.get("title"),
        "published_at": doc.get("published_at") or doc.get("article_date"),
        "dateline": doc.get("dateline"),
        "language": doc.get("language") or "en",
        "source_id": doc.get("source_id") or "wire",
    }
    return json.dumps(given).encode()


def days_of(docs: Iterable[Mapping[str, Any]]) -> dict[str, date]:
    """The day of publication of each document that has one."""
    told = (
        (doc.get("article_id") or doc.get("docid"), doc.get("published_at") or doc.get("article_date")) for doc in docs
    )
    return {str(name): date.fromisoformat(str(day)[:10]) for name, day in told if day}


def predictions(
    answers: Iterable[Answer], codebook: Codebook, *, with_clashes: bool, published: Mapping[str, date] | None = None
) -> Iterator[dict[str, Any]]:
    """One object a document: its actual attacks in the words of MUC-4.

    Its keys leave out fighting between armed sides (task documentation, "relevant incidents"), and so do the
    predictions unless `with_clashes`: clashes, and attacks of which only soldiers, police or fighters are the targets.
    An attack without one day is dated as its keys date it: on or before the day of publication ("- 12 JAN 90").
    """
    countries = _countries(codebook)
    for answer in answers:
        events = [
            _event(mention, countries, codebook)
            for mention in answer["mentions"]
            if mention["attack_status"] == "actual" and (with_clashes or not _is_combat(mention, codebook))
        ]
        day = (published or {}).get(answer["article_id"])
        for event in events:
            event["date"] = event["date"] or (f"- {day:%d %b %y}".upper() if day else None)
        yield {"docid": answer["article_id"], "events": events}


def _is_combat(mention: Answer, codebook: Codebook) -> bool:
    """Whether both sides bear arms: a clash, or targets and victims that are all military."""
    if mention["event_type"] == EventType.ARMED_CLASH:
        return True
    targets = [_is_military(one, codebook) for one in mention["targets"] if words(one["text"] or "")]
    hurt = {one["combatant_status"] for one in mention["casualties"] if one["report_kind"] == "count"}
    return bool(targets) and all(targets) and not hurt & {"civilian", "diplomat", "contractor"}


def _is_military(target: Answer, codebook: Codebook) -> bool:
    row = codebook.actors.get(target["actor_id"] or "")
    if row is not None:
        return row["actor_kind"] in ("state_forces", "armed_group") and "polic" not in row["name"].lower()
    return bool(_MILITARY.search(target["text"] or ""))


def _countries(codebook: Codebook) -> dict[str, str]:
    states = {row["country_iso3"]: row["name"] for row in codebook.actors.values() if row["actor_kind"] == "state"}
    own = {row["country_iso3"]: row["name"] for row in codebook.places.values() if row["place_type"] == "country"}
    return states | own


def _event(mention: Answer, countries: Mapping[str, str], codebook: Codebook) -> dict[str, Any]:
    attackers = [one for one in mention["attackers"] if one["status"] != "denied" and one["text"]]
    killed, injured = _hurt(mention, "killed"), _hurt(mention, "injured")
    targets = _targets(mention, codebook)
    return {
        "incident_type": TYPES.get(EventType(mention["event_type"]), "ATTACK"),
        "stage": "ATTEMPTED" if mention["outcome"] in ("failed_malfunction", "aborted") else "ACCOMPLISHED",
        "date": _date(mention["date"]),
        "location": _location(mention, countries),
        "weapon": list(dict.fromkeys(one["text"] for one in mention["weapons"] if one["text"])),
        "perp_ind": [one["text"] for one in attackers if not _is_organisation(one, codebook)],
        "perp_org": [_organisation(one) for one in attackers if _is_organisation(one, codebook)],
        "hum_tgt": [text for text in targets if _is_person(text)],
        "phys_tgt": [text for text in targets if not _is_person(text)],
        "effects": list(_effects(mention)),
        "perp_conf": "CLAIMED OR ADMITTED" if mention["attacker"]["status"] == "claimed" else None,
        "killed": killed,
        "injured": injured,
    }


def _targets(mention: Answer, codebook: Codebook) -> list[str]:
    """What was attacked, and everybody who was hurt: MUC-4 has victims among its human targets."""
    told = [one["text"] for one in mention["targets"]]
    quoted = (" ".join(one["text"].split()) for one in mention["evidence"].get("target_actor", ()))
    told += [text for text in quoted if _is_person(text)]
    named = [CodedTarget(actor_id=None, site_id=None, text=text) for text in dict.fromkeys(told)]
    return [one.text for one in distinct(named, codebook) if len(named) == 1 or not is_doer(one)]


def _date(told: Answer) -> dict[str, str] | None:
    """The day; a night is its morning. One of several days ("last week") is no day: MUC dates an attack by one day."""
    start, end = told["start"], told["end"]
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days if start else MOST_DAYS
    return {"start": end, "end": end} if days < MOST_DAYS else None


def _location(mention: Answer, countries: Mapping[str, str]) -> str | None:
    place = mention["place"]
    if place is None:
        return None
    told = (" ".join(one["text"].split()) for one in mention["evidence"].get("place", ()))
    names = [countries.get(place["country_iso3"] or ""), place["admin1"], place["name"], *told]
    return ": ".join(dict.fromkeys(_plain(name) for name in names if name))


def _plain(name: str) -> str:
    """Without accents: the wire that MUC-4 was taken from had none."""
    return "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))


def _organisation(attacker: Answer) -> str:
    """Its name in the text; that of the codebook where the text only calls it "the rebels"."""
    text: str = attacker["text"] or ""
    return text if _NAME.search(text) else attacker["name"] or text


def _is_organisation(attacker: Answer, codebook: Codebook) -> bool:
    row = codebook.actors.get(attacker["actor_id"] or "")
    if row is not None:
        return row["is_class"] != "true"
    return bool(_NAME.search(attacker["text"])) and not _PERSON.search(attacker["text"])


def _is_person(text: str) -> bool:
    words = text.split()
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    return named or bool(_PERSON.search(text))


def _hurt(mention: Answer, harm: str) -> int | None:
    """How many of the attacked were hurt; null where it is not told in numbers."""
    counts = [
        one["best"]
        for one in mention["casualties"]
        if one["harm"] == harm and one["report_kind"] in ("count", "explicit_zero") and one["side"] != "attacker"
    ]
    return None if not counts or None in counts else sum(counts)


def _effects(mention: Answer) -> Iterator[str]:
    harms = {
        one["harm"] for one in mention["casualties"] if one["report_kind"] == "count" and one["side"] != "attacker"
    }
    extents = {one["extent"] for one in mention["damage"]}
    yield from (effect for harm, effect in (("killed", "DEATH"), ("injured", "INJURY")) if harm in harms)
    yield from (
        effect for extent, effect in (("destroyed", "DESTROYED"), ("damaged", "SOME DAMAGE")) if extent in extents
    )
