"""What came of it: munitions launched, intercepted and impacted, who intercepted them, and the outcome."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field, Outcome, ReportKind, Side
from ingest.mention import actor, munitions
from ingest.mention.finding import Counted, Finding, Toll
from ingest.mention.munitions import SWARMS
from ingest.mention.numbers import number
from ingest.mention.reading import Reading, core, is_count, referent
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

COUNTED = (Field.LAUNCHED, Field.INTERCEPTED, Field.IMPACTED)
HANDFUL, MANY = 4, 99
SINGLY = frozenset("naval_drone aircraft_bomb grenade rocket".split())
# A hit so many sentences off is another one.
OFF = 2
HITTING = frozenset("hit strike land crash impact explode fall detonate slam reach".split())
MISSED = re.compile(
    r"\bmissed\b|\bovershot\b|\bfell short\b|\bopen (?:area|field|ground|land|country)s?\b|\bwithout hitting\b"
    r"|\bharmlessly\b|\b(?:in|into) (?:the )?(?:open )?(?:sea|water|desert|river)\b"
    r"|\b(?:desert|empty|uninhabited|waste) "
    r"(?:area|field|ground|plot|land|lot|pitch)s?\b|\bcaused no damage\b",
    re.I,
)
VAIN = re.compile(r"\b(?:fail\w*|unable|not|n.t)\s(?:to\s)?(?:have\s)?(?:shoot(?:ing)?\s)?$", re.I)
FAILED = re.compile(
    r"\b(?:failed to|did not|without) (?:explod|detonat)\w+|\bmalfunction\w*|\b(?:was|were) (?:a )?duds?\b", re.I
)
DEFUSED = re.compile(
    r"\b(?:was|were|been|being|is|are)\s(?:\w+ly\s)?"
    r"(?:defused|deactivated|disarmed|dismantled|made safe|neutrali[sz]ed)\b"
    r"|\b(?:defused|deactivated|disarmed) (?:it|them|the (?:\w+ )?(?:bomb|device|charge|explosive)s?)\b",
    re.I,
)
OUTCOMES = ((DEFUSED, Outcome.ABORTED), (FAILED, Outcome.FAILED_MALFUNCTION), (MISSED, Outcome.MISSED))
ORDINAL = re.compile(r"first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\d+)th", re.I)


def findings(reading: Reading, trigger: Trigger) -> list[Finding]:
    """Counts and interceptor of one trigger."""
    return list(dict.fromkeys([*munitions.counts(reading, trigger), *_by_grammar(reading, trigger)]))


def _by_grammar(reading: Reading, trigger: Trigger) -> list[Finding]:
    match trigger.kind:
        case "launch":
            return _counts(reading, Field.LAUNCHED, [trigger.patient])
        case "intercept" if not _is_vain(reading, trigger):
            return [*_counts(reading, Field.INTERCEPTED, [trigger.patient]), *_interceptor(reading, trigger)]
        case _:
            return _hits(reading, trigger)


def outcome(told: Sequence[Finding], triggers: Sequence[tuple[Reading, Trigger]]) -> Finding | None:
    """The outcome that all the words of an attack amount to, at the words that say it last."""
    stopped = [pair for pair in triggers if pair[1].kind == "intercept" and not _is_vain(*pair)]
    struck = [pair for pair in triggers if _is_hit(*pair)]
    impacted = any(found.field is Field.IMPACTED and (found.best or found.low) for found in told)
    for reading, trigger in triggers:
        if trigger.kind not in ("munition", "launch") or stopped or impacted:
            continue
        for words, code in OUTCOMES:
            if words.search(reading.text):
                return _outcome(reading, trigger, code)
    if stopped and _is_short(told) and not impacted and not struck:
        return None
    if stopped:
        is_some = any(_is_some(trigger) for _, trigger in stopped)
        at = stopped[-1][0].sentence.sent_no
        is_whole = any(found.field is Field.INTERCEPTED and (found.best or MANY) <= HANDFUL for found in told)
        is_told = any(
            trigger.kind == "attack" and not trigger.is_noun and (abs(one.sentence.sent_no - at) <= OFF or not is_whole)
            for one, trigger in struck
        )
        is_partly = is_some or is_told or impacted or (struck and _is_short(told))
        return _outcome(*stopped[-1], Outcome.PARTLY_INTERCEPTED_HIT if is_partly else Outcome.INTERCEPTED_ALL)
    return _outcome(*struck[0], Outcome.HIT) if struck else None


def inferred(told: Sequence[Finding]) -> list[Finding]:
    """What the one count of an attack leaves to infer: those that hit or were stopped had been launched.

    A handful told as the whole ("two drones were shot down") is taken for the whole, and marked likely.
    """
    counts = {found.field: found for found in reversed(told) if found.field in COUNTED}
    stopped, sent = counts.get(Field.INTERCEPTED), counts.get(Field.LAUNCHED)
    if stopped and sent and Field.IMPACTED not in counts and stopped.best is not None and stopped.best == sent.best:
        return [replace(stopped, field=Field.IMPACTED, low=0, best=0, high=0, certainty=Certainty.LIKELY)]
    if len(counts) != 1 or Field.LAUNCHED in counts:
        return []
    field, only = next(iter(counts.items()))
    is_hit = field is Field.IMPACTED
    if only.best is None or (not is_hit and only.certainty is Certainty.LIKELY):
        return []
    is_whole = only.best <= HANDFUL and (not is_hit or (only.best > 0 and _are_single(told)))
    likely, few = Certainty.LIKELY, only.best if is_whole else None
    launched = Finding(field=Field.LAUNCHED, span=only.span, low=only.best, best=few, high=few, certainty=likely)
    none = Finding(field=Field.IMPACTED, span=only.span, low=0, best=0, high=0, certainty=likely)
    return [launched, none] if is_whole and not is_hit else [launched]


def _are_single(told: Sequence[Finding]) -> bool:
    """Drones, boats and what is dropped, thrown or lobbed are counted one by one; of shells nobody knows."""
    codes = [found.value or "" for found in told if found.field is Field.WEAPON]
    return bool(codes) and all(code.startswith("uav") or code in SINGLY for code in codes)


def suffered(told: Sequence[Toll]) -> Finding | None:
    """That it hit, where somebody was hurt by it."""
    for toll in told:
        if toll.kind is ReportKind.COUNT and toll.best != 0 and toll.side in (Side.TARGET, Side.BYSTANDER):
            return Finding(field=Field.OUTCOME, span=toll.span, value=Outcome.HIT.value, certainty=Certainty.LIKELY)
    return None


def _is_hit(reading: Reading, trigger: Trigger) -> bool:
    if (
        trigger.kind == "launch"
        and trigger.token.lemma_ == "drop"
        and any(name == "on" for name, _ in trigger.obliques)
    ):
        return True
    if trigger.kind == "intercept" or (trigger.kind == "launch" and not reading.terms("harm_word")):
        return False
    if trigger.is_noun:
        head = trigger.token.head
        return trigger.token.dep_ in ("nsubj", "pobj", "dobj") and (
            head.lemma_ in ("kill", "wound", "injure", "hit", "strike", "destroy", "damage", "cause", "in")
            or bool(reading.terms("harm_word"))
        )
    return trigger.kind in ("munition", "harm") or trigger.token.lemma_ not in ("attack", "target")


def _is_vain(reading: Reading, trigger: Trigger) -> bool:
    """ "Failed to intercept two"."""
    return trigger.kind == "intercept" and bool(VAIN.search(reading.text[: trigger.token.idx]))


def _is_some(trigger: Trigger) -> bool:
    """ "Most of the missiles were downed"."""
    return trigger.patient is not None and trigger.patient.lower_ in ("most", "majority", "some", "many", "several")


def _is_short(told: Sequence[Finding]) -> bool:
    """Whether fewer were intercepted than launched."""
    launched = next((found.best for found in told if found.field is Field.LAUNCHED), None)
    stopped = next((found.best for found in told if found.field is Field.INTERCEPTED), None)
    return launched is not None and stopped is not None and stopped < launched


def _outcome(reading: Reading, trigger: Trigger, code: Outcome) -> Finding:
    start = trigger.token.idx
    span = reading.span(start, start + len(trigger.token))
    return Finding(field=Field.OUTCOME, span=span, value=code.value)


def _hits(reading: Reading, trigger: Trigger) -> list[Finding]:
    """Munitions that hit ("one of which hit", "two landed"), or that an attack was made with ("with five missiles")."""
    told: list[Finding] = []
    if not trigger.is_noun and trigger.token.lemma_ in HITTING and trigger.agent is not None:
        told += [
            found for found in _counts(reading, Field.IMPACTED, [trigger.agent]) if not _is_article(reading, trigger)
        ]
    for name, noun in trigger.obliques:
        if name in ("with", "of", "by", "using", "involving"):
            told += _counts(reading, Field.LAUNCHED, [noun], plain=True)
    return told


def _is_article(reading: Reading, trigger: Trigger) -> bool:
    """ "A drone struck" opens a tale of any number of drones, unless it goes on with "others"."""
    if any(token.lower_ == "others" for token in reading.tokens):
        return False
    noun = trigger.agent
    if noun is not None and is_count(noun):
        return False
    return noun is not None and any(part.lower_ in ("a", "an", "the") and part.dep_ == "det" for part in noun.children)


def _counts(reading: Reading, field: Field, nouns: Sequence["Token | None"], *, plain: bool = False) -> list[Finding]:
    told: list[Finding] = []
    for noun in nouns:
        if noun is None or noun.lemma_.lower() in SWARMS or not _is_munition(reading, referent(noun), plain=plain):
            continue
        counted = _munitions(reading, noun, plain=plain)
        if counted is not None:
            first = reading.doc[counted.tokens[0]]
            low, high = min(first.idx, noun.idx), max(first.idx + len(first), noun.idx + len(noun))
            span = reading.span(low, high)
            told.append(Finding(field=field, span=span, low=counted.low, best=counted.best, high=counted.high))
    return told


def _is_munition(reading: Reading, noun: "Token", *, plain: bool) -> bool:
    for part in core(noun):
        for hit in reading.weapons:
            weapon = reading.codebook.weapons.get(hit.values[0].code)
            if hit.start <= part.idx < hit.end and weapon and weapon["is_interceptable"] == "true":
                return True
    return not plain and is_count(noun) and bool(reading.weapons)


def _munitions(reading: Reading, noun: "Token", *, plain: bool) -> Counted | None:
    if ORDINAL.fullmatch(noun.text):
        return Counted(1, 1, 1, None, (noun.i,))
    own = [noun, *[child for child in noun.children if child.dep_ in ("nummod", "det", "amod", "quantmod")]]
    counted = number(reading, sorted(own, key=lambda part: part.i))
    if counted is None or (plain and reading.doc[counted.tokens[0]].lower_ in ("a", "an")):
        return None
    return counted


def _interceptor(reading: Reading, trigger: Trigger) -> list[Finding]:
    if trigger.agent is None:
        return []
    found = actor.described(reading, trigger.agent)
    return [actor.finding(reading, Field.INTERCEPTOR, found)] if found else []
