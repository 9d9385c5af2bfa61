"""How many: the casualties that a sentence reports, with what it leaves open."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import CombatantStatus, Harm, ReportKind, Side
from ingest.mention.codebook import Name
from ingest.mention.finding import Counted, Toll
from ingest.mention.harm import PLURAL, Harmed, harmed, is_by_regulars, is_somebody, word_harm
from ingest.mention.numbers import Numeral, numerals
from ingest.mention.physical import person
from ingest.mention.reading import SAYING, Reading, clause, core, patient, subject
from ingest.mention.superseded import superseded
from ingest.mention.unhurt import untold
from ingest.mention.whose import ATTACKING, OUTLAWS, Party, side

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.chain import Attribution

# Figures of a whole war, of months or of other attacks are no report of this one.
SINCE = re.compile(
    r"(?<!\bhad )(?<!\bhas )(?<!\bhave )\bsince\s"
    r"(?!(?:the )?(?:dawn|morning|early|midnight|last night|overnight|then|noon)\b)"
    r"|\b(?:over|in|during|within) the (?:past|last|previous)\b|\b(?:this|last) year\b|\bso far this\b"
    r"|\bin the first (?:\w+ )?(?:weeks|months|half|quarter)\b"
    r"|\bin recent (?:weeks|months|years)\b|\b(?:each|every) (?:day|week|month|year)\b"
    r"|\b(?:during|in|of) the (?:\w+ )?(?:war|conflict|insurgency)\b"
    r"|\bfought (?:a|an|the) (?:[\w-]+ )?(?:war|conflict)\b"
    r"|\b(?:days|weeks|months|years) of (?:war|fighting|conflict)\b|\bdeaths in (?:19|20)\d\d\b"
    r"|\b(?:war|conflict|insurgency|rebellion|violence|fighting|crackdown)\b[^.;]{0,60}?\b(?:has|have|had) "
    r"(?:killed|claimed|left|cost)\b",
    re.I,
)
RECORD = re.compile(
    r"\b(?:deadliest|worst|biggest|largest|bloodiest|first|highest|heaviest)\b[^.;]{0,60}\b(?:since|this year)", re.I
)
TOTAL = re.compile(
    r"\btoll\b|\bnumber of (?:(?:the|its|their|his) )?(?:own )?(?:[\w'-]+ ){0,3}?"
    r"(?:dead|deaths|killed|fatalities|slain|martyrs|corpses|bodies|victims|wounded|injured|missing|taken|"
    r"abducted|kidnapped|captured|hostages|captives)\b"
    r"|\b(?:the|puts?|putting|its|their|his|own|\w+['\u2019]s?) (?:own )?(?:dead|wounded|injured|losses|deaths|"
    r"fatalities) (?:at|as)\b"
    r"|\b(?:own )?(?:dead|losses|deaths|fatalities) (?:stood|stands?|stand) (?=at\b)"
    r"|\b(?:bringing|brings|brought|raising|taking) the (?:dead|wounded|injured|total|count)\b",
    re.I,
)
LINK = re.compile(
    r"\b(?:to|at|as|of|is|was|were|reach\w*|pass\w*|exceed\w*|topp\w*|hit|stands? at|now|from)\s(?:[a-z]+ly\s)?"
    r"[\"\u201c]?$",
    re.I,
)
TOTALS = (
    (Harm.INJURED, re.compile(r"wounded|injured", re.I)),
    (Harm.MISSING, re.compile(r"missing", re.I)),
    (Harm.CAPTURED, re.compile(r"taken|abducted|kidnapped|captured|hostages|captives", re.I)),
)
NONE_OF = re.compile(r"\bnone of (?:the|those|its|their) $", re.I)
ALIVE = re.compile(r"[^.;]{0,60}?\b(?:alive|survived)\b", re.I)
BEHIND = re.compile(r"\s(?:\w+\s)?(?:wounded|injured)\b", re.I)
REACH = 140
# So far behind its words a total tells whose it is.
BESIDE = 24
ORDINALS = dict.fromkeys(("second",), 2) | {"third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
OWNERS = frozenset({"its", "their", "our", "his", "my"})
CROSSFIRE = re.compile(r"\bcross-?fire\b|\bstray (?:bullets?|shells?|rounds?|rockets?|shots?|fire)\b", re.I)
SELVES = frozenset("it they we he".split())
# What is executed or carried out, and nobody killed by it.
DEEDS = frozenset("strike raid operation mission sortie order warrant plan".split())
DYERS = frozenset("victim body corpse casualty fatality death patient".split())
BY_OWN_HAND = Party(lemmas=frozenset({"attacker"}))
NOBODY = Party()
# Who they are that were harmed says nothing more than that they were some.
ANYBODY = frozenset({"people", "person", "man", "other", "member", "one"})


def tolls(
    reading: Reading,
    doers: Collection[str] = (),
    owns: Callable[[int], bool] = lambda _: True,
    told: "Attribution | None" = None,
) -> list[Toll]:
    """The reports of a sentence; `doers` are the attackers known so far, by id or in words.

    `told` tells who says what a word tells, where anybody does: figures of two sources in one sentence are both kept.

    `owns` tells by its offset in the sentence whether a word of harm is of the attack that is asked for.

    Figures of a whole war or year are no report of an attack.
    """
    if SINCE.search(reading.text) and not RECORD.search(reading.text):
        return []

    def speaks(token: "Token") -> str | None:
        return told.of(token).teller if told is not None else None

    open_ones = [toll for toll in untold(reading) if owns(toll.span.start - reading.sentence.char_start)]
    numbers = numerals(reading)
    past = superseded(reading.text, numbers)
    found: dict[tuple[Harm, CombatantStatus, Side, object], Toll] = {}
    whole = [
        toll
        for toll in (*_totals(reading, numbers, doers, speaks), *_none_left(reading, numbers))
        if owns(toll.span.start - reading.sentence.char_start)
    ]
    for toll in (*whole, *_listed(reading, numbers, doers, owns, speaks)):
        if any(_overlap(toll, denied) for denied in open_ones if denied.kind is ReportKind.EXPLICIT_ZERO):
            continue
        if any(_is_of(toll, one, reading) for one in past):
            continue
        source = told.of(reading.token_in(toll.span)).chains if told is not None else None
        key = (toll.harm, toll.combatant_status, toll.side, source)
        is_part = toll not in whole and any(_is_within(toll, total) for total in whole)
        if not is_part and (key not in found or _size(toll) > _size(found[key])):
            found[key] = toll
    counted = {toll.harm for toll in found.values() if toll.side is not Side.ATTACKER}
    return [*found.values(), *(toll for toll in open_ones if toll.harm not in counted)]


def _overlap(one: Toll, other: Toll) -> bool:
    return one.harm is other.harm and one.span.start < other.span.end and other.span.start < one.span.end


def _is_of(toll: Toll, one: Numeral, reading: Reading) -> bool:
    """Whether a toll gives just this figure."""
    start = toll.span.start - reading.sentence.char_start
    return start <= one.at < start + toll.span.end - toll.span.start and _size(toll) == _numeral_size(one)


def _numeral_size(one: Numeral) -> int:
    return one.counted.best or one.counted.high or one.counted.low or 0


def _is_within(one: Toll, total: Toll) -> bool:
    return one.harm is total.harm and one.side is total.side and _size(one) <= _size(total)


def victims(reading: Reading) -> list["Token"]:
    """The nouns of those who were harmed."""
    harmed = [token for token in reading.tokens if token.pos_ == "VERB" and word_harm(reading, token)]
    return [noun for token in harmed for noun in _victims(token)]


def _victims(token: "Token") -> list["Token"]:
    done = patient(token)
    if done is None and token.lemma_ in ("die", "perish"):
        done = next((child for child in token.children if child.dep_ == "nsubj"), None)
    return [done, *[noun for noun in done.conjuncts if noun.i > done.i]] if done is not None else []


def _size(toll: Toll) -> int:
    return toll.best or toll.high or toll.low or 0


def _totals(
    reading: Reading, numbers: Sequence[Numeral], doers: Collection[str], speaks: Callable[["Token"], str | None]
) -> Iterator[Toll]:
    """ "Raising the toll to 17", "the number of girls taken stands at 279": a count of the whole attack."""
    taken: set[int] = set()
    for match in TOTAL.finditer(reading.text):
        one = next((one for one in numbers if one.at not in taken and _is_total(reading, match, one)), None)
        if one is not None:
            taken.add(one.at)
            words = match[0] + (behind[0] if (behind := BEHIND.match(reading.text, one.end)) else "")
            harm = next((harm for harm, pattern in TOTALS if pattern.search(words)), Harm.KILLED)
            party = _named_party(reading, (match.start(), min(one.start, match.end() + BESIDE)), speaks)
            yield _toll(reading, harm, one.counted, at=(match.start(), one.end), party=party, doers=doers)


def _named_party(reading: Reading, at: tuple[int, int], speaks: Callable[["Token"], str | None]) -> Party:
    """Whose a total is by the words beside it: "the number of dead militants at 16", "its own losses at eight"."""
    words = [part for part in reading.tokens if at[0] <= part.idx < at[1] and part.pos_ != "VERB"]
    first = words[0] if words else None
    lemmas = {part.lemma_.lower() for part in words}
    said = speaks(first) if first is not None else None
    is_own = "own" in lemmas or (said in reading.codebook.actors and bool({part.lower_ for part in words} & OWNERS))
    actors = {name.id for name in _names(reading, words) if name.kind == "actor"}
    return Party(
        lemmas=frozenset(lemmas),
        actors=frozenset(actors),
        statuses=frozenset(_terms(reading, words)),
        speaker=said,
        is_own=is_own and not actors,
    )


def _is_total(reading: Reading, match: re.Match[str], one: Numeral) -> bool:
    link = LINK.search(reading.text[max(0, one.start - 24) : one.start])
    is_near = match.end() - 1 <= one.start <= match.end() + REACH
    return is_near and link is not None and not link[0].lower().startswith("from")


def _none_left(reading: Reading, numbers: Sequence[Numeral]) -> Iterator[Toll]:
    """ "None of the four reached the hospital alive": all four died."""
    for one in numbers:
        if NONE_OF.search(reading.text[: one.at]) and (match := ALIVE.match(reading.text, one.end)):
            yield _toll(reading, Harm.KILLED, one.counted, at=(one.start, match.end()))


def _listed(
    reading: Reading,
    numbers: Sequence[Numeral],
    doers: Collection[str],
    owns: Callable[[int], bool],
    speaks: Callable[["Token"], str | None],
) -> Iterator[Toll]:
    """The counts of everyone harmed: those of one list add up, apart for attackers and attacked."""
    for found in harmed(reading, list(numbers)):
        if not owns(found.token.idx):
            continue
        parties: dict[tuple[Side, bool], list[tuple[Token, Counted, Party]]] = {}
        for noun in found.nouns:
            counted = None if _is_dead_since(noun, found) else _count(reading, noun, numbers, found)
            if counted is not None:
                party = BY_OWN_HAND if found.is_by_own_hand else _party(reading, noun, found, speaks)
                kind = side(party, doers, reading.codebook), bool(party.statuses & OUTLAWS)
                parties.setdefault(kind, []).append((noun, counted, party))
        for told in parties.values():
            nouns = [noun for noun, _, _ in told]
            start = min(found.token.idx, *(noun.left_edge.idx for noun in nouns))
            end = max(found.token.idx + len(found.token), *(noun.idx + len(noun) for noun in nouns))
            counted = _sum([counted for _, counted, _ in told])
            yield _toll(reading, found.harm, counted, nouns, at=(start, end), party=told[0][2], doers=doers)


def _is_dead_since(noun: "Token", found: Harmed) -> bool:
    """ "Three people hurt on Monday died": they are counted among the dead; "five of the wounded" were counted."""
    if found.harm is Harm.INJURED and any(
        deep.lower_ in ("wounded", "injured", "hurt")
        for one in noun.children
        if one.lower_ == "of"
        for deep in one.children
    ):
        return True
    return found.harm is Harm.INJURED and noun.dep_ == "nsubj" and noun.head.lemma_ in ("die", "succumb", "perish")


def _sum(parts: Sequence[Counted]) -> Counted:
    """A list added up; bounds that one part leaves open stay open, and a vague part leaves a least number."""
    parts = [part for part in parts if part.best or part.low or part.high or part.vague_term] or parts[:1]
    known = [part for part in parts if part.vague_term is None]
    if len(known) > 2 and known[0].best == sum(part.best or 0 for part in known[1:]):
        return known[0]
    if not known or len(parts) == 1:
        return parts[0]
    lows, bests, highs = ([getattr(part, name) for part in known] for name in ("low", "best", "high"))
    is_vague = len(known) < len(parts)
    return Counted(
        None if None in lows else sum(lows),
        None if None in bests or is_vague else sum(bests),
        None if None in highs or is_vague else sum(highs),
    )


def _count(reading: Reading, noun: "Token", numbers: Sequence[Numeral], found: Harmed) -> Counted | None:
    is_armed_man = noun.lemma_.lower() in ATTACKING  # "gunmen" tell of guns, too
    if any(reading.codebook.means(meaning, noun.lemma_) for meaning in ("no_victim", "attack")) or (
        reading.codebook.means("weapon", noun.lemma_) and not is_armed_man
    ):
        return None
    if noun.lemma_.lower() in DEEDS:
        return None
    ordinal = _ordinal(reading, noun, found)
    if ordinal is not None:
        return ordinal
    parts = [part for part in core(noun) if part.i <= noun.i or part.head.i <= noun.i]
    if noun.i in found.told:
        return found.told[noun.i]
    own = {part.idx for part in parts if not _is_behind(part, noun)} | {noun.idx}
    for one in numbers:
        if any(one.at <= idx < one.end for idx in own):
            alone = reading.text[one.at : one.end].lower() == "one" and noun.idx != one.at
            is_person = any(reading.codebook.means("victim", part.lemma_) for part in (noun, *core(noun)))
            is_person = is_person or noun.lemma_.lower() in ATTACKING or person(reading, noun)
            is_person = is_person or (noun.tag_ == "NN" and is_somebody(reading, noun))
            return one.counted if not alone or is_person else None
    return _one(reading, noun)


def _is_behind(part: "Token", noun: "Token") -> bool:
    """Within an "of": "members of two families" are not two."""
    return part.i > noun.i and noun.pos_ not in ("NUM",)


def _one(reading: Reading, noun: "Token") -> Counted | None:
    """A single person who is named or spoken of in the singular: "the mayor was killed"."""
    if _is_alone(noun):
        return Counted(1, 1, 1, None, (noun.i,))
    if noun.tag_ == "NNS" and person(reading, noun) and noun.dep_ not in ("compound", "pobj"):
        return Counted(None, None, None, None, (noun.i,))  # "killed villagers": some, nobody says how many
    if noun.tag_ not in ("NN", "NNP", "JJ") or noun.lower_ in PLURAL:
        return None
    if not (noun.lemma_.lower() in ATTACKING or person(reading, noun) or _is_single(reading, noun)):
        return None
    if any(child.lower_ in ("no", "each", "every", "any", "more", "other") for child in noun.children):
        return None
    return Counted(1, 1, 1, None, (noun.i,))


def _is_alone(noun: "Token") -> bool:
    """ "He died", "injuring her", "one was killed and the other wounded"."""
    if noun.lower_ in ("him", "her"):
        return noun.dep_ == "dobj"
    is_other = noun.lower_ == "other" and _has(noun, "the")
    return (noun.lower_ in ("he", "she") or is_other) and noun.dep_ in ("nsubj", "nsubjpass")


def _has(noun: "Token", word: str) -> bool:
    return any(child.lower_ == word for child in noun.children)


def _is_single(reading: Reading, noun: "Token") -> bool:
    return noun.tag_ in ("NN", "JJ") and is_somebody(reading, noun)


def _ordinal(reading: Reading, noun: "Token", found: Harmed) -> Counted | None:
    """ "A sixth person has died": six by now."""
    if found.harm is not Harm.KILLED or (noun.tag_ == "NN" and not person(reading, noun) and noun.lemma_ not in DYERS):
        return None
    for part in (noun, *noun.children):
        word = part.lower_
        if part.i > noun.i or not (word in ORDINALS or word.endswith(("th", "rd", "nd"))):
            continue
        stem = re.sub(r"(?:th|rd|nd)$", "", word)
        known = reading.codebook.means("number", stem)
        value = ORDINALS.get(word) or (
            int(known.code) if known else int(stem) if stem.isascii() and stem.isdigit() else 0
        )
        if 1 < value < 10000:
            return Counted(value, value, value, None, (part.i,))
    return None


def _party(reading: Reading, noun: "Token", found: Harmed, speaks: Callable[["Token"], str | None]) -> Party:
    """What the sentence says of somebody harmed by which his side is known."""
    words = core(_same_as_before(noun))
    lemmas = {part.lemma_.lower() for part in words}
    if CROSSFIRE.search(reading.text) and _terms(reading, words) <= {CombatantStatus.CIVILIAN}:
        lemmas.add("bystander")
    is_owned = any(part.lower_ in OWNERS and part.dep_ == "poss" for part in words)
    teller = (_loser(reading, found) if "own" in lemmas else None) or speaks(found.token)
    is_losing = found.token.lemma_ == "lose" and noun.head == found.token and noun.dep_ == "dobj"
    owners = _owners(reading, noun, found, is_losing=is_losing) if is_owned or is_losing else set()
    return Party(
        lemmas=frozenset(lemmas),
        head=noun.lower_,
        actors=frozenset(name.id for name in _names(reading, words) if name.kind == "actor"),
        owners=frozenset(owners),
        statuses=frozenset(_terms(reading, words)),
        is_killed_by_regulars=is_by_regulars(reading, found),
        is_nobody_else=noun.pos_ in ("NUM", "PRON") or noun.lemma_.lower() in ANYBODY,
        speaker=teller,
        killer=teller if _is_by_teller(found) else _killer(reading, found),
        is_own=not owners and ("own" in lemmas or (is_owned and (is_losing or teller in reading.codebook.actors))),
    )


def _same_as_before(noun: "Token") -> "Token":
    """ "Four insurgents were killed and 11 wounded": who they were stands with the verb before."""
    verb = noun.head
    if noun.pos_ != "NUM" or any(True for _ in noun.children) or verb.dep_ != "conj":
        return noun
    before = next((child for child in verb.head.children if child.dep_ in ("nsubjpass", "dobj")), None)
    return before if before is not None and before.i < noun.i else noun


def _loser(reading: Reading, found: Harmed) -> str | None:
    """Whose own they are: "the rebels fled, leaving four of their own dead"."""
    doer = subject(clause(found.token))
    if doer is None or doer.pos_ not in ("NOUN", "PROPN"):
        return None
    return next((name.id for name in _names(reading, core(doer)) if name.kind == "actor"), doer.lower_)


def _is_by_teller(found: Harmed) -> bool:
    """ "The rebels said they had killed 11 soldiers", "that their men wounded two": he who tells it did it."""
    verb = found.token
    doer = subject(verb) if verb.pos_ == "VERB" and not any(one.dep_ == "nsubjpass" for one in verb.children) else None
    if doer is None or doer in found.nouns:
        return False
    return doer.lower_ in SELVES or any(child.lower_ in OWNERS and child.dep_ == "poss" for child in doer.children)


def _killer(reading: Reading, found: Harmed) -> str | None:
    """Who harmed them, where he is an outlaw: "gunmen fired at a patrol, killing one fighter"."""
    verb = found.token
    doer = subject(verb) or subject(verb.head) if verb.pos_ == "VERB" and verb.tag_ == "VBG" else None
    if doer is None or doer in found.nouns or is_by_regulars(reading, found):
        return None
    force = reading.codebook.means("force", doer.lemma_.lower())
    return doer.lower_ if force is not None and force.code != "regular" else None


def _terms(reading: Reading, words: Sequence["Token"]) -> set[CombatantStatus]:
    """What nouns say that somebody was; members and commanders are any body's."""
    forms = {form for part in words for form in (part.lemma_.lower(), part.lower_)}
    found = forms - {"member", "members", "commander", "commanders"}
    codes = (reading.codebook.means("victim", word) for word in found)
    return {CombatantStatus(term.code) for term in codes if term is not None}


