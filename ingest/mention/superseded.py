"""Figures that a sentence gives only to say that they hold no longer: "an earlier toll of seven"."""

import re
from collections.abc import Sequence

from ingest.mention.numbers import Numeral

EARLIER = re.compile(
    r"\b(?:first|earlier|initial|previous|preliminary)\s+"
    r"(?:official\s)?(?:figures?|counts?|tolls?|reports?|estimates?|versions?|editions?|tally|tallies)\b"
    r"|\bearlier (?:said|given|put|reported|spoken|announced)\b"
    r"|\b(?:at first|first|initially|originally|previously) "
    r"(?:said|given|gave|put|reported|spoke|spoken|announced|counted|listed)\b"
    r"|\b(?:up|revised|raised|corrected) from\b",
    re.I,
)
# The figure that follows stands in the same clause, or in what was said.
REACH = 90
ADDED = re.compile(r"\band\s$", re.I)
CLAUSE = re.compile(r"[,;:]|\b(?:but|before)\b")


def superseded(text: str, numbers: Sequence[Numeral]) -> list[Numeral]:
    """The figures that were given before: of each such phrase the first behind it, and what "and" adds to that."""
    found = []
    for match in EARLIER.finditer(text):
        at = match.end()
        for behind in (one for one in numbers if one.at >= match.end()):
            between = text[at : behind.at]
            if not _is_of_it(between) or (at > match.end() and ADDED.search(between) is None):
                break
            found.append(behind)
            at = behind.end
    return found


def _is_of_it(between: str) -> bool:
    return len(between) <= REACH and CLAUSE.search(between) is None
