"""Words that tell of an attack: found in active, passive and nominal form, with the nouns that stand round them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus
from ingest.mention.apart import ordered, parts
from ingest.mention.bodily import CUT, RUN_OVER, bodily, run_over, victim
from ingest.mention.captured import DRIVEN_OUT, TAKEN, captured, sides
from ingest.mention.caused import cause
from ingest.mention.codebook import DEEDS, Term
from ingest.mention.flown import downs, munition_term
from ingest.mention.misparsed import (
    behind_aside,
    exemplified,
    fire_behind,
    is_set_on_fire,
    is_shot_dead,
    misread,
    opened,
    right_before,
)
from ingest.mention.names import Hit
from ingest.mention.phrasal import arguments, phrasal
from ingest.mention.physical import CHARGES, armed, holds, is_weapon, person
from ingest.mention.reading import Reading, agent, clause, core, is_date, nearest, obliques, patient, subject
from ingest.mention.setoff import DRIVEN, TRODDEN, constructed, driven_into, is_worn, trodden
from ingest.mention.status import status
from ingest.mention.undergone import befallen, caught, is_repelled, is_taken, reporter, survivor, undergone
from ingest.mention.violence import to_death, told_otherwise

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = frozenset("the this that these those its their both".split())
EVENTS = frozenset(
    "launch carry conduct mount stage perpetrate execute commit unleash claim make undertake lead do "
    "deliver inflict".split()
)
# Nouns whose "of" gives who suffered, and whose possessor did.
INVOLVED = frozenset(
    "involve implicate participate accuse responsible guilty charge suspect blame convict confess admit arrest detain "
    "sentence jail imprison try indict".split()
)
# What is done about an attack by others than those who made it.
ANSWERING = frozenset(
    "repel condemn report foil thwart follow witness investigate prevent stop intercept describe confirm see hear "
    "deplore criticize denounce announce reject blame say call film record capture defeat push".split()
)
SUFFERED = frozenset("assassination abduction".split())
SUFFERED_WORDS = frozenset(
    "killing slaying massacre execution slaughter murder bombing shelling bombardment beheading destruction "
    "ambush stabbing hijacking kidnapping abduction assassination burning sabotage shooting siege".split()
)
ON = frozenset("on upon against targeting at toward towards".split())
PARTICLES = {
    ("shoot", "down"): Term("shoot down", "verb", "intercept", "weak", ""),
    ("bring", "down"): Term("bring down", "verb", "intercept", "weak", ""),
    ("take", "down"): Term("take down", "verb", "intercept", "weak", ""),
    ("gun", "down"): Term("gun down", "verb", "harm", "strong", "shooting_or_ambush"),
    ("shoot", "dead"): Term("shoot dead", "verb", "harm", "strong", "shooting_or_ambush"),
    ("blow", "up"): Term("blow up", "verb", "attack", "strong", "ied_or_mine"),
    ("go", "off"): Term("go off", "verb", "munition", "strong", "ied_or_mine"),
    ("set", "off"): Term("set off", "verb", "launch", "weak", "ied_or_mine"),
    ("set", "fire"): Term("set fire", "verb", "attack", "strong", "arson_or_sabotage"),
    ("set", "ablaze"): Term("set ablaze", "verb", "attack", "strong", "arson_or_sabotage"),
    ("set", "light"): Term("set light", "verb", "attack", "strong", "arson_or_sabotage"),
    ("set", "on fire"): Term("set on fire", "verb", "attack", "strong", "arson_or_sabotage"),
    ("take", "hostage"): Term("take hostage", "verb", "attack", "strong", "abduction"),
    ("hold", "hostage"): Term("hold hostage", "verb", "attack", "strong", "abduction"),
    ("fall", "upon"): Term("fall upon", "verb", "attack", "weak", "shooting_or_ambush"),
    ("come", "under"): Term("come under", "verb", "attack", "weak", ""),
}
# Nouns that make another verb of a verb: "opened fire", "took hostage".
COMPANY = frozenset({"fire", "hostage"})
# Verbs of attack that say interception where a drone or missile is their object.
STOPPING = frozenset(
    "sink disable cripple destroy neutralise neutralize eliminate stop splash knock engage hit thwart".split()
)
# The last of the three askings of a sentence.
LAST = 2
NEUTRALISING = frozenset({"neutralise", "neutralize"})
AIR = frozenset("air aircraft jet plane warplane helicopter bomber aviation airplane squadron".split())
TIMES = frozenset(
    "morning evening night afternoon day weekend eve date occasion dawn noon midday lunchtime midnight daybreak "
    "sunrise sunset nightfall dusk".split()
)
# "The army struck back": at what was told before, and so another attack.
RETURNING = frozenset({"strike", "hit"})
# What says that it is one more: "another", "a third".
FURTHER = frozenset({"another", "separate", "separately", "second", "elsewhere"})
ORDINALS = frozenset("third fourth fifth sixth further".split())
NONE = frozenset("no nobody none neither noone".split())
FIRE = frozenset("fire attack shelling bombardment gunfire assault".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One word of attack with the nouns that stand round it."""

    token: "Token"
    kind: str
    event_type: str
    is_noun: bool
    agent: "Token | None"
    patient: "Token | None"
    obliques: tuple[tuple[str, "Token"], ...]
    scope: frozenset[int]
    status: AttackStatus
    is_definite: bool
    is_designated: bool
    is_another: bool
    cause: "Token | None" = None
    part: int = 0

    @property
    def is_many(self) -> bool:
        """Whether the word is a noun for several attacks: "two separate attacks", "a string of explosions"."""
        return self.is_noun and self.token.tag_ in ("NNS", "NNPS")

    @property
    def arguments(self) -> list["Token"]:
        """All nouns that stand round the word."""
        nouns = [noun for noun in (self.agent, self.patient) if noun is not None]
        return nouns + [noun for _, noun in self.obliques]

    @property
    def patients(self) -> list["Token"]:
        """Who or what it was done to, each of several; of a part that is told apart that one."""
        if self.part:
            return [self.patient] if self.patient is not None else []
        return [self.patient, *_listed(self.patient)] if self.patient is not None else []


