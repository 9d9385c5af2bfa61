"""What a noun is as something that can be hit: a thing, a part of one, an area, or no more than where and when."""

from typing import TYPE_CHECKING

from ingest.mention.physical import person
from ingest.mention.reading import Reading, core, is_date, obliques, referent

if TYPE_CHECKING:
    from spacy.tokens import Token

AIMED = frozenset("against at on upon into towards toward to targeting".split())
NEVER = frozenset(
    "fire area way time front place attack day night morning hour week month number afternoon evening minute second "
    "moment weekend dawn noon midnight dusk incident event operation occasion scene case sea air sky ground water "
    "desert wave series site target drug distance direction o'clock "
    "line side fact life death action reaction response order result part thing".split()
)
# Where something went off, never what it went off against.
SPOTS = frozenset(
    "corner end slope side section sector outskirt center centre middle edge vicinity street avenue road highway river "
    "metre meter yard kilometre kilometer mile part dawn noon midnight dusk alley point spot location intersection "
    "crossroad crossroads junction boulevard route jurisdiction zone surrounding environs hill mountain".split()
)
# Kinds of places, though things stand in them: where, not at what.
AREAS = frozenset(
    "village town city neighbourhood neighborhood quarter district suburb area region municipality hamlet capital "
    "country province department territory community sector county state zone valley".split()
)
# What is hit where its whole is: "the roof of a mosque" is the mosque.
PARTS = frozenset(
    "window wall door roof entrance facade ceiling gate fence floor storey wing stretch section perimeter turnstile "
    "side rear front corner edge interior exterior hatch windscreen windshield deck wheelhouse hull stern bow "
    "doorway gateway part rest remain remains ruin top basement foyer lobby grounds ground premises".split()
)
ANIMALS = frozenset("animal cattle cow hen sheep goat horse dog cat livestock poultry".split())


def is_thing(reading: Reading, noun: "Token") -> bool:
    """A noun for something that can be hit and is neither a person nor a weapon nor an attack."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in NEVER | ANIMALS or is_date(noun):
        return False
    if any(hit.start <= noun.idx < hit.end for hit in reading.weapons):
        return False
    if reading.codebook.means("site", noun.lemma_):
        return True
    event = any(term.pos == "noun" for term in reading.codebook.coded.get(("attack", noun.lemma_.lower()), ()))
    names = [name.kind for hit in reading.names if hit.start <= noun.idx < hit.end for name in hit.values]
    known = any(kind in ("place", "actor") for kind in names)
    return not event and not known and not person(reading, noun) and not reading.codebook.means("force", noun.lemma_)


def is_area(noun: "Token") -> bool:
    """A kind of place that things stand in."""
    return noun.lemma_.lower() in AREAS


def is_spot(noun: "Token") -> bool:
    """A word for where something went off."""
    return noun.lemma_.lower() in SPOTS


def whole(noun: "Token") -> "Token":
    """The thing that a part belongs to: "the upper floors of which", "the entrance to the house"."""
    for _ in range(3):
        if noun.lemma_.lower() not in PARTS:
            return noun
        owner = next((inner for name, inner in obliques(noun) if name in ("of", "to")), None)
        owner = owner or next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is None or (owner.pos_ == "PRON" and referent(owner) is owner):
            return noun
        noun = referent(owner)
    return noun


def holds_people(reading: Reading, noun: "Token") -> bool:
    """Whether a noun phrase is of people: "a group of students"."""
    return any(person(reading, part) for part in core(noun))
