"""When an article was published: every date that anybody gives for it, and the one that is believed."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ingest.codes import DateRefusal
from ingest.instant import plausible

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACED_OFFSET = re.compile(r" (?=[+-]\d\d:?\d\d$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSaid:
    """A date of publication as its place gives it: an instant in UTC, or the reason why it is none.

    `basis` ends in `_day` where only a day is given, which stands for its midnight in the source's time zone, and in
    `_local` where an hour comes without an offset and is read in that zone.
    """

    basis: str
    written: str
    published_at: datetime | None = None
    refusal: DateRefusal | None = None


def read_date(place: str, written: object, until: datetime, timezone: str = "UTC") -> DateSaid | None:
    """What a place says, read; None where it says nothing. Before 1990 and a day after `until` it is refused."""
    text = written.strip() if isinstance(written, str) else ""
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(_SPACED_OFFSET.sub("", text))
    except ValueError:
        return DateSaid(basis=place, written=text, refusal=DateRefusal.UNREADABLE)
    suffix = "_day" if _DAY.fullmatch(text) else "_local" if instant.tzinfo is None else ""
    basis = place if suffix and place.endswith("_day") else place + suffix
    aware = instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(timezone))
    found = plausible(aware, until)
    return DateSaid(basis=basis, written=text, published_at=found, refusal=None if found else _refusal(aware, until))


def _refusal(instant: datetime, until: datetime) -> DateRefusal:
    return DateRefusal.FUTURE if instant > until + timedelta(days=1) else DateRefusal.TOO_OLD


def choose_date(dates: tuple[DateSaid, ...]) -> DateSaid | None:
    """The first that can be one, in the order of places; never the present."""
    return next((each for each in dates if each.published_at is not None), None)