def _owners(reading: Reading, noun: "Token", found: Harmed, *, is_losing: bool) -> set[str]:
    """The party whose men they are: "X said that five of its fighters were killed"; empty where none is named."""
    if is_losing and (loser := subject(found.token)) is not None:
        if loser.lower_ in SELVES:
            return set()
        named = {name.id for name in _names(reading, core(loser)) if name.kind == "actor"}
        if named:
            return named
    said = [verb for verb in noun.ancestors if verb.lemma_ in SAYING]
    above = (child for verb in said for child in verb.children if child.dep_ == "nsubj" and child.i < noun.i)
    groups = ({name.id for name in _names(reading, core(child)) if name.kind == "actor"} for child in above)
    return next((one for one in groups if one), set())


def _names(reading: Reading, words: Sequence["Token"]) -> list[Name]:
    """What the words name, their appositions aside."""
    hits = [hit for hit in reading.names if any(hit.start <= part.idx < hit.end for part in words)]
    return [name for hit in hits for name in hit.values]


def _statuses(reading: Reading, nouns: Sequence["Token"]) -> set[str]:
    """Of each noun what its words say of it; "people" are anybody."""
    found: set[str] = set()
    for noun in nouns:
        words = core(noun)
        terms = [hit for hit in reading.terms("victim") if any(hit.start <= part.idx < hit.end for part in words)]
        people = any(part.lower_ in ("people", "person", "persons") for part in words)
        codes = [hit.values[0].code for hit in terms]
        code = min(codes, key=lambda code: code == CombatantStatus.ARMED_GROUP_MEMBER, default=None)
        found.add(CombatantStatus.UNKNOWN if people or not code else code)
    return found


def _toll(
    reading: Reading,
    harm: Harm,
    counted: Counted,
    nouns: Sequence["Token"] = (),
    *,
    at: tuple[int, int],
    party: Party = NOBODY,
    doers: Collection[str] = (),
) -> Toll:
    statuses = _statuses(reading, nouns)
    return Toll(
        span=reading.span(*at),
        side=side(party, doers, reading.codebook),
        party=party,
        combatant_status=CombatantStatus(statuses.pop()) if len(statuses) == 1 else CombatantStatus.UNKNOWN,
        harm=harm,
        kind=ReportKind.COUNT,
        low=counted.low,
        best=counted.best,
        high=counted.high,
        vague_term=counted.vague_term,
    )
