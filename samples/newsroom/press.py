"""The state of the press at a simulated instant. Pure: the same instant gives the same bytes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from samples.newsroom import render
from samples.newsroom.articles import Outlet, Piece, load_outlets, load_pieces

# When the demo looks at the press: first reports, then claim, growing toll, copy and correction in later rounds.
ROUNDS: tuple[datetime, ...] = tuple(datetime(2026, 3, day, 5, tzinfo=UTC) for day in (8, 10, 11, 12, 14))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answers with."""

    status: int
    content_type: str
    body: bytes
    etag: str | None = None
    last_modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Every outlet and every article of the corps."""

    outlets: dict[str, Outlet]
    pieces: tuple[Piece, ...]

    def answer(self, host: str, path: str, now: datetime) -> Answer | None:
        """What `host` has at `path` at the instant `now`; None for a host that is no outlet's."""
        outlet = next((outlet for outlet in self.outlets.values() if outlet.host == host.lower()), None)
        if outlet is None:
            return None
        shown = self._shown(outlet, now)
        if path in outlet.feed_paths:
            return _feed(outlet, shown)
        if path == "/":
            return _answer("text/html; charset=utf-8", render.front(outlet, shown), shown)
        return _page(outlet, path, shown)

    def wire_files(self, now: datetime) -> dict[str, dict[str, bytes]]:
        """By agency and file name, every file that its wire has carried by `now`."""
        agencies = [outlet for outlet in self.outlets.values() if outlet.wire_path]
        return {outlet.source_id: self._files(outlet, now) for outlet in agencies}

    def _shown(self, outlet: Outlet, now: datetime) -> list[render.Shown]:
        pieces = [piece for piece in self.pieces if piece.outlet == outlet.source_id]
        shown = [(piece, versions[-1]) for piece in pieces if (versions := piece.versions_at(now))]
        return sorted(shown, key=lambda pair: pair[1].published_at, reverse=True)

    def _files(self, outlet: Outlet, now: datetime) -> dict[str, bytes]:
        return {
            f"{piece.wire.day:%Y%m%d}-{piece.wire.number}_v{number}.xml": render.newsml(outlet, piece, number)
            for piece in self.pieces
            if piece.wire and piece.outlet == outlet.source_id
            for number in range(1, len(piece.versions_at(now)) + 1)
        }


def load_press() -> Press:
    """The press corps as the files beside this module describe it."""
    return Press(outlets=load_outlets(), pieces=load_pieces())


def _feed(outlet: Outlet, shown: list[render.Shown]) -> Answer:
    built_at = _latest(shown) or datetime(2026, 3, 1, tzinfo=UTC)
    kind = "atom" if outlet.feed_paths[0].endswith("atom") else "rss"
    return _answer(f"application/{kind}+xml; charset=utf-8", render.feed(outlet, shown, built_at), shown)


def _page(outlet: Outlet, path: str, shown: list[render.Shown]) -> Answer:
    found = next((pair for pair in shown if pair[0].path == path), None)
    if found is None or found[0].status != 200:
        return Answer(status=404, content_type="text/html; charset=utf-8", body=render.not_found(outlet))
    others = [pair for pair in shown if pair[0] is not found[0]][:3]
    body = render.page(outlet, *found, others)
    return _answer("text/html; charset=utf-8", body, [found, *others])


def _answer(content_type: str, body: bytes, shown: list[render.Shown]) -> Answer:
    etag = f'"{sha256(body).hexdigest()[:16]}"'
    return Answer(status=200, content_type=content_type, body=body, etag=etag, last_modified=_latest(shown))


def _latest(shown: list[render.Shown]) -> datetime | None:
    return max((version.visible_from for _, version in shown), default=None)
