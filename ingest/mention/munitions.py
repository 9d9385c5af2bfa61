"""How many munitions a sentence says were sent, stopped and let through, in whatever order it says so."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field, Outcome
from ingest.mention import actor
from ingest.mention.finding import Counted, Finding
from ingest.mention.harm import counted_noun
from ingest.mention.numbers import Numeral, numerals
from ingest.mention.physical import THROWING, is_weapon
from ingest.mention.reading import Reading, agent, core, is_count, patient, phrase, referent, subject
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

FILL = r"(?:\s(?!and\b|but\b|while\b|when\b)[\w'\u2019-]+){0,5}?"
BE = r"\s(?:(?:were|was|had|have|has|been|being|are|is|also|successfully|reportedly|then)\s)*"
STOPPED = (
    r"shot down|shooting down|shoot down|intercept\w*|downed|downing|brought down|bringing down|knocked (?:down|out)"
    r"|destroyed|destroying|stopped|neutrali[sz]ed|sunk|repelled|taken down|taking down|jammed|forced down"
    r"|(?:disabled|forced down) by (?:a )?jamm\w+"
)
SENT = (
    r"launch\w*|fired|firing|flown|lobbed|lobbing|sent|dropped|dropping|released|headed|heading|crossed|came|aimed"
    r"|attacked|targeted"
)
STRUCK = (
    r"hit|hitting|struck|striking|slammed|crashed|landed|landing|fell|falling|exploded|burst|ploughed|plowed|plunged"
    r"|came down|coming down|found (?:its|their) (?:marks?|targets?)"
    r"|ramm(?:ed|ing)"
    r"|got through|getting through|impacted|impacting|detonated|smashed|tore|flattened|reached|penetrated"
)
FIELDS = ((Field.INTERCEPTED, "stopped"), (Field.LAUNCHED, "sent"), (Field.IMPACTED, "struck"))
AFTER = re.compile(
    rf"(?:,?\sof (?:which|them|these))?{FILL}{BE}(?:(?P<stopped>{STOPPED})|(?P<struck>{STRUCK})|(?P<sent>{SENT}))\b",
    re.I,
)
DONE = re.compile(rf"(?P<stopped>{STOPPED})|(?P<struck>{STRUCK})\b", re.I)
BEFORE = re.compile(
    rf"\b(?:(?P<stopped>{STOPPED})|(?P<sent>launch\w*|fired|firing|fires|dropped|dropping|lobbed|released))\s(?:all\s)?$",
    re.I,
)
# "Dropped two bombs on the school": they fell on it.
DROPPED = re.compile(r"\b(?:dropped|dropping|drops|drop)\s(?:all\s|at least\s|some\s)?$", re.I)
ONTO = re.compile(r"[^.;,]{0,40}?\s(?:on|onto|over)\s", re.I)
DUD = re.compile(r"\b(?:failed to|did not|without) (?:explod|detonat|go(?:ing)? off)\w*|\bdefused\b", re.I)
OUT_OF = re.compile(r"\s(?:out )?of (?:the |a total of |some |about |its |their )*$", re.I)
REST = re.compile(
    r"\b(the (?:other|last(?: one)?|remaining one|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    rf"|twelfth|\d+th)|none(?: of (?:them|which))?)\s(?:\w+ly\s)?(?:{STRUCK})\b(?!\s(?:in|into) (?:the )?(?:sea|open))",
    re.I,
)
ASIDE = re.compile(
    r"\b(?:sea|water|waters|open|empty|desert|harmlessly|short|outside|nobody)\b"
    r"|\b(?:a|an|the|nearby|some) (?:(?:wheat|corn|farm\w*|ploughed|nearby|bare) )?fields?\b",
    re.I,
)
STOPPING = re.compile(rf"\b(?:{STOPPED}|splash\w*|swat\w*|brings? down|shoots? down)\b", re.I)
THEM = r"(?:drones|missiles|rockets|projectiles|munitions|shells|bombs|aircraft|uavs|shaheds|targets)"
ALL = re.compile(
    rf"\b(?:all|every one|both|each) (?:of (?:them|which|these)|(?:of )?(?:the |these |its )?(?:[\w-]+ )?{THEM})"
    rf"(?: \w+){{0,2}}? (?:were|was|had been|have been|being) (?:\w+ly )?(?:{STOPPED})\b"
    rf"|\b(?:they|which) (?:were|had|have)(?: been)? all (?:been )?(?:{STOPPED})\b"
    rf"|\b(?:{STOPPED}) all (?:of them|(?:of )?(?:the |these )?(?:[\w-]+ )?{THEM})\b",
    re.I,
)
MOST = re.compile(
    rf"\b(?:most|the (?:\w+ )?majority\W?|nearly all|almost all|some|many) "
    rf"(?:of (?:them|which|these|the (?:\w+ )?{THEM}) )?"
    rf"(?:were|was|had been|have been|being) (?:\w+ly )?(?:{STOPPED})\b",
    re.I,
)
WIDE = re.compile(
    rf"\b(?:all|every one|both|each) of (?:them|which|these|the (?:\w+ )?{THEM}) (?:\w+ly )?(?:fell|landed|came down|"
    r"splashed|crashed|burst|exploded)\b[^.;]{0,40}?\b(?:sea|water|open|empty|desert|fields?|scrub|harmlessly|short)\b"
    r"|\ball (?:fell|landed|came down) (?:short|harmlessly|in (?:the )?(?:sea|open|desert|empty))",
    re.I,
)
OF_THE_AIR = re.compile(r"\b(?:air force|air[- ]defen[cs]es?)\b", re.I)
# "It missed", of what was told before.
PASSED = re.compile(
    r"^[\"\u201c\s]*(?:it|both|all(?: \w+)?|they|all of them|the (?:missile|rocket|shell|drone|projectile|bomb)s?) "
    r"(?:\w+ly )?(?:missed|overshot|fell short|went wide|flew (?:past|over))\b",
    re.I,
)
FAILING = re.compile(
    r"^[\"\u201c\s]*(?:it|they|the (?:\w+ )?(?:grenade|missile|rocket|shell|bomb|charge|device|munition)s?) "
    r"(?:failed to|did not) (?:explode|detonate|go off)\b",
    re.I,
)
EVERY = re.compile(r"\b(?:every|each|any|no|not)\s$", re.I)
# "Three were hit" is said of what munitions hit, not of munitions.
STRUCK_BY = re.compile(r"\b(?:were|was|been|being|are|is) (?:\w+ly )?(?:hit|struck|flattened|smashed)$", re.I)
NOBODY = frozenset("which that who it they he she".split())
VAIN = re.compile(r"\b(?:fail\w*|unable|not|n.t|could|would|will|can)\s(?:to\s)?(?:have\s)?$", re.I)
DENIED = re.compile(r"\b(?:not|n't|fail\w*|unable|none|no)\s(?:\w+\s){0,2}$", re.I)
PIECES = frozenset(
    "shell round bomb missile rocket drone mortar projectile munition uav shahed quadcopter warhead".split()
)
DROPPING = frozenset("drop release lob".split())
PART_OF = re.compile(r"\s+of\s+(?:the|these|those)\s+\w+\s+(?:that|which)\b", re.I)
CHARGES = frozenset("grenade explosive charge device bomblet payload".split())
SWARMS = frozenset("volley barrage salvo wave swarm series fusillade burst hail".split())
# Who carries a gun and what flies a crew are no munitions.
CARRIED = frozenset({"small_arms", "other", "unknown", "air"})
LOOK_BACK, LOOK_AHEAD = 32, 110
# Where it came down stands so near behind the verb.
FAR = 40


def counts(reading: Reading, trigger: Trigger) -> Iterator[Finding]:
    """The counts that stand in the words of one trigger."""
    if not _speaks_of_them(reading):
        return
    own = [*_counts(reading, lambda token: _is_of(trigger, token)), *_rest(reading, lambda one: one.i in trigger.scope)]
    yield from _summed(reading, own)
    yield from _single(reading, trigger)


def beside(reading: Reading, *, is_known: bool) -> list[Finding]:
    """The counts of a sentence whatever its words of attack, and who stopped them.

    `is_known` where the attack is known to be one of munitions that can be stopped: "five were shot down".
    """
    passed = PASSED.match(reading.text) if is_known or _speaks_of_them(reading) else None
    if passed is not None:
        return [
            Finding(field=Field.OUTCOME, span=reading.span(*passed.span()), value=Outcome.MISSED.value),
            _finding(reading, Field.IMPACTED, Counted(0, 0, 0), passed.span()),
        ]
    if (dud := FAILING.match(reading.text)) is not None:
        value = Outcome.FAILED_MALFUNCTION.value
        return [Finding(field=Field.OUTCOME, span=reading.span(*dud.span()), value=value)]
    if not is_known and not _speaks_of_them(reading):
        return []
    found = [*_summed(reading, [*_counts(reading, lambda _: True), *_rest(reading, lambda _: True)]), *_all(reading)]
    return [*found, *_stoppers(reading)]


def by_teller(reading: Reading, name: str, actor_id: str | None) -> Finding | None:
    """Who stopped munitions where no doer is named: the air force or air defence that tells of it."""
    stopped = STOPPING.search(reading.text)
    at = reading.text.find(name)
    if stopped is None or at < 0 or not OF_THE_AIR.search(name):
        return None
    span = reading.span(at, at + len(name))
    return Finding(field=Field.INTERCEPTOR, span=span, value=actor_id, text=name, certainty=Certainty.LIKELY)


def _speaks_of_them(reading: Reading) -> bool:
    return bool(reading.weapons) or any(_is_piece(token) for token in reading.tokens)


def _counts(reading: Reading, is_of: Callable[["Token"], bool]) -> Iterator[Finding]:
    told = [(one, token) for one in numerals(reading) if (token := _counted(reading, one)) is not None]
    for at, (one, token) in enumerate(told):
        if not is_of(token):
            continue
        field, is_aside = _field(reading, one)
        other = told[at + 1] if at + 1 < len(told) else None
        counted = one.counted
        if other and other[1] in token.conjuncts and _are_one(reading, one, field, other[0]):
            counted = _sum(counted, other[0].counted)
        if field is Field.IMPACTED and is_aside:
            yield _finding(reading, Field.LAUNCHED, counted, (one.start, one.end))
            yield _finding(reading, field, Counted(0, 0, 0), (one.start, one.end), Certainty.LIKELY)
        is_part = other is not None and bool(OUT_OF.fullmatch(reading.text[one.end : other[0].start]))
        if (
            field is not None
            and not (field is Field.IMPACTED and is_aside)
            and not (is_part and field is Field.LAUNCHED)
        ):
            yield _finding(reading, field, counted, (one.start, one.end))
        if field is Field.LAUNCHED and not is_part and _is_dropped_on(reading, one):
            yield _finding(reading, Field.IMPACTED, counted, (one.start, one.end), Certainty.LIKELY)
        if is_part and field is Field.LAUNCHED and (done := _done(reading, token)) is not None:
            yield _finding(reading, done, counted, (one.start, one.end))
        if other and is_part:
            yield _finding(reading, Field.LAUNCHED, other[0].counted, (other[0].start, other[0].end))


def _summed(reading: Reading, told: Sequence[Finding]) -> list[Finding]:
    """ "Two struck a hostel; the third hit a boiler house": three hit. "One of the two that hit": two did."""
    hits = [found for found in told if found.field is Field.IMPACTED and found.best]
    start = reading.sentence.char_start
    is_part = any(PART_OF.match(reading.text, found.span.end - start) for found in hits)
    if len(hits) < 2 or is_part or any(found.best != found.low for found in hits):
        return list(told)
    total = sum(found.best or 0 for found in hits)
    whole = replace(hits[0], low=total, best=total, high=total)
    return [whole if found is hits[0] else found for found in told if found is hits[0] or found not in hits]


def _done(reading: Reading, token: "Token") -> Field | None:
    """ "Two of five missiles fired at X got through": what is said of the two, by their own verb."""
    verb = token.head if token.dep_ in ("nsubj", "nsubjpass") else None
    match = DONE.match(reading.text, verb.idx) if verb is not None else None
    return next((field for field, name in FIELDS if match.groupdict().get(name)), None) if match is not None else None


def _are_one(reading: Reading, one: Numeral, field: Field | None, other: Numeral) -> bool:
    """ "Intercepted a missile and two drones fired by X": what the verb before them says of both."""
    ahead = reading.text[max(0, one.start - LOOK_BACK) : one.start]
    behind = _field(reading, other)[0]
    return behind in (None, field) or (behind is Field.LAUNCHED and BEFORE.search(ahead) is not None)


def _is_dropped_on(reading: Reading, one: Numeral) -> bool:
    behind = reading.text[one.end : one.end + LOOK_AHEAD]
    match = ONTO.match(behind)
    is_aside = match is not None and ASIDE.search(behind[match.end() : match.end() + 40])
    return match is not None and not is_aside and bool(DROPPED.search(reading.text[: one.start]))


def _rest(reading: Reading, is_of: Callable[["Token"], bool]) -> Iterator[Finding]:
    """ "The other hit a house", "none got through"."""
    for match in REST.finditer(reading.text):
        if (token := reading.token_at(*match.span(1))) is not None and is_of(token):
            is_aside = ASIDE.search(reading.text[match.end() : match.end() + FAR]) is not None
            count = 0 if is_aside or match[1].lower().startswith("none") else 1
            yield _finding(reading, Field.IMPACTED, Counted(count, count, count), match.span(1))


def _all(reading: Reading) -> Iterator[Finding]:
    """ "All of them were shot down", "shot down all the drones": however many there were."""
    for words, outcome in ((ALL, Outcome.INTERCEPTED_ALL), (MOST, Outcome.PARTLY_INTERCEPTED_HIT)):
        match = words.search(reading.text)
        if match is not None and not DENIED.search(reading.text[: match.start()]):
            yield Finding(field=Field.OUTCOME, span=reading.span(*match.span()), value=outcome.value)
    if match := WIDE.search(reading.text):
        yield Finding(field=Field.OUTCOME, span=reading.span(*match.span()), value=Outcome.MISSED.value)
        yield _finding(reading, Field.IMPACTED, Counted(0, 0, 0), match.span())


def _stoppers(reading: Reading) -> Iterator[Finding]:
    """Who or what stopped munitions, by the verb that says so."""
    for match in STOPPING.finditer(reading.text):
        verb = reading.token_at(match.start(), match.start() + 1)
        if verb is None or verb.pos_ != "VERB" or VAIN.search(reading.text[: match.start()]):
            continue
        done = patient(verb)
        if done is None or not (_is_piece(referent(done)) or is_count(done) or is_weapon(reading, done)):
            continue
        doer = agent(verb) or (subject(verb) if done.dep_ != "nsubjpass" else None)
        if doer is None or doer.pos_ == "PRON" or _is_piece(doer) or doer.lemma_.lower() in NOBODY:
            continue
        known = actor.described(reading, doer)
        start, end = (known.start, known.end) if known else phrase(doer)
        text = known.text if known else reading.text[start:end]
        yield Finding(
            field=Field.INTERCEPTOR, span=reading.span(start, end), value=known.actor_id if known else None, text=text
        )


def _counted(reading: Reading, one: Numeral) -> "Token | None":
    """The munitions that a number counts, or the number that stands for them."""
    token = reading.token_at(one.at, one.end)
    if token is None or one.counted.vague_term:
        return None
    if EVERY.search(reading.text[: one.at]):
        return None
    noun = counted_noun(token)
    if noun.lemma_.lower() in SWARMS:
        return None  # "a volley of rockets" is no one rocket
    if _is_piece(noun) or _is_sent(reading, noun):
        return noun
    return noun if noun == token and not _is_ordinary(token) else None


def _is_sent(reading: Reading, noun: "Token") -> bool:
    """A weapon that is sent and does not come back: no gun, and nobody who carries one."""
    codes = [hit.values[0].code for hit in reading.weapons if hit.start <= noun.idx < hit.end]
    return any(reading.codebook.weapons[code]["weapon_class"] not in CARRIED for code in codes)


def _is_ordinary(token: "Token") -> bool:
    """A number that counts something told behind it: "two of the passengers"."""
    of = next((child for child in token.children if child.lower_ == "of"), None)
    nouns = list(of.children) if of is not None else []
    return any(not (_is_piece(noun) or noun.pos_ in ("PRON", "NUM")) for noun in nouns)


def _is_of(trigger: Trigger, noun: "Token") -> bool:
    """In the trigger's clause, or what its own count is a part of: "eight rockets …, six of which were stopped"."""
    if any(part.i in trigger.scope for part in core(noun)) or trigger.token in noun.subtree:
        return True
    counted = any(one is not None and is_count(one) for one in (trigger.agent, trigger.patient))
    return counted and _is_piece(noun) and noun.i < trigger.token.i


