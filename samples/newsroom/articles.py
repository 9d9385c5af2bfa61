"""What the press corps has written: its outlets and articles, read from `registry/` and `articles/`."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How an outlet publishes, and what goes wrong there (`desks.yaml`)."""

    feed: str | None = None
    wire: str | None = None
    encoding: str = "utf-8"
    feed_down: tuple[datetime, datetime] | None = None
    guids_renewed_at: datetime | None = None

    def is_down(self, now: datetime) -> bool:
        """Whether the feed's address answers with a page that says sorry."""
        return self.feed_down is not None and self.feed_down[0] <= now < self.feed_down[1]

    def has_new_guids(self, now: datetime) -> bool:
        """Whether all guids have been drawn anew."""
        return self.guids_renewed_at is not None and self.guids_renewed_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher of the corps, as its registry file describes it."""

    source_id: str
    name: str
    kind: str
    homepage: str
    language: str
    feeds: tuple[str, ...]
    wire_path: str | None
    desk: Desk

    @property
    def host(self) -> str:
        """The host name on which the outlet publishes."""
        return urlsplit(self.homepage).hostname or ""

    @property
    def feed_paths(self) -> tuple[str, ...]:
        """The paths of its feeds on that host."""
        return tuple(urlsplit(url).path for url in self.feeds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One dated entry of a live blog."""

    at: datetime
    title: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of an article. Times carry the offset that the outlet prints.

    A paragraph that begins with `## ` is a heading. `retraction` is the notice with which the article is taken back.
    A wire's `status` is `canceled` where the agency kills the item; `embargoed_until` asks its readers to wait.
    """

    published_at: datetime
    updated_at: datetime | None = None
    title: str
    teaser: str = ""
    correction: str | None = None
    retraction: str | None = None
    ed_note: str | None = None
    status: str = "usable"
    embargoed_until: datetime | None = None
    paragraphs: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()

    @property
    def visible_from(self) -> datetime:
        """The instant from which this text is the one that readers see."""
        return self.updated_at or self.published_at

    def is_held_back(self, now: datetime) -> bool:
        """Whether the agency forbids to publish this text at an instant at which its readers have it."""
        return self.status != "usable" or (self.embargoed_until is not None and now < self.embargoed_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class WireHeader:
    """What an agency writes above its copy."""

    number: str
    day: date
    urgency: int
    slugline: str
    located: str
    location_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article with its versions, the oldest first.

    `status` is what its address answers with, `moved_from` the older address that the feed still lists, `access` what
    of it a reader without an account sees: all (`free`), its opening (`paywall`) or nothing (`consent`).
    """

    outlet: str
    slug: str
    section: str
    byline: str
    versions: tuple[Version, ...]
    path: str | None = None
    moved_from: str | None = None
    access: str = "free"
    language: str | None = None
    kind: str = "article"
    dateline: str | None = None
    credit: str | None = None
    status: int = 200
    wire: WireHeader | None = None

    def versions_at(self, now: datetime) -> tuple[Version, ...]:
        """The texts that have been published by `now`."""
        return tuple(version for version in self.versions if version.visible_from <= now)


def load_outlets() -> dict[str, Outlet]:
    """Every outlet of the registry by its id."""
    desks = {source_id: _desk(row) for source_id, row in _yaml(HERE / "desks.yaml").items()}
    rows = [_yaml(path) for path in sorted((HERE / "registry").glob("*.yaml"))]
    outlets = [_outlet(row, desks[row["id"]]) for row in rows]
    return {outlet.source_id: outlet for outlet in outlets}


def load_pieces() -> tuple[Piece, ...]:
    """Every article of the corps, the earliest first."""
    pieces = [_piece(_yaml(path)) for path in sorted((HERE / "articles").glob("*.yaml"))]
    return tuple(sorted(pieces, key=lambda piece: (piece.versions[0].visible_from, piece.slug)))


def _yaml(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _desk(row: dict[str, Any]) -> Desk:
    down = row.pop("feed_down", None)
    return Desk(**row, feed_down=(down["since"], down["until"]) if down else None)


def _outlet(row: dict[str, Any], desk: Desk) -> Outlet:
    return Outlet(
        source_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        homepage=row["homepage"],
        language=row["language"],
        feeds=tuple(row.get("feeds", ())),
        wire_path=row.get("wire", {}).get("path"),
        desk=desk,
    )


def _piece(row: dict[str, Any]) -> Piece:
    wire = row.pop("wire", None)
    versions = tuple(_version(version) for version in row.pop("versions"))
    return Piece(**row, versions=versions, wire=WireHeader(**wire) if wire else None)


def _version(row: dict[str, Any]) -> Version:
    posts = tuple(_post(post) for post in row.pop("posts", ()))
    if row.get("retraction"):
        row["title"] = f"Retracted: {row['title']}"
    paragraphs = _paragraphs(row.pop("text", ""))
    return Version(**row, paragraphs=paragraphs, posts=posts)


def _post(row: dict[str, Any]) -> Post:
    return Post(at=row["at"], title=row.get("title"), paragraphs=_paragraphs(row["text"]))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(block.split()) for block in text.split("\n\n") if block.strip())
