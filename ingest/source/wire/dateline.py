"""A dateline → its place and its day, apart: "KIRKUK, March 10 (Agency) -"."""

import re
from datetime import date, datetime, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?:{_MONTH}\s+(\d{{1,2}})|(\d{{1,2}})\s+{_MONTH})(?:\s*,?\s*(\d{{4}}))?\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:\([^()]*\)\s*)?[-\u2013\u2014]*\s*$")
_NEAR = timedelta(days=200)


def split_dateline(dateline: str | None, made_at: datetime | None) -> tuple[str | None, date | None]:
    """Place and day. A day without its year is the one nearest to the instant at which the version was made."""
    if not dateline:
        return None, None
    found = _DAY.search(dateline)
    place = _TAIL.sub("", dateline[: found.start()] if found else dateline).strip(" ,;:")
    return place or None, _date(found, made_at) if found else None


def _date(found: re.Match[str], made_at: datetime | None) -> date | None:
    month, day = found.group(1) or found.group(4), found.group(2) or found.group(3)
    if not month:
        return None  # a weekday: the text's own dates are the coder's work
    number = _MONTHS.index(month[:3].lower()) + 1
    if found.group(5):
        return _day(int(found.group(5)), number, int(day))
    if made_at is None:
        return None
    near = (_day(made_at.year + step, number, int(day)) for step in (0, -1, 1))
    return next((each for each in near if each and abs(each - made_at.date()) <= _NEAR), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
