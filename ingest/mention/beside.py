"""Which attack the tolls and counts of a sentence are of: by its words of attack, else by what it goes on with."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.codes import AttackStatus, Field
from ingest.mention.codebook import Codebook
from ingest.mention.reading import Reading, Span
from ingest.mention.telling import Told
from ingest.mention.trigger import Trigger
from ingest.records import Sentence

REACH = 3
# Where the article has told of one attack only, its toll may come later.
FAR, FAR_PARAGRAPHS = 8, 4
BACK = 6
FINE = frozenset({"settlement", "adm2"})
MANY = re.compile(r"\b(?:attacks|strikes|airstrikes|bombings|raids)\b", re.I)
EACH = re.compile(
    r"\b(?:any|none|either|neither|each|all|both)\s(?:of\s)?(?:the\s|them\s|these\s|those\s)?(?:two|three|four|five|six|\d+)?\s?"
    r"(?:places?|sites?|attacks?|strikes?|blasts?|bombings?|raids?|cit(?:y|ies)|towns?|villages?|locations?|cases?"
    r"|explosions?|incidents?)\b",
    re.I,
)
# Where the hurt were taken to is not where they were hurt.
CARE = re.compile(r"\b(?:hospitals?|clinic|morgue|mortuary|infirmary)\b[^,;.]{0,20}\b(?:in|at|of) (?:the )?$", re.I)
WORD = re.compile(r"[^\W\d_]{3,}")
NAMED = (Field.SITE, Field.PLACE, Field.TARGET_SITE, Field.TARGET_ACTOR, Field.ATTACKER, Field.WEAPON)
AIMED = (Field.SITE, Field.PLACE, Field.TARGET_SITE, Field.TARGET_ACTOR, Field.WEAPON)
# Nouns that any attack has.
COMMON = frozenset(
    "people person man woman attack strike bombing blast explosion raid city town village area place region province "
    "group force official police government report source spokesman time day night morning evening afternoon week "
    "hour minute year month member part others one number two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand dozen score least more than some several many few first second third another other all "
    "both most killed dead wounded injured and the".split()
)


class Place(NamedTuple):
    """Where the reading of an article stands: its text, its sentences and the sentence being read."""

    text: str
    sentences: Sequence[Sentence]
    codebook: Codebook


def owner(reading: Reading, pairs: Sequence[tuple[Trigger, Told]]) -> Callable[[int], Told]:
    """For a sentence of one or several attacks: whose what stands at an offset is, by the narrowest clause about it."""

    def find(offset: int) -> Told:
        token = reading.token_at(offset, offset + 1) or next((one for one in reading.tokens if one.idx >= offset), None)
        at = token.i if token is not None else 0
        inside = [(len(one.scope), attack) for one, attack in pairs if at in one.scope]
        if inside:
            return min(inside, key=lambda pair: pair[0])[1]
        return min(pairs, key=lambda pair: abs(pair[0].token.i - at))[1]

    return find


def coming(reading: Reading, attacks: Sequence[Told], where: Place) -> list[Told]:
    """The attack that a sentence told before any of them is of: the first of its place, soon after."""
    actual = [attack for attack in attacks if attack.status is AttackStatus.ACTUAL]
    for attack in actual:
        first = attack.tellings[0].reading.sentence
        is_near = first.sent_no - reading.sentence.sent_no <= REACH and reading.sentence.sent_no < REACH
        is_named = (
            any(where.codebook.places[one]["place_type"] in FINE for one in shared)
            if (shared := set(attack.values(Field.PLACE)) & _places(reading))
            else False
        )
        if is_named or (attack is actual[0] and is_near and _fits(reading, attack, where.codebook)):
            return [attack]
    return []


def subjects(reading: Reading, attacks: Sequence[Told], where: Place, speakers: Sequence[str] = ()) -> list[Told]:
    """The attacks that a sentence without a word of attack is of: one, or each of several where it says so.

    What the `speakers` are called points at none.
    """
    actual = [attack for attack in attacks if attack.status is AttackStatus.ACTUAL]
    recent = [attack for attack in actual[-BACK:] if _fits(reading, attack, where.codebook, speakers)]
    if not recent:
        return []
    if EACH.search(reading.text):
        return [attack for attack in recent if _is_near(reading, attack, where, FAR, FAR_PARAGRAPHS)]
    if MANY.search(reading.text):
        return []
    last = max(attacks, key=lambda attack: _latest(attack, where).sent_no)
    latest = _latest(last, where)
    is_next = reading.sentence.sent_no - latest.sent_no == 1 and reading.sentence.para_no == latest.para_no
    is_told_on = is_next and any(last is attack for attack in recent) and not _is_named(reading, recent, last, speakers)
    pointed = _pointed(reading, recent, where, speakers) if len(recent) > 1 and not is_told_on else None
    if pointed is not None:
        return [pointed]
    if not any(last is attack for attack in recent):
        return []
    alone = len(actual) == 1 and last is attacks[-1]
    reach = (FAR, FAR_PARAGRAPHS) if alone else (REACH, 1)
    return [last] if _is_near(reading, last, where, *reach) else []


def spoken_of(reading: Reading, speakers: Sequence[str], attacks: Sequence[Told]) -> Told | None:
    """The one attack whose site, place, target or weapon a sentence that answers for one says again."""
    spoken = {_stem(word) for name in speakers for word in WORD.findall(name)}
    said = {_stem(word) for word in WORD.findall(reading.text)} - spoken
    known = [_named(attack, AIMED) for attack in attacks[-BACK:]]
    shared = [len(said & words) for words in _own(known)]
    best = max(shared, default=0)
    return attacks[-BACK:][shared.index(best)] if best and shared.count(best) == 1 else None


def _own(known: Sequence[set[str]]) -> list[set[str]]:
    """Of each the words that none of the others has."""
    return [
        words - set().union(*(known[at] for at in range(len(known)) if at != one)) for one, words in enumerate(known)
    ]


def _is_named(reading: Reading, recent: Sequence[Told], last: Told, speakers: Sequence[str]) -> bool:
    """Whether the sentence says the site or a name that only an attack told before the last one has."""
    others = [attack for attack in recent if attack is not last]
    spoken = _words_of(last) | {_stem(word) for name in speakers for word in WORD.findall(name)}
    nouns = set().union(*map(_words_of, others)) - spoken
    sites = set().union(*map(_named, others)) - spoken
    words = WORD.findall(reading.text)
    return any(_stem(word) in (nouns if at and word[:1].isupper() else sites) for at, word in enumerate(words))


def _pointed(reading: Reading, recent: Sequence[Told], where: Place, speakers: Sequence[str]) -> Told | None:
    """The one attack whose own words the sentence says again, or the lines of its paragraph before it do."""
    own = _own([_words_of(attack) for attack in recent])
    spoken = {_stem(word) for name in speakers for word in WORD.findall(name)}
    for text in _context(reading, recent, where):
        said = {_stem(word) for word in WORD.findall(text)} - spoken
        shared = [len(said & words) for words in own]
        best = max(shared)
        if best and shared.count(best) == 1:
            return recent[shared.index(best)]
    return None


def _context(reading: Reading, recent: Sequence[Told], where: Place) -> list[str]:
    """The sentence, then those of its paragraph before it that follow the last word of attack."""
    texts = [reading.text]
    told = {_latest(attack, where).sent_no for attack in recent}
    number = reading.sentence.sent_no - 1
    while number >= 0 and number not in told and where.sentences[number].para_no == reading.sentence.para_no:
        before = where.sentences[number]
        texts.append(where.text[before.char_start : before.char_end])
        number -= 1
    return texts if number in told or len(texts) > 1 else texts[:1]


def _words_of(attack: Told) -> set[str]:
    """The nouns with which an attack is told, and the words of its site, place, targets and attacker."""
    words = _named(attack)
    for telling in attack.tellings:
        words |= {_stem(noun) for noun in telling.nouns}
    return words - COMMON


def _named(attack: Told, fields: Sequence[Field] = NAMED) -> set[str]:
    return {
        _stem(word)
        for telling in attack.tellings
        for found in telling.findings
        if found.field in fields
        for word in WORD.findall(found.text or telling.reading.text[slice(*_inside(telling.reading, found.span))])
    } - COMMON


def _inside(reading: Reading, span: Span) -> tuple[int, int]:
    start = reading.sentence.char_start
    return max(0, span.start - start), max(0, span.end - start)


def _stem(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _latest(attack: Told, where: Place) -> Sentence:
    """Where it was told of last, a toll without a word of attack included."""
    numbers = [attack.last.reading.sentence.sent_no, *(found.span.sent_no for found, _ in attack.tolls)]
    return where.sentences[max(numbers)]


def _is_near(reading: Reading, attack: Told, where: Place, reach: int, paragraphs: int) -> bool:
    last = _latest(attack, where)
    return reading.sentence.sent_no - last.sent_no <= reach and reading.sentence.para_no - last.para_no <= paragraphs


def _fits(reading: Reading, attack: Told, codebook: Codebook, speakers: Sequence[str] = ()) -> bool:
    """Whether a sentence without a word of attack may be of that attack: it names no other place."""
    named = _places(reading, speakers)
    known = attack.values(Field.PLACE)
    return not named or not known or any(codebook.fits(one, other) for one in named for other in known)


def _places(reading: Reading, speakers: Sequence[str] = ()) -> set[str]:
    """The places named; a state's name may stand for the actor, and a speaker be of anywhere: they place nothing."""
    text = reading.text
    spoken = [(start, start + len(one)) for one in speakers if one and (start := text.find(one)) >= 0]
    return {
        name.id
        for hit in reading.names
        if all(name.kind == "place" for name in hit.values) and not CARE.search(text[: hit.start])
        if not any(start <= hit.start < end for start, end in spoken)
        for name in hit.values
    }
