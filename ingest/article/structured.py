"""What a page says of itself in schema.org's JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The first object that says when it was published; the dates as they are written there."""

    published: object = None
    modified: object = None
    is_gated: bool = False
    is_live: bool = False


def describe(tree: html.HtmlElement) -> Described:
    """The description of the article on a page; an empty one where there is none."""
    found = next((each for each in _all(tree) if "datePublished" in each), None)
    if found is None:
        return Described()
    types = found.get("@type")
    return Described(
        published=found.get("datePublished"),
        modified=found.get("dateModified"),
        # Written as a boolean by few and as one of several words by many.
        is_gated=str(found.get("isAccessibleForFree")).strip().lower() in ("false", "no", "http://schema.org/false"),
        is_live="LiveBlogPosting" in (types if isinstance(types, list) else [types]),
    )


def _all(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _objects(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data[:100]:
            yield from _objects(part)
    elif isinstance(data, dict):
        yield data
        if isinstance(data.get("@graph"), list):
            yield from (part for part in data["@graph"][:100] if isinstance(part, dict))
