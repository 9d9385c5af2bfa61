"""Which figures of casualties hold at an article's end: each source's last, unless another goes on from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.codes import Harm, ReportKind, Side
from ingest.records import CasualtyReport

KINDS = (ReportKind.COUNT, ReportKind.EXPLICIT_ZERO, ReportKind.NONE_KNOWN_TO_SOURCE, ReportKind.UNCLEAR)
# What a vague word means at the least: a figure below it is another opinion, not the same told better.
LEAST = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
# Words with which a figure goes on from one that was given before, whoever gave it.
GOING_ON = re.compile(
    r"\b(?:rais\w+|ris(?:es?|en|ing)|rose|climb\w*|increas\w*|grow\w*|grew|bring\w*|brought|jump\w*|mount\w*|revis\w+"
    r"|updat\w+|new count|fresh|latest|now|later|so far|this (?:morning|afternoon|evening)|at midnight|succumb\w*"
    r"|by (?:\w+ )?(?:morning|afternoon|evening|night|nightfall|noon|midday|midnight|dawn|dusk|\w+day)"
    r"|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) (?:victim|person|man|woman|patient|body|death)"
    r"|more (?:bodies|had|have|died)|(?:has|have|had) (?:since )?died)\b",
    re.I,
)
# Words with which a source sets its own figure against another's.
AGAINST = re.compile(
    r"\b(?:insist\w*|admit\w*|acknowledg\w*|conced\w*|only|just|instead|different|differ\w*|own (?:count|tally|toll)"
    r"|disput\w+|earlier|contrast|however|but|whereas|versus|not so)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A report with who gives it (none for the article itself), its sentence, and whether the attacker boasts of it."""

    report: CasualtyReport
    source: str | None
    sentence: str
    is_boast: bool


def holding(figures: Sequence[Figure]) -> list[CasualtyReport]:
    """The figures that hold at the article's end.

    Of counts of one harm, side and status the highest of each source holds ("raising the toll to 17"), the last told
    of equals. What one source gives and another one contradicts stays beside it; a figure that goes on from another's
    replaces it. A figure given for "people" and again for soldiers is the soldiers'. Any count silences "none", "none
    known" and "unclear" of the same harm and side; of those the firmest holds. What the attacker says stands apart
    from what all others say, unless both say the same.
    """
    counts: dict[tuple[str | bool | None, ...], Figure] = {}
    for one in figures:
        report = one.report
        place = (report.harm, report.side, report.combatant_status, one.is_boast, one.source)
        if report.report_kind is ReportKind.COUNT and size(report) >= size(counts.get(place)):
            counts[place] = one
    standing = list(_unreplaced(list(counts.values())))
    kept = [
        one.report
        for one in standing
        if not any(
            _is_vaguer(one, other)
            if one.is_boast == other.is_boast
            else one.is_boast and _is_same(one.report, other.report)
            for other in standing
        )
    ]
    reports = sorted((one.report for one in figures), key=lambda one: KINDS.index(one.report_kind))
    for report in reports:
        if report.report_kind is not ReportKind.COUNT and not any(_silences(other, report) for other in kept):
            kept.append(report)
    return sorted(kept, key=lambda one: (one.sent_no, one.char_start, one.harm, one.side))


def size(one: "Figure | CasualtyReport | None") -> tuple[int, int]:
    """How many, and whether that is a best value."""
    if one is None:
        return (-1, -1)
    report = one.report if isinstance(one, Figure) else one
    return (report.best or report.low or report.high or 0, int(report.best is not None))


def _unreplaced(counts: Sequence[Figure]) -> Iterator[Figure]:
    going_on = [(other, _goes_on(other, counts)) for other in counts]
    for one in counts:
        others = [pair for pair in going_on if pair[0] is not one and _is_of_same(one.report, pair[0].report)]
        if not any(
            one.is_boast == other.is_boast and _replaces(other, one, goes_on=goes_on) for other, goes_on in others
        ):
            yield one


def _goes_on(one: Figure, counts: Sequence[Figure]) -> bool:
    """ "He raised the toll to 17. He put the injured at 41": what its source went on from the sentence before, too."""
    at, source = one.report.sent_no, one.source
    said = [other for other in counts if other.source == source and at - 1 <= other.report.sent_no <= at]
    before = [other for other in said if source is not None or other is one]
    return any(GOING_ON.search(other.sentence) and not AGAINST.search(other.sentence) for other in before)


def _is_of_same(one: CasualtyReport, other: CasualtyReport) -> bool:
    return (one.harm, one.side, one.combatant_status) == (other.harm, other.side, other.combatant_status)


def _replaces(new: Figure, old: Figure, *, goes_on: bool) -> bool:
    """Whether a figure stands for another source's too: the same again, one that goes on from it, or a better known."""
    is_later = (old.report.sent_no, old.report.char_start) < (new.report.sent_no, new.report.char_start)
    if size(new) == size(old):
        return is_later
    if size(new) < size(old):
        return False if _are_rivals(new, old) else size(old)[0] < size(new)[0]
    if is_later and goes_on:
        return True
    return not _are_rivals(new, old)


def _are_rivals(one: Figure, other: Figure) -> bool:
    """Whether two sources who are both named, or one who sets himself against the article, differ."""
    if one.report.sent_no == other.report.sent_no:
        return one.source != other.source
    if one.source is not None and other.source is not None:
        return True
    earlier, later = sorted((one, other), key=lambda figure: figure.report.sent_no)
    if later.source is not None and size(later)[0] < size(earlier)[0]:
        return True  # tolls rise: who gives fewer later on says something else
    return later.source is not None and bool(AGAINST.search(later.sentence))


def _is_same(one: CasualtyReport, other: CasualtyReport) -> bool:
    return one.harm is other.harm and one.side is other.side and size(one) == size(other)


def _is_vaguer(first: Figure, second: Figure) -> bool:
    """The same people of whom the other says more: how many, or what they were; or a part of a later whole."""
    one, other = first.report, second.report
    if first is second or one.harm is not other.harm:
        return False
    ours, theirs = size(one), size(other)
    if one.vague_term:
        return one.side is other.side and theirs[0] >= LEAST.get(one.vague_term, 2)
    is_unknown, is_other_unknown = (report.combatant_status == "unknown" for report in (one, other))
    if one.side is other.side and is_other_unknown and not is_unknown and other.sent_no > one.sent_no and theirs > ours:
        return True
    unknowns = is_unknown + (one.side is Side.UNKNOWN)
    others = is_other_unknown + (other.side is Side.UNKNOWN)
    return ours == theirs and unknowns > others and (one.side is other.side or one.side is Side.UNKNOWN)


def _silences(count: CasualtyReport, report: CasualtyReport) -> bool:
    same_side = Side.UNKNOWN in (count.side, report.side) or count.side is report.side
    return same_side and (count.harm is report.harm or report.harm is Harm.ANY)
