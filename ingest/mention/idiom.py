"""Turns of phrase that answer for an attack: "laid it at their door", "bore the marks of", "took credit for"."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.codes import Stance
from ingest.mention.actor import NOBODY
from ingest.mention.reading import Reading, clause, passive_subject, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many words may stand between two of an idiom's; "..." in it allows more.
GAP = 2
WIDE_GAP = 8
OPEN = "..."


@dataclass(frozen=True, slots=True)
class Idiom:
    """One turn of phrase: its stance, the word that it begins with and the one that it ends with."""

    stance: Stance
    verb: "Token"
    last: "Token"

    @property
    def numbers(self) -> range:
        """The places of its words in the sentence."""
        return range(self.verb.i, self.last.i + 1)


@lru_cache(maxsize=2)
def find(reading: Reading) -> tuple[Idiom, ...]:
    """The idioms of a sentence in their order, at each word that of the most words, then the longest."""
    found: list[Idiom] = []
    spoken = {word for token in reading.tokens for word in (token.lower_, token.lemma_.lower())} | {OPEN}
    for token in reading.tokens:
        best: tuple[int, Idiom] | None = None
        for words, stance in _beginning(reading, token):
            last = _ends(token, words) if spoken.issuperset(words[1:]) else None
            if last is not None and (best is None or (len(words), last.i) > (best[0], best[1].last.i)):
                best = len(words), Idiom(Stance(stance), token, last)
        if best is not None:
            found.append(best[1])
    return tuple(found)


def between(one: Idiom) -> "list[Token]":
    """The words from its first to its last."""
    return list(one.verb.doc[one.verb.i : one.last.i + 1])


def speaks(reading: Reading, verb: "Token") -> bool:
    """Whether an idiom begins with the verb in which somebody takes a stand of his own."""
    return (
        verb.lemma_ != "be"
        and verb.dep_ != "ccomp"
        and any(
            _ends(verb, words) is not None
            for words, stance in _beginning(reading, verb)
            if stance in (Stance.CLAIMS_RESPONSIBILITY, Stance.BLAMES, Stance.DENIES_RESPONSIBILITY, Stance.CONCEDES)
        )
    )


def _beginning(reading: Reading, token: "Token") -> list[tuple[tuple[str, ...], str]]:
    """The idioms that begin with a word, also where the parser knows the form no better than its letters."""
    known = reading.codebook.idioms
    form = reading.codebook.means("form", token.lower_)
    first = {token.lemma_.lower(), token.lower_, form.code if form else ""} & known.keys()
    return [one for word in sorted(first) for one in known[word]]


def _ends(first: "Token", words: tuple[str, ...]) -> "Token | None":
    at, gap = first.i, GAP
    for word in words[1:]:
        if word == OPEN:
            gap = WIDE_GAP
            continue
        inside = first.doc[at + 1 : at + 2 + gap]
        hit = next((token for token in inside if word in (token.lower_, token.lemma_.lower())), None)
        if hit is None:
            return None
        at, gap = hit.i, GAP
    return first.doc[at]


def silent(one: Idiom) -> "Token | None":
    """Who is silent: the subject of the verb that the words stand under; "anyone" right before it, whatever it is."""
    if one.verb.i and one.verb.nbor(-1).lower_ in NOBODY:
        return one.verb.nbor(-1)
    for token in (one.verb, one.last, clause(one.verb), clause(one.last)):
        found = subject(token) or passive_subject(token)
        if found is not None:
            return found if not _is_parted(found, one.verb) else None
    root = [one.verb, *one.verb.ancestors][-1]
    before = one.verb.doc[one.verb.i - 1] if one.verb.i else None
    if before is not None and before.text == "," and root.pos_ in ("NOUN", "PROPN"):
        return root  # "A little-known outfit, a front of X, owned up to it": the parser lost the verb's subject
    return before if before is not None and before.pos_ in ("NOUN", "PROPN") else None


def _is_parted(noun: "Token", verb: "Token") -> bool:
    """Whether another sentence begins between a noun and a verb: the parser reaches over semicolons."""
    return any(part.text == ";" for part in verb.doc[noun.i + 1 : verb.i])
