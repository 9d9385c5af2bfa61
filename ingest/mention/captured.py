"""Bases and towns that armed men take, and those whom they drive out: fighting, though no word of it is said."""

from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.physical import AREAS, armed
from ingest.mention.reading import Reading, agent, core, obliques, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKEN = Term("take place", "verb", "attack", "taken", "armed_clash")
DRIVEN_OUT = Term("drive out", "verb", "attack", "driven", "armed_clash")
# Whatever a base is called, and what the parser takes such names for.
HELD = frozenset({"military_base", "militia_position", "air_base"})
POSTS = frozenset("post position barracks garrison outpost base camp stronghold headquarters fort".split())
OUT = frozenset({"out", "from"})
CONTROL = frozenset({"control", "possession"})


def captured(reading: Reading, token: "Token") -> Term | None:
    """ "Rebels captured the army base", "took control of the town", "the garrison fell to X", "drove troops out"."""
    code = reading.codebook.means("capture", token.lemma_)
    if code is None or token.tag_ not in ("VBD", "VBN", "VBG"):
        return None
    if code.code == "drive":
        return DRIVEN_OUT if _is_driven_out(reading, token) else None
    doer, done = sides(token)
    if doer is None or done is None or not any(_bears(reading, part) for part in core(doer)):
        return None
    is_peaceful = any(child.lower_ in ("over", "up") for child in token.children)  # "took over the base"
    return TAKEN if not is_peaceful and _is_stronghold(reading, done, code.code) else None


def sides(token: "Token") -> "tuple[Token | None, Token | None]":
    """Who took it, and what was taken."""
    around = list(obliques(token))
    if token.lemma_ == "fall":
        return next((noun for name, noun in around if name == "to"), None), subject(token)
    done = patient(token)
    if done is not None and done.lemma_.lower() in CONTROL:
        done = next((noun for name, noun in obliques(done) if name == "of"), None)
    return agent(token) or (subject(token) if done is not None and done.dep_ != "nsubjpass" else None), done


def _is_driven_out(reading: Reading, token: "Token") -> bool:
    done, doer = patient(token), agent(token) or subject(token)
    if done is None or doer is None or done == doer:
        return False
    away = any(child.lower_ in OUT for child in token.children) or token.lemma_ in ("dislodge", "expel", "oust")
    return away and all(any(_bears(reading, part) for part in core(one)) for one in (done, doer))


def _bears(reading: Reading, token: "Token") -> bool:
    return armed(reading, token) and token.pos_ != "ADJ"


def _is_stronghold(reading: Reading, noun: "Token", how: str) -> bool:
    """A base; where the verb says that it was taken in war a town, and where it says nothing else another site."""
    lemma = noun.lemma_.lower()
    site = reading.codebook.means("site", lemma)
    if lemma in POSTS or (site is not None and site.code in HELD):
        return True
    named = [name for hit, _ in reading.hits_in(reading.names, core(noun)) for name in hit.values]
    if any(name.kind == "site" for name in named):
        return True
    is_town = lemma in AREAS or any(name.kind == "place" for name in named)
    return (how in ("take", "seize") and is_town) or (how == "take" and site is not None)