def find(reading: Reading, *, is_armed: bool) -> list[Trigger]:
    """The triggers of a sentence in order; `is_armed` where the whole text is of armed conflict."""
    figures = [hit for hit in reading.terms("harmless") if not _is_named(reading, hit)]
    harmless = [range(hit.start, hit.end) for hit in (*figures, *reading.terms("designation"))]
    found: list[Trigger] = []
    for number, asked in enumerate(_asked(reading, is_armed=is_armed)):
        for token, term in asked if not found else ():
            if term is None or any(token.idx in span for span in harmless):
                continue
            trigger = _nominal(reading, token, term) if term.pos == "noun" else _verbal(reading, token, term)
            if holds(reading, trigger, term, is_harmless=bool(figures), is_armed=is_armed, is_last=number == LAST):
                found.append(trigger)
    found = [replace(one, status=AttackStatus.GENERIC) if _is_in_sum(reading, one, found) else one for one in found]
    heads = [trigger.cause or clause(trigger.token) for trigger in found]
    clauses = list({head.i: head for head in heads}.values())
    scoped = [_scoped(trigger, head, clauses) for trigger, head in zip(found, heads, strict=True)]
    return [part for one in ordered(scoped) for part in parts(one)]


def _asked(reading: Reading, *, is_armed: bool) -> Iterator[Iterable[tuple["Token", Term | None]]]:
    """What each word tells: by itself, in other words, and of killing alone; each where the one before gave nothing."""
    terms = [(token, _term(reading, token)) for token in reading.tokens]
    yield terms
    if is_armed:
        yield ((token, told_otherwise(reading, token)) for token in reading.tokens)
        yield [(token, term) for token, term in terms if term is not None and term.meaning == "harm"]


def _is_named(reading: Reading, hit: Hit[Term]) -> bool:
    """Whether the word is part of somebody's name: "the Patriotic Union of Kurdistan"."""
    return any(name.start <= hit.start and hit.end <= name.end for name in reading.names)


def _is_in_sum(reading: Reading, one: Trigger, found: list[Trigger]) -> bool:
    """ "Their bases came under attacks": of several, on no day, as often as it says."""
    if one.is_noun and one.token.dep_ == "pobj" and one.status is AttackStatus.ACTUAL:
        verb = one.token.head.head  # "41,000 have been killed in the offensive since then"
        return any(other.token == verb and other.status is AttackStatus.GENERIC for other in found)
    if one.is_noun or one.token.lemma_ != "come" or one.patient is None or one.patient.tag_ != "NNS":
        return False
    under = [deep for child in one.token.children if child.lower_ == "under" for deep in child.children]
    in_sum = {other.token.i for other in found if other.is_noun and other.status is AttackStatus.GENERIC}
    return any(noun.i in in_sum for noun in under) and not any(is_date(token) for token in reading.tokens)


