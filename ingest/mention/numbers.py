"""Numbers as a text gives them: digits, words, bounds and ranges, and the numbers that count nothing here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.finding import Counted
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

PIECE = re.compile(r"\d+(?:,\d{3})*(?![\d]|[.,:]\d)|[^\W\d_]+")
MULTIPLIERS = frozenset({"dozen", "hundred", "thousand", "million"})
ARTICLES = frozenset({"a", "an", "another"})
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
# Measures, ages, clock times, dates, shares, money and names: "122mm", "twelve-storey", "at 9 p.m.", "9 June", "30 %".
NO_COUNT_AFTER = re.compile(
    r"(?:-(?!strong)[^\W\d_]|[:/]\d|\s?%|(?:st|nd|rd|th|mm|cm|km|kg|m|am|pm)\b"
    r"|\s(?:per\s?cent|percent|kilo\w*|km|kg|gram\w*|miles?|met(?:re|er)s?|feet|foot|ft|inch\w*|mm|cm|tons?|tonnes?"
    r"|minutes?|seconds?|hours?|days?|nights?|weeks?|months?|years?|decades?|nautical|square|percentage|degrees?"
    r"|a\.?m\b|p\.?m\b|o.clock|hrs|pesos|dollars|euros|times|blocks?|provinces?|"
    rf"(?:{MONTHS})\b(?!\s+(?:have|has)))\b)",
    re.I,
)
NO_COUNT_BEFORE = re.compile(
    rf"(?:[$€£#]|\d:(?!\s)|\b(?:no\.|nos\.|route|road|street|number|section|article|page|aged?(?:\s\d{{1,3}}(?:,|\sand))?|circa|km|highway|(?:{MONTHS})"
    r"|(?:wo)?man of|boy of|girl of|child of|base|brigade|resolution|channel|column|half past|quarter (?:past|to)"
    r"|(?:five|ten|twenty|twenty-five) (?:past|to)))\s?$",
    re.I,
)
HOW = re.compile(r"\bhow\s$", re.I)
NO_ONE = re.compile(r"\bno\s$", re.I)
YEARS = range(1900, 2100)
BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|some\s)?$", re.I)
BY = re.compile(r"\b(?:by|from)\s$", re.I)
RANGE = re.compile(r"\s?[-\u2013]\s?|\sto\s|\sor\s", re.I)
MORE = re.compile(r"\s(?:or|and)\smore\b", re.I)
LOOK_BACK = 32


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at a half-open range of its sentence with its bound's words; `at` is where the number itself begins."""

    start: int
    at: int
    end: int
    counted: Counted


@dataclass(frozen=True, slots=True)
class _Bare:
    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class _Words:
    values: dict[str, int]
    vague: frozenset[str]
    bounds: dict[str, str]
    bound: re.Pattern[str]
    vague_phrase: re.Pattern[str]


def numerals(reading: Reading) -> tuple[Numeral, ...]:
    """The numbers of a sentence that count something, in order; vague words of number among them."""
    return _numerals(reading.text, _Lexicon(reading.codebook.version, reading.codebook.lexicon))


@lru_cache(maxsize=64)
def _numerals(text: str, lexicon: "_Lexicon") -> tuple[Numeral, ...]:
    words = _of(lexicon)
    bare = [one for one in _bare(text, words) if _counts(text, one)]
    found: list[Numeral] = []
    at = 0
    while at < len(bare):
        other = bare[at + 1] if at + 1 < len(bare) else None
        joined = _range(text, bare[at], other) if other else None
        found.append(joined or _bounded(text, bare[at], words))
        at += 2 if joined else 1
    taken = [(one.start, one.end) for one in found]
    for match in words.vague_phrase.finditer(text):
        is_asked = HOW.search(text[: match.start()]) is not None  # "how many died is disputed"
        if not is_asked and not any(start < match.end() and match.start() < end for start, end in taken):
            counted = Counted(None, None, None, match[0].lower())
            found.append(Numeral(match.start(), match.start(), match.end(), counted))
    return tuple(sorted(found, key=lambda one: one.start))


def number(reading: Reading, tokens: Sequence["Token"]) -> Counted | None:
    """The number that stands among tokens; an article counts one."""
    for one in numerals(reading):
        inside = tuple(token.i for token in tokens if one.at <= token.idx < one.end)
        if inside and not (one.counted.vague_term and _is_some(one.counted)):
            return Counted(one.counted.low, one.counted.best, one.counted.high, one.counted.vague_term, inside)
    alone = next((token for token in tokens if token.lower_ in ARTICLES), None)
    return Counted(1, 1, 1, None, (alone.i,)) if alone is not None else None


def _is_some(counted: Counted) -> bool:
    return counted.vague_term in ("some", "many")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """A lexicon known by its version, for it is long to compare."""

    version: str
    terms: tuple[Term, ...] = field(compare=False)


