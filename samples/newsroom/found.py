"""What sigact holds after a run over the newsroom, as plain rows: the half of the comparison that is not the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from samples.newsroom.articles import load_pieces

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of fct_attacks, fct_casualty_reports, fct_claims and fct_evidence (attack_id, article_version_id), then of
    the ledger: versions with url and guid of their article, and entries with what became of them.

    `until` is the day of the last round.
    """

    until: date
    attacks: tuple[Row, ...]
    casualty_reports: tuple[Row, ...]
    claims: tuple[Row, ...]
    evidence: tuple[Row, ...]
    versions: tuple[Row, ...]
    entries: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is true, and what was found in its place; `accepted` are other right answers."""

    subject: str
    what: str
    expected: object
    got: object
    accepted: tuple[object, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.got == self.expected or self.got in self.accepted


def slug_of(url: str | None, guid: str | None) -> str | None:
    """The article that an address or an agency's guid belongs to."""
    path = urlsplit(url).path if url else None
    return next((slug for name, slug in _names() if name == path or (url is None and name in (guid or ""))), None)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Every path and wire number, with the slug of its article."""
    return tuple(
        (name, piece.slug)
        for piece in load_pieces()
        for name in (piece.path, piece.moved_from, piece.wire.number if piece.wire else None)
        if name
    )
