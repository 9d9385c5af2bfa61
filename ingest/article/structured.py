"""What a page says of itself: schema.org's JSON-LD first, then the elements of its head."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import html

from ingest.text import normalise

_MOST_PARTS = 100
_NOT_FREE = ("false", "no", "http://schema.org/false", "https://schema.org/false")
_FREE = ("true", "yes", "http://schema.org/true", "https://schema.org/true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A post of a live blog as its page describes it."""

    published: object
    headline: str | None
    body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The object that tells of the article: an article before a page before anything else that has a date."""

    published: object = None
    modified: object = None
    headline: str | None = None
    summary: str | None = None
    body: str | None = None
    dateline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    is_free: bool | None = None
    is_live: bool = False
    updates: tuple[Update, ...] = ()

    @property
    def is_gated(self) -> bool:
        """Whether the page says that it is not free to read."""
        return self.is_free is False


def describe(tree: html.HtmlElement) -> Described:
    """The description of the article on a page; an empty one where there is none."""
    stated = list(_all(tree))
    dated = [each for each in stated if "datePublished" in each]
    if not dated:
        return Described()
    found = min(dated, key=_rank)
    return Described(
        published=found.get("datePublished"),
        modified=found.get("dateModified"),
        headline=text(found.get("headline")),
        summary=text(found.get("description")),
        body=text(found.get("articleBody")),
        dateline=text(found.get("dateline")),
        section=_first(found.get("articleSection")),
        tags=_tags(found.get("keywords")),
        publisher=next(iter(_names(found.get("publisher"), stated)), None),
        authors=_names(found.get("author"), stated),
        is_free=_is_free(found.get("isAccessibleForFree")),
        is_live="LiveBlogPosting" in _types(found),
        updates=tuple(_updates(found.get("liveBlogUpdate"))),
    )


def _rank(found: dict[str, Any]) -> int:
    types = [str(name) for name in _types(found)]
    if any(name.endswith(("Article", "BlogPosting", "Report")) for name in types):
        return 0
    return 1 if any(name.endswith("Page") for name in types) else 2


def _types(found: dict[str, Any]) -> list[Any]:
    types = found.get("@type")
    return types if isinstance(types, list) else [types]


def text(value: object) -> str | None:
    """A value as normalised text, without the entities that many write into it; None for what is no text."""
    found = normalise(unescape(value)) if isinstance(value, str) else None
    return found or None


def _first(value: object) -> str | None:
    return text(value[0] if isinstance(value, list) and value else value)


def _tags(value: object) -> tuple[str, ...]:
    """Keywords come as a list, as one text with commas, or as a list of one such text."""
    alone = value[0] if isinstance(value, list) and len(value) == 1 else value
    parts = alone.split(",") if isinstance(alone, str) else value if isinstance(value, list) else []
    return tuple(dict.fromkeys(tag for part in parts[:_MOST_PARTS] if (tag := text(part))))


def _names(value: object, stated: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(name for part in _resolved(value, stated) if (name := _name(part)))


def _resolved(value: object, stated: list[dict[str, Any]]) -> Iterator[object]:
    """Objects or names, those that are only pointed to by `@id` as they are stated elsewhere on the page."""
    by_id = {str(each["@id"]): each for each in stated if "@id" in each and "name" in each}
    for part in (value if isinstance(value, list) else [value])[:_MOST_PARTS]:
        if isinstance(part, list):
            yield from part[:_MOST_PARTS]
        else:
            yield by_id.get(str(part.get("@id")), part) if isinstance(part, dict) else part


def _name(value: object) -> str | None:
    if not isinstance(value, dict):
        return text(value)
    parts = [value.get("givenName"), value.get("familyName")]
    return text(value.get("name")) or text(" ".join(part for part in parts if isinstance(part, str)))


def _is_free(value: object) -> bool | None:
    """Written as a boolean by few and as one of several words by many."""
    word = str(value).strip().lower()
    return False if word in _NOT_FREE else True if word in _FREE else None


def _updates(value: object) -> Iterator[Update]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict) and "datePublished" in part:
            yield Update(
                published=part["datePublished"],
                headline=text(part.get("headline")),
                body=text(part.get("articleBody")),
            )


def _all(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data[:_MOST_PARTS]:
            yield from _objects(part)
    elif isinstance(data, dict):
        yield data
        if isinstance(data.get("@graph"), list):
            yield from (part for part in data["@graph"][:_MOST_PARTS] if isinstance(part, dict))
