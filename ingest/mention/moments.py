"""Expressions of time in a sentence: which words say when, without asking yet what day they stand for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "a couple of": 2}

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NO = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>(?:1[89]|20|21)\d\d)\b|\s+'?(?P<short>\d\d)(?=\s*(?:[.,;)(]|$|\s--)))?"
_TO = r"\s*(?:to|into|and|through|until|or|[-\u2010-\u2015/])\s*"
_OF = r"(?:\s+(?:on|of|in|into|to|from|between|hours|before|the))*"
# What part of the day, before the day itself: "the night of", "at dawn on", "in the early hours of", "late on".
_FRAME = (
    rf"(?P<frame>\b(?:overnight|night|dawn|daybreak|sunrise|sunset|dusk|noon|midday|(?:around\s+|about\s+)?midnight|morning"
    rf"|afternoon|evening|early|late|mid|small)\b{_OF}\s+|\b(?:between|from)\s+(?:the\s+)?)?"
)
_PART = r"(?:'s)?(?:\s+(?:in\s+the\s+)?(?:(?P<slot>early|late)\s+)?(?P<part>morning|afternoon|evening|night)\b)?"
_NAMED = rf"(?:\b{_DAY},?\s+(?:the\s+)?)?"
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|several|a\s+few|some|many|few)"
_UNIT = r"(?P<unit>minute|hour|day|night|week|month|year)s?"
_LAST = r"(?P<last>last|this\s+past|the\s+previous|next|coming|this)"
_SLOT = r"(?P<before>early|late|earlier|later|dawn|in\s+the\s+(?:early|small)\s+hours\s+of)"
_NIGHTS = r"overnight|last\s+night|tonight"

PATTERNS = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("iso", r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})\b"),
        (
            "date",
            rf"{_FRAME}{_NAMED}\b(?P<day>{_NO})(?:{_TO}(?P<day2>{_NO}))?\s+(?:of\s+)?(?P<month>{_MONTH}){_YEAR}{_PART}",
        ),
        (
            "date",
            rf"{_FRAME}{_NAMED}\b(?<!\d\s)(?P<month>{_MONTH})\s+(?P<day>{_NO})\b(?!:)(?:{_TO}(?P<day2>{_NO})\b(?!\s+{_MONTH}))?"
            rf"{_YEAR}{_PART}",
        ),
        (
            "date",
            rf"{_FRAME}\b(?P<day>{_NO})\s+(?P<month>{_MONTH}){_TO}(?P<day2>{_NO})\s+(?P<month2>{_MONTH}){_YEAR}",
        ),
        (
            "ordinal",
            r"\b(?:on|of|since|by|until|from)\s+the\s+(?:(?P<part>night|morning|evening|afternoon)\s+of\s+the\s+)?"
            r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?:\s+of\s+(?P<of>this|last)\s+month|(?=\s*(?:[,.;:)]|$)"
            r"|\s+(?:when|in|at|near|by|after|and|while|against|that)\b))",
        ),
        (
            "month",
            rf"\b(?:in|since|during|last|by|from|of)\s+(?:(?:early|late|mid)[- ])?(?P<month>{_MONTH})"
            r"(?:\s+(?:of\s+)?(?P<year>\d{4}))?(?!\s*\d)",
        ),
        ("month", rf"\b(?P<month>{_MONTH})(?:\s+of)?\s+(?P<year>(?:1[89]|20|21)\d\d)\b"),
        (
            "year",
            r"\b(?:in|since|during|of|by|until|to)\s+(?:(?:early|late|mid)[- ])?(?P<year>(?:19|20)\d{2})\b(?![-/]\d)",
        ),
        # "The 2016 attack": what bears a year before its name.
        ("year", r"\b(?:the|its|his|her|their|a)\s+(?:(?:early|late|mid)[- ])?(?P<year>(?:19|20)\d{2})(?=\s+[a-z])"),
        ("same", r"\b(?:(?:that|the)\s+(?:very\s+)?same|that)\s+(?P<part>day|night|morning|evening|afternoon|date)\b"),
        ("same", r"\b(?:earlier|later)\s+(?:in\s+the|that)\s+(?P<part>day|night|morning|evening|afternoon)\b"),
        (
            "weekday",
            rf"{_FRAME}(?:\b{_LAST}\s+)?\b(?P<weekday>{_DAY})(?:(?:\s+(?P<part1>night))?{_TO}"
            rf"(?P<weekday2>{_DAY}))?{_PART}(?P<of>\s+(?:of\s+)?last\s+week\b)?",
        ),
        (
            "relative",
            rf"(?:\b{_SLOT}\s+)?\b(?P<word>{_NIGHTS}|this\s+(?:very\s+)?(?:morning|afternoon|evening)|today"
            r"|(?:the\s+)?day\s+before\s+yesterday|yesterday|earlier\s+today)\b(?!-)" + _PART,
        ),
        (
            "night",
            r"\b(?:during|in|through|throughout|in\s+the\s+course\s+of)\s+the\s+night\b(?!\s+(?:of|to|between|from|on|into))",
        ),
        ("ago", rf"\b{_COUNT}\s+{_UNIT}\s+ago\b"),
        ("shift", rf"\b{_COUNT}\s+{_UNIT}\s+(?P<way>earlier|later|previously|afterwards?)\b"),
        ("shift", rf"\b{_COUNT}\s+{_UNIT}\s+(?P<way>before|after)(?=\s*(?:[,.;:)]|$))"),
        (
            "hours",
            r"\b(?:within|inside)\s+(?:(?:the|an?|a\s+few|half\s+an|one|two|three)\s+)?(?P<unit>hour|minute)s?\b"
            r"(?!\s+(?:after|before|earlier|later))",
        ),
        ("hours", r"\b(?P<unit>hour|minute|moment)s\s+(?:later|earlier|afterwards?|beforehand)\b"),
        ("hours", r"\b(?:half|a\s+quarter\s+of)\s+an\s+(?P<unit>hour)\s+(?:later|earlier|afterwards?)\b"),
        (
            "hours",
            r"\b(?:shortly|soon|immediately|minutes|hours|moments)\s+(?:after|before)(?:wards)?(?=\s*(?:[,.;:)]|$))",
        ),
        ("clause", rf"\b{_COUNT}\s+{_UNIT}\s+(?P<way>before|after)\b"),
        (
            "next",
            r"\bthe\s+(?P<way>previous|preceding|next|following)\s+(?P<part>day|night|morning|evening|afternoon)\b",
        ),
        ("next", r"\bthe\s+(?P<part>day|night|evening|morning)\s+(?P<way>before|after)(?=\s*(?:[,.;:)]|$))"),
        ("past", r"\b(?P<which>last|this|the\s+previous|the\s+same)\s+(?P<unit>week|weekend|month|year)\b"),
        ("past", r"\b(?P<which>over|at|on)\s+the\s+(?P<unit>weekend)\b"),
        (
            "window",
            r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+"
            rf"(?:(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}|few|several|couple\s+of)\s+)?(?P<unit>hour|day|week|month|year)s?\b",
        ),
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS = {
    "date": _MONTHS,
    "month": _MONTHS,
    "same": ("same", "that", "earlier", "later"),
    "weekday": ("day",),
    "relative": ("night", "this", "day"),
    "night": ("night",),
    "ago": ("ago",),
    "hours": ("hour", "minute", "moment", "shortly", "soon", "immediately"),
    "shift": ("earlier", "later", "previously", "after", "before"),
    "clause": ("after", "before"),
    "next": ("previous", "preceding", "next", "following", "after", "before"),
    "past": ("week", "month", "year"),
    "window": ("hour", "day", "week", "month", "year"),
}
# One of these stands in every text that the pattern at its place fits: most sentences say nothing of time.
NEEDS = tuple(_KINDS.get(kind, tuple("0123456789")) for kind, _ in PATTERNS)
# "Since 6 May", "until Monday": the bound of something else, never the day of an attack.
BOUND = re.compile(r"\b(?:since|until|till|by|no\s+later\s+than|scheduled\s+for|due)\s+(?:the\s+)?$", re.I)
OWNING = ("'s", "\u2019s")
BOUND_INSIDE = re.compile(r"(?:since|until|till|by)\b", re.I)
COARSE = frozenset({"year", "month", "past", "window"})
# "For a third consecutive day": what is told of the last of them went on since the first.
RUNNING = re.compile(
    r"\bfor\s+(?:a|the)\s+(?P<nth>second|third|fourth|fifth|sixth|seventh)\s+(?:(?:straight|consecutive|successive)\s+)?"
    r"(?:day|night)\b",
    re.I,
)
ORDINALS = "first second third fourth fifth sixth seventh".split()
DIGITS = re.compile(r"\d+")
# Every word of attack asks for those of its sentence again, and of those before it.
SENTENCES = 64


@dataclass(frozen=True)
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

    @property
    def core(self) -> tuple[int, int]:
        """The range of the words that name the day, without the frame before them."""
        for name in ("weekday", "day", "month", "year", "word"):
            if self.match.groupdict().get(name):
                return self.match.start(name), self.match.end(name)
        return self.start, self.end

    @cached_property
    def is_bound(self) -> bool:
        """Whether it bounds what lasts or is due, and so dates no attack; "by Monday's bomb" names the bomb's day."""
        if self.match[0].endswith(OWNING) or self.match.string.startswith(OWNING, self.match.end()):
            return False
        before = self.match.string[max(0, self.start - 24) : self.start]
        return bool(BOUND.search(before) or BOUND_INSIDE.match(self.match[0]))

    @property
    def is_coarse(self) -> bool:
        """Whether it names no day."""
        return self.kind in COARSE

    def given(self, name: str) -> str:
        """A group in lower case; empty where it is not there."""
        return " ".join((self.match.groupdict().get(name) or "").lower().split())

    def number(self, name: str) -> int | None:
        """A group as a number."""
        text = self.given(name)
        digits = DIGITS.match(text)
        return int(digits[0]) if digits else NUMBERS.get(text)


