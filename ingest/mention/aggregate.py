"""Statements about attacks in bulk: a number or rate that cannot be counted one by one, kept and never counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.mention import actor, bulk
from ingest.mention.finding import Counted
from ingest.mention.reading import Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

RATE = re.compile(
    r"\b(?:near-|almost )?(?:daily|nightly|weekly|hourly)\b|\b(?:every|each) (?:day|night|week|other day)\b", re.I
)
DOINGS = frozenset("attack operation strike raid bombing incident assault airstrike ambush killing abduction".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """A statement in bulk: its words, and the number where it gives one."""

    span: Span
    text: str
    counted: Counted | None
    actor_id: str | None
    place_id: str | None


def statements(reading: Reading) -> Iterator[Bulk]:
    """The statements in bulk of a sentence, in order; of those that overlap the first found."""
    found: list[Bulk] = []
    for one in (*_nouns(reading), *_phrases(reading)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in found):
            found.append(one)
    yield from sorted(found, key=lambda one: one.span.start)


def _phrases(reading: Reading) -> Iterator[Bulk]:
    for start, end, counted in bulk.phrases(reading):
        yield Bulk(
            span=reading.span(start, end),
            text=reading.text[start:end],
            counted=counted,
            actor_id=None,
            place_id=_place(reading),
        )


def _nouns(reading: Reading) -> Iterator[Bulk]:
    for token in reading.tokens:
        if token.tag_ not in ("NNS", "NNPS") or not _is_doing(reading, token):
            continue
        counted = bulk.counted(reading, token) if bulk.is_bulk(reading, token) else None
        if counted is None and not any(RATE.search(child.text) for child in token.children):
            continue
        start, end = token.left_edge.idx, token.idx + len(token)
        yield Bulk(
            span=reading.span(start, end),
            text=reading.text[start:end],
            counted=counted,
            actor_id=_actor(reading, token),
            place_id=_place(reading),
        )


def _is_doing(reading: Reading, token: "Token") -> bool:
    if token.lemma_.lower() in DOINGS:
        return True
    terms = reading.codebook.coded.get(("attack", token.lemma_.lower()), ())
    return any(term.pos == "noun" for term in terms)


def _actor(reading: Reading, token: "Token") -> str | None:
    nouns = [child for child in token.children if child.dep_ in ("amod", "compound", "poss", "nmod")]
    nouns += [noun for child in token.children if child.lower_ == "by" for noun in child.children]
    verb = token.head
    nouns += [child for child in verb.children if child.dep_ == "nsubj"]
    return next((found.actor_id for noun in nouns if (found := actor.named(reading, noun)) is not None), None)


def _place(reading: Reading) -> str | None:
    names = (name for hit in reading.names for name in hit.values if name.kind == "place")
    return next((name.id for name in names), None)
