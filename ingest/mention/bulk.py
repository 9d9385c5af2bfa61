"""Attacks in bulk: numbers of them that no text could tell one by one."""

import re
from typing import TYPE_CHECKING

from ingest.mention.finding import Counted
from ingest.mention.numbers import number
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

FEW = 3
TIMES = re.compile(r"\b(?:dozens of|scores of|hundreds of|several|many|numerous|\d{1,5}|[a-z]+) times\b", re.I)


def is_bulk(reading: Reading, token: "Token") -> bool:
    """Whether a word of attack stands for more attacks than a text could tell one by one."""
    if token.tag_ in ("NNS", "NNPS"):
        found = counted(reading, token)
        return found is not None and (found.best is None or (found.low or found.best) > FEW)
    return token.pos_ == "VERB" and bool(TIMES.search(reading.text, token.idx))


def counted(reading: Reading, token: "Token") -> Counted | None:
    """The number of attacks that stands before a plural noun: "291 operations", "dozens of strikes"."""
    parts = [token, *[child for child in token.children if child.dep_ in ("nummod", "amod", "quantmod", "det")]]
    of = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return number(reading, sorted(parts, key=lambda part: part.i)) or (
        number(reading, [of]) if of is not None else None
    )
