"""The pages of the press, drawn from `templates/`. A template is named for its outlet."""

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from samples.newsroom.articles import Outlet, Piece, Post, Version

Shown = tuple[Piece, Version]
_KINDS = {"video": "VideoObject", "live_blog": "LiveBlogPosting"}
_ARABIC_MONTHS = ("", "كانون الثاني", "شباط", "آذار", "نيسان")


def page(outlet: Outlet, piece: Piece, version: Version, others: list[Shown]) -> bytes:
    """An article's page as a reader without an account sees it, with links to `others` around it."""
    if piece.access == "consent":
        return draw(f"{outlet.source_id}.consent.html", outlet=outlet)
    kind = "live" if piece.kind == "live_blog" else "page"
    ld = json_ld(outlet, piece, version)
    values = {"outlet": outlet, "piece": piece, "version": version, "others": others, "json_ld": ld}
    return draw(f"{outlet.source_id}.{kind}.html", encoding=outlet.desk.encoding, **values)


def front(outlet: Outlet, shown: list[Shown], feed_type: str | None) -> bytes:
    """The outlet's front page: a plain list, which names the feed, if there is one, with its type."""
    return draw("front.html", outlet=outlet, shown=shown, feed_type=feed_type)


def not_found(outlet: Outlet) -> bytes:
    """What the outlet says where it has nothing."""
    return draw("not_found.html", outlet=outlet)


def json_ld(outlet: Outlet, piece: Piece, version: Version) -> Markup:
    """The schema.org description that sites put in the head of a page, as an HTML-safe script body."""
    author_type = "Organization" if piece.credit or piece.byline == outlet.name else "Person"
    names = piece.byline.split(" and ") if author_type == "Person" else [piece.byline]
    document: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _KINDS.get(piece.kind, "NewsArticle"),
        "mainEntityOfPage": address(outlet, piece),
        "headline": version.title,
        "description": version.teaser,
        "datePublished": version.published_at.isoformat(),
        "dateModified": version.visible_from.isoformat(),
        "author": [{"@type": author_type, "name": name} for name in names],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.homepage},
        "articleSection": piece.section,
        "inLanguage": piece.language or outlet.language,
        "isAccessibleForFree": piece.access == "free",
    }
    if version.posts:
        document |= {"coverageStartTime": version.published_at.isoformat(), "liveBlogUpdate": _updates(version.posts)}
    return Markup(json.dumps(document, ensure_ascii=False, indent=2).replace("<", "\\u003c"))


def address(outlet: Outlet, piece: Piece) -> str:
    """The address of an article's page."""
    return outlet.homepage.rstrip("/") + (piece.path or "/")


def listed_address(outlet: Outlet, piece: Piece) -> str:
    """The address that the feed lists, which may lead to the page's by a redirect."""
    return outlet.homepage.rstrip("/") + (piece.moved_from or piece.path or "/")


def draw(name: str, *, encoding: str = "utf-8", **values: object) -> bytes:
    """A template with these values; what the encoding has no byte for becomes a character reference."""
    return _TEMPLATES.get_template(name).render(values).encode(encoding, "xmlcharrefreplace")


def day_month(moment: datetime) -> str:
    """`March 10`."""
    return f"{moment:%B} {moment.day}"


def _updates(posts: tuple[Post, ...]) -> list[dict[str, object]]:
    return [
        {
            "@type": "BlogPosting",
            "headline": post.title or post.paragraphs[0][:60],
            "datePublished": post.at.isoformat(),
            "articleBody": "\n\n".join(post.paragraphs),
        }
        for post in posts
    ]


def _arabic_date(moment: datetime) -> str:
    return f"{moment.day} {_ARABIC_MONTHS[moment.month]} {moment.year}"


def _post_number(slug: str) -> int:
    return 10_000 + crc32(slug.encode()) % 90_000


_FILTERS: dict[str, Callable[..., object]] = {
    "rfc822": format_datetime,
    "day_month": day_month,
    "post_number": _post_number,
    "arabic_date": _arabic_date,
}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"address": address, "listed_address": listed_address}
    environment.filters |= _FILTERS
    return environment


_TEMPLATES = _environment()
