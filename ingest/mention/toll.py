"""How many: the casualties that a sentence reports, with what it leaves open."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import CombatantStatus, Harm, ReportKind, Side
from ingest.mention.finding import Counted, Toll
from ingest.mention.physical import person
from ingest.mention.reading import Reading, Span, core, patient

if TYPE_CHECKING:
    from spacy.tokens import Token

HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED, Harm.ANY)
OPEN = (
    (ReportKind.UNCLEAR, re.compile(r"\b(?:not|un)\s?(?:immediately )?(?:clear|known)\b|\bunclear\b", re.I)),
    (
        ReportKind.NONE_KNOWN_TO_SOURCE,
        re.compile(
            r"\b(?:not|un)\s?aware of any\b"
            r"|\bno (?:immediate |early |initial )?(?:reports?|word|information|details) "
            r"(?:of|on|about)\b"
            r"|\bdid not (?:report|mention|give)\b|\bhad no (?:reports|information)\b",
            re.I,
        ),
    ),
    (
        ReportKind.EXPLICIT_ZERO,
        re.compile(
            r"\b(?:no|without(?: any)?|zero)\s+(?:\w+\s+){0,2}?(?:casualt|injur|deaths?|fatalit)"
            r"|\b(?:no one|nobody|none)\b[^.;]{0,40}?\b(?:was|were|been|is)?\s*(?:hurt|killed|injured|wounded)"
            r"|\b(?:did not|didn.t|not) (?:cause|result in|lead to) any (?:\w+ )?(?:casualt|injur|death)",
            re.I,
        ),
    ),
)
HARM_WORD = re.compile(r"casualt\w*|injur\w*|deaths?|fatalit\w*|killed|hurt|wounded|dead", re.I)
TOLL = re.compile(
    r"\bnumber of (?:the )?(?:dead|deaths|killed)\b[^.;]{0,20}?\bto\s+(?:at least\s+)?([\w-]+)"
    r"|\btoll\b[^.;]{0,40}?\bto\s+(?:at least\s+)?([\w-]+)"
    r"|\btoll\b[^.;]{0,20}?\b(?:of|at|is|was)\s+([\w-]+)",
    re.I,
)
CUMULATIVE = re.compile(r"\bsince\b|\bso far\b|\bin total\b|\bover the past\b|\bin the past\b|\bduring the war\b", re.I)
SUPERSEDED = re.compile(r"\b(?:first|earlier|initial|previous)\s+(?:figures?|counts?|tolls?|reports?)\b", re.I)
ATTACKING = frozenset("attacker assailant bomber gunman hijacker perpetrator".split())
SKIPPED = frozenset({"including", "among", "include"})
PLURAL = frozenset("people police crew population staff personnel family couple dozen hundred thousand".split())
# One more is no total: "a seventh fighter has died", "two more".
MORE = re.compile(
    r"^(?:more|another|further|other|additional|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\d+)th|second|third)$",
    re.I,
)


def tolls(reading: Reading) -> list[Toll]:
    """The reports of a sentence. Figures of a whole war or year are no report of an attack."""
    open_question = _open(reading)
    if open_question:
        return open_question
    if CUMULATIVE.search(reading.text) or SUPERSEDED.search(reading.text):
        return []
    found: dict[tuple[Harm, CombatantStatus, Side], Toll] = {}
    for toll in (*_total(reading), *_counted(reading)):
        key = (toll.harm, toll.combatant_status, toll.side)
        found[key] = _together(found[key], toll) if key in found else toll
    return list(found.values())


def _together(one: Toll, other: Toll) -> Toll:
    """Several who are listed one by one count together; a second figure for the same people does not."""
    if not (one.best == one.low == one.high and other.best == other.low == other.high == 1 and one.best):
        return one
    span = Span(one.span.sent_no, min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return replace(one, span=span, low=one.best + 1, best=one.best + 1, high=one.best + 1)


def victims(reading: Reading) -> list["Token"]:
    """The nouns of those who were harmed."""
    harmed = [token for token in reading.doc if token.pos_ == "VERB" and _harm(reading, token)]
    return [noun for token in harmed for noun in _victims(reading, token)]


def number(reading: Reading, tokens: list["Token"]) -> Counted | None:
    """The number that stands among tokens: digits, words, a bound before it, or a vague word."""
    for token in tokens:
        if token.lower_ in ("a", "an") and token.i + 1 < len(reading.doc) and _value(reading, reading.doc[token.i + 1]):
            continue
        exact = _value(reading, token)
        vague = reading.codebook.means("vague_number", token.lower_)
        if vague is not None and token.lower_ != "some":
            return Counted(int(vague.code), None, None, token.lower_, (token.i,))
        if exact is not None:
            return _bounded(reading, token, exact)
    return None


def _open(reading: Reading) -> list[Toll]:
    for kind, pattern in OPEN:
        match = pattern.search(reading.text)
        word = HARM_WORD.search(reading.text, match.start()) if match else None
        if match and word:
            zero = 0 if kind is ReportKind.EXPLICIT_ZERO else None
            span = reading.span(match.start(), max(match.end(), word.end()))
            found = _harm_of(reading, word[0])
            return [
                Toll(
                    span=span,
                    side=Side.TARGET,
                    combatant_status=CombatantStatus.UNKNOWN,
                    harm=found,
                    kind=kind,
                    low=zero,
                    best=zero,
                    high=zero,
                )
            ]
    return []


def _harm_of(reading: Reading, word: str) -> Harm:
    low = word.lower()
    if low.startswith("casualt"):
        return Harm.ANY
    return Harm.INJURED if low.startswith(("injur", "hurt", "wound")) else Harm.KILLED


def _total(reading: Reading) -> Iterator[Toll]:
    match = TOLL.search(reading.text)
    if not match:
        return
    group = next(number for number in (1, 2, 3) if match[number])
    token = reading.token_at(match.start(group), match.end(group))
    counted = number(reading, [token]) if token is not None else None
    if counted:
        yield _toll(reading, Harm.KILLED, counted, None, (match.start(), match.end()))


def _counted(reading: Reading) -> Iterator[Toll]:
    for token in reading.doc:
        harm = _harm(reading, token)
        if harm is None:
            continue
        for noun in _victims(reading, token):
            if any(_is_more(reading, part) for part in core(noun)):
                continue
            if any(part.lower_ in SKIPPED for part in reading.doc[max(0, noun.left_edge.i - 1) : noun.i + 1]):
                continue
            counted = _count(reading, noun)
            if counted:
                low = min(token.idx, noun.left_edge.idx)
                high = max(token.idx + len(token), noun.idx + len(noun))
                yield _toll(reading, harm, counted, noun, (low, high))


def _is_more(reading: Reading, token: "Token") -> bool:
    following = reading.doc[token.i + 1].lower_ if token.i + 1 < len(reading.doc) else ""
    return bool(MORE.match(token.text)) and token.lower_ not in ("other", "with") and following != "than"


def _harm(reading: Reading, token: "Token") -> Harm | None:
    for harm in HARMS:
        term = next(
            (term for term in reading.codebook.coded.get(("harm_word", token.lower_), ()) if term.code == harm), None
        )
        if term and token.pos_ in ("VERB", "ADJ", "NOUN") and token.lower_ != "toll":
            negated = any(child.dep_ == "neg" for child in token.children)
            return None if negated else harm
    return None


def _victims(reading: Reading, token: "Token") -> list["Token"]:
    """Who was harmed: object or passive subject, or the number right before an adjective or participle."""
    before = reading.doc[token.i - 1] if token.i else None
    if before is not None and _value(reading, before) is not None and before.lower_ not in ("a", "an", "another"):
        return [before]
    if token.pos_ == "VERB":
        done = patient(token)
        if done is None and token.lemma_ in ("die", "perish"):
            done = next((child for child in token.children if child.dep_ == "nsubj"), None)
        return [done, *[noun for noun in done.conjuncts if noun.i > done.i]] if done is not None else []
    if token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubjpass", "pobj", "nsubj", "conj", "attr"):
        return [token]
    if token.dep_ in ("oprd", "acomp", "amod", "ccomp", "advmod", "conj", "attr"):
        return [child for child in token.head.children if child.dep_ in ("dobj", "nsubj", "nsubjpass")][:1]
    return []


def _count(reading: Reading, noun: "Token") -> Counted | None:
    parts = [part for part in core(noun) if part.i <= noun.i or part.head.i <= noun.i]
    own = [
        part for part in parts if part == noun or part.dep_ in ("nummod", "quantmod", "det", "amod", "advmod", "nmod")
    ]
    counted = number(reading, [part for part in own if part.dep_ not in ("det", "amod") or part.i < noun.i])
    if counted is None:
        return _one(reading, noun)
    alone = reading.doc[counted.tokens[0]].lower_ in ("a", "an", "another", "one")
    person = any(reading.codebook.means("victim", part.lemma_) for part in (noun, *core(noun)))
    return counted if not alone or person else None


def _one(reading: Reading, noun: "Token") -> Counted | None:
    """A single person who is named or spoken of in the singular: "the mayor was killed"."""
    if noun.tag_ not in ("NN", "NNP") or noun.lower_ in PLURAL or not person(reading, noun):
        return None
    if any(child.lower_ in ("no", "each", "every", "any") for child in noun.children):
        return None
    return Counted(1, 1, 1, None, (noun.i,))


def _value(reading: Reading, token: "Token") -> int | None:
    digits = token.text.replace(",", "")
    if digits.isascii() and digits.isdigit() and len(digits) <= 6:
        year = len(digits) == 4 and "," not in token.text and digits[:2] in ("19", "20")
        return None if year else int(digits)
    words = token.lower_
    if token.i > 1 and reading.doc[token.i - 1].text == "-":
        words = f"{reading.doc[token.i - 2].lower_}-{words}"
    parts = [reading.codebook.means("number", part) for part in words.split("-")]
    values = [int(part.code) for part in parts if part is not None]
    return sum(values) if values and len(values) == len(parts) else None


def _bounded(reading: Reading, token: "Token", exact: int) -> Counted:
    before = reading.text[max(0, token.idx - 16) : token.idx].lower().rstrip()
    span = (token.i,)
    if before.endswith(("more than", "over")):
        return Counted(exact + 1, None, None, None, span)
    if before.endswith(("at least", "no fewer than", "no less than", "not less than")):
        return Counted(exact, exact, None, None, span)
    if before.endswith(("up to", "as many as", "at most", "no more than")):
        return Counted(None, None, exact, None, span)
    if before.endswith(("about", "around", "some", "roughly", "nearly", "almost", "approximately")):
        return Counted(None, exact, None, None, span)
    return Counted(exact, exact, exact, None, span)


def _toll(reading: Reading, harm: Harm, counted: Counted, noun: "Token | None", at: tuple[int, int]) -> Toll:
    words = core(noun) if noun is not None else []
    codes = [term.code for part in words if (term := reading.codebook.means("victim", part.lemma_))]
    status = min(codes, key=lambda code: code == CombatantStatus.ARMED_GROUP_MEMBER, default=None)
    attacking = any(part.lemma_.lower() in ATTACKING for part in words)
    return Toll(
        span=reading.span(*at),
        side=Side.ATTACKER if attacking else Side.TARGET,
        combatant_status=CombatantStatus(status) if status and not _is_people(words) else CombatantStatus.UNKNOWN,
        harm=harm,
        kind=ReportKind.COUNT,
        low=counted.low,
        best=counted.best,
        high=counted.high,
        vague_term=counted.vague_term,
    )


def _is_people(words: list["Token"]) -> bool:
    """ "People" are anybody: their status is not stated."""
    return any(part.lower_ in ("people", "person", "persons") for part in words)