def _term(reading: Reading, token: "Token") -> Term | None:  # noqa: PLR0911, PLR0912
    if is_shot_dead(token):
        return PARTICLES["shoot", "dead"]
    if is_set_on_fire(token):
        return PARTICLES["set", "fire"]
    if (token.pos_ in ("NOUN", "PROPN") and token.tag_ != "VBG") or _stands_as_noun(token):
        return _noun_term(reading, token)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    lemma = token.lemma_.lower()
    found = constructed(reading, token) or to_death(reading, token) or captured(reading, token)
    found = found or bodily(reading, token)
    if found is not None:
        return found
    for particle in _particles(token):
        if (lemma, particle) in PARTICLES:
            return PARTICLES[lemma, particle]
    phrase = phrasal(reading, token)
    if phrase is not None:
        return phrase
    if lemma in NEUTRALISING and (done := patient(token)) is not None and _are_people(reading, done):
        return Term(lemma, "verb", "harm", "person", "")
    if lemma in STOPPING and downs(reading, token):
        return Term(lemma, "verb", "intercept", "weak", "")
    for meaning in DEEDS:
        for term in reading.codebook.coded.get((meaning, lemma), ()):
            if term.pos == "verb":
                return term
    return munition_term(reading, token)


def _stands_as_noun(token: "Token") -> bool:
    """ "Air strikes on the port killed four": what the parser calls a verb stands where only a noun can."""
    if token.tag_ == "VBG" and token.dep_ in ("nsubj", "nsubjpass"):  # "shelling killed a man"
        return not any(child.dep_ in ("dobj", "nsubj") for child in token.children)
    before = token.nbor(-1) if token.i else token
    built = before.head == token and before.dep_ in ("compound", "amod", "det", "nummod")
    return token.tag_ in ("VBZ", "VBP", "VB") and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass") and built


def _are_people(reading: Reading, noun: "Token") -> bool:
    """ "Neutralised 20 of the assailants", and no drone."""
    inside = [noun, *[part for name, part in obliques(noun) if name == "of"]]
    return any(
        (person(reading, part) and part.pos_ != "PRON") or (armed(reading, part) and not is_weapon(reading, part))
        for part in inside
    )


def _noun_term(reading: Reading, token: "Token") -> Term | None:
    """The longest term of attack that ends in the noun: "car bombing" before "bombing"."""
    hits = [hit for hit in reading.terms("attack") if hit.start <= token.idx < hit.end and hit.values[0].pos == "noun"]
    if hits:
        hit = hits[0]
        return hit.values[0] if token.idx + len(token) >= hit.end else None
    terms = reading.codebook.coded.get(("attack", token.lemma_.lower()), ())
    return next((term for term in terms if term.pos == "noun"), None)


