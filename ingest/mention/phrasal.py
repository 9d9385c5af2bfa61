"""Verbs of several words that tell of an attack: "trade shots", "open up on", "march off"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.reading import Reading, is_date, obliques, patient

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARDS = ("on", "at", "into", "against", "upon", "with", "towards")


def phrasal(reading: Reading, token: "Token") -> Term | None:
    """The longest phrase of the lexicon that a verb makes with the words that hang on it."""
    for rest, term in reading.codebook.phrasals.get(token.lemma_.lower(), ()):
        near = {word for part in _near(token) for word in (part.lower_, part.lemma_.lower())}
        if near.issuperset(rest) and not _is_led_out(token, rest):
            return term
    return None


def _is_led_out(token: "Token", rest: frozenset[str]) -> bool:
    """ "Were taken out of the district": led away, and not put out of action."""
    out = next((part for part in token.doc[token.i + 1 :] if part.lower_ == "out"), None) if rest == {"out"} else None
    return out is not None and out.i + 1 < len(token.doc) and token.doc[out.i + 1].lower_ == "of"


def arguments(token: "Token", term: Term) -> "tuple[Token | None, list[tuple[str, Token]]]":
    """To whom or what a phrase is done, where its own words hold the place of the object, and what else hangs on it."""
    rest = term.term.split()[1:]
    inner = [child for child in token.children if child.dep_ in ("xcomp", "ccomp") and child.lemma_.lower() in rest]
    around = [pair for verb in (token, *inner) for pair in obliques(verb)]
    done = next((found for verb in (*inner, token) if (found := patient(verb)) is not None), None)
    if done is not None and done.lemma_.lower() in rest:
        own = [*obliques(done), *around]
        if "to" in rest and (aim := next((noun for name, noun in own if name == "to"), None)) is not None:
            return aim, own  # "laid siege to a police station on Sunday"
        return next((noun for name, noun in own if name in TOWARDS and not is_date(noun)), done), own
    if done is None:
        named = [noun for name, noun in around if name.rsplit(maxsplit=1)[-1] in rest and noun.lower_ not in rest]
        done = next(iter(named), None)
    return done, around


def _near(token: "Token") -> "Iterator[Token]":
    yield from token.doc[token.i + 1 : token.i + 2]
    for child in token.children:
        yield child
        if child.pos_ in ("ADP", "ADV", "SCONJ") or child.dep_ in ("prep", "prt", "xcomp", "agent"):
            yield from child.children
