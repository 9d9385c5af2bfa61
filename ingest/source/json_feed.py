"""JSON Feed 1.0 and 1.1 (jsonfeed.org) → items. A value of the wrong type is as if it were not there."""

from typing import Any

from ingest import url as web
from ingest.errors import NotAFeed
from ingest.records import Capture
from ingest.source.dated import read_iso
from ingest.source.item import Document, Item
from ingest.source.plain import paragraphs, plain
from ingest.source.tame_json import identifier, load_object, objects, text
from ingest.text import join_paragraphs

_VERSION = "jsonfeed.org/version/"


def read_json_feed(body: bytes, capture: Capture, timezone: str) -> Document:
    """A JSON Feed, hours without an offset read in a time zone. Raises NotAFeed where the bytes are none."""
    feed = _load(body, capture)
    if not isinstance(feed.get("items"), list):
        raise NotAFeed(f"{capture.final_url} is a JSON Feed without items", subject=capture.final_url)
    # As in the other formats: what has neither id nor address nor title tells of nothing.
    items = (_to_item(raw, feed, capture, timezone) for raw in objects(feed, "items"))
    return Document(
        title=plain(text(feed, "title")), items=tuple(item for item in items if item.guid or item.link or item.title)
    )


def _load(body: bytes, capture: Capture) -> dict[str, Any]:
    try:
        feed = load_object(body)
    except ValueError as error:
        raise NotAFeed(f"{capture.final_url} is no readable JSON: {error}", subject=capture.final_url) from error
    if _VERSION not in (text(feed, "version") or ""):
        raise NotAFeed(f"{capture.final_url} is JSON, but no JSON Feed", subject=capture.final_url)
    return feed


def _to_item(raw: dict[str, Any], feed: dict[str, Any], capture: Capture, timezone: str) -> Item:
    link = text(raw, "url", "external_url")
    published = read_iso(raw.get("date_published"), capture.polled_at, timezone)
    updated = read_iso(raw.get("date_modified"), capture.polled_at, timezone)
    return Item(
        guid=identifier(raw, "id"),
        link=web.join(capture.final_url, link) if link else None,
        title=plain(text(raw, "title")),
        summary=plain(text(raw, "summary")),
        body=_body(raw),
        published_at=published.at,
        updated_at=updated.at,
        byline=_byline(raw) or _byline(feed),
        language=_language(text(raw, "language") or text(feed, "language")),
        published_form=published.form,
        updated_form=updated.form,
    )


def _body(raw: dict[str, Any]) -> str | None:
    markup, words = text(raw, "content_html"), text(raw, "content_text")
    if markup:
        return paragraphs(markup)
    return join_paragraphs(words.split("\n\n")) or None if words else None


def _byline(values: dict[str, Any]) -> str | None:
    """1.1 has a list of authors, 1.0 one author."""
    names = [plain(text(author, "name")) for author in objects(values, "authors", "author")]
    return ", ".join(name for name in names if name) or None


def _language(tag: str | None) -> str | None:
    return tag.replace("_", "-").partition("-")[0].lower()[:3] if tag else None
