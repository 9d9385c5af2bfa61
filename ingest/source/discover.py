"""What an address leads to → the feeds behind it, itself or those that its page names, and what one of them brings.

Each is a function of one argument for a worker: whoever adds a source does not know yet what it sends.
"""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree, html

from ingest import url as web
from ingest.decode import Undecodable, decode
from ingest.errors import NotAFeed
from ingest.markup import has_crowded_tag, text_of
from ingest.source.feed import parse_feed, read_feed
from ingest.source.read import MAX_FEED_BYTES, Unread

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})


@dataclass(frozen=True, slots=True)
class Discovery:
    """The name that a publisher gives itself, if any, and its feeds, in the order in which it names them.

    `error` says why its answer could not be read.
    """

    name: str | None = None
    feeds: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """What a feed brings: how many entries, when the newest was published, their titles; or why it cannot be read."""

    entries: int = 0
    newest: datetime | None = None
    titles: tuple[str, ...] = ()
    error: str | None = None


def discover(unread: Unread) -> Discovery:
    """The feeds of a publisher by the answer from one of its addresses; none where there are none."""
    try:
        body = _decoded(unread)
        return Discovery(read_feed(body, unread.capture).title, (unread.capture.final_url,))
    except NotAFeed:
        return _from_page(body, unread.capture.final_url)
    except Undecodable as fault:
        return Discovery(error=str(fault))


def sample(unread: Unread) -> Sample:
    """What a feed brings, as somebody who thinks of adding it wants to see it."""
    try:
        entries = parse_feed(_decoded(unread), unread.capture)
    except NotAFeed:
        return Sample(error="not_feed")
    except Undecodable as fault:
        return Sample(error=str(fault))
    dates = [entry.published_at for entry in entries if entry.published_at]
    return Sample(len(entries), max(dates, default=None), tuple(entry.title for entry in entries if entry.title))


def _decoded(unread: Unread) -> bytes:
    return decode(unread.payload, unread.content_encoding, max_bytes=MAX_FEED_BYTES)


def _from_page(body: bytes, base: str) -> Discovery:
    if has_crowded_tag(body):
        return Discovery()
    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Discovery()
    links = [
        web.join(base, link.get("href") or "")
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split() and (link.get("type") or "").lower() in _FEED_TYPES
    ]
    return Discovery(_name(tree), tuple(dict.fromkeys(link for link in links if link)))


def _name(tree: html.HtmlElement) -> str | None:
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:site_name" and (meta.get("content") or "").strip():
            return " ".join((meta.get("content") or "").split())
    title = tree.find(".//title")
    return (text_of(title) or None) if title is not None else None
