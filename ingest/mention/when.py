"""When: date expressions of a sentence and what interval they stand for, seen from the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.codes import DateBasis, DateGranularity
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?\s+(?P<year>\d{4})\b)?"
_OVER = r"(?P<over>\bovernight on\s+)?\b"
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
PATTERNS = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("iso", r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})\b"),
        (
            "date",
            rf"{_OVER}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}",
        ),
        (
            "date",
            rf"{_OVER}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}",
        ),
        ("month", rf"\bin\s+(?:(?:early|late|mid)[- ])?{_MONTH}(?:\s+(?:of\s+)?(?P<year>\d{{4}}))?"),
        ("year", r"\b(?:in|since|during|of)\s+(?:(?:early|late|mid)[- ])?(?P<year>(?:19|20)\d{2})\b"),
        ("same", r"\b(?:the\s+same|that)\s+(?P<part>day|night|morning|evening|afternoon)\b"),
        (
            "weekday",
            rf"\b(?P<over>overnight\s+(?:in)?to\s+)?(?:(?P<early>early|late)\s+(?:on\s+)?)?(?:last\s+)?"
            rf"(?P<weekday>{'|'.join(DAYS)})\b{_PART}",
        ),
        (
            "relative",
            r"\b(?P<word>overnight|last night|this morning|this afternoon|this evening|tonight|today|"
            r"yesterday)\b" + _PART,
        ),
        (
            "ago",
            r"\b(?P<n>\d{1,3}|two|three|four|five|six|several|a few)\s+"
            r"(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b",
        ),
        ("past", r"\blast\s+(?P<unit>week|month|year)\b"),
    )
)
PARTS = {"morning": (4, 12), "afternoon": (12, 18), "evening": (17, 24), "early": (0, 9), "late": (17, 24)}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
HISTORY = timedelta(days=60)
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a sentence that give a date."""

    kind: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where it begins in its sentence."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.match.end()


YEARS = range(1800, 2201)


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


def expressions(text: str) -> list[Expression]:
    """Date expressions in order, the longer winning where two overlap."""
    found = [Expression(kind, match) for kind, pattern in PATTERNS for match in pattern.finditer(text)]
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(expression.end <= other.start or expression.start >= other.end for other in chosen):
            chosen.append(expression)
    return sorted((item for item in chosen if not _is_modal_may(item)), key=lambda item: item.start)


def resolve(expression: Expression, published: date | None, anchor: date | None) -> When | None:
    """What an expression stands for. NULL where it needs a day of publication or an anchor that is not there, and
    outside the years in which news is written."""
    when = _resolve(expression, published, anchor)
    return when if when is not None and when.first.year in YEARS and when.last.year in YEARS else None


def _resolve(  # noqa: PLR0911
    expression: Expression, published: date | None, anchor: date | None
) -> When | None:
    groups = expression.match.groupdict()
    try:
        match expression.kind:
            case "iso":
                return _day(date(int(groups["year"]), int(groups["m"]), int(groups["day"])), DateBasis.EXPLICIT_DATE)
            case "date":
                return _dated(groups, published)
            case "month" | "year":
                return _long(groups, published)
            case "same":
                return _part(anchor, groups["part"], DateBasis.ANAPHORA) if anchor else None
            case "weekday":
                return _weekday(groups, published) if published else None
            case "relative":
                return _relative(groups, published) if published else None
            case _:
                return _past(groups, published) if published else None
    except (ValueError, OverflowError):
        return None


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


def is_historical(when: When, published: date | None) -> bool:
    """Whether the interval ended more than about two months before publication."""
    return published is not None and when.last < datetime.combine(published, time()) - HISTORY


def dates_statement(reading: Reading, expression: Expression, trigger: "Token") -> bool:
    """Whether the expression hangs on a verb of speech that is not the trigger: "on Tuesday they said they hit"."""
    token = reading.token_at(expression.start, expression.end)
    if token is None:
        return False
    for head in (token, *token.ancestors):
        if head == trigger:
            return False
        meaning = "say" if head.pos_ in ("VERB", "AUX") else "document"
        if reading.codebook.means(meaning, head.lemma_):
            return True
        if head in trigger.ancestors:
            return False
    return False


