"""Who came through, walked into, underwent or beat back the attack that a noun tells of."""

from typing import TYPE_CHECKING

from ingest.mention.physical import armed
from ingest.mention.reading import Reading, agent, core, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

SURVIVING = frozenset("survive escape emerge suffer face".split())
# "Was subjected to", "was the object of" an attack.
UNDERGOING = frozenset("subject expose".split())
STRUCK = frozenset("object target victim scene".split())
REPELLING = frozenset("repel repulse fend beat drive push rebuff ward".split())
REPORTING = frozenset("report record log see hear feel observe note".split())
BEHIND = frozenset("after following since before".split())
GOING = frozenset("to from into for".split())
BEFALLING = frozenset("burn sink collapse".split())
STRAYING = frozenset("walk run drive fall stumble stray ride blunder lure catch hit".split())


def survivor(token: "Token") -> "Token | None":
    """Who "escaped", "survived" or "emerged unhurt from" the attack."""
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "from" else token.head
    direct = token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "from")
    return subject(verb) if direct and verb.pos_ == "VERB" and verb.lemma_ in SURVIVING else None


def is_taken(token: "Token", name: str) -> bool:
    """ "Were brought to the morgue after a raid": where the hurt were taken from or to is not where it was."""
    return token.head.lower_ in BEHIND and name.rsplit(maxsplit=1)[-1] in GOING


def befallen(token: "Token") -> "Token | None":
    """What "caught fire", "burned" or "sank" after the attack or in it."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("after", "following", "in") or verb.pos_ != "VERB":
        return None
    is_fire = any(child.dep_ == "dobj" and child.lower_ == "fire" for child in verb.children)
    is_done = verb.lemma_ in BEFALLING or (verb.lemma_ == "catch" and is_fire)
    return subject(verb) if is_done and verb.tag_ == "VBD" else None


def reporter(reading: Reading, token: "Token") -> "Token | None":
    """ "A tanker reported an explosion": the ship that tells of it was what it was meant for."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_.lower() not in REPORTING:
        return None
    ship = subject(verb)
    terms = [reading.codebook.means("site", part.lemma_.lower()) for part in core(ship)] if ship is not None else []
    return ship if any(term is not None and term.code == "vessel" for term in terms) else None


def undergone(token: "Token") -> "Token | None":
    """What "was subjected to", or "was the target of" the attack."""
    if token.dep_ != "pobj":
        return None
    word = token.head.head
    if token.head.lower_ == "to" and word.lemma_.lower() in UNDERGOING:
        return patient(word)
    is_said = word.lemma_.lower() in STRUCK and word.dep_ == "attr" and token.head.lower_ == "of"
    return subject(word.head) if is_said else None


def is_repelled(reading: Reading, token: "Token") -> bool:
    """ "Soldiers beat back an assault": both sides fought."""
    verb = token.head
    if token.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in REPELLING:
        return False
    doer = agent(verb) or (subject(verb) if token.dep_ == "dobj" else None)
    return doer is not None and (
        doer.lower_ in ("it", "they", "we") or any(armed(reading, part) for part in core(doer))
    )


def caught(token: "Token") -> "Token | None":
    """Who "walked into" an ambush, or "was caught in" one."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("into", "in") or token.head.head.lemma_ not in STRAYING:
        return None
    return patient(token.head.head) or subject(token.head.head)
