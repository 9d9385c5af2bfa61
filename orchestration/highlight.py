"""A text cut into pieces by the evidence in it, for a terminal or a page; nothing in the pieces can act."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.mention.coded import CodedMention

# Fields that a reader looks for first colour what several share.
STYLES = {
    "attacker": ("bold red", "#ffd0cc"),
    "weapon": ("magenta", "#efd5f5"),
    "launched": ("magenta", "#efd5f5"),
    "intercepted": ("magenta", "#efd5f5"),
    "impacted": ("magenta", "#efd5f5"),
    "target_actor": ("yellow", "#fff0b8"),
    "target_site": ("yellow", "#fff0b8"),
    "site": ("bright_blue", "#d3e3ff"),
    "place": ("green", "#d2f2d6"),
    "occurred": ("cyan", "#cdf1f3"),
    "casualties": ("bright_red", "#ffdfc4"),
    "damage": ("bright_red", "#ffdfc4"),
    "outcome": ("bold", "#e6e6e6"),
    "outcome_claimed": ("bold", "#e6e6e6"),
    "interceptor": ("bright_magenta", "#e3dcff"),
    "claims": ("underline", "#f1ead8"),
}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the fields whose evidence it is, the first in STYLES first."""

    text: str
    fields: tuple[str, ...]


def visible(text: str) -> str:
    """A text in which each control or direction character is a space: a terminal shows it and does nothing."""
    return _UNSHOWN.sub(" ", text)


def pieces(text: str, start: int, end: int, mentions: tuple[CodedMention, ...]) -> Iterator[Piece]:
    """The range of the text, cut wherever evidence of the mentions begins or ends."""
    order = list(STYLES)
    spans = [
        (max(one.char_start, start), min(one.char_end, end), name)
        for mention in mentions
        for name, found in mention.evidence.items()
        if name in STYLES
        for one in found
        if one.char_start < end and start < one.char_end
    ]
    cuts = sorted({start, end, *(at for first, last, _ in spans for at in (first, last))})
    for first, last in pairwise(cuts):
        covering = {name for low, high, name in spans if low <= first and last <= high}
        yield Piece(text[first:last], tuple(sorted(covering, key=order.index)))
