"""What agencies write about an item in plain words: part marks, kills, and rights that forbid keeping it."""

import re
from collections.abc import Iterable

from ingest.codes import PartMark

_END = r"\b\s*[-\u2013\u2014:*/]"
_LEAD = r"\b(?:\d{1,2}(?:st|nd|rd|th)|first|second|third) (?:ld|lead)\b"
_WRITE_THRU = r"\bwrite-?\s?thr(?:u|ough)s?\b|\brecasts?\b|\bsubs? all\b"
_CORRECTION = r"\bcorrect(?:s|ed|ing|ion|ive)\b"
_IN_NOTE = (
    (PartMark.CORRECTION, re.compile(_CORRECTION, re.IGNORECASE)),
    (PartMark.WRITE_THRU, re.compile(_WRITE_THRU, re.IGNORECASE)),
    (PartMark.UPDATE, re.compile(rf"\bupdat(?:e|es|ed|ing)\b|^adds\b|{_LEAD}", re.IGNORECASE)),
    (PartMark.TAKE, re.compile(r"\b(?:take|tk)[ -]?\d{1,2}\b", re.IGNORECASE)),
)
_IN_SLUGLINE = (
    (PartMark.CORRECTION, re.compile(_CORRECTION, re.IGNORECASE)),
    (PartMark.WRITE_THRU, re.compile(_WRITE_THRU, re.IGNORECASE)),
    (PartMark.UPDATE, re.compile(_LEAD, re.IGNORECASE)),
    (PartMark.TAKE, re.compile(r"\b(?:take|tk)[ -]?\d{1,2}\b", re.IGNORECASE)),
    (PartMark.ALERT, re.compile(r"[/_.]\s*(?:alert|bulletin|urgent|snap)\b", re.IGNORECASE)),
    (PartMark.FLASH, re.compile(r"[/_.]\s*flash\b", re.IGNORECASE)),
)
# A headline is about the world: a mark counts only where it stands before it, parted from it.
_BEFORE_HEADLINE = (
    (PartMark.FLASH, re.compile(rf"^FLASH{_END}")),
    (PartMark.ALERT, re.compile(rf"^(?:ALERT|URGENT|BULLETIN|SNAP|BREAKING|NEWS ?ALERT){_END}")),
    (PartMark.CORRECTION, re.compile(r"^(?:CORRECTED|CORRECTION)\b")),
    (PartMark.WRITE_THRU, re.compile(r"^(?:WRITE-?THRU|RECASTS?)\b")),
    (PartMark.UPDATE, re.compile(rf"^UPDATE ?\d{{0,2}}{_END}")),
)
_TAKE_NO = re.compile(r"\b(?:take|tk)[ -]?(\d{1,2})\b", re.IGNORECASE)
_CODES = {
    "alert": PartMark.ALERT,
    "newsalert": PartMark.ALERT,
    "urgent": PartMark.ALERT,
    "bulletin": PartMark.ALERT,
    "snap": PartMark.ALERT,
    "flash": PartMark.FLASH,
    "update": PartMark.UPDATE,
    "writethru": PartMark.WRITE_THRU,
    "correction": PartMark.CORRECTION,
    "corr": PartMark.CORRECTION,
}
_KILL = re.compile(
    r"\W*(?:(?:bulletin|mandatory|editors?:?|attention:?)\W{1,3})*"
    r"(?:kill\b(?!s)|withdrawn?\b|(?:this|the) (?:story|article|report|item) (?:is|has been) (?:killed|withdrawn)\b)",
    re.IGNORECASE,
)
_KILLED_HEADLINE = re.compile(
    r"\W*(?:BULLETIN|MANDATORY|ADVISORY)\W{1,3}KILL\b|KILL(?: NOTICE| ADVISORY)?:|WITHDRAWN?:"
)
_NOT_KEPT = re.compile(
    r"\b(?:no|not? (?:for|to be)|without)\s+(?:archiv|storage\b|stored\b|retention\b|databas)"
    r"|\barchiv\w+ (?:use |usage )?(?:is |are )?(?:prohibited|forbidden|not (?:allowed|permitted|authori[sz]ed))",
    re.IGNORECASE,
)


def marks_of(
    *, ed_note: str | None, headline: str | None, slugline: str | None, codes: Iterable[str] = ()
) -> tuple[tuple[PartMark, ...], int | None]:
    """The part marks of an item in the order of the vocabulary, and the number of its take where one is given.

    `codes` are the format's own: signals and genres, without their scheme.
    """
    found = {mark for code in codes if (mark := _CODES.get(re.sub(r"[\s_-]", "", code).casefold()))}
    for told, marks in ((ed_note, _IN_NOTE), (slugline, _IN_SLUGLINE), (headline, _BEFORE_HEADLINE)):
        found |= {mark for mark, pattern in marks if told and pattern.search(told)}
    take = _TAKE_NO.search(f"{ed_note or ''} {slugline or ''}")
    return tuple(mark for mark in PartMark if mark in found), int(take.group(1)) if take else None


def says_kill(ed_note: str | None, headline: str | None) -> bool:
    """Whether an agency that has no status for it kills the item in words."""
    return bool(_KILL.match(ed_note or "") or _KILLED_HEADLINE.match(headline or ""))


def forbids_keeping(*rights: str | None) -> bool:
    """Whether a statement of rights forbids keeping the item, as "NO ARCHIVAL USE" does."""
    return any(_NOT_KEPT.search(statement) for statement in rights if statement)