def _particles(token: "Token") -> Iterator[str]:
    """What makes another verb of a verb: "down", "up", "fire", "on fire", "hostage"."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    yield following
    for child in token.children:
        if child.dep_ in ("prt", "acomp", "oprd", "advmod", "xcomp") or child.lower_ in COMPANY:
            yield child.lower_
        if child.dep_ == "prep":
            for noun in child.children:
                if noun.lower_ in ("fire", "hostage"):
                    yield f"{child.lower_} {noun.lower_}" if noun.lower_ == "fire" else noun.lower_
                if child.lower_ == "under" and noun.lemma_.lower() in FIRE:
                    yield "under"


def _verbal(reading: Reading, token: "Token", term: Term) -> Trigger:  # noqa: PLR0912
    doer, done = agent(token) or subject(token), patient(token) or behind_aside(token, term)
    doer = right_before(reading, token, doer) or doer if term.meaning == "munition" else doer
    if token.pos_ not in ("VERB", "AUX"):  # the parser took "shot" for a noun: whom it names stands right behind
        doer, done = nearest(token, -1), nearest(token.doc[token.i + 1], 1)
    bomb = done if term.meaning == "munition" and doer is not None else None
    if bomb is not None and (is_weapon(reading, bomb) or is_worn(reading, bomb) or bomb.lemma_.lower() in CHARGES):
        term = Term(term.term, "verb", "launch", term.code, term.event_type)  # "a bomb detonated by the rebels"
    around = list(obliques(token))
    done, around = opened(token, term, done, around)
    done = done or next((noun for name, noun in around if term.term == f"fall {name}"), None)
    if term is TAKEN:
        doer, done = sides(token)
    elif term is CUT:
        done = victim(token)
    elif term is RUN_OVER:
        done = run_over(reading, token)
    elif term is TRODDEN:
        doer, done = trodden(reading, token), subject(token)
    elif term is DRIVEN:
        done = driven_into(token)
    elif " " in term.term and not _is_particle(term) and not term.term.endswith(" to death") and term is not DRIVEN_OUT:
        done, around = arguments(token, term)
    if term.meaning == "munition" and doer is None and done is not None and token.dep_ == "acl":
        doer, done = done, None  # "a drone ploughed into a house": the parser took it for a drone that was ploughed
    if term.term == "blow up" and done is None:
        term = Term(term.term, "verb", "munition", term.code, term.event_type)
    if token.dep_ == "pcomp":
        doer = doer or _involved(token.head)
    if term.term == "come under":
        doer, done = None, doer or nearest(token, -1)
        fire = next((noun for name, noun in around if name == "under"), None)
        around += list(obliques(fire)) if fire is not None else []
        doer = next((noun for name, noun in around if name in ("by", "from")), None)
    if term.term in ("set fire", "set light"):
        doer = doer or misread(token)
        done = next((noun for name, noun in around if name.split()[-1] == "to"), None) or done
        fire = next((child for child in token.children if child.lower_ == "fire"), None) or fire_behind(token)
        if fire is not None and token.pos_ not in ("VERB", "AUX"):
            done, around = None, [*around, *obliques(fire)]
            done = next((noun for noun in token.doc[token.i + 2].children if noun.dep_ == "pobj"), None)
        if fire is not None and done == fire:
            done = next((noun for name, noun in obliques(fire) if name == "to"), None)
    done = _before(reading, token, done)
    return _trigger(reading, token, term, doer=_unless_same(doer, done), done=done, around=around)


def _is_particle(term: Term) -> bool:
    return tuple(term.term.split(maxsplit=1)) in PARTICLES


def _before(reading: Reading, token: "Token", done: "Token | None") -> "Token | None":
    """ "Captured six policemen and shot them": whom the verb before was done to."""
    if done is None or done.lower_ not in ("them", "him", "her") or token.dep_ != "conj" or done.i < token.i:
        return done
    meant = patient(token.head)
    is_fit = meant is not None and meant.i < token.i and person(reading, meant) and meant.pos_ != "PRON"
    return meant if is_fit else done


def _unless_same(doer: "Token | None", done: "Token | None") -> "Token | None":
    return None if doer == done else doer


def _nominal(reading: Reading, token: "Token", term: Term) -> Trigger:
    around = list(obliques(token))
    doer = next((noun for name, noun in around if name == "by"), None)
    suffered = term.event_type in SUFFERED or token.lemma_.lower() in SUFFERED_WORDS
    done = next((noun for name, noun in around if name in ON and not _is_when(noun)), None)
    if term.event_type == "armed_clash" and (sides := _sides(reading, token)) is not None:
        doer, done = sides[0] or doer, sides[1]
    doer, done = _possessed(reading, token, doer, done, suffered=suffered)
    doer, done, around = _in_clauses(token, doer, done, around)
    verb = token.head
    if verb.pos_ == "VERB" and token.dep_ in ("dobj", "nsubjpass"):
        if token.dep_ == "nsubjpass" and verb.lemma_ not in ANSWERING:
            doer = doer or agent(verb)
        elif verb.lemma_ in EVENTS and not _is_unclaimed(verb):
            doer = doer or agent(verb) or (subject(verb) if token.dep_ == "dobj" else None)
        around += [pair for pair in obliques(verb) if pair[1] != token]
        done = done or next(
            (noun for name, noun in obliques(verb) if name in ("on", "against") and not _is_when(noun)), None
        )
    elif verb.pos_ == "VERB" and token.dep_ == "nsubj":
        done = done or (patient(verb) if _reaches(reading, verb) else None)
        around += list(obliques(verb))
    elif token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        around += [pair for pair in obliques(token.head.head) if pair[1] != token and not is_taken(token, pair[0])]
        if (
            reading.terms("harm_word")
            and token.head.lower_ in ("in", "during", "by")
            and _harms(reading, token.head.head)
        ):
            done = done or patient(token.head.head)
    if token.dep_ == "pobj":
        doer = doer or _involved(token.head)
    done = done or survivor(token) or caught(token) or undergone(token) or befallen(token)
    done = done or reporter(reading, token)
    if not term.event_type and is_repelled(reading, token):
        term = replace(term, event_type="armed_clash")
    return _trigger(reading, token, term, doer=_unless_same(doer, done), done=done, around=around)


def _is_unclaimed(verb: "Token") -> bool:
    """ "X has not claimed the attack", "no group has claimed it": by that none of them is its author."""
    if verb.lemma_ != "claim":
        return False
    doer = subject(verb)
    is_nobody = doer is not None and any(word.lower_ in NONE for word in (doer, *doer.children))
    return is_nobody or any(child.dep_ == "neg" for child in verb.children)


def _is_when(noun: "Token") -> bool:
    """ "On Monday", "on Monday morning", "on the day": when it was, and not on whom."""
    return is_date(noun) or noun.lemma_.lower() in TIMES


def _in_clauses(
    token: "Token", doer: "Token | None", done: "Token | None", around: list[tuple[str, "Token"]]
) -> "tuple[Token | None, Token | None, list[tuple[str, Token]]]":
    """What a clause that hangs on the noun adds: "an attack that was staged on the port by rebels"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            if child.lemma_ in EVENTS:
                around += [pair for pair in obliques(child) if pair[1] != token]
                done = done or next((noun for name, noun in obliques(child) if name in ON and not _is_when(noun)), None)
            done = done or (patient(child) if child.lemma_ in ("target", "hit", "strike", "kill", "wound") else None)
            if child.lemma_ in (*EVENTS, "blame"):
                doer = doer or agent(child) or next((noun for name, noun in obliques(child) if name == "on"), None)
    return doer, done, around


