"""How many munitions a sentence says were sent, stopped and let through, in whatever order it says so."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field
from ingest.mention.finding import Counted, Finding
from ingest.mention.harm import counted_noun
from ingest.mention.numbers import Numeral, numerals
from ingest.mention.reading import Reading, core
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

FILL = r"(?:\s(?!and\b|but\b|while\b|when\b)[\w'\u2019-]+){0,5}?"
BE = r"\s(?:(?:were|was|had|have|has|been|being|are|is|also|successfully|reportedly|then)\s)*"
STOPPED = (
    r"shot down|shooting down|shoot down|intercept\w*|downed|downing|brought down|bringing down|knocked (?:down|out)"
    r"|destroyed|destroying|stopped|neutrali[sz]ed|sunk|repelled|taken down|taking down"
)
SENT = r"launch\w*|fired|firing|flown|lobbed|lobbing|sent|dropped|dropping|released|headed|heading|crossed|came|aimed"
STRUCK = (
    r"hit|hitting|struck|striking|slammed|crashed|landed|landing|fell|falling|exploded|burst|ploughed|plowed|plunged"
    r"|got through|getting through|impacted|impacting|detonated|smashed|tore|flattened|reached|penetrated"
)
FIELDS = ((Field.INTERCEPTED, "stopped"), (Field.LAUNCHED, "sent"), (Field.IMPACTED, "struck"))
AFTER = re.compile(
    rf"(?:,?\sof (?:which|them|these))?{FILL}{BE}(?:(?P<stopped>{STOPPED})|(?P<struck>{STRUCK})|(?P<sent>{SENT}))\b",
    re.I,
)
BEFORE = re.compile(
    rf"\b(?:(?P<stopped>{STOPPED})|(?P<sent>launch\w*|fired|firing|fires|dropped|dropping|lobbed|released))\s(?:all\s)?$",
    re.I,
)
OUT_OF = re.compile(r"\s(?:out )?of (?:the |a total of |some |about |its |their )*$", re.I)
ASIDE = re.compile(r"\b(?:sea|water|waters|open|empty|desert|field|fields|harmlessly|short|outside|nobody)\b", re.I)
DENIED = re.compile(r"\b(?:not|n't|fail\w*|unable|none|no)\s(?:\w+\s){0,2}$", re.I)
PIECES = frozenset(
    "shell round bomb missile rocket drone mortar projectile munition uav shahed quadcopter warhead".split()
)
LOOK_BACK, LOOK_AHEAD = 32, 110


def counts(reading: Reading, trigger: Trigger) -> Iterator[Finding]:
    """The counts that stand in the words of one trigger."""
    if not any(_is_piece(token) for token in reading.doc) and not reading.weapons:
        return
    told = [(one, token) for one in numerals(reading) if (token := _counted(reading, one)) is not None]
    for at, (one, token) in enumerate(told):
        if token.i not in trigger.scope and not any(part.i in trigger.scope for part in core(token)):
            continue
        field = _field(reading, one)
        if field is not None:
            yield _finding(reading, field, one.counted, (one.start, one.end))
        whole = told[at + 1][0] if at + 1 < len(told) else None
        if whole and OUT_OF.fullmatch(reading.text[one.end : whole.start]) and field is not Field.LAUNCHED:
            yield _finding(reading, Field.LAUNCHED, whole.counted, (whole.start, whole.end))
    yield from _single(reading, trigger)


def _counted(reading: Reading, one: Numeral) -> "Token | None":
    """The munitions that a number counts, or the number that stands for them."""
    token = reading.token_at(one.at, one.end)
    if token is None or one.counted.vague_term:
        return None
    noun = counted_noun(token)
    if _is_piece(noun) or any(hit.start <= noun.idx < hit.end for hit in reading.weapons):
        return noun
    return noun if noun is token and not _is_ordinary(token) else None


def _is_ordinary(token: "Token") -> bool:
    """A number that counts something told behind it: "two of the passengers"."""
    of = next((child for child in token.children if child.lower_ == "of"), None)
    nouns = list(of.children) if of is not None else []
    return any(not (_is_piece(noun) or noun.pos_ in ("PRON", "NUM")) for noun in nouns)


def _field(reading: Reading, one: Numeral) -> Field | None:
    """What became of them: the verb right before, else the one that follows."""
    before = BEFORE.search(reading.text[max(0, one.start - LOOK_BACK) : one.start])
    after = AFTER.match(reading.text[one.end : one.end + LOOK_AHEAD])
    match = before or after
    if match is None or DENIED.search(reading.text[max(0, one.start - LOOK_BACK) : one.start]):
        return None
    field = next(field for field, name in FIELDS if match[name])
    behind = reading.text[one.end + match.end() : one.end + match.end() + 60] if match is after else ""
    if field is Field.IMPACTED and ASIDE.search(behind):
        return None
    return field


def _single(reading: Reading, trigger: Trigger) -> Iterator[Finding]:
    """ "A shell fell on the ward": one, until the text counts them."""
    noun = trigger.agent
    if trigger.is_noun or noun is None or noun.tag_ not in ("NN", "NNP") or not _is_piece(noun):
        return
    opened = any(child.lower_ in ("a", "an", "another") for child in noun.children)
    behind = reading.text[trigger.token.idx : trigger.token.idx + 70]
    is_struck = re.match(rf"(?:{STRUCK})\b", behind, re.I)
    if opened and is_struck and not ASIDE.search(behind):
        at = (noun.left_edge.idx, noun.idx + len(noun))
        yield _finding(reading, Field.IMPACTED, Counted(1, 1, 1), at, Certainty.LIKELY)


def _is_piece(token: "Token") -> bool:
    return token.lemma_.lower() in PIECES or token.lower_.rstrip("s") in PIECES


def _finding(
    reading: Reading, field: Field, counted: Counted, at: Sequence[int], certainty: Certainty = Certainty.ASSERTED
) -> Finding:
    low, best, high = counted.low, counted.best, counted.high
    return Finding(field=field, span=reading.span(at[0], at[1]), low=low, best=best, high=high, certainty=certainty)
