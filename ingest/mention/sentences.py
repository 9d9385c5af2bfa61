"""Splitting a text into paragraphs and sentences with their roles; offsets are code points of the whole text."""

import re
from collections.abc import Iterator, Sequence

from ingest.codes import SectionRole
from ingest.mention.dateline import dateline
from ingest.records import Sentence

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]*)*")
LINE = re.compile(r"[^\n]+")
# Possessive, and begun at the first stop only, so that a million stops cost one pass.
END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s)")
OPENING = re.compile(r"\s+[\"'\u201c\u2018(\[]*([^\s\"'\u201c\u2018(\[])")
LAST_WORD = re.compile(r"[^\W_][\w.'\u2019-]*$")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col maj capt sgt cpl adm brig cmdr st mt no nos vs etc inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec jr sr dept est approx al fig e.g i.e a.m p.m u.n".split()
)
STARTERS = frozenset(
    "The A An In On At It He She They We But And This That These Those There His Her Its Their After Before When "
    "While Since As For From By With No Some Many Most Officials Police However Meanwhile Earlier Later".split()
)
BOILERPLATE = re.compile(
    r"^(read more|also read|related|see also|sign up|subscribe|follow us|advertisement|all rights reserved|©|share this"
    r"|reporting by|editing by|\(?reporting by|with agencies)\b",
    re.I,
)
DATED = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(today|yesterday|overnight|tonight|morning|evening|night)\b"
    r"|\b(said|says|reported|according)\b|\d",
    re.I,
)
FINAL = tuple(".!\u2026\"\u201d)'\u2019:;")
QUOTES = '"\u201c'
UNQUOTES = '"\u201d'
HEADING_LENGTH = 120
STANDFIRST_LENGTH = 200
LONGEST_WORD = 40


def split(
    text: str, article_version_id: str, title: str | None = None, roles: Sequence[SectionRole] = ()
) -> tuple[Sentence, ...]:
    """Sentences in order: none overlap, and what lies between them is white space. The head of a dispatch is one.

    `roles` are those of the paragraphs where the page showed them; else they are guessed from the texts.
    """
    found: list[Sentence] = []
    head = dateline(text)
    top, body = (head.start, head.body) if head else (0, 0)
    blocks = [(m.start(), m.end()) for m in PARAGRAPH.finditer(text) if m[0].strip()]
    paragraphs = list(_paragraphs(text, blocks))
    for para_no, (block_no, start, end) in enumerate(paragraphs):
        spans = list(_spans(text, start, end))
        role = _paragraph_role(text[start:end].strip(), len(spans), para_no, len(paragraphs), title)
        if len(roles) == len(blocks):
            role = _stated(roles[block_no], role)
        for low, high in _beheaded(text, spans, body):
            found.append(
                Sentence(
                    article_version_id=article_version_id,
                    sent_no=len(found),
                    para_no=para_no,
                    char_start=low,
                    char_end=high,
                    section_role=SectionRole.HEADING if top < high <= body else _role(text[low:high], role),
                )
            )
    return tuple(found)


def _paragraphs(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Number of its block, start and end of each. A block of lines that end like sentences is a paragraph a line.

    Lines that were broken at a width seldom end so; those of a text whose paragraphs no blank line parts mostly do.
    """
    broken = [text[start:end].split("\n")[:-1] for start, end in blocks]
    closed = [line.rstrip().endswith(FINAL) for lines in broken for line in lines if line.strip()]
    is_a_line_each = 2 * sum(closed) > len(closed)
    for block_no, (start, end) in enumerate(blocks):
        if not is_a_line_each:
            yield block_no, start, end
            continue
        for line in LINE.finditer(text, start, end):
            if line[0].strip():
                yield block_no, line.start(), line.end()


def _beheaded(text: str, spans: Sequence[tuple[int, int]], body: int) -> Iterator[tuple[int, int]]:
    for low, high in spans:
        if low < body < high:
            yield from _trimmed(text, low, body)
            yield from _trimmed(text, body, high)
        else:
            yield low, high


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for match in END.finditer(text, start, end):
        if match.end() < end and _ends(text, low, match):
            yield from _trimmed(text, low, match.end())
            low = match.end()
    yield from _trimmed(text, low, end)


def _trimmed(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    piece = text[low:high]
    if piece.strip():
        yield low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())


def _ends(text: str, low: int, match: re.Match[str]) -> bool:
    """Whether the stop closes a sentence: not after an abbreviation or initial, and a new one must open."""
    opening = OPENING.match(text, match.end())
    if not opening or not (opening[1].isupper() or opening[1].isdigit()):
        return False
    if not match[0].startswith(".") or len(match[0]) > 1:
        return True
    word = LAST_WORD.search(text, max(low, match.start() - LONGEST_WORD), match.start())
    if not word:
        return True
    name = word[0].lower()
    if name in ABBREVIATIONS or (len(name) == 1 and name.isalpha()):
        return False
    return "." not in name or _next_word(text, opening.start(1)) in STARTERS


def _next_word(text: str, at: int) -> str:
    found = re.compile(r"\w+").match(text, at)
    return found[0] if found else ""


def _stated(stated: SectionRole, guessed: SectionRole) -> SectionRole:
    """What the page shows. Labels, bylines and invitations that it shows as paragraphs like any other are none."""
    if stated is SectionRole.BODY and guessed in (SectionRole.HEADING, SectionRole.BOILERPLATE):
        return guessed
    return stated


def _paragraph_role(text: str, count: int, para_no: int, paragraphs: int, title: str | None) -> SectionRole:
    if BOILERPLATE.match(text):
        return SectionRole.BOILERPLATE
    if title and text == title.strip() and paragraphs > 1:  # a wire's alert is its headline and nothing else
        return SectionRole.HEADING
    if count == 1 and len(text) <= HEADING_LENGTH and paragraphs > 1 and not text.endswith(FINAL):
        return SectionRole.HEADING
    if para_no == 0 and count == 1 and paragraphs > 2 and len(text) <= STANDFIRST_LENGTH and not DATED.search(text):
        return SectionRole.STANDFIRST
    return SectionRole.BODY


def _role(text: str, role: SectionRole) -> SectionRole:
    if role is SectionRole.BODY and text[0] in QUOTES and text[-1] in UNQUOTES:
        return SectionRole.QUOTE
    return role
