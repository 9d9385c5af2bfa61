"""The pages, feeds and wire files of the press, drawn from `templates/`. A template is named for its outlet."""

import json
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from samples.newsroom.articles import Outlet, Piece, Version

Shown = tuple[Piece, Version]


def feed(outlet: Outlet, shown: list[Shown], built_at: datetime) -> bytes:
    """The outlet's feed with one item for each article shown, the newest first."""
    return _draw(f"{outlet.source_id}.feed.xml", outlet=outlet, shown=shown, built_at=built_at)


def page(outlet: Outlet, piece: Piece, version: Version, others: list[Shown]) -> bytes:
    """An article's page, with links to `others` around it."""
    ld = json_ld(outlet, piece, version)
    name = f"{outlet.source_id}.page.html"
    return _draw(name, outlet=outlet, piece=piece, version=version, others=others, json_ld=ld)


def front(outlet: Outlet, shown: list[Shown]) -> bytes:
    """The outlet's front page: a plain list."""
    return _draw("front.html", outlet=outlet, shown=shown)


def not_found(outlet: Outlet) -> bytes:
    """What the outlet says where it has nothing."""
    return _draw("not_found.html", outlet=outlet)


def newsml(outlet: Outlet, piece: Piece, number: int) -> bytes:
    """Version `number` (from 1) of a wire article as a NewsML-G2 newsItem."""
    return _draw("newsml_g2.xml", outlet=outlet, piece=piece, version=piece.versions[number - 1], number=number)


def json_ld(outlet: Outlet, piece: Piece, version: Version) -> Markup:
    """The schema.org description that sites put in the head of a page, as an HTML-safe script body."""
    author_type = "Organization" if piece.credit or piece.byline == outlet.name else "Person"
    names = piece.byline.split(" and ") if author_type == "Person" else [piece.byline]
    document = {
        "@context": "https://schema.org",
        "@type": "VideoObject" if piece.kind == "video" else "NewsArticle",
        "mainEntityOfPage": address(outlet, piece),
        "headline": version.title,
        "description": version.teaser,
        "datePublished": version.published_at.isoformat(),
        "dateModified": version.visible_from.isoformat(),
        "author": [{"@type": author_type, "name": name} for name in names],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.homepage},
        "articleSection": piece.section,
        "isAccessibleForFree": True,
    }
    return Markup(json.dumps(document, ensure_ascii=False, indent=2).replace("<", "\\u003c"))


def address(outlet: Outlet, piece: Piece) -> str:
    """The address of an article's page."""
    return outlet.homepage.rstrip("/") + (piece.path or "/")


def _draw(name: str, **values: object) -> bytes:
    return _TEMPLATES.get_template(name).render(values).encode()


def _day_month(moment: datetime) -> str:
    return f"{moment:%B} {moment.day}"


def _post_number(slug: str) -> int:
    return 10_000 + crc32(slug.encode()) % 90_000


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["address"] = address
    environment.filters |= {"rfc822": format_datetime, "day_month": _day_month, "post_number": _post_number}
    return environment


_TEMPLATES = _environment()
