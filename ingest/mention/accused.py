"""Whom a word of blame points at: a known actor, or one in the text's words."""

import re
from typing import TYPE_CHECKING

from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.reading import Reading, core, is_among, obliques, phrase, referent

if TYPE_CHECKING:
    from spacy.tokens import Token

# What an armed party is said by: "fire from X positions", "the work of an X cell".
BELONGING = frozenset(
    "position line side cell element unit gun gunner battery post hideout stronghold network wing branch affiliate "
    "leader commander sympathiser sympathizer aircraft warplane plane jet drone artillery tank mortar launcher team "
    "operative agent saboteur infiltrator crew remnant splinter offshoot".split()
)
QUOTED = re.compile(r"[\"\u201c\u2018][\w ,'\u2019-]{3,90}[\"\u201d\u2019]")
HANDS = frozenset("hand role involvement shadow fingerprint fingerprints complicity".split())
LONGEST = 12
UNKNOWN = frozenset("unidentified unknown unnamed".split())


def accused(reading: Reading, noun: "Token", *, is_person: bool = False) -> Actor | None:
    """The actor that a noun stands for; `is_person` where the verb leaves no doubt that people are meant."""
    if is_among(noun, actor.PRONOUNS) or noun.lower_ in actor.NOBODY:
        return None
    if noun.lemma_.lower() in HANDS:  # "suspected the hand of X"
        inner = next((part for name, part in obliques(noun) if name == "of"), None)
        return accused(reading, inner, is_person=is_person) if inner is not None else None
    found = actor.described(reading, referent(noun)) or actor.owner(reading, noun) or actor.target(reading, noun)
    if found is not None and found.actor_id is not None:
        return found
    behind = _next(reading, noun)
    if behind is None and noun.lemma_.lower() in BELONGING:
        behind = within(reading, noun)
    if behind is not None or (found is None and not is_person):
        return behind
    start, end = phrase(noun)
    end = max(end, _ends(noun), _quoted(reading, start))
    return Actor(None, reading.text[start:end], start, end)


def _ends(noun: "Token") -> int:
    """Where the words end that say which: "a smaller faction in Kirkuk", "groups on the payroll of X"."""
    behind = [child for child in noun.children if child.i > noun.i and child.dep_ in ("prep", "acl")]
    last = next((child.right_edge for child in behind if child.right_edge.i - noun.i <= LONGEST), None)
    return last.idx + len(last) if last is not None and last.pos_ in ("NOUN", "PROPN") else 0


def _quoted(reading: Reading, start: int) -> int:
    """Where the marks close in which the words for them stand: "groups in the pay of X"; 0 where they stand in none."""
    found = QUOTED.match(reading.text, max(start - 1, 0))
    return found.end() - 1 if found is not None else 0


def within(reading: Reading, noun: "Token") -> Actor | None:
    """ "Houthi positions on the ridge", "helicopters of the air force": whose they are, if it is one who attacks."""
    for hit, _ in reading.hits_in(reading.names, [*core(noun), *_held_by(noun)]):
        for name in hit.values:
            if name.kind == "actor" and reading.codebook.acts(name.id):
                return Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
    return None


def _held_by(noun: "Token") -> list["Token"]:
    """ "A cell under X of the Y": the words that say whose it is, as far as prepositions lead."""
    parts = [deep for child in noun.children if child.lower_ in ("of", "under", "from") for deep in child.children]
    return [word for part in parts if part.dep_ == "pobj" for word in (*core(part), *_held_by(part))]


def _next(reading: Reading, noun: "Token") -> Actor | None:
    """ "The paramilitary Rapid Support Forces": the name that a word for them stands before."""
    end = noun.idx + len(noun)
    for hit in reading.names:
        for name in hit.values:
            if name.kind == "actor" and (hit.start == end + 1 or hit.start <= noun.idx < hit.end):
                return Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
    return None


def after(reading: Reading, verb: "Token", last: "Token") -> Actor | None:
    """The actor that follows a turn of phrase, or that stands inside it ("laid it at X's door")."""
    for child in (*last.children, *verb.doc[verb.i + 1].children):
        if child.dep_ in ("pobj", "poss", "dobj") and (found := accused(reading, child)) is not None:
            return found
    for child in last.children:
        if child.dep_ == "prep":
            for noun in child.children:
                if noun.dep_ == "pobj" and (found := accused(reading, noun)) is not None:
                    return found
    named = [
        Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
        for hit in reading.names
        for name in hit.values
        if name.kind == "actor" and hit.start > verb.idx
    ]
    return next(iter(named), None)


def is_unknown(noun: "Token") -> bool:
    """ "Unidentified men": told, and yet nobody."""
    return any(child.lower_ in UNKNOWN for child in noun.children)
