"""Figures that leave out what they count, because the sentence before told it: "the army recognises 18"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.codes import CombatantStatus, Harm, ReportKind, Side
from ingest.mention.finding import Toll
from ingest.mention.harm import is_unreal
from ingest.mention.numbers import Numeral, numerals
from ingest.mention.reading import Reading, clause
from ingest.mention.superseded import superseded
from ingest.mention.whose import Party

# So many sentences back the dead or hurt were counted of whom a bare number is said.
REACH = 2
LOOK_BACK = 60
SOFT = r"(?:\s(?:only|just|now|that|at|about|some|already|officially|himself|herself|itself))*"
_GIVING = (
    r"(?:\b(?:say|count|recogni[sz]e|acknowledge|admit|concede|confirm|list|report|claim|announce|record|estimate|reckon"
    r"|insist|recognis|allege|tally)(?:s|d|ed|ted)?(?: on)?|\bsaid|\btallied|\bg[ia]ves?"
    r"|\b(?:speak|talk)(?:s|ed)? of|\bspoken? of"
    r"|\b(?:put|set|place|reckon)(?:s|ting|ning|d|ed)? (?:it|that|this|theirs?|them"
    r"|(?:the|its own) (?:figure|number|count|total|tally|toll)) at"
    r"|\b(?:figure|number|count|tally|total|estimate|balance)s? (?:of|was|were|is|at|as|stands at|stood at|rose to"
    r"|(?:had|has) (?:risen|climbed|gone up|grown) to|ranged? from|had reached|reached)"
    r"|\b(?:which|that|it) (?:makes|made)|^[\"\u201c\s]*now"
    rf"){SOFT}\s[\"\u201c]?"
)
_NUMBER = (
    r"(?:no fewer than |at least |more than |over |around |nearly |almost |up to )?(?:\d|(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores"
    r"|hundreds?)\b)"
)
GIVING = re.compile(rf"{_GIVING}$", re.I)
SURFACE = re.compile(rf"{_GIVING}{_NUMBER}", re.I)
PEOPLE = (
    r"(?:people|persons|civilians|villagers|men|women|soldiers|policemen|dead|victims|names|bodies|corpses"
    r"|residents)"
)
ALONE = re.compile(
    rf"[\"\u201d]?\s*(?:[.,;:!?)\u2013\u2014]|$|(?:{PEOPLE}|in (?:all|total)|altogether|overall|so far|and|but|while)\b"
    r"|[\"\u201d])",
    re.I,
)


def may_give(text: str) -> bool:
    """Whether a sentence may give a bare number, by its surface."""
    return SURFACE.search(text) is not None


class Before(NamedTuple):
    """What was counted last: in which sentence, and how those were harmed."""

    sent_no: int
    harms: tuple[Harm, ...]


def figures(reading: Reading, before: Before | None, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Toll]:
    """The bare numbers of a sentence that somebody gives for what was counted before; `taken` are read already."""
    near = before is not None and 0 <= reading.sentence.sent_no - before.sent_no <= REACH
    if before is None or not near or not before.harms or reading.weapons:
        return
    harm = Harm.KILLED if Harm.KILLED in before.harms else before.harms[0]
    numbers = numerals(reading)
    past = superseded(reading.text, numbers)
    for one in numbers:
        if (
            one in past
            or any(start < one.end and one.start < end for start, end in taken)
            or not _is_given(reading, one)
        ):
            continue
        counted = one.counted
        yield Toll(
            span=reading.span(one.start, one.end),
            side=Side.TARGET,
            combatant_status=CombatantStatus.UNKNOWN,
            harm=harm,
            kind=ReportKind.COUNT,
            low=counted.low,
            best=counted.best,
            high=counted.high,
            vague_term=counted.vague_term,
            party=Party(),
        )


def _is_given(reading: Reading, one: Numeral) -> bool:
    """Whether somebody gives the number, and it stands for itself or for people."""
    if one.counted.vague_term in ("some", "many", "several") or not ALONE.match(reading.text, one.end):
        return False
    if GIVING.search(reading.text[max(0, one.start - LOOK_BACK) : one.start]) is None:
        return False
    token = reading.token_at(one.at, one.end)
    verb = clause(token) if token is not None else None
    return verb is not None and not is_unreal(verb)
