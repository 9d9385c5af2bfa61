"""What changed from one text to the next, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise, takewhile
from operator import attrgetter

from ingest.text import count_words

_PARAGRAPH = re.compile(r"\n\n")
_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# Beyond these the comparison, whose time grows with the square of what repeats, takes a block for wholly rewritten.
_MOST_PARAGRAPHS, _MOST_TOKENS = 500, 2000
# A text that keeps nine tenths of its words and grows by three tenths, at least a paragraph, is told on.
_KEPT_SHARE, _GROWN_SHARE, _GROWN_WORDS = 0.9, 0.3, 40


class Fate(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text and its fate; the kept and removed runs are the text before, the kept and added the text after."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many words were kept, removed and added."""

    kept: int
    removed: int
    added: int

    @property
    def is_growth(self) -> bool:
        """Whether what stood there stands, and much was told on."""
        before = self.kept + self.removed
        return self.kept >= _KEPT_SHARE * before and self.added >= max(_GROWN_SHARE * before, _GROWN_WORDS)


def compare(before: str, after: str) -> list[Run]:
    """The runs from one text to the next: first by paragraphs, then by words where a paragraph was replaced.

    Hostile texts cost no more than long ones: what is too long to compare word by word counts as replaced.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    if max(len(old), len(new)) > _MOST_PARAGRAPHS:
        return _joined(_by_words(before, after))
    return _joined(_by_paragraphs(old, new))


def measure(runs: Iterable[Run]) -> Change:
    """The words of each fate."""
    words = dict.fromkeys(Fate, 0)
    for run in runs:
        words[run.fate] += count_words(run.text)
    return Change(kept=words[Fate.KEPT], removed=words[Fate.REMOVED], added=words[Fate.ADDED])


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each with the blank line before it, so that joined they are the text again."""
    starts = [0, *(hit.start() for hit in _PARAGRAPH.finditer(text)), len(text)]
    return [text[one:other] for one, other in pairwise(starts) if one < other]


def _by_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        before, after = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            yield Run(Fate.KEPT, before)
        else:
            yield from _by_words(before, after)


def _by_words(before: str, after: str) -> Iterator[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common(old, new)
    end = _common(old[: start - 1 if start else None : -1], new[: start - 1 if start else None : -1])
    yield Run(Fate.KEPT, "".join(old[:start]))
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    yield Run(Fate.KEPT, "".join(old[len(old) - end :]))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    if max(len(old), len(new)) > _MOST_TOKENS:
        yield from (Run(Fate.REMOVED, "".join(old)), Run(Fate.ADDED, "".join(new)))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Run(Fate.KEPT, "".join(old[i1:i2]))
        else:
            yield from (Run(Fate.REMOVED, "".join(old[i1:i2])), Run(Fate.ADDED, "".join(new[j1:j2])))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one fate as one run, without empty ones."""
    grouped = groupby((run for run in runs if run.text), key=attrgetter("fate"))
    return [Run(fate, "".join(run.text for run in found)) for fate, found in grouped]
