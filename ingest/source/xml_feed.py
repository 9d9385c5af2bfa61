"""RSS and Atom → items, by feedparser. Only bytes go in: it would fetch a string that looks like an address."""

from typing import Any
from xml.sax import SAXException

import feedparser

from ingest import url as web
from ingest.errors import NotAFeed
from ingest.markup import has_crowded_tag
from ingest.records import Capture
from ingest.source.dated import read_instant
from ingest.source.item import Document, Item
from ingest.source.plain import paragraphs, plain

_BOM = b"\xef\xbb\xbf"
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400}


def read_xml_feed(body: bytes, capture: Capture, timezone: str) -> Document:
    """An RSS or Atom document, hours without an offset read in a time zone.

    Raises NotAFeed where there is neither a feed's root element nor an item.
    """
    parsed = _parse(body, capture)
    if not parsed.entries and not parsed.get("version"):
        raise NotAFeed(f"{capture.final_url} is no RSS or Atom feed", subject=capture.final_url)
    # What has neither id nor link nor title, as the torn end of a feed leaves it, tells of nothing.
    items = (_to_item(raw, capture, timezone) for raw in parsed.entries if raw.keys() & {"id", "link", "title"})
    return Document(
        title=plain(parsed.feed.get("title")),
        items=tuple(items),
        asked_seconds=_asked_seconds(parsed.feed),
        is_malformed=isinstance(parsed.get("bozo_exception"), SAXException),
    )


def from_declaration(body: bytes) -> bytes:
    """A document from its XML declaration on: with a comment or space before it, feedparser finds no item at all."""
    rest = body.removeprefix(_BOM).lstrip()
    while rest.startswith(b"<!--"):
        rest = rest.partition(b"-->")[2].lstrip()
    return rest if rest.startswith(b"<?xml") else body


def _parse(body: bytes, capture: Capture) -> Any:
    headers = {"content-type": capture.content_type or "", "content-location": capture.final_url}
    if has_crowded_tag(body):
        raise NotAFeed(f"{capture.final_url} has a tag with more attributes than any feed", subject=capture.final_url)
    try:
        return feedparser.parse(
            from_declaration(body), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
        )
    except MemoryError:
        raise  # the worker's: it says so, and is replaced
    except Exception as error:  # seventeen kinds were met on mutated feeds; none may cost the other sources their run
        raise NotAFeed(f"{capture.final_url} cannot be parsed: {type(error).__name__}") from error


def _asked_seconds(channel: Any) -> int:
    """How long the feed itself asks us to wait: RSS's ttl, in minutes, or the syndication module's period."""
    period = _PERIODS.get(str(channel.get("sy_updateperiod", "")).strip().lower(), 0)
    return max(_number(channel.get("ttl")) * 60, period // max(_number(channel.get("sy_updatefrequency")), 1))


def _number(text: Any) -> int:
    """A small number as it is written, or 0."""
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0


def _to_item(raw: Any, capture: Capture, timezone: str) -> Item:
    published = read_instant(raw.get("published"), raw.get("published_parsed"), capture.polled_at, timezone)
    # `dict.get`: feedparser's own answers with the date of publication where there is no update.
    updated = read_instant(dict.get(raw, "updated"), dict.get(raw, "updated_parsed"), capture.polled_at, timezone)
    return Item(
        guid=raw.get("id") or None,
        link=web.join(capture.final_url, raw.get("link") or "") if raw.get("link") else None,
        title=plain(raw.get("title")),
        summary=plain(raw.get("summary")),
        body=_content(raw),
        published_at=published.at,
        updated_at=updated.at,
        byline=plain(raw.get("author")),
        published_form=published.form,
        updated_form=updated.form,
    )


def _content(raw: Any) -> str | None:
    """The full text that a feed carries (content:encoded, Atom content), as paragraphs."""
    values = [content.get("value") for content in raw.get("content", ()) if content.get("value")]
    return paragraphs(max(values, key=len)) if values else None