@lru_cache(maxsize=4)
def _of(lexicon: _Lexicon) -> _Words:
    terms = [(term.term.lower(), term.meaning, term.code) for term in lexicon.terms]
    bounds = {term: code for term, meaning, code in terms if meaning == "bound"}
    vague = frozenset(term for term, meaning, _ in terms if meaning == "vague_number")
    return _Words(
        values={term: int(code) for term, meaning, code in terms if meaning == "number" and term not in ARTICLES},
        vague=vague,
        bounds=bounds,
        bound=re.compile(rf"\b({_any(bounds)})(?:\s(?:another|a further|further|an additional))?\s?$", re.I),
        vague_phrase=re.compile(rf"\b(?:{_any(vague)})\b", re.I),
    )


def _any(terms: Sequence[str] | frozenset[str] | dict[str, str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=lambda term: (-len(term), term))) or r"(?!)"


def _bare(text: str, words: _Words) -> Iterator[_Bare]:
    """Runs of digits and number words, put together: "twenty-three", "two hundred and five", "half a dozen"."""
    pieces = [(match.start(), match.end(), match[0].lower()) for match in PIECE.finditer(text)]
    at = 0
    while at < len(pieces):
        begin = at
        value = _value(pieces[at][2], words)
        if value is None and _opens(pieces, at, words):
            value, at = _opening(pieces, at)
        if value is None:
            at += 1
            continue
        value, at = _extended(text, pieces, at, value, words)
        yield _Bare(pieces[begin][0], pieces[at - 1][1], value)


def _value(word: str, words: _Words) -> int | None:
    if word[0].isdigit():
        digits = word.replace(",", "")
        return int(digits) if digits.isascii() and len(digits) <= 7 else None
    return words.values.get(word)


def _opens(pieces: list[tuple[int, int, str]], at: int, words: _Words) -> bool:
    """ "A dozen", "a hundred", "half a dozen"."""
    ahead = [piece[2] for piece in pieces[at : at + 3]]
    half = ahead[:2] == ["half", "a"] and ahead[2:] == ["dozen"]
    return half or (ahead[0] in ("a", "an") and len(ahead) > 1 and ahead[1] in MULTIPLIERS and ahead[1] in words.values)


def _opening(pieces: list[tuple[int, int, str]], at: int) -> tuple[int, int]:
    return (6, at + 2) if pieces[at][2] == "half" else (1, at)


def _extended(text: str, pieces: list[tuple[int, int, str]], at: int, value: int, words: _Words) -> tuple[int, int]:
    """The value of the run that begins at a piece, and the place of the piece behind it."""
    if pieces[at][2] == "dozen" and value == 6:
        return value, at + 1
    last = value
    is_digits = pieces[at][2][0].isdigit()
    at += 1
    while at < len(pieces):
        word = pieces[at][2]
        gap = text[pieces[at - 1][1] : pieces[at][0]]
        joins = word == "and" and last >= 100 and gap == " " and at + 1 < len(pieces)
        if joins and (more := _value(pieces[at + 1][2], words)) and more < last and not pieces[at + 1][2].isdigit():
            at, word = at + 1, pieces[at + 1][2]
        elif gap not in (" ", "-", "\u2010", "\u2011"):
            break
        more = words.values.get(word)
        if more is None:
            break
        if word in MULTIPLIERS and last < more:
            value, last = (value - last) + last * more, last * more
        elif is_digits:
            break
        elif (20 <= last < 100 and last % 10 == 0 and 0 < more < 10) or (last >= 100 and more < 100):
            value, last = value + more, more
        else:
            break
        at += 1
    return value, at


def _counts(text: str, one: _Bare) -> bool:
    is_digits = text[one.start].isdigit()
    if is_digits and one.value in YEARS and one.end - one.start == 4:
        return False
    before = text[max(0, one.start - LOOK_BACK) : one.start]
    if NO_COUNT_AFTER.match(text, one.end) or NO_ONE.search(before):
        return False
    glued = (
        before[-1:] in (".", "-", "\u2013") and is_digits and before[-2:-1].isalnum() and not before[-2:-1].isdigit()
    )
    return not NO_COUNT_BEFORE.search(before) and not glued


def _range(text: str, one: _Bare, other: _Bare) -> Numeral | None:
    """ "Between 10 and 15", "10-15", "two or three"."""
    if other.value <= one.value:
        return None
    gap = text[one.end : other.start]
    before = BETWEEN.search(text[max(0, one.start - LOOK_BACK) : one.start])
    if gap == " to " and BY.search(text[max(0, one.start - LOOK_BACK) : one.start]):
        return None  # "rose by two to 14"
    if before and gap == " and ":
        start = one.start - len(before[0])
    elif RANGE.fullmatch(gap):
        start = one.start
    else:
        return None
    return Numeral(start, one.start, other.end, Counted(one.value, None, other.value))


def _bounded(text: str, one: _Bare, words: _Words) -> Numeral:
    value = one.value
    behind = MORE.match(text, one.end)
    if behind:
        return Numeral(one.start, one.start, behind.end(), Counted(value, value, None))
    match = words.bound.search(text[max(0, one.start - LOOK_BACK) : one.start])
    if not match:
        return Numeral(one.start, one.start, one.end, Counted(value, value, value))
    start = one.start - len(match[0])
    match words.bounds[match[1].lower()]:
        case "low":
            counted = Counted(value, value, None)
        case "high":
            counted = Counted(None, None, value)
        case _:  # "about 30" sets no bounds
            counted = Counted(None, value, None)
    return Numeral(start, one.start, one.end, counted)
