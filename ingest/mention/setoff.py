"""Bombs that go with those who die by them: mines trodden on, cars driven into gates, vests that were worn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.reading import Reading, core, obliques, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

TRODDEN = Term("tread on mine", "verb", "attack", "strong", "ied_or_mine")
DRIVEN = Term("drive bomb into", "verb", "attack", "strong", "suicide_bombing")
TREADING = frozenset("step tread drive run hit strike roll ride walk stumble trip".split())
SETTING = frozenset("trigger detonate activate set touch".split())
DRIVING = frozenset("drive ram steer crash plough plow slam smash reverse pilot speed race barrel".split())
UNDERFOOT = frozenset("on onto over into off".split())
INTO = frozenset("into at through against inside".split())
VEHICLES = frozenset(
    "car truck lorry van pickup vehicle bus minibus motorcycle motorbike bike rickshaw tanker jeep tractor cart "
    "ambulance wagon taxi suv scooter bicycle plane tuk-tuk dumper trailer humvee".split()
)
UNMANNED = frozenset("unmanned uncrewed driverless remote remotely controlled".split())
EXPLOSIVE = frozenset({"ied", "mine", "vehicle_bomb", "suicide_vest"})
WORN = frozenset("vest belt jacket waistcoat charge device explosive explosives bomb".split())
WEARING = frozenset("wear strap conceal hide tie fasten fix".split())
OWNERS = frozenset("his her their".split())
SELF = frozenset("himself herself themselves itself".split())


def constructed(reading: Reading, token: "Token") -> Term | None:
    """What a verb tells together with a mine or a laden vehicle beside it, and by itself does not."""
    if trodden(reading, token) is not None:
        return TRODDEN
    return DRIVEN if _is_driven(reading, token) else None


def trodden(reading: Reading, token: "Token") -> "Token | None":
    """The mine or bomb that somebody drove over, stepped on or hit."""
    lemma = token.lemma_.lower()
    if lemma not in TREADING | SETTING or not reading.weapons:
        return None
    victim = subject(token)
    if victim is None or any(_codes(reading, part) for part in core(victim)):
        return None
    for noun in _beneath(token):
        codes = _codes(reading, noun)
        hit = "mine" in codes or ("ied" in codes and lemma in TREADING)
        if hit or ("ied" in codes and victim.lemma_.lower() in VEHICLES):
            return noun
    return None


def _beneath(token: "Token") -> "Iterator[Token]":
    done = patient(token)
    if done is not None and done.dep_ != "nsubjpass":
        yield done
    yield from (noun for name, noun in obliques(token) if name.rsplit(maxsplit=1)[-1] in UNDERFOOT)


def _is_driven(reading: Reading, token: "Token") -> bool:
    """ "Drove a lorry laden with explosives into the gate", or the lorry did it."""
    if token.lemma_.lower() not in DRIVING or driven_into(token) is None:
        return False
    nouns = [noun for noun in (patient(token), subject(token)) if noun is not None]
    return any(is_laden(reading, noun) and not _is_unmanned(noun) for noun in nouns)


def _is_unmanned(noun: "Token") -> bool:
    return any(part.lower_ in UNMANNED for part in core(noun))


def driven_into(token: "Token") -> "Token | None":
    """What a vehicle was driven into: behind the verb, or behind what it was laden with."""
    done = patient(token)
    near = [*obliques(token), *(pair for part in (done.subtree if done is not None else ()) for pair in obliques(part))]
    return next((noun for name, noun in near if name.rsplit(maxsplit=1)[-1] in INTO), None)


def is_laden(reading: Reading, noun: "Token") -> bool:
    """A vehicle that carries a bomb: "packed with explosives", "explosives-laden", "a car bomb"."""
    if noun.lemma_.lower() not in VEHICLES:
        return "vehicle_bomb" in _codes(reading, noun)
    return any(_codes(reading, part) & EXPLOSIVE for part in noun.subtree)


def is_worn(reading: Reading, bomb: "Token") -> bool:
    """ "His vest", "the explosives she wore", "the charge strapped to her body"."""
    if bomb.lemma_.lower() not in WORN and not any(_codes(reading, part) for part in core(bomb)):
        return False
    if bomb.lemma_.lower() in ("vest", "belt", "jacket", "explosive", "explosives") and any(
        child.lower_ in OWNERS for child in bomb.children
    ):
        return True
    return any(
        part.lemma_.lower() in WEARING and (part.lemma_ == "wear" or any(one.lower_ in OWNERS for one in part.subtree))
        for part in bomb.subtree
        if part.pos_ == "VERB"
    )


def is_suicide(reading: Reading, token: "Token", bomb: "Token | None") -> bool:
    """Whether the one who set it off died by design: by the words for himself, or by what he wore."""
    if token.lemma_.lower() not in ("blow", "detonate", "explode", "set", "trigger", "activate"):
        return False
    own = {child.lower_ for child in token.children if child.dep_ in ("dobj", "nsubjpass", "appos")}
    return bool(own & SELF) or (bomb is not None and bomb.dep_ == "dobj" and is_worn(reading, bomb))


def _codes(reading: Reading, token: "Token") -> set[str]:
    return {hit.values[0].code for hit in reading.weapons if hit.start <= token.idx < hit.end}
