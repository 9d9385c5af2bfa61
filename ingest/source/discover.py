"""What an address leads to → the feeds behind it: itself, or those that its page names."""

from dataclasses import dataclass

from lxml import etree, html

from ingest import url as web
from ingest.errors import NotAFeed
from ingest.markup import text_of
from ingest.records import Capture
from ingest.source.feed import read_feed

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})


@dataclass(frozen=True, slots=True)
class Discovery:
    """The name that a publisher gives itself, if any, and its feeds, in the order in which it names them."""

    name: str | None
    feeds: tuple[str, ...]


def discover(body: bytes, capture: Capture) -> Discovery:
    """The feeds of a publisher by the answer from one of its addresses; none where there are none."""
    try:
        return Discovery(read_feed(body, capture).title, (capture.final_url,))
    except NotAFeed:
        return _from_page(body, capture.final_url)


def _from_page(body: bytes, base: str) -> Discovery:
    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Discovery(None, ())
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
