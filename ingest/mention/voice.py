"""For whom a speaker speaks: whose statement it is, whose man he is, what a group is called behind a word for it."""

import re
from typing import TYPE_CHECKING

from ingest.mention import actor
from ingest.mention.heard import GROUPS
from ingest.mention.reading import Reading, agent, clause, obliques, phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# What stands between a word for a group and its name.
SO_CALLED = re.compile(
    r",? (?:(?:that|which) (?:calls|called) itself|calling (?:itself|themselves)|by the name of"
    r"|known as|called|named)"
    r" [\s\"'\u201c\u2018]{0,2}(?:the )?"
)
APART = re.compile(r", (?:the )?[\"\u201c\u2018]?")
# Who only speaks for others, and how it is said for whom.
CALLS = re.compile(r",? (?:(?:that|which) (?:calls|called) itself|calling (?:itself|themselves)) ")
LEADING = frozenset({"head", "lead", "command", "run"})
MESSENGERS = frozenset("caller man woman voice person somebody someone".split())
CAPITALS = re.compile(
    r"[\"'\u201c\u2018]?[A-Z][\w'\u2019-]*(?:(?: of| for| the| al| and)* (?:[ae][a-z]-)?[A-Z][\w'\u2019-]*)*"
)


def issuer(reading: Reading, paper: "Token") -> actor.Actor | None:
    """ "A video released by X", "a statement signed by X"."""
    by = [agent(child) for child in paper.children if child.dep_ == "acl"]
    if paper.dep_ == "pobj" and paper.head.lower_ in ("in", "by", "through", "via"):  # "X rejected it in a statement"
        by.append(subject(clause(paper.head)))
    return next((known for noun in by if noun is not None and (known := actor.named(reading, noun)) is not None), None)


def possessor(reading: Reading, noun: "Token") -> actor.Actor | None:
    """ "Ukraine's General Staff", "a source in Ukraine's security service": whose it is."""
    inner = [
        deep for child in noun.children if child.dep_ == "prep" and child.lower_ == "in" for deep in child.children
    ]
    for holder in inner:
        if (found := actor.named(reading, holder)) is not None and not is_place(reading, found):
            return found
    for holder in (noun, *inner):
        for child in holder.children:
            if child.dep_ == "poss" and (found := actor.named(reading, child)) is not None:
                return found
    return None


def spoken_for(reading: Reading, noun: "Token") -> actor.Actor | None:
    """ "X, who speaks for the movement", "X, who heads it": the actor behind a speaker."""
    apposed = [child for child in noun.children if child.dep_ == "appos"]
    for verb in (child for one in (noun, *apposed) for child in one.children if child.dep_ == "relcl"):
        led = [child for child in verb.children if child.dep_ == "dobj" and verb.lemma_ in LEADING]
        led += [behind for name, behind in obliques(verb) if verb.lemma_ == "speak" and name == "for"]
        found = next((known for one in led if (known := actor.named(reading, one)) is not None), None)
        if found is not None:
            return found
    return None


def so_called(reading: Reading, noun: "Token") -> actor.Actor | None:
    """ "A group calling itself X", "a group by the name of X": the name that follows at once, known or not."""
    start = noun.idx + len(noun)
    pattern = SO_CALLED if noun.lemma_.lower() in GROUPS else CALLS
    found = pattern.match(reading.text, start)
    name = CAPITALS.match(reading.text, found.end()) if found is not None else _named_apart(reading, noun)
    return _called(reading, *name.span()) if name is not None else _sender(reading, noun)


def _named_apart(reading: Reading, noun: "Token") -> re.Match[str] | None:
    """ "A little-known group, Jaish-e-X, claimed it": a name between commas, whatever the parser makes of it."""
    comma = APART.match(reading.text, noun.idx + len(noun)) if noun.lemma_.lower() in GROUPS else None
    name = CAPITALS.match(reading.text, comma.end()) if comma is not None else None
    return name if name is not None and reading.text[name.end() : name.end() + 1] == "," else None


def _sender(reading: Reading, noun: "Token") -> actor.Actor | None:
    """ "A caller who said that he spoke for X", "a man claiming to represent X": for whom a messenger speaks."""
    if noun.lemma_.lower() not in MESSENGERS:
        return None
    inside = [part for child in noun.children if child.dep_ in ("acl", "relcl") for part in child.subtree]
    for part in inside:
        is_for = part.dep_ == "pobj" and part.head.lower_ in ("for", "of", "from")
        if part.pos_ == "PROPN" and (is_for or (part.dep_ == "dobj" and part.head.lemma_ == "represent")):
            found = _called(reading, *phrase(part))
            is_body = part.tag_ == "NNPS" or part.lower_ in actor.BODIES
            return found if found.actor_id is not None or is_body else None  # not "for Comrade X"
    return None


def _called(reading: Reading, start: int, end: int) -> actor.Actor:
    """Who is known by the name at a place in the sentence, else the name."""
    for hit in reading.names:
        known = next((one for one in hit.values if one.kind == "actor"), None)
        is_name = known is not None and reading.codebook.actors[known.id]["is_class"] != "true"
        if known is not None and is_name and start <= hit.start < end:
            end = max(end, hit.end)
            return actor.Actor(known.id, reading.text[start:end], start, end)
    return actor.Actor(None, reading.text[start:end].strip("\"'\u201c\u2018"), start, end)


def is_place(reading: Reading, found: actor.Actor) -> bool:
    """Whether the same words are the name of a place: "officials in Baghdad" speak for nobody by that."""
    return any(name.kind == "place" for hit in reading.names if hit.start == found.start for name in hit.values)