def _sides(reading: Reading, token: "Token") -> "tuple[Token | None, Token | None] | None":
    """Who fights whom: "fighting between the army and the rebels", also where it hangs on the verb."""
    near = [*obliques(token), *(obliques(token.head) if token.dep_ == "nsubj" else ())]
    both = [noun for name, noun in near if name == "between"]
    if both:
        return both[0], both[1] if len(both) > 1 else None
    behind = (noun for name, noun in obliques(token) if name == "with")
    other = next((noun for noun in behind if _is_party(reading, noun)), None)
    return (None, other) if other is not None else None


def _is_party(reading: Reading, noun: "Token") -> bool:
    """Those who bear arms, and no arms."""
    return any(armed(reading, part) and not is_weapon(reading, part) for part in core(noun))


def _reaches(reading: Reading, verb: "Token") -> bool:
    """A verb by which an attack does something to somebody: "the blast killed", "the raid left two dead"."""
    if verb.lemma_ in ("leave", "kill", "target", "hit", "strike", "claim", "wound", "injure"):
        return True
    return any(reading.codebook.means(meaning, verb.lemma_) for meaning in ("attack", "harm", "damage"))


def _harms(reading: Reading, verb: "Token") -> bool:
    return reading.codebook.means("harm_word", verb.lower_) is not None


def _involved(preposition: "Token") -> "Token | None":
    """Who is "involved in", "accused of", "responsible for" the attack that hangs on the preposition."""
    word = preposition.head
    if word.lemma_.lower() not in INVOLVED:
        return None
    if word.pos_ == "ADJ" and word.dep_ in ("acomp", "attr"):
        return subject(word.head)
    if word.pos_ == "ADJ":
        return word.head if word.head.pos_ in ("NOUN", "PROPN") else None
    if word.lemma_ in ("participate", "confess", "admit"):
        return subject(word)
    return patient(word) or (word.head if word.dep_ in ("acl", "relcl") else None)