def _sum(one: Counted, other: Counted) -> Counted:
    """Two kinds in one wave: "12 missiles and 40 drones"."""
    pairs = ((one.low, other.low), (one.best, other.best), (one.high, other.high))
    low, best, high = (None if a is None or b is None else a + b for a, b in pairs)
    return Counted(low, best, high)


def _field(reading: Reading, one: Numeral) -> tuple[Field | None, bool]:
    """What became of them, by the verb right before, else by the one that follows; and whether they fell aside."""
    ahead = reading.text[max(0, one.start - LOOK_BACK) : one.start]
    before, after = BEFORE.search(ahead), AFTER.match(reading.text[one.end : one.end + LOOK_AHEAD])
    match = before or after
    if match is None or DENIED.search(ahead) or (match is after and STRUCK_BY.search(match[0])):
        return None, False
    field = next(field for field, name in FIELDS if name in match.groupdict() and match[name])
    behind = reading.text[one.end + match.end() : one.end + match.end() + 60] if match is after else ""
    return field, bool(ASIDE.search(behind))


def _single(reading: Reading, trigger: Trigger) -> Iterator[Finding]:
    """ "A shell fell on the ward", "was holed by a naval drone": one, until the text counts them."""
    yield from _thrown(reading, trigger)
    noun = trigger.agent
    if trigger.is_noun or noun is None or noun.tag_ not in ("NN", "NNP"):
        return
    done = trigger.patient
    is_passive = done is not None and done.dep_ == "nsubjpass" and noun.i > trigger.token.i
    if not (_is_piece(noun) or (is_passive and _is_interceptable(reading, noun))) or trigger.kind == "intercept":
        return
    opened = any(child.lower_ in ("a", "an", "another") for child in noun.children)
    behind = reading.text[trigger.token.idx : trigger.token.idx + 70]
    is_struck = is_passive or re.match(rf"(?:{STRUCK})\b", behind, re.I)
    at = (noun.left_edge.idx, noun.idx + len(noun))
    if opened and is_struck and ASIDE.search(behind):
        yield _finding(reading, Field.LAUNCHED, Counted(1, 1, 1), at, Certainty.LIKELY)
    elif opened and is_struck:
        yield _finding(reading, Field.IMPACTED, Counted(1, 1, 1), at, Certainty.LIKELY)


