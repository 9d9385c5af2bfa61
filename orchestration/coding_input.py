"""A line of `sigact code`'s input as an article, or what is wrong with it."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ingest.article.language import detect_english
from ingest.records import CodableArticle
from ingest.url import host_of

# Offsets that are no whole hours have no zone of their own name: a place that keeps them all year stands for each.
_ODD_ZONES = {
    -210: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_YEARS = range(1800, 2201)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BrokenLine(ValueError):
    """A line that holds no article; `article_id` where it says at least that."""

    def __init__(self, message: str, article_id: str | None = None) -> None:
        super().__init__(message)
        self.article_id = article_id


def read_line(line: bytes) -> tuple[CodableArticle, str | None]:
    """The article of a line of JSON, and what of it could not be read. Raises BrokenLine."""
    if not line.strip():
        raise BrokenLine("empty")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise BrokenLine(f"no JSON ({str(fault)[:80]})") from fault
    if not isinstance(found, dict):
        raise BrokenLine("no JSON object")
    return make_article(found)


def make_article(found: dict[str, Any]) -> tuple[CodableArticle, str | None]:
    """The article that an object describes, and what of it could not be read.

    A date that is none costs the article its date. Raises BrokenLine where it lacks its id or text.
    """
    article_id = _text(found, "article_id", None)
    if not article_id:
        raise BrokenLine("no article_id")
    text = _text(found, "text", article_id)
    if text is None:
        raise BrokenLine("no text", article_id)
    published, note = _published(found.get("published_at"))
    source_id = _text(found, "source_id", article_id) or host_of(_text(found, "url", article_id) or "") or "unknown"
    article = CodableArticle(
        article_version_id=article_id,
        source_id=source_id,
        source_name=_text(found, "source_name", article_id) or source_id,
        text=text,
        title=_text(found, "title", article_id),
        language=_text(found, "language", article_id) or detect_english(text),
        published_at=published.astimezone(UTC) if published else None,
        dateline=_text(found, "dateline", article_id),
        credit=_text(found, "credit", article_id),
        timezone=_timezone(_text(found, "timezone", article_id), published),
    )
    return article, note


def _text(found: dict[str, Any], name: str, article_id: str | None) -> str | None:
    """A value as text whose every code point can be written; a number will do for an id."""
    value = found.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name.endswith("_id"):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise BrokenLine(f"`{name}` is no text", article_id)
    return _SURROGATE.sub("\ufffd", value) if value is not None else None


def _published(value: object) -> tuple[datetime | None, str | None]:
    if value is None or value == "":
        return None, None
    instant = parse_instant(str(value))
    if instant is None or instant.year not in _YEARS:
        return None, "`published_at` is no instant of 1800 to 2200, such as 2026-03-11T12:00Z: read without it"
    return instant, None


def parse_instant(text: str) -> datetime | None:
    """An instant, or a day at noon; without an offset it is UTC."""
    try:
        if _DAY.fullmatch(text.strip()):
            return datetime.combine(date.fromisoformat(text.strip()), time(12), UTC)
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _timezone(name: str | None, published: datetime | None) -> str:
    """The zone that is given, else one with the offset of the publication."""
    if name:
        try:
            return ZoneInfo(name).key
        except (OSError, ValueError):
            return "UTC"
    offset = published.utcoffset() if published else None
    minutes = round((offset or timedelta()) / timedelta(minutes=1))
    if minutes % 60 == 0 and -12 <= minutes // 60 <= 14 and minutes:
        return f"Etc/GMT{-minutes // 60:+d}"
    return _ODD_ZONES.get(minutes, "UTC")
