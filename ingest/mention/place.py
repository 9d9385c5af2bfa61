"""Where: the place that a trigger's clause names, the finest that fits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.codes import Field
from ingest.mention.finding import Finding
from ingest.mention.reading import Reading
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.site import Site

LOCATIVE = frozenset(
    "in at near on of into outside inside around towards toward over across through to within off by".split()
)
# "North-east of the city": not in it.
OFFSET = re.compile(r"(?:\b(?:north|south|east|west)[a-z-]*\s+of|\bnear|\boutside)\s+(?:the\s+)?(?:city of\s+)?$", re.I)
AREAS = frozenset(
    "province district governorate region city town village suburb neighbourhood neighborhood valley countryside area "
    "outskirt oblast state county border".split()
)
UNKNOWN_DEPTH = 3
INTO = frozenset("in at near outside inside around".split())
NO_NAMES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|GMT|UTC|EST|God|Text|Report|President|Mr|Mrs|Ramadan|Christmas|Easter)s?$",
    re.I,
)
NOT_A_PLACE = frozenset({"nsubj", "agent", "poss"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence."""

    place_id: str | None
    text: str
    start: int
    end: int
    is_offset: bool


def places(reading: Reading, trigger: Trigger, triggers: Sequence[Trigger]) -> list[Place]:
    """Places of a trigger, finest first: those of its clause, else those that no other trigger holds."""
    located = list(_located(reading, trigger))
    mine = [place for place, token in located if token.i in trigger.scope]
    free = [place for place, token in located if not any(token.i in other.scope for other in triggers)]
    found = mine or free
    return sorted(found, key=lambda place: (place.is_offset, -_fineness(reading, place), place.start))


def findings(reading: Reading, one: Trigger, triggers: Sequence[Trigger], at: "Site | None") -> Iterator[Finding]:
    """The finest place that the text gives; a known site gives its own where that is finer and fits."""
    told = places(reading, one, triggers)[:1]
    found = [place_found for place_found in told if at is None or not at.site_id or not place_found.is_offset]
    told = found or ([] if at is not None and at.site_id else told)
    own = reading.codebook.sites[at.site_id]["place_id"] if at is not None and at.site_id else ""
    if (
        at is not None
        and own
        and (
            not told
            or told[0].place_id in reading.codebook.ancestors(own)[1:]
            or not reading.codebook.fits(told[0].place_id or "", own)
        )
    ):
        yield Finding(field=Field.PLACE, span=reading.span(at.start, at.end), value=own, text=at.text)
    else:
        yield from (finding(reading, found) for found in told)


def _fineness(reading: Reading, place: Place) -> int:
    """How deep in the tree of places it lies; a name that is not known is taken for a village or quarter."""
    return len(reading.codebook.ancestors(place.place_id)) if place.place_id else UNKNOWN_DEPTH


def finding(reading: Reading, place: Place) -> Finding:
    """A place as an assertion."""
    return Finding(field=Field.PLACE, span=reading.span(place.start, place.end), value=place.place_id, text=place.text)


def _located(reading: Reading, trigger: Trigger) -> Iterator[tuple[Place, "Token"]]:
    for hit in reading.names:
        name = next((name for name in hit.values if name.kind == "place"), None)
        token = reading.token_at(hit.start, hit.end) if name else None
        if name is not None and token is not None and _is_location(reading, token, trigger):
            before = OFFSET.search(reading.text, max(0, hit.start - 24), hit.start)
            yield Place(name.id, reading.text[hit.start : hit.end], hit.start, hit.end, before is not None), token
    for token in reading.doc:
        if _is_unknown(reading, token, trigger):
            start, end = _name(token)
            before = OFFSET.search(reading.text, max(0, start - 24), start)
            yield Place(None, reading.text[start:end], start, end, before is not None), token


def _is_unknown(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """A name in a phrase of place that the codebook does not know: kept in the text's own words."""
    if token.lemma_.lower() in AREAS and not _is_named_area(token):
        return False
    if token.pos_ != "PROPN" or NO_NAMES.match(token.text) or not token.text[:1].isupper():
        return token.lemma_.lower() in AREAS and _is_named_area(token) and _is_location(reading, token, trigger)
    if any(hit.start <= token.idx < hit.end for hit in reading.names):
        return False
    if reading.codebook.means("site", token.lemma_) or reading.codebook.means("weapon", token.lemma_):
        return False
    before = token.head
    if token.dep_ != "pobj" or before.dep_ not in ("prep", "pcomp", "agent"):
        return False
    of_area = before.lower_ == "of" and before.head.lemma_.lower() in AREAS
    return (before.lower_ in INTO or of_area) and not _is_speech(reading, token)


def _is_named_area(token: "Token") -> bool:
    return any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.children)


def _name(token: "Token") -> tuple[int, int]:
    """The name that ends at a token."""
    first = token
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).head in (token, first):
        first = first.nbor(-1)
    return first.idx, token.idx + len(token)


def _is_location(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """In a phrase of place, or the very thing that was struck; never who strikes or speaks."""
    if token == trigger.patient:
        return True
    if token.dep_ in ("conj", "appos") and token.head != token:
        return token.head.pos_ in ("PROPN", "NOUN") and (
            token.head == trigger.patient or _is_location(reading, token.head, trigger)
        )
    if token.dep_ == "pobj":
        return token.head.lower_ in LOCATIVE and not _is_speech(reading, token)
    if token.dep_ in ("compound", "nmod", "poss") and token.head != trigger.token:
        around = token.head in trigger.arguments or _is_location(reading, token.head, trigger)
        return around and (bool(reading.codebook.means("site", token.head.lemma_)) or _names_place(reading, token.head))
    return False


def _is_speech(reading: Reading, token: "Token") -> bool:
    """ "Officials in Baghdad said": the place of the speaker, not of the attack."""
    noun = token.head.head
    return (
        noun.dep_ in NOT_A_PLACE and noun.head.pos_ == "VERB" and bool(reading.codebook.means("say", noun.head.lemma_))
    )


def _names_place(reading: Reading, token: "Token") -> bool:
    if token.lemma_.lower() in AREAS:
        return True
    return any(
        hit.start <= token.idx < hit.end and name.kind == "place" for hit in reading.names for name in hit.values
    )
