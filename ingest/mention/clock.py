"""The hour that a sentence gives, which tells the day in a night of two: "overnight … shortly after 2 a.m."."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ingest.codes import DateBasis, DateGranularity
from ingest.mention.when import When

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_SIDE = r"\b(?:(?:shortly|just|soon|well|long)\s+)?(?P<side>at|around|about|after|before|near|towards?|past)"
_APPROXIMATELY = r"(?:(?:about|around|roughly|approximately|nearly)\s+)?"
HOURS = (
    re.compile(rf"{_SIDE}\s+{_APPROXIMATELY}(?P<midnight>midnight)\b", re.I),
    re.compile(rf"{_SIDE}\s+{_APPROXIMATELY}(?P<noon>noon|midday|lunchtime)\b", re.I),
    re.compile(
        r"(?<!by )(?<!until )(?<!till )\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?"
        r"\s?(?P<half>[ap])\.?\s?m\b",
        re.I,
    ),
    re.compile(
        rf"\b(?P<hour>{'|'.join(_NUMBERS)}|1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))?(?:\s+o'clock)?"
        r"\s+(?:in\s+the\s+(?P<part>morning|afternoon|evening)|(?P<night>at\s+night))\b",
        re.I,
    ),
    re.compile(
        rf"{_SIDE}\s+{_APPROXIMATELY}(?P<hour>[01]\d|2[0-3]|\d)[:.h](?P<minute>[0-5]\d)\b(?!\s*(?:%|per|[ap]\.?\s?m\b|m\b|km))",
        re.I,
    ),
)
AT_MIDNIGHT = re.compile(r"\b(?:around|about|near|at) midnight\b", re.I)
NOON, DAYTIME = 12, 6
# Hours that are in no night.
DAYLIGHT = range(10, 16)
DAY = timedelta(days=1)


def hour(text: str) -> float | None:
    """The one hour of the day that a sentence names, 0 to 24; midnight is both ends and so none; None where several."""
    found = [value for pattern in HOURS for match in pattern.finditer(text) if (value := _hour(match)) is not None]
    return found[0] if found and max(found) - min(found) < 1 else None


def _hour(match: re.Match[str]) -> float | None:
    told = match.groupdict()
    side = (told.get("side") or "").lower()
    if told.get("midnight"):
        return {"after": 0.5, "past": 0.5, "before": 23.5}.get(side)
    if told.get("noon"):
        return float(NOON)
    number = (told["hour"] or "").lower()
    value = _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number)
    minutes = int(told.get("minute") or 0) / 60
    if (half := told.get("half")) is not None:
        return value % NOON + NOON * (half.lower() == "p") + minutes
    if told.get("part") or told.get("night"):
        is_late = (told.get("part") or "night").lower() != "morning" and not (told.get("night") and value < DAYTIME)
        return value % NOON + NOON * is_late + minutes
    return value + minutes


def narrowed(moment: When, at: float | None) -> When:
    """Of the two days of a night the one that the hour is in: the evening's or the morning's."""
    first, last = moment.first.date(), moment.last.date()
    if at is None or moment.granularity is not DateGranularity.NIGHT_AMBIGUOUS or last - first != DAY:
        return moment
    if int(at) in DAYLIGHT:
        return moment
    return _on(first if at >= NOON else last, at, moment.basis)


def before_report(moment: When, text: str, reported: datetime | None) -> When:
    """The day of a statement made before the hour that a sentence tells had come: it was the evening before."""
    if moment.basis is DateBasis.STATEMENT_DATE_ASSUMED and AT_MIDNIGHT.search(text):
        return replace(moment, granularity=DateGranularity.NIGHT_AMBIGUOUS)
    at = hour(text)
    is_same = reported is not None and moment.day == reported.date()
    if at is None or reported is None or not is_same or moment.basis is not DateBasis.STATEMENT_DATE_ASSUMED:
        return moment
    if moment.day is None or at <= reported.hour + reported.minute / 60:
        return moment
    return _on(moment.day - DAY, at, moment.basis)


def _on(day: date, at: float, basis: DateBasis) -> When:
    begin = time(int(at) % 24)
    start = datetime.combine(day, begin)
    return When(
        first=start,
        last=start + timedelta(minutes=59, seconds=59),
        day=day,
        granularity=DateGranularity.HOUR,
        basis=basis,
    )
