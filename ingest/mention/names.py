"""Finding known names and terms in a text: the longest that fits wins, offsets stay those of the text."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# "U.S." and "U.N." are one word each; a possessive quantifier would be no cheaper, the alternation cannot back up.
# The letters of transliteration for hamza and ayn stand between words, as the apostrophes do that replace them.
WORD = re.compile(r"(?<![^\W_])(?:[A-Z]\.){2,5}(?![^\W_])|[^\W_\u02b9-\u02c1]+")
# What may stand between the words of one name: "Ain al-Asad", "Kata'ib", "U.S.", never a comma or a full stop.
GAP = re.compile(r"[\s\-\u2010-\u2015'\u2018\u2019\u02b9-\u02c1\u2032`]{1,2}")
DOT = re.compile(r"[.]")
LONG_NAME = 3
# Longer texts are no sentences: their words are not kept.
SENTENCE = 1000


class Word(NamedTuple):
    """A word of a text: as written, folded, and where."""

    raw: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A known name or term found at a half-open range."""

    start: int
    end: int
    values: tuple[T, ...]


def fold(word: str) -> str:
    """Lower case without diacritics."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    return list(_words(text)) if len(text) < SENTENCE else _split(text)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[Word, ...]:
    """The gate asks for those of a sentence, and whoever reads it then."""
    return tuple(_split(text))


def _split(text: str) -> list[Word]:
    found = ((m[0].replace(".", ""), *m.span()) for m in WORD.finditer(text))
    return [Word(raw, fold(raw), start, end) for raw, start, end in found]


def vocabulary(text: str) -> set[str]:
    """The different words of a text, folded."""
    return {fold(raw.replace(".", "")) for raw in set(WORD.findall(text))}


def inflections(term: str) -> Iterator[str]:
    """A noun term and its plural."""
    yield term
    if term.endswith(("s", "x", "ch", "sh")):
        yield f"{term}es"
    elif term.endswith("y") and term[-2:-1] not in "aeiou":
        yield f"{term[:-1]}ies"
    elif term.endswith("man"):
        yield f"{term[:-2]}en"
    else:
        yield f"{term}s"


class Index(Generic[T]):
    """An index of names by their first word. `cased` names need the capitals that they are listed with."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, cased: bool) -> None:
        index: dict[tuple[str, ...], list[T]] = defaultdict(list)
        self._shapes: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self._cased = cased
        for name, value in entries:
            listed = words(name)
            folded = tuple(word.folded for word in listed)
            shape = tuple(word.raw for word in listed)
            if folded and value not in index[folded]:
                index[folded].append(value)
            if folded and shape not in self._shapes[folded]:
                self._shapes[folded].append(shape)
        self._values = {folded: tuple(values) for folded, values in index.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for folded in index:
            lengths[folded[0]].add(len(folded))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str, of: list[Word] | None = None) -> list[Hit[T]]:
        """All names in the text, left to right, none overlapping another."""
        listed = words(text) if of is None else of
        hits: list[Hit[T]] = []
        at = 0
        while at < len(listed):
            length = self._match(text, listed, at) if listed[at].folded in self._lengths else 0
            if length:
                folded = tuple(word.folded for word in listed[at : at + length])
                hits.append(Hit(listed[at].start, listed[at + length - 1].end, self._values[folded]))
            at += length or 1
        return hits

    def may_find(self, vocabulary: Set[str]) -> bool:
        """Whether a text of these folded words can hold a name: it has the first word of one."""
        return not self._lengths.keys().isdisjoint(vocabulary)

    def _match(self, text: str, listed: list[Word], at: int) -> int:
        for length in self._lengths[listed[at].folded]:
            found = listed[at : at + length]
            folded = tuple(word.folded for word in found)
            if len(found) == length and folded in self._values and _joined(text, found) and self._fits(found, folded):
                return length
        return 0

    def _fits(self, found: list[Word], folded: tuple[str, ...]) -> bool:
        if not self._cased:
            return True
        return any(_case_fits(shape, found) for shape in self._shapes[folded])


def _joined(text: str, found: list[Word]) -> bool:
    for before, after in pairwise(found):
        gap = text[before.end : after.start]
        initials = len(before.raw) == 1 and DOT.fullmatch(gap)
        if not (GAP.fullmatch(gap) or initials):
            return False
    return True


def _case_fits(shape: tuple[str, ...], found: list[Word]) -> bool:
    """An acronym must be written as one and a first capital must stay, or "us" would be a state.

    Three words in a row are a name however they are written ("the diplomatic support centre").
    """
    acronyms = all(word.raw == raw for raw, word in zip(shape, found, strict=True) if _is_acronym(raw))
    return acronyms and (len(found) >= LONG_NAME or found[0].raw[0].isupper() or not shape[0][0].isupper())


def _is_acronym(word: str) -> bool:
    """ "US", "LeT": written so and not otherwise."""
    return word.isupper() or any(char.isupper() for char in word[1:])
