"""When: what interval an expression of time stands for, seen from the day of publication and the day told last."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.codes import DateBasis, DateGranularity
from ingest.mention.moments import DAYS, Expression, expressions
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Expression", "When", "expressions"]

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
PARTS = {
    "morning": (4, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "early": (0, 9),
    "small": (0, 6),
    "hours": (0, 9),
    "dawn": (3, 9),
    "daybreak": (3, 9),
    "sunrise": (3, 9),
    "noon": (11, 14),
    "midday": (11, 14),
    "dusk": (16, 22),
    "sunset": (16, 22),
    "late": (17, 24),
}
NIGHTS = frozenset({"overnight", "night"})
HISTORY = timedelta(days=35)
EVENING = time(18)
DAY = timedelta(days=1)
FEW = 3
CENTURY = 100
TURN = 50

YEARS = range(1800, 2201)
EXPLICIT = DateBasis.EXPLICIT_DATE
RELATIVE = DateBasis.RELATIVE_RESOLVED


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A closed interval of local time, with the day it is best called by; `day` NULL where no day is meant."""

    first: datetime
    last: datetime
    day: date | None
    granularity: DateGranularity
    basis: DateBasis

    def utc(self, timezone: str) -> tuple[datetime, datetime]:
        """The interval as UTC instants, its day boundaries being local to the timezone."""
        zone = zone_of(timezone)
        return self.first.replace(tzinfo=zone).astimezone(UTC), self.last.replace(tzinfo=zone).astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """The timezone of that name; UTC for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def resolve(expression: Expression, published: date | None, anchor: date | None) -> When | None:
    """What an expression stands for. NULL where it needs a day of publication or an anchor that is not there, and
    outside the years in which news is written."""
    when = _resolve(expression, published, anchor)
    return when if when is not None and when.first.year in YEARS and when.last.year in YEARS else None


def _resolve(expression: Expression, published: date | None, anchor: date | None) -> When | None:
    try:
        match expression.kind:
            case "iso":
                return _day(date(*(expression.number(name) or 0 for name in ("year", "m", "day"))), EXPLICIT)
            case "date":
                return _dated(expression, published)
            case "month" | "year":
                return _long(expression, published)
            case "same" | "shift" | "next" | "hours" | "night" if not _is_last_night(expression, published, anchor):
                return _shifted(expression, anchor)
            case _:
                return _seen_from(expression, published) if published else None
    except (ValueError, OverflowError):
        return None


def _is_last_night(expression: Expression, published: date | None, anchor: date | None) -> bool:
    """ "During the night", where no day was told before that of publication."""
    return expression.kind == "night" and (anchor is None or (published is not None and anchor >= published))


def _seen_from(expression: Expression, published: date) -> When | None:
    """What is told in relation to the day of publication; "clause" needs more than that, see `shifted`."""
    read = {"weekday": _weekday, "relative": _relative, "ordinal": _ordinal, "window": _window, "past": _past}
    if expression.kind == "night":
        return _night(published, RELATIVE, before=True, after=False)
    if expression.kind == "ago":
        return _back(published, expression.number("n"), expression.given("unit"), RELATIVE)
    return read[expression.kind](expression, published) if expression.kind in read else None


def statement(when: When) -> When:
    """The date of a statement taken for that of the attack: the evening before or the day itself, and marked so."""
    if when.day is None:
        return when
    return When(
        first=datetime.combine(when.day - timedelta(days=1), EVENING),
        last=_end(when.day),
        day=when.day,
        granularity=DateGranularity.DAY_ASSUMED,
        basis=DateBasis.STATEMENT_DATE_ASSUMED,
    )


def fallback(published: date) -> When:
    """For a fresh report that gives no date: the two days before its publication, and no best day."""
    return When(
        first=datetime.combine(published - timedelta(days=2), time()),
        last=_end(published),
        day=None,
        granularity=DateGranularity.DAY_ASSUMED,
        basis=DateBasis.PUBLICATION_DATE_FALLBACK,
    )


def running(when: When, days: int) -> When:
    """What is told of its last day, since the first: "for a third day on Monday"."""
    if not days or when.day is None or when.granularity is DateGranularity.DAY_ASSUMED:
        return when
    first = datetime.combine(when.day - DAY * days, time())
    return replace(when, first=first, last=_end(when.day), granularity=DateGranularity.MULTI_DAY)


def into_night(when: When) -> When:
    """What came hours after an evening: that evening or the night behind it."""
    if when.day is None:
        return when
    last = datetime.combine(when.day + DAY, time(6))
    return replace(when, last=last, granularity=DateGranularity.NIGHT_AMBIGUOUS, basis=DateBasis.ANAPHORA)


def is_historical(when: When, published: date | None) -> bool:
    """Whether the interval ended more than about a month before publication."""
    return published is not None and when.last < datetime.combine(published, time()) - HISTORY


def dates_statement(reading: Reading, expression: Expression, trigger: "Token") -> bool:
    """Whether the expression hangs on a verb of speech that is not the trigger: "on Tuesday they said they hit"."""
    token = reading.token_at(expression.start, expression.end)
    if token is None:
        return False
    if _is_owned(reading, trigger) and token.i > trigger.i:  # "owned the shooting on Sunday in a statement"
        return True
    for head in (token, *token.ancestors):
        if head == trigger:
            return False
        meaning = "say" if head.pos_ in ("VERB", "AUX") else "document"
        if reading.codebook.means(meaning, head.lemma_):
            return True
        if head in trigger.ancestors:
            return False
    return False


def _is_owned(reading: Reading, noun: "Token") -> bool:
    """Whether a noun of attack is what somebody claims by the verb above it."""
    term = reading.codebook.means("answer", noun.head.lemma_.lower()) if noun.dep_ == "dobj" else None
    return term is not None and term.code == "claims_responsibility"


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))


def _day(day: date, basis: DateBasis) -> When:
    return When(
        first=datetime.combine(day, time()), last=_end(day), day=day, granularity=DateGranularity.DAY, basis=basis
    )


def _night(day: date, basis: DateBasis, *, before: bool, after: bool) -> When:
    first = day - timedelta(days=1) if before else day
    last = datetime.combine(day + timedelta(days=1), time(6)) if after else datetime.combine(day, time(12))
    start = datetime.combine(first, EVENING)
    return When(first=start, last=last, day=day, granularity=DateGranularity.NIGHT_AMBIGUOUS, basis=basis)


def _part(day: date, part: str, basis: DateBasis) -> When:
    if part == "night":
        return _night(day, basis, before=False, after=True)
    if part not in PARTS:
        return _day(day, basis)
    low, high = PARTS[part]
    last = _end(day) if high == 24 else datetime.combine(day, time(high))
    return When(
        first=datetime.combine(day, time(low)), last=last, day=day, granularity=DateGranularity.PART_OF_DAY, basis=basis
    )


def _framed(expression: Expression, day: date, second: date | None, basis: DateBasis) -> When:
    """A day, or two, with what is said of the part of it before or behind."""
    frame = expression.given("frame").split()
    is_night = bool(NIGHTS & {*frame, expression.given("part"), expression.given("part1")})
    if second is not None and second > day:
        if is_night and second - day == DAY:
            return replace(_night(second, basis, before=True, after=False), day=day)
        return _span(day, second, DateGranularity.MULTI_DAY, basis)
    if "overnight" in frame or (is_night and frame and {"into", "to"} & set(frame)):
        return _night(day, basis, before=True, after="on" in frame)
    if "midnight" in frame and {"around", "about"} & set(frame):
        return _night(day, basis, before=False, after=True)
    words = [*frame, expression.given("slot"), expression.given("part")]
    return _part(day, "night" if is_night else next((word for word in reversed(words) if word in PARTS), ""), basis)


def _dated(expression: Expression, published: date | None) -> When | None:
    month, day = _month_no(expression.given("month")), expression.number("day") or 0
    year, is_told = _year(expression, date(published.year, month, day) if published else None, published)
    if year is None:
        return None
    exact = date(year, month, day)
    last = expression.number("day2")
    ends = _month_no(expression.given("month2")) if expression.given("month2") else month
    second = date(year + (ends < month), ends, last) if last else None
    if not is_told and published and (second or exact) > published + DAY:
        exact, second = exact.replace(year=year - 1), second.replace(year=second.year - 1) if second else None
    return _framed(expression, exact, second, EXPLICIT)


def _year(expression: Expression, guess: date | None, published: date | None) -> tuple[int | None, bool]:
    """The year, and whether the text tells it; of two digits it is the one nearest to publication."""
    if year := expression.number("year"):
        return year, True
    if (short := expression.number("short")) is not None:
        near = published.year if published else 2000
        year = near - near % CENTURY + short
        return year - CENTURY * (year > near + TURN) + CENTURY * (year < near - TURN), True
    return (guess.year, False) if guess else (None, False)


def _ordinal(expression: Expression, published: date) -> When | None:
    """ "On the 16th": of this month, or of the last where that is still to come."""
    day = expression.number("day") or 0
    first = published.replace(day=1)
    if expression.given("of") == "last" or day > published.day:
        first = (first - DAY).replace(day=1)
    return _part(first.replace(day=day), expression.given("part"), EXPLICIT)


def _long(expression: Expression, published: date | None) -> When | None:
    month = _month_no(expression.given("month")) if expression.given("month") else None
    year = expression.number("year")
    if year is None and published is not None:
        year = published.year - (month is not None and month > published.month)
    if year is None:
        return None
    first = date(year, month or 1, 1)
    last = _month_end(first) if month else date(year, 12, 31)
    return _span(first, last, DateGranularity.MONTH if month else DateGranularity.YEAR, EXPLICIT)


def _month_end(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - DAY


def _span(first: date, last: date, granularity: DateGranularity, basis: DateBasis) -> When:
    return When(first=datetime.combine(first, time()), last=_end(last), day=None, granularity=granularity, basis=basis)


def _weekday(expression: Expression, published: date) -> When | None:
    """The last such day before or on that of publication; "last Thursday" is never the day itself."""
    last = expression.given("last")
    if last in ("next", "coming"):
        return None
    wanted = DAYS.index(expression.given("weekday"))
    day = published - DAY * ((published.weekday() - wanted) % 7)
    if expression.given("of"):
        day = published - DAY * (published.weekday() + 7 - wanted)
    elif day == published and last in ("last", "the previous", "this past"):
        day -= DAY * 7
    second = None
    if expression.given("weekday2"):
        second = day + DAY * ((DAYS.index(expression.given("weekday2")) - wanted) % 7)
        day, second = (day - DAY * 7, second - DAY * 7) if second > published + DAY else (day, second)
    return _framed(expression, day, second, DateBasis.WEEKDAY_RESOLVED)


def _relative(expression: Expression, published: date) -> When:
    word = expression.given("word")
    if word in ("overnight", "last night"):
        return _night(published, RELATIVE, before=True, after=False)
    day = published
    if "yesterday" in word:
        day -= DAY * (2 if "before" in word else 1)
    last = word.split()[-1]
    part = {"tonight": "night"}.get(word) or expression.given("part") or (last if last in PARTS else "")
    return _part(day, part or (expression.given("before").removesuffix(" of").split(" ")[-1]), RELATIVE)


def _shifted(expression: Expression, anchor: date | None) -> When | None:
    """ "The same night", "hours later", "two days earlier", "the following morning": seen from the day told last."""
    if anchor is None:
        return None
    basis, way = DateBasis.ANAPHORA, expression.given("way")
    if expression.kind in ("same", "hours", "night"):
        return _part(anchor, expression.given("part") or expression.kind, basis)
    back = way in ("earlier", "previously", "before", "previous", "preceding")
    if expression.kind == "next":
        part = expression.given("part")
        if back and part == "night":
            return _night(anchor, basis, before=True, after=False)
        return _part(anchor - DAY if back else anchor + DAY, part, basis)
    return _back(anchor, expression.number("n"), expression.given("unit"), basis, ahead=not back)


def shifted(expression: Expression, anchor: date, *, is_clause: bool) -> When | None:
    """ "A day after two missiles hit the barracks": of what the clause tells seen from the main one, or the reverse."""
    ahead = (expression.given("way") == "after") != is_clause
    return _back(anchor, expression.number("n"), expression.given("unit"), DateBasis.ANAPHORA, ahead=ahead)


def _back(day: date, number: int | None, unit: str, basis: DateBasis, *, ahead: bool = False) -> When | None:
    sign = -1 if ahead else 1
    if unit in ("minute", "hour"):
        days = 0 if unit == "minute" or not number else number // 24
        return _day(day - DAY * days * sign, basis)
    if unit in ("day", "night"):
        return (
            _day(day - DAY * number * sign, basis)
            if number
            else _span(day - DAY * FEW * 2, day, DateGranularity.MULTI_DAY, basis)
        )
    if unit == "week":
        exact = day - DAY * 7 * (number or FEW) * sign
        return _span(exact - DAY * FEW, exact + DAY * FEW, DateGranularity.WEEK, basis)
    if unit == "year":
        year = day.year - (number or FEW) * sign
        return _span(date(year, 1, 1), date(year, 12, 31), DateGranularity.YEAR, basis)
    months = day.year * 12 + day.month - 1 - (number or FEW) * sign
    first = date(months // 12, months % 12 + 1, 1)
    return _span(first, _month_end(first), DateGranularity.MONTH, basis)


def _window(expression: Expression, published: date) -> When | None:
    """ "In the past 72 hours": from then to publication."""
    number, unit = expression.number("n"), expression.given("unit")
    if unit in ("month", "year"):
        return None
    days = {"hour": (number or 12) / 24, "day": number or FEW, "week": 7 * (number or 1)}[unit]
    return _span(published - DAY * max(1, round(days)), published, DateGranularity.MULTI_DAY, RELATIVE)


def _past(expression: Expression, published: date) -> When | None:
    unit, is_last = expression.given("unit"), expression.given("which") in ("last", "the previous")
    if unit == "weekend":
        saturday = published - DAY * ((published.weekday() - 5) % 7)
        return _span(saturday, min(saturday + DAY, published), DateGranularity.MULTI_DAY, RELATIVE)
    if unit == "week":
        monday = published - DAY * (published.weekday() + 7 * is_last)
        return _span(monday, monday + DAY * 6 if is_last else published, DateGranularity.WEEK, RELATIVE)
    if unit == "year":
        year = published.year - is_last
        return _span(date(year, 1, 1), date(year, 12, 31) if is_last else published, DateGranularity.YEAR, RELATIVE)
    first = published.replace(day=1)
    first = (first - DAY).replace(day=1) if is_last else first
    return _span(first, _month_end(first) if is_last else published, DateGranularity.MONTH, RELATIVE)


def _month_no(name: str) -> int:
    return MONTHS.index(name[:3]) + 1