def _is_modal_may(expression: Expression) -> bool:
    groups = expression.match.groupdict()
    return (
        expression.kind == "month"
        and (groups.get("month") or "").lower() == "may"
        and not expression.match[0].strip().endswith(("May", "."))
    )


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


def _part(day: date, part: str | None, basis: DateBasis) -> When:
    if part == "night":
        return _night(day, basis, before=False, after=True)
    if part not in PARTS:
        return _day(day, basis)
    low, high = PARTS[part]
    last = _end(day) if high == 24 else datetime.combine(day, time(high))
    return When(
        first=datetime.combine(day, time(low)), last=last, day=day, granularity=DateGranularity.PART_OF_DAY, basis=basis
    )


def _dated(groups: dict[str, str | None], published: date | None) -> When | None:
    month, day = _month_no(groups["month"]), int(groups["day"] or 0)
    if groups["year"] is not None:
        exact = date(int(groups["year"]), month, day)
    elif published is not None:
        exact = date(published.year, month, day)
        if exact > published + timedelta(days=1):
            exact = date(published.year - 1, month, day)
    else:
        return None
    if groups["over"]:
        return _night(exact, DateBasis.EXPLICIT_DATE, before=True, after=True)
    return _day(exact, DateBasis.EXPLICIT_DATE)


def _long(groups: dict[str, str | None], published: date | None) -> When | None:
    month = _month_no(groups["month"]) if groups.get("month") else None
    if groups["year"] is not None:
        year = int(groups["year"])
    elif published is not None:
        year = published.year - (month is not None and month > published.month)
    else:
        return None
    first = date(year, month or 1, 1)
    next_month = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 1) + 1, 1)
    granularity = DateGranularity.MONTH if month else DateGranularity.YEAR
    return _span(first, next_month - timedelta(days=1), granularity, DateBasis.EXPLICIT_DATE)


def _span(first: date, last: date, granularity: DateGranularity, basis: DateBasis) -> When:
    return When(first=datetime.combine(first, time()), last=_end(last), day=None, granularity=granularity, basis=basis)


def _weekday(groups: dict[str, str | None], published: date) -> When:
    """The last such day before or on that of publication."""
    wanted = DAYS.index((groups["weekday"] or "").lower())
    day = published - timedelta(days=(published.weekday() - wanted) % 7)
    if groups["over"]:
        return _night(day, DateBasis.WEEKDAY_RESOLVED, before=True, after=False)
    return _part(day, (groups["part"] or groups["early"] or "").lower(), DateBasis.WEEKDAY_RESOLVED)


def _relative(groups: dict[str, str | None], published: date) -> When:
    word = (groups["word"] or "").lower()
    basis = DateBasis.RELATIVE_RESOLVED
    if word in ("overnight", "last night"):
        return _night(published, basis, before=True, after=False)
    day = published - timedelta(days=1) if word == "yesterday" else published
    part = groups["part"] or (word.split()[-1] if word.startswith("this ") else None)
    return _part(day, "night" if word == "tonight" else (part or "").lower(), basis)


def _past(groups: dict[str, str | None], published: date) -> When | None:
    unit = (groups["unit"] or "").lower()
    count = (groups.get("n") or "1").lower()
    number = NUMBERS.get(count) or (int(count) if count.isdigit() else None)
    basis = DateBasis.RELATIVE_RESOLVED
    if unit == "day":
        return _day(published - timedelta(days=number), basis) if number else None
    if unit == "week":
        first = published - timedelta(days=7 * (number or 1) + published.weekday())
        return _span(first, first + timedelta(days=6), DateGranularity.WEEK, basis)
    days = {"month": 30, "year": 365}[unit] * (number or 2)
    first = published - timedelta(days=days)
    if unit == "year":
        return _span(date(first.year, 1, 1), date(first.year, 12, 31), DateGranularity.YEAR, basis)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return _span(first.replace(day=1), last, DateGranularity.MONTH, basis)


def _month_no(name: str | None) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith((name or "").lower()[:3]))


def days_named(text: str, published: date | None, anchor: date | None) -> Iterator[date]:
    """The days that a text names, in order: what "the same day" may refer to afterwards."""
    for expression in expressions(text):
        when = resolve(expression, published, anchor)
        if when is not None and when.day is not None:
            anchor = when.day
            yield when.day
