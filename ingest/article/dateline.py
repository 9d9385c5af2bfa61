"""Where a text says that it was written, in its head: "KIRKUK, March 10 (Sable News Agency) —"."""

import re

from ingest.text import PARTING

_WORD = r"[^\W\d_][\w.'\u2019-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
_DATE = r"(?:\d{1,2} [A-Za-z]{3,9}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{2,4})?"
_HEAD = re.compile(
    rf"(?P<place>{_NAME}?)(?:, {_NAME}?)?(?:,? (?P<date>{_DATE}),?)?(?: ?(?P<agency>\([^()\n]{{2,80}}\)))?"
    rf" ?(?:--+|[\u2013\u2014]|(?<=[ )])-(?= ))"
)
_REACH = 200
# A headline, a standfirst or a note of correction may stand above.
_NEAR, _PARAGRAPHS = 2000, 3
_NO_PLACES = frozenset(
    {"update", "correction", "corrected", "live", "breaking", "exclusive", "analysis", "editor", "clandestine"}
)


def find_dateline(text: str) -> str | None:
    """The place before a dash that one of the first paragraphs begins with, or None: in capitals, or beside a day or an
    agency in brackets."""
    lines = text[:_NEAR].split(PARTING)[:_PARAGRAPHS]
    return next((place for line in lines if (place := _place(line))), None)


def _place(line: str) -> str | None:
    head = _HEAD.match(line[:_REACH])
    if head is None or head["place"].lower() in _NO_PLACES:
        return None
    place = head["place"]
    is_name = all(word[0].isupper() for word in place.split() if len(word) > 3)
    return place if is_name and (place.isupper() or head["date"] or head["agency"]) else None
