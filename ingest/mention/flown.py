"""What munitions and those who steer them do: any verb tells of an attack where a missile or a drone did it."""

import re
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.physical import armed
from ingest.mention.reading import Reading, agent, obliques, patient

if TYPE_CHECKING:
    from spacy.tokens import Token

# What munitions do without an attack, and where those go that do reach something.
IDLE = frozenset(
    "be have do say fly cross cost carry weigh use make include approach enter head travel test develop produce "
    "cause remain belong need launch fire send build buy sell deliver supply own see hear find discover seize recover "
    "store bring take leave become seem appear change help allow work number arrive move station deploy".split()
)
EVENTS = frozenset("attack assault strike raid bombing ambush blast explosion plot attempt".split())
CIVIL_DRONE = re.compile(
    r"\b(?:delivery|amateur(?:'s)?|hobby|toy|filming) drones?\b",
    re.I,
)
REACHED = frozenset("into onto on upon at through against above over near beside inside among".split())
STEERED = frozenset("fly steer pilot guide direct dispatch send".split())
STEERED_AT = frozenset("at into against towards toward".split())
SKIES = frozenset(
    "airspace territory sky space country area zone region land range view city town district province sea air".split()
)
DROPPED = frozenset("onto on over into at through upon".split())
MUNITIONS = frozenset("drone missile_rocket artillery air explosive naval".split())


def munition_term(reading: Reading, token: "Token") -> Term | None:  # noqa: PLR0911
    """Any verb that a munition does to something: "a missile tore open a hotel", "was holed by a drone"."""
    if not reading.weapons or (token.lemma_ in IDLE and not _is_steered(reading, token)):
        return None
    done = patient(token)
    if (done is not None and done.lemma_.lower() in EVENTS) or CIVIL_DRONE.search(reading.text):
        return None  # "foiled a suicide attack"
    weapon = agent(token)
    if weapon is not None and _is_munition(reading, weapon):
        return Term(token.lemma_, "verb", "attack", "weak", "")
    doer = next((child for child in token.children if child.dep_ == "nsubj"), None)
    struck = patient(token)
    if doer is None and token.dep_ == "acl" and struck == token.head and struck.dep_ == "ROOT":
        doer, struck = struck, None
    if struck is not None and _is_munition(reading, struck) and _is_sent(reading, token, struck, doer):
        ends = STEERED_AT if token.lemma_.lower() in STEERED else DROPPED
        onto = any(name.rsplit(maxsplit=1)[-1] in ends for name, _ in obliques(token))
        onto = onto or any(name in STEERED_AT for one in (struck, *struck.conjuncts) for name, _ in obliques(one))
        return Term(token.lemma_, "verb", "launch", "weak", "") if onto else None
    if doer is None or not _is_munition(reading, doer) or any(child.dep_ == "neg" for child in token.children):
        return None
    reached = any(name.rsplit(maxsplit=1)[-1] in REACHED for name, _ in obliques(token))
    if reached or (struck is not None and reading.codebook.means("site", struck.lemma_)):
        return Term(token.lemma_, "verb", "munition", "weak", "")
    return None


def _is_sent(reading: Reading, token: "Token", struck: "Token", doer: "Token | None") -> bool:
    """Whether somebody who bears arms does it to a munition, or it is steered at something by nobody named."""
    passive = struck.dep_ == "nsubjpass" and token.lemma_.lower() in STEERED
    return armed(reading, doer) if doer is not None else passive


def _is_steered(reading: Reading, token: "Token") -> bool:
    """ "Drones were flown at the base", "a drone flew into their fire engine": no flight over a land or its sky."""
    if token.lemma_.lower() not in STEERED:
        return False
    ends = [(name, noun) for name, noun in obliques(token) if name in STEERED_AT]
    if patient(token) is not None:
        return bool(ends)
    return any(name == "into" and noun.pos_ == "NOUN" and noun.lemma_.lower() not in SKIES for name, noun in ends)


def _is_munition(reading: Reading, noun: "Token") -> bool:
    hits = [hit for hit in reading.weapons if hit.start <= noun.idx < hit.end]
    return any(reading.codebook.weapons[hit.values[0].code]["weapon_class"] in MUNITIONS for hit in hits)


def downs(reading: Reading, token: "Token") -> bool:
    """Whether the verb is done to what can be shot down: "destroyed three drones"."""
    done = patient(token)
    if done is None or not reading.weapons:
        return False
    hits = [hit for hit in reading.weapons if hit.start <= done.idx < hit.end]
    weapons = [reading.codebook.weapons[hit.values[0].code] for hit in hits]
    return any(weapon["is_interceptable"] == "true" for weapon in weapons)