def _thrown(reading: Reading, trigger: Trigger) -> Iterator[Finding]:
    """ "Hurled a grenade at the post", "dropped a bomb on a bus": one, and it hit unless it did not go off."""
    noun, verb = trigger.patient, trigger.token.lemma_
    if noun is None or noun.tag_ != "NN":
        return
    is_thrown = verb in THROWING and noun.lemma_.lower() == "grenade"
    is_dropped = verb in DROPPING and (_is_piece(noun) or noun.lemma_.lower() in CHARGES)
    if not (is_thrown or (is_dropped and any(name in ("on", "onto", "over", "into") for name, _ in trigger.obliques))):
        return
    if any(child.lower_ in ("a", "an", "one", "single") for child in noun.children):
        at = (noun.left_edge.idx, noun.idx + len(noun))
        yield _finding(reading, Field.LAUNCHED, Counted(1, 1, 1), at)
        if not DUD.search(reading.text):
            yield _finding(reading, Field.IMPACTED, Counted(1, 1, 1), at, Certainty.LIKELY)


def _is_interceptable(reading: Reading, token: "Token") -> bool:
    hits = (hit for hit in reading.weapons if hit.start <= token.idx < hit.end)
    return any(reading.codebook.weapons[hit.values[0].code]["is_interceptable"] == "true" for hit in hits)


def _is_piece(token: "Token") -> bool:
    return token.lemma_.lower() in PIECES or token.lower_.rstrip("s") in PIECES


def _finding(
    reading: Reading, field: Field, counted: Counted, at: Sequence[int], certainty: Certainty = Certainty.ASSERTED
) -> Finding:
    low, best, high = counted.low, counted.best, counted.high
    return Finding(field=field, span=reading.span(at[0], at[1]), low=low, best=best, high=high, certainty=certainty)
