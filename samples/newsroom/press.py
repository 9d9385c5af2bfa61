"""The state of the press at a simulated instant. Pure: the same instant gives the same bytes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from samples.newsroom import feeds, render, wire
from samples.newsroom.articles import Outlet, Piece, load_outlets, load_pieces

# When the demo looks at the press. Within a round nothing changes twice; claims, growing tolls, copies, corrections
# and a retraction come in later ones.
ROUNDS: tuple[datetime, ...] = tuple(datetime(2026, 3, day, 5, tzinfo=UTC) for day in (4, 8, 10, 11, 12, 14, 18, 22))
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host answers with."""

    status: int
    content_type: str
    body: bytes
    etag: str | None = None
    last_modified: datetime | None = None
    location: str | None = None


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
            return _feed(outlet, shown, now)
        if path == "/":
            feed_type = feeds.CONTENT_TYPES[outlet.desk.feed].partition(";")[0] if outlet.desk.feed else None
            return _answer(_HTML, render.front(outlet, shown, feed_type), shown)
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
            wire.file_name(outlet, piece.wire, number): wire.wire_file(outlet, piece, piece.wire, number)
            for piece in self.pieces
            if piece.wire and piece.outlet == outlet.source_id
            for number in range(1, len(piece.versions_at(now)) + 1)
        }


def load_press() -> Press:
    """The press corps as the files beside this module describe it."""
    return Press(outlets=load_outlets(), pieces=load_pieces())


def _feed(outlet: Outlet, shown: list[render.Shown], now: datetime) -> Answer:
    if outlet.desk.is_down(now):
        return _answer(_HTML, feeds.sorry(outlet), [])
    built_at = _latest(shown) or datetime(2026, 3, 1, tzinfo=UTC)
    return _answer(feeds.CONTENT_TYPES[outlet.desk.feed or ""], feeds.feed(outlet, shown, built_at, now), shown)


def _page(outlet: Outlet, path: str, shown: list[render.Shown]) -> Answer:
    if moved := next((piece for piece, _ in shown if piece.moved_from == path), None):
        return Answer(status=301, content_type=_HTML, body=b"", location=render.address(outlet, moved))
    found = next((pair for pair in shown if pair[0].path == path), None)
    if found is None or found[0].status != 200:
        status = found[0].status if found else 404
        return Answer(status=status, content_type=_HTML, body=render.not_found(outlet))
    others = [pair for pair in shown if pair[0] is not found[0]][:3]
    # An old system names its encoding in the page alone.
    kind = _HTML if outlet.desk.encoding == "utf-8" else "text/html"
    return _answer(kind, render.page(outlet, *found, others), [found, *others])


def _answer(content_type: str, body: bytes, shown: list[render.Shown]) -> Answer:
    etag = f'"{sha256(body).hexdigest()[:16]}"'
    return Answer(status=200, content_type=content_type, body=body, etag=etag, last_modified=_latest(shown))


def _latest(shown: list[render.Shown]) -> datetime | None:
    return max((version.visible_from for _, version in shown), default=None)
