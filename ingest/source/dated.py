"""The dates of a feed's items: an hour without an offset is read where the feed's publisher is, and says so."""

import re
import time
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate
from zoneinfo import ZoneInfo

from feedparser.datetimes.rfc822 import timezone_names

from ingest.instant import plausible

_OFFSET = re.compile(r":\d\d(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """An instant in UTC, NULL where it can be none.

    `form` is `_local` where it was written without an offset that means something, `_day` where only a day was.
    """

    at: datetime | None = None
    form: str = ""


def read_instant(written: object, parsed: time.struct_time | None, until: datetime, timezone: str) -> Dated:
    """A date as written and as feedparser reads it, which takes what has no offset for UTC, or for nothing."""
    text = written.strip() if isinstance(written, str) else ""
    fields = parsed or parsedate(text)
    if fields is None:
        return Dated()
    form = _form(text)
    try:
        zone = ZoneInfo(timezone if form else "UTC")
        return Dated(plausible(datetime(*fields[:6], tzinfo=zone), until), form)
    except (ValueError, OverflowError):
        return Dated()


def read_iso(written: object, until: datetime, timezone: str) -> Dated:
    """A date in ISO 8601; whatever else stands in its place is none."""
    try:
        found = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return Dated()
    if found is None or found.tzinfo:
        return Dated(found and plausible(found, until))
    return Dated(plausible(found.replace(tzinfo=ZoneInfo(timezone)), until), _form(str(written)))


def _form(text: str) -> str:
    if ":" not in text:
        return "_day"
    return "" if _OFFSET.search(text) or text.rsplit(maxsplit=1)[-1].lower() in timezone_names else "_local"
