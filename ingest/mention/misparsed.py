"""Verbs of attack whose subject, object or kind the parser mistakes: what was meant, by where the words stand."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.physical import is_weapon
from ingest.mention.reading import Reading, agent, core, is_date, nearest, obliques

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What stands for things that are then named, and how these are brought in.
GENERAL = frozenset("target site position location installation facility object".split())
EXAMPLE = re.compile(r",\s+(?:among them|including|one of them|such as)\s+(?=\w)", re.I)
DEEDS = frozenset("shelling bombing shooting fighting bombarding".split())
MEN = frozenset(
    "fighter soldier troop militiaman gunman militant rebel insurgent guerrilla trooper policeman police officer force "
    "paramilitary jihadist bandit terrorist militia army guard".split()
)
THROUGH = frozenset({"into", "through", "onto"})
ARTICLES = frozenset({"a", "an", "the", "two", "three", "several"})


def right_before(reading: Reading, token: "Token", doer: "Token | None") -> "Token | None":
    """ "Coaches overturned after a device went off": the weapon beside the verb, not who stands further off."""
    before = token.doc[token.i - 1] if token.i else None
    if before is None or before.pos_ not in ("NOUN", "PROPN") or (doer is not None and doer.i >= before.i):
        return None
    if doer is not None and any(is_weapon(reading, part) for part in core(doer)):
        return None
    return before if is_weapon(reading, before) else None


def _shared(token: "Token") -> Iterator[tuple[str, "Token"]]:
    """ "Slammed into a hospital and a school": the parser may hang the second on the verb."""
    for noun in token.children:
        if noun.dep_ == "conj" and noun.pos_ in ("NOUN", "PROPN") and noun.i > token.i:
            joined = noun.left_edge.i and noun.doc[noun.left_edge.i - 1].dep_ == "cc"
            before = [pair for pair in obliques(token) if token.i < pair[1].i < noun.i and pair[0] in THROUGH]
            if joined and before and before[-1][1].right_edge.i == noun.left_edge.i - 2:
                yield before[-1][0], noun


def misread(token: "Token") -> "Token | None":
    """ "A drone set light to it": who did it, where the parser takes the verb for what hangs on the noun."""
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and token.head.i < token.i:
        return token.head
    return next((child for child in token.children if child.dep_ == "npadvmod" and not is_date(child)), None)


def exemplified(reading: Reading, done: "Token | None") -> "Token | None":
    """ "Attacked targets in the west, among them a depot": what was hit, where it is first told in general words."""
    if done is None or done.lemma_.lower() not in GENERAL or done.tag_ not in ("NNS", "NNPS"):
        return None
    match = EXAMPLE.search(reading.text, done.idx)
    first = reading.token_at(match.end(), match.end() + 1) if match is not None else None
    return nearest(first, 1) if first is not None else None


def behind_aside(token: "Token", term: Term) -> "Token | None":
    """ "Having bombed, on Thursday evening, a market": the object that the parser loses behind what is set off."""
    doc, start = token.doc, token.i + 1
    if term.meaning != "attack" or token.tag_ not in ("VBD", "VBN", "VBG") or agent(token) is not None:
        return None
    if start >= len(doc) or doc[start].text != "," or start + 1 >= len(doc) or doc[start + 1].pos_ != "ADP":
        return None
    closing = next((one.i for one in doc[start + 1 : start + 9] if one.text == ","), None)
    if closing is None or closing + 1 >= len(doc) or doc[closing + 1].lower_ not in ARTICLES:
        return None
    return nearest(doc[closing + 1], 1)


def _is_men(noun: "Token") -> bool:
    """Those who bear arms by their very name: no state that clashes with another over trade."""
    return noun.lemma_.lower() in MEN


def opened(
    token: "Token", term: Term, done: "Token | None", around: list[tuple[str, "Token"]]
) -> tuple["Token | None", list[tuple[str, "Token"]]]:
    """ "Opened fire on tents": also where the parser hangs "opened" on "fire"; and what it hangs elsewhere."""
    around = [*around, *_shared(token)]
    if term.event_type == "armed_clash" and done is None:
        done = next((noun for name, noun in around if name == "with" and noun.pos_ == "NOUN" and _is_men(noun)), None)
    fire = fire_behind(token) if term.term == "open" and done is None else None
    return (fire, [*around, *obliques(fire)]) if fire is not None else (done, around)


def fire_behind(token: "Token") -> "Token | None":
    """The "fire" right behind "opened" or "set", whatever the parser hangs it on."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following if following is not None and following.lower_ == "fire" else None


def is_shot_dead(token: "Token") -> bool:
    """ "Shot dead", which the parser takes for a noun at times."""
    return token.lower_ == "shot" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "dead"


def is_set_on_fire(token: "Token") -> bool:
    """ "Persons unknown set fire to a tractor": the parser may take "set fire" for a noun."""
    if token.lower_ != "set" or token.pos_ not in ("NOUN", "ADJ") or fire_behind(token) is None:
        return False
    return token.i + 2 < len(token.doc) and token.doc[token.i + 2].lower_ == "to"


def mend_opening(doc: "Doc") -> None:
    """ "Shelling killed a woman", "rebel shelling left a town without water": a deed that opens a sentence is what the
    verb behind it is said of."""
    at = next(
        (one for one in (0, 1) if one + 1 < len(doc) and doc[one].lower_ in DEEDS and doc[one].tag_ == "VBG"), None
    )
    if at is None or doc[at + 1].tag_ not in ("VBD", "VBZ", "VBP"):
        return
    deed, verb = doc[at], doc[at + 1] if at == 0 else doc[0].head
    if verb == deed or verb.i <= at or (at and doc[0].dep_ != "nsubj"):
        return
    deed.pos_, deed.tag_, deed.lemma_ = "NOUN", "NN", deed.lower_
    deed.dep_, deed.head = "nsubj", verb
    if at:
        doc[0].dep_, doc[0].head = "amod" if doc[0].pos_ == "ADJ" else "compound", deed
