"""The feeds of the press: RSS 2.0, RSS 1.0 and Atom from `templates/`, JSON Feed from plain values."""

import json
from datetime import datetime
from zlib import crc32

from samples.newsroom.articles import Outlet, Piece
from samples.newsroom.render import Shown, draw, listed_address

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "json": "application/feed+json",
}


def feed(outlet: Outlet, shown: list[Shown], built_at: datetime, now: datetime) -> bytes:
    """The outlet's feed with one item for each article shown, the newest first."""
    if outlet.desk.feed == "json":
        return _json_feed(outlet, shown)

    def guid(piece: Piece) -> str:
        return _guid(outlet, piece, now)

    return draw(f"{outlet.source_id}.feed.xml", outlet=outlet, shown=shown, built_at=built_at, guid=guid)


def sorry(outlet: Outlet) -> bytes:
    """The page that stands at the feed's address while it is down."""
    return draw("sorry.html", outlet=outlet)


def _guid(outlet: Outlet, piece: Piece, now: datetime) -> str:
    """A number as editorial systems give them; a system that was replaced gives another."""
    number = crc32(piece.slug.encode())
    if outlet.desk.has_new_guids(now):
        return f"{outlet.host}-{crc32(str(number).encode()):08x}"
    return f"{outlet.homepage}?p={10_000 + number % 90_000}"


def _json_feed(outlet: Outlet, shown: list[Shown]) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.homepage,
        "feed_url": outlet.feeds[0],
        "language": outlet.language,
        "items": [
            {
                "id": listed_address(outlet, piece),
                "url": listed_address(outlet, piece),
                "title": version.title,
                "summary": version.teaser,
                "content_text": version.teaser,
                "date_published": version.published_at.isoformat(),
                "date_modified": version.visible_from.isoformat(),
                "authors": [{"name": piece.byline}],
                "tags": [piece.section],
            }
            for piece, version in shown
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