def _possessed(
    reading: Reading, token: "Token", doer: "Token | None", done: "Token | None", *, suffered: bool
) -> tuple["Token | None", "Token | None"]:
    """What stands before the noun or behind its "of": "a guerrilla attack", "the embassy bombing", "X's murder"."""
    for name, noun in obliques(token):
        if name == "of" and suffered and not is_date(noun):
            done = noun if noun.i < (done.i if done is not None else noun.i + 1) else done
    for child in token.children:
        if child.dep_ not in ("poss", "compound", "nmod") or child.lower_ in ("its", "their", "his", "her"):
            continue
        if is_weapon(reading, child) or (child.dep_ == "compound" and child.lower_ == "group"):  # "a group strike"
            continue
        is_armed = any(armed(reading, part) for part in core(child))
        if is_armed and not (suffered and child.dep_ == "poss"):
            doer = doer or child
        elif any(person(reading, part) and suffered for part in core(child)) or any(
            reading.codebook.means("site", part.lemma_) for part in core(child)
        ):
            done = done or child
    return doer, done


def _trigger(
    reading: Reading,
    token: "Token",
    term: Term,
    *,
    doer: "Token | None",
    done: "Token | None",
    around: list[tuple[str, "Token"]],
) -> Trigger:
    is_noun = term.pos == "noun"
    event_type = term.event_type
    done = None if done is not None and _is_when(done) else exemplified(reading, done) or done
    if token.lemma_ == "bomb" and not is_noun and not _is_from_the_air(reading, doer, around):
        event_type = "ied_or_mine"
    if not event_type and done is not None and term.meaning == "launch" and done.lemma_.lower() in CHARGES:
        event_type = "ied_or_mine"
    named = token if is_noun else {"munition": doer, "launch": done, "intercept": done}.get(term.meaning)
    named = doer if term.code == "told" else named  # "the assailants entered the village": the attack told before
    near = list(named.children) if named is not None else []
    is_day = any(child.lemma_.lower() in TIMES for child in near)  # "the same day | shells fell"
    determiners = [child.lower_ for child in near if child.dep_ in ("det", "poss") and not is_day]
    modifiers = {child.lower_ for child in token.children} | {
        child.lower_ for noun in (doer, done) if noun is not None and not is_noun for child in noun.children
    }
    starts = {child.lower_ for child in clause(token).children if child.dep_ == "advmod"}
    return Trigger(
        token=token,
        kind=term.meaning,
        event_type=event_type,
        is_noun=is_noun,
        agent=doer,
        patient=done,
        obliques=tuple(dict.fromkeys(pair for pair in around if not pair[0].startswith("according"))),
        scope=frozenset(),
        status=status(reading, token, is_noun=is_noun),
        is_definite=any(word in DEFINITE for word in determiners),
        cause=cause(token),
        is_designated=is_noun and _is_designated(reading, token),
        is_another=bool((modifiers | starts) & FURTHER)
        or (token.lemma_ in RETURNING and "back" in modifiers)
        or ("a" in modifiers and bool(modifiers & ORDINALS)),
    )


def _is_from_the_air(reading: Reading, doer: "Token | None", around: list[tuple[str, "Token"]]) -> bool:
    """Who bombs from the air: states and their forces, and aircraft; others plant what they bomb with."""
    if any(noun.lemma_.lower() in AIR for _, noun in around):
        return True
    if doer is None:
        return False
    if any(part.lemma_.lower() in AIR for part in core(doer)):
        return True
    hits = [hit for hit, _ in reading.hits_in(reading.names, core(doer))]
    kinds = {
        reading.codebook.actors[name.id]["actor_kind"] for hit in hits for name in hit.values if name.kind == "actor"
    }
    return bool(kinds & {"state", "state_forces"})


def _is_designated(reading: Reading, token: "Token") -> bool:
    """ "The attack on the port": it says itself which one, and need not refer back."""
    places = [
        child
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in ("on", "at", "against", "near", "in")
    ]
    inside = [part for child in places for part in child.subtree]
    return any(hit.start <= part.idx < hit.end for part in inside for hit in reading.names)


def _scoped(trigger: Trigger, head: "Token", clauses: list["Token"]) -> Trigger:
    """The tokens that are this trigger's to read: its clause without the clauses of the other triggers."""
    mine = {token.i for token in head.subtree}
    for theirs in clauses:
        if theirs != head and theirs.i in mine and head not in theirs.subtree:
            mine -= {token.i for token in theirs.subtree}
    return replace(trigger, scope=frozenset(mine))


def _listed(noun: "Token") -> list["Token"]:
    """What is listed behind a noun, also where the list goes on behind an apposition: "X, the mayor, and Y"."""
    apposed = [child for child in noun.children if child.dep_ == "appos"]
    return [other for first in (noun, *apposed) for other in first.conjuncts if other.i > first.i]
