"""Who is suspected by a word that stands before him: "suspected X gunmen", "alleged guerrillas", "police suspect X"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.codes import Stance
from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.claim import Speech, said, tellers_of
from ingest.mention.reading import Reading, obliques, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

INQUIRING = frozenset("police investigators officials authorities officers detectives prosecutors".split())


def suspicions(reading: Reading, told: Attribution) -> Iterator[Speech]:
    """ "Suspected retaliation by X", "suspected X gunmen", "alleged guerrillas", "the police in Y suspect X"."""
    for token in reading.tokens:
        if token.lower_ == "suspect" and token.pos_ in ("NOUN", "ADJ") and (found := _suspected(reading, token)):
            at = (token.idx, found[1].end)
            yield said(reading, token, Stance.SUSPECTS, told, speaker=found[0], about=found[1], at=at)
        term = reading.codebook.means("hedge", token.lower_)
        is_before = token.dep_ in ("amod", "compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")
        if term is None or term.code != "suspected" or not is_before:
            continue
        noun = token.head if token.head.dep_ not in ("compound", "amod", "nmod") else token.head.head
        doer = next((other for name, other in obliques(noun) if name == "by"), noun)
        about = actor.named(reading, doer)
        if about is not None:
            at = (min(token.idx, about.start), max(token.idx + len(token), about.end))
            for teller in tellers_of(told, token)[:1]:
                yield said(reading, token, Stance.SUSPECTS, told, speaker=teller, about=about, at=at)


def _suspected(reading: Reading, token: "Token") -> tuple[Actor, Actor] | None:
    """Who suspects whom where the parser takes the verb for a noun: a plural before it, a name right behind it."""
    before = [part for part in token.doc[max(token.i - 8, 0) : token.i] if part.lower_ in INQUIRING]
    behind = next((hit for hit in reading.names if 0 < hit.start - token.idx - len(token) <= len(" the ")), None)
    name = next((name for name in behind.values if name.kind == "actor"), None) if behind is not None else None
    if not before or behind is None or name is None:
        return None
    start, end = phrase(before[0])
    return Actor(None, reading.text[start:end], start, end), Actor(
        name.id, reading.text[behind.start : behind.end], behind.start, behind.end
    )
