"""Versions of articles for the tests of copies."""

import random
from datetime import UTC, datetime, timedelta

from ingest.article.credit import Publishers
from ingest.codes import ChangeKind
from ingest.records import ArticleVersion

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PUBLISHERS = Publishers(
    {"zab": "Zab Press Agency", "afp": "Agence Fictive du Port", "desk": "The Desk", "citadel": "Citadel Post"},
    frozenset({"zab", "afp"}),
)


def hours(number: float) -> datetime:
    """An instant that many hours after noon."""
    return NOON + timedelta(hours=number)


def told(subject: str, words: int = 300) -> str:
    """A text of its own on a subject: words in an order that no other subject has."""
    chosen = random.Random(subject)
    return f"{subject} " + " ".join(f"word{chosen.randrange(2000)}" for _ in range(words))


def version(
    name: str, text: str, published_at: datetime | None, source_id: str = "desk", **given: object
) -> ArticleVersion:
    """A first version of an article of its own, seen a day after noon."""
    fields: dict[str, object] = dict.fromkeys(("title", "language", "updated_at", "dateline", "byline", "credit")) | {
        "article_version_id": name, "article_id": f"of_{name}", "source_id": source_id, "entry_id": f"en_{name}",
        "capture_id": "cp", "version_no": 1, "change_kind": ChangeKind.INITIAL, "text": text, "text_sha256": name,
        "word_count": len(text.split()), "published_at": published_at,
        "published_basis": "feed" if published_at else None, "first_seen_at": hours(100), "loaded_at": hours(100),
    }  # fmt: skip
    return ArticleVersion(**(fields | given))  # type: ignore[arg-type]
