"""The agency that a text is credited to, wherever its publisher says so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.records import ArticleVersion

# "BAGHDAD, March 10 (Reuters) -": the agency stands in brackets between place and dash.
_HEAD = re.compile(r"[^()\n]{2,80}\(([^()\n]{2,40})\)\s*(?:--|[-\u2013\u2014])\s")
_REACH = 200
_ACRONYM = re.compile(r"[a-z]{2,5}")


@dataclass(frozen=True, slots=True)
class Publishers:
    """The sources of the registry: source_id → name, and which of them are agencies."""

    names: Mapping[str, str]
    agencies: frozenset[str]


def find_credit(version: ArticleVersion, publishers: Publishers) -> str | None:
    """The agency that a version is credited to: by its credit line, else by a byline or a head that names an agency
    of the registry, whose name there it then is. None where that is nobody or the publisher itself."""
    own = version.source_id
    if credit := (version.credit or "").strip():
        named = _agency_in(credit, publishers)
        is_own = own in (named, None) or _holds(credit, publishers.names.get(own))
        return None if is_own else publishers.names[named] if named else credit
    head = _HEAD.match(version.text[:_REACH])
    found = _agency_in(version.byline or "", publishers) or _agency_in(head[1] if head else "", publishers)
    return publishers.names[found] if found and found != own else None


def _agency_in(text: str, publishers: Publishers) -> str | None:
    """The agency that is named first, of several there the one with the longest name."""
    named = {each: _named_at(text, each, publishers.names[each]) for each in publishers.agencies}
    found = [(at, -len(publishers.names[each]), each) for each, at in named.items() if at is not None]
    return min(found)[2] if found else None


def _named_at(text: str, source_id: str, name: str) -> int | None:
    """Where an agency is named: by its name, or by an id that is an acronym and written in capitals."""
    plain = re.escape(name.removeprefix("The "))
    acronym = rf"|(?-i:{source_id.upper()})" if _ACRONYM.fullmatch(source_id) else ""
    hit = re.search(rf"(?<!\w)(?:{plain}{acronym})(?!\w)", text, re.IGNORECASE)
    return hit.start() if hit else None


def _holds(text: str, name: str | None) -> bool:
    return name is not None and name.casefold() in text.casefold()
