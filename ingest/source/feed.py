"""Feed bytes → entries, by feedparser. Only bytes go in: it would fetch a string that looks like an address."""

import calendar
import time
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import html
from lxml.etree import ParserError

from ingest import url as web
from ingest.codes import CaptureKind
from ingest.errors import NotAFeed
from ingest.instant import plausible
from ingest.keys import key
from ingest.markup import has_crowded_tag, text_of
from ingest.records import Capture, Entry
from ingest.text import join_paragraphs, normalise

_IS_BLOCK = "(self::p or self::h2 or self::h3 or self::li or self::blockquote)"


def parse_feed(body: bytes, capture: Capture) -> list[Entry]:
    """The entries of an RSS or Atom document, in its order, each once.

    Raises NotAFeed where there is neither a feed's root element nor an entry.
    """
    parsed = _parse(body, capture)
    if not parsed.entries and not parsed.get("version"):
        raise NotAFeed(f"{capture.final_url} is no RSS or Atom feed", subject=capture.final_url)
    # What has neither id nor link nor title, as the torn end of a feed leaves it, tells of nothing.
    entries = [_to_entry(raw, capture) for raw in parsed.entries if raw.keys() & {"id", "link", "title"}]
    unique = {entry.entry_id: entry for entry in entries}
    return list(unique.values())


def title_of(body: bytes, capture: Capture) -> str | None:
    """The name that a feed gives itself."""
    return _plain(_parse(body, capture).feed.get("title"))


def _parse(body: bytes, capture: Capture) -> Any:
    headers = {"content-type": capture.content_type or "", "content-location": capture.final_url}
    if has_crowded_tag(body):
        raise NotAFeed(f"{capture.final_url} has a tag with more attributes than any feed", subject=capture.final_url)
    try:
        return feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False, response_headers=headers)
    except Exception as error:  # seventeen kinds were met on mutated feeds; none may cost the other sources their run
        raise NotAFeed(f"{capture.final_url} cannot be parsed: {type(error).__name__}") from error


def _to_entry(raw: Any, capture: Capture) -> Entry:
    link = web.join(capture.final_url, raw.get("link") or "") if raw.get("link") else None
    title, summary, body = _plain(raw.get("title")), _plain(raw.get("summary")), _content(raw)
    published_at = _instant(raw.get("published_parsed"), capture.polled_at)
    # `dict.get`: feedparser's own answers with the date of publication where there is no update.
    updated_at = _instant(dict.get(raw, "updated_parsed"), capture.polled_at)
    basis = "feed" if published_at else "feed_updated" if updated_at else None
    guid = raw.get("id") or (web.canonicalise(link) if link else None) or f"{title}|{published_at}"
    item_id = key("itm", capture.feed_id, guid)
    return Entry(
        entry_id=key("ent", item_id, link, title, summary, body, str(updated_at)),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=capture.feed_id,
        capture_id=capture.capture_id,
        kind=CaptureKind.FEED,
        guid=guid,
        version=None,
        link=link,
        title=title,
        summary=summary,
        body=body,
        published_at=published_at or updated_at,  # RSS 1.0's dc:date arrives as `updated`
        published_basis=basis,
        updated_at=updated_at,
        credit=None,
        dateline=None,
        byline=_plain(raw.get("author")),
        language=None,
        is_correction=False,
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )


def _content(raw: Any) -> str | None:
    """The full text that a feed carries (content:encoded, Atom content), as paragraphs."""
    values = [content.get("value") for content in raw.get("content", ()) if content.get("value")]
    return _paragraphs(max(values, key=len)) if values else None


def _paragraphs(markup: str) -> str | None:
    tree = _tree(markup)
    if tree is None:
        return None
    blocks = tree.xpath(f".//*[{_IS_BLOCK} and not(.//*[{_IS_BLOCK}])]")  # the innermost: nothing is told twice
    texts = [text_of(block) for block in blocks] or [text_of(tree)]
    return join_paragraphs(texts) or None


def _plain(markup: str | None) -> str | None:
    tree = _tree(markup) if markup else None
    return (text_of(tree) or None) if tree is not None else None


def _tree(markup: str) -> html.HtmlElement | None:
    try:
        return html.fragment_fromstring(normalise(markup), create_parent="div")
    except (ParserError, ValueError, AssertionError):
        return None


def _instant(parsed: time.struct_time | None, polled_at: datetime) -> datetime | None:
    """A feed's date, which feedparser has made UTC, if it can be one."""
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(parsed), UTC), polled_at) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