@lru_cache(maxsize=SENTENCES)
def expressions(text: str) -> tuple[Expression, ...]:
    """Expressions of time in order, the longer winning where two overlap."""
    lower = text.lower()
    patterns = [pair for pair, needs in zip(PATTERNS, NEEDS, strict=True) if any(need in lower for need in needs)]
    found = [Expression(kind, match) for kind, pattern in patterns for match in pattern.finditer(text)]
    chosen: list[Expression] = []
    for expression in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if not _is_modal_may(expression) and not _overlaps(expression, chosen):
            chosen.append(expression)
    return tuple(sorted(chosen, key=lambda item: item.start))


def days_running(text: str) -> int:
    """How many days before the one told what a sentence tells of had begun."""
    match = RUNNING.search(text)
    return ORDINALS.index(match["nth"].lower()) if match else 0


def _overlaps(expression: Expression, chosen: Iterable[Expression]) -> bool:
    return any(expression.start < other.end and other.start < expression.end for other in chosen)


def _is_modal_may(expression: Expression) -> bool:
    """A lower-case "may" or "march" before no number, or before its number, is a verb."""
    groups = expression.match.groupdict()
    month = groups.get("month") or ""
    before = expression.kind == "month" or (
        expression.kind == "date" and expression.match.start("month") < expression.match.start("day")
    )
    return before and month in ("may", "march", "mar")
