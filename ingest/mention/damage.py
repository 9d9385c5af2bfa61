"""What was hit and what became of it: things that an attack was aimed at, damaged or destroyed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Certainty, Damage, Field
from ingest.mention.finding import Finding
from ingest.mention.harm import is_unreal
from ingest.mention.reading import Reading, core, obliques, patient, subject
from ingest.mention.thing import (
    AIMED,
    PARTS,
    Things,
    called,
    is_area,
    is_open,
    is_place,
    is_spot,
    is_thing,
    is_told_apart,
    occupants,
    struck_part,
)
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.whereabouts import Whereabouts

WHERE = frozenset("at in inside outside under beneath by front".split())
# Bombs that lie in wait, where those are whom they wait for, and what these do there.
LAID = frozenset({"ied", "mine", "vehicle_bomb", "unknown"})
# "Slammed into a hospital and a school".
THROUGH = frozenset({"into", "through", "onto"})
BESIDE = frozenset("near beside behind by alongside next close".split())
WHEN = frozenset("as when while".split())
PASSING = frozenset(
    "pass cross drive travel move head patrol approach go ride return roll leave enter carry pull".split()
)
MOVING = frozenset(
    "convoy patrol column motorcade minibus bus van car truck lorry pickup vehicle motorcycle tractor taxi jeep train "
    "tank carrier ambulance rickshaw procession team squad coach".split()
)
# What damage is done with, and who has it done to himself.
DOING = frozenset("cause do inflict leave wreak report result".split())
SUFFERING = frozenset("suffer sustain have receive incur".split())
FLAMES = frozenset("fire ablaze alight flame torch".split())
PANES = frozenset("glass windowpane pane panel window".split())
PARTLY = frozenset("partly partially".split())
BURNING = frozenset("torch burn incinerate".split())


def aimed_at(
    reading: Reading, trigger: Trigger, things: Things | None = None, where: "Whereabouts | None" = None
) -> Iterator[Finding]:
    """The things that a trigger names as its object, or that its munitions were sent against or went off at."""
    for told in _objects(reading, trigger):
        source, noun = (things or Things()).whole(reading, told)
        is_where = told.dep_ == "pobj" and (is_spot(noun) or is_open(noun) or is_place(source, noun, where))
        people = occupants(source, noun)
        is_kind = is_area(noun) and trigger.kind != "launch" and not is_told_apart(noun)
        if people and not is_area(noun):
            yield from (_thing(source, Field.TARGET_ACTOR, one) for one in people)
        elif is_thing(source, noun) and not is_where and not is_kind:
            certainty = Certainty.LIKELY if is_result(trigger) else Certainty.ASSERTED
            yield replace(_thing(source, Field.TARGET_SITE, noun), certainty=certainty)


def is_result(trigger: Trigger) -> bool:
    """ "Drones attacked the refinery, setting alight a unit": what came of it, and not what it was aimed at."""
    verb = trigger.token
    return not trigger.is_noun and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and verb.i > verb.head.i


def _objects(reading: Reading, trigger: Trigger) -> list["Token"]:
    if trigger.kind in ("attack", "munition") and trigger.patients:
        told = dict.fromkeys(other for noun in trigger.patients for other in listed(noun))
        return [noun for noun in told if not trigger.part or noun.i in trigger.scope]
    if trigger.kind in ("launch", "munition"):
        into = [noun for name, noun in trigger.obliques if _leads_to(trigger, name)]
        return [*into, *(_passing(trigger) if _is_set_off(reading, trigger) else ())]
    struck = struck_part(trigger)
    if struck is not None:
        return [struck]
    into = [noun for name, noun in trigger.obliques if name.rsplit(maxsplit=1)[-1] in THROUGH]
    if into and trigger.kind == "attack" and not trigger.is_noun:
        return into
    if trigger.is_noun and _is_explosion(trigger):
        return [noun for name, noun in trigger.obliques if _is_where(name)]
    return []


def _is_set_off(reading: Reading, trigger: Trigger) -> bool:
    """A bomb that was laid, and no shell that fell."""
    if trigger.kind != "munition":
        return False
    doer = core(trigger.agent) if trigger.agent is not None else []
    hits = [hit for hit in reading.weapons if any(hit.start <= part.idx < hit.end for part in doer)]
    return all(hit.values[0].code in LAID for hit in hits) and (bool(hits) or trigger.event_type == "ied_or_mine")


def _passing(trigger: Trigger) -> list["Token"]:
    """ "Went off behind a van", "as a police van passed": for vehicles and men on their way it was meant."""
    beside = [noun for name, noun in trigger.obliques if name.rsplit(maxsplit=1)[-1] in BESIDE]
    for child in trigger.token.children:
        if child.dep_ == "advcl" and any(one.lower_ in WHEN for one in child.children):
            beside += [one for one in child.children if one.dep_ == "nsubj"] if child.lemma_ in PASSING else []
    for name, noun in trigger.obliques:  # "as an army lorry passed": the parser may take it for what was like a lorry
        beside += [noun] if name in WHEN and any(child.lemma_ in PASSING for child in noun.children) else []
    return [noun for noun in beside if noun.lemma_.lower() in MOVING]


def damages(reading: Reading) -> Iterator[Finding]:
    """Things that a sentence says were damaged or destroyed: "destroyed two cars", "damage to the mill"."""
    for token in reading.tokens:
        code = reading.codebook.means("damage", token.lemma_)
        if code is None or _is_negated(token):
            continue
        for noun in _damaged(token):
            if is_thing(reading, noun) and not is_spot(noun):
                extent = Damage.DAMAGED if _is_in_part(token, noun) else Damage(code.code)
                yield _thing(reading, Field.DAMAGE, noun, value=extent.value)


def _is_in_part(token: "Token", noun: "Token") -> bool:
    """ "Destroyed its windows", "was partly destroyed": what is left of the whole is damaged."""
    return noun.lemma_.lower() in PARTS | PANES or any(child.lower_ in PARTLY for child in token.children)


def undefined(reading: Reading) -> Iterator[Finding]:
    """Damage that is done to nothing named: "caused considerable damage", "the damage was put at 3 million"."""
    for token in reading.tokens:
        code = reading.codebook.means("damage", token.lemma_) if token.pos_ == "NOUN" else None
        if code is None or token.head.dep_ == "neg" or _is_negated(token) or list(_damaged(token)):
            continue
        verb = _doing(token)
        if verb is not None and not is_unreal(verb):
            yield _thing(reading, Field.DAMAGE, token, value=Damage(code.code).value)


def _doing(noun: "Token") -> "Token | None":
    """The verb that says that there was damage."""
    head = noun.head
    if noun.dep_ == "conj":  # "left two dead and much damage"
        head = head.head
    if head.pos_ == "ADP":
        head = head.head
    is_told = noun.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX")
    return head if is_told or head.lemma_ in DOING else None


def done(reading: Reading, trigger: Trigger, things: Sequence[Finding]) -> Iterator[Finding]:
    """What the deed itself did to the things that it was done to: what is blown up is gone, what burns is damaged."""
    code = _extent(trigger)
    if code is not None and trigger.status is AttackStatus.ACTUAL and not is_unreal(trigger.token):
        for thing in things:
            if thing.field is Field.TARGET_SITE:
                yield replace(thing, field=Field.DAMAGE, value=code.value)


def _extent(trigger: Trigger) -> Damage | None:
    verb = trigger.token
    if trigger.is_noun:
        return None
    if verb.lemma_ == "blow" and any(child.lower_ in ("up", "apart") for child in verb.children):
        return Damage.DESTROYED
    around = {noun.lemma_.lower() for noun in (*trigger.arguments, *verb.children)}
    is_lit = verb.lemma_ in ("set", "put") and bool(around & FLAMES)
    return Damage.DAMAGED if is_lit or verb.lemma_ in BURNING else None


def _damaged(token: "Token") -> Iterator["Token"]:
    if token.pos_ in ("VERB", "AUX"):
        done = patient(token)
        if done is None and token.lemma_ in ("collapse", "burn") and token.tag_ != "VBN":
            done = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if done is not None:
            yield from listed(done)
    elif token.pos_ == "NOUN":
        yield from (noun for name, noun in obliques(token) if name in ("to", "of", "on", "in"))
        if token.dep_ == "dobj":
            yield from (noun for name, noun in obliques(token.head) if name == "to")
        if token.dep_ == "dobj" and token.head.lemma_ in SUFFERING and (sufferer := subject(token.head)) is not None:
            yield from listed(sufferer)


def listed(noun: "Token") -> Iterator["Token"]:
    """A thing and what is listed behind it, also where the parser lists it with what the first one is of."""
    yield from (noun, *(other for other in noun.conjuncts if other.i > noun.i))
    for name, inner in obliques(noun):
        if name == "of":
            yield from (
                other
                for other in inner.conjuncts
                if other.i > inner.i and any(child.lower_ in ("a", "an") for child in other.children)
            )


def _is_negated(token: "Token") -> bool:
    above = (token.head, token.head.head) if token.head.dep_ == "pcomp" else (token.head,)  # "without causing damage"
    is_without = any(one.lower_ == "without" for one in above)
    return is_without or any(child.dep_ == "neg" or child.lower_ in ("no", "without") for child in token.children)


def _leads_to(trigger: Trigger, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    goes_off = trigger.kind == "munition" or trigger.token.lemma_ in ("place", "plant", "leave")
    return last in AIMED or (goes_off and _is_where(name))


def _is_where(name: str) -> bool:
    return name.startswith(("in front", "opposite", "across from")) or name.rsplit(maxsplit=1)[-1] in WHERE


def _is_explosion(trigger: Trigger) -> bool:
    return trigger.token.lemma_.lower() in ("explosion", "blast", "bombing", "attack", "detonation", "fire")


def _thing(reading: Reading, field: Field, noun: "Token", value: str | None = None) -> Finding:
    start, end = called(noun)
    parts = [part for part in core(noun) if start <= part.idx < end]
    start = min((part.idx for part in parts), default=start)
    return Finding(field=field, span=reading.span(start, end), value=value, text=reading.text[start:end])
