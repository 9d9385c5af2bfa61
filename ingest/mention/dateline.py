"""The head of a dispatch: "Beirut, Oct 10 (Agency) --" gives where and when it was filed, never when the attack was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import islice

from ingest.mention.moments import expressions
from ingest.mention.when import resolve
from ingest.records import CodableArticle

# Only the first lines can be a head; a name of up to five words, then date and agency in any order, then a dash.
REACH = 400
_NAME = r"[A-Z][^\W\d_]*[\w.'\u2019-]*(?:\s(?:(?:de|del|la|las|los|el|al|of|the|da|do|di)\s)*[A-Z][\w.'\u2019-]*){0,4}"
_DATE = r"(?:no\s+date|\d{1,2}\s+[a-zA-Z]{3,9}\.?(?:,?\s+\d{2,4})?|[A-Z][a-zA-Z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?)"
_DASH = r"\s*(?:--+|[\u2013\u2014]|(?<=[\s)])-(?=\s)|:(?=\s))\s*"
HEAD = re.compile(
    rf"(?P<lead>(?:\s*\([^()\n]{{1,60}}\)\s*\n)?\s*)(?P<place>{_NAME})(?:\s*\([^()\n]{{2,40}}\)|,\s+{_NAME})?,?"
    rf"(?:\s+(?P<date>{_DATE}),?)?(?:\s*(?P<credit>\([^()\n]{{2,80}}\)|/[^/\n]{{2,30}}/))?{_DASH}"
    rf"(?P<marks>(?:\[[^\[\]\n]{{1,60}}\]\s*)*)(?:(?P<second>{_NAME}){_DASH})?"
)
GAP = re.compile(r"\n\s*\n")
NOTE, ABOVE = 2000, 2
NOWHERE = frozenset(
    {
        "clandestine",
        "no city",
        "editor",
        "update",
        "correction",
        "live",
        "breaking",
        "exclusive",
        "analysis",
        "claim",
        "verdict",
        "opinion",
        "watch",
        "video",
        "explainer",
        "factbox",
        "timeline",
        "summary",
        "note",
        "also read",
    }
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dispatch was filed, when, and where its head ends and its text begins."""

    place: str | None
    start: int
    end: int
    day: date | None
    body: int


def dateline(text: str) -> Dateline | None:
    """The head of a text; NULL where it has none. A lone name before a dash is one only with a date or an agency, or
    written in capitals."""
    heads = (HEAD.match(text, start, start + REACH) for start in _openings(text))
    found = next((head for head in heads if head is not None and _is_sure(head)), None)
    if found is None:
        return None
    group = "second" if found["second"] else "place"
    name = found[group]
    given = expressions(found["date"]) if found["date"] else []
    when = resolve(given[0], None, None) if given else None
    is_place = name.lower() not in NOWHERE
    return Dateline(
        name if is_place else None, found.start(group), found.end(group), when.day if when else None, found.end()
    )


def _openings(text: str) -> Iterator[int]:
    """Where the first paragraphs begin: a note of correction may stand above the dispatch."""
    yield 0
    yield from (gap.end() for gap in islice(GAP.finditer(text, 0, NOTE), ABOVE))


def _is_sure(head: re.Match[str]) -> bool:
    return bool(head["date"] or head["credit"] or head["place"].isupper())


def completed(article: CodableArticle) -> CodableArticle:
    """The article with what only its head tells of place and day."""
    head = dateline(article.text)
    if head is None:
        return article
    published = article.published_at
    if published is None and head.day is not None:
        published = datetime.combine(head.day, time(12), UTC)
    return replace(article, published_at=published, dateline=article.dateline or head.place)
