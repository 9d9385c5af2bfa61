"""With what: the weapon that a trigger's words name, and the kind of attack that follows from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import Certainty, EventType, Field
from ingest.mention.codebook import Term
from ingest.mention.finding import Finding
from ingest.mention.names import Hit
from ingest.mention.numbers import number
from ingest.mention.physical import person
from ingest.mention.reading import Reading, agent, core, is_another, is_count, obliques
from ingest.mention.setoff import is_laden, is_suicide
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

# The codebook's order: by what was done, the first that fits.
ORDER = (
    EventType.SUICIDE_BOMBING,
    EventType.DRONE_ATTACK,
    EventType.MISSILE_OR_ROCKET,
    EventType.AIRSTRIKE,
    EventType.ARTILLERY_SHELLING,
    EventType.IED_OR_MINE,
    EventType.NAVAL_ATTACK,
    EventType.ABDUCTION,
    EventType.ASSASSINATION,
    EventType.ARSON_OR_SABOTAGE,
    EventType.ARMED_CLASH,
    EventType.SHOOTING_OR_AMBUSH,
    EventType.OTHER,
)
VAGUE = ("ied", "small_arms", "airstrike_unspecified")
# "With rockets", "by drones": what stands behind "on" or "near" is a target.
MEANS = frozenset("with by using of from in involving via through after".split())
# What a weapon before another noun may belong to; else it is the noun's: "missile base", "drone factory".
OF_ATTACK = frozenset(
    "fire salvo barrage volley round explosion blast wave swarm burst debris wreckage shrapnel wound impact launch "
    "team squad crew hit fragment discharge detonation".split()
)
# Weapons that somebody found, took, made or dealt in did nothing.
IDLE = frozenset(
    "seize confiscate find discover recover defuse deactivate dismantle supply deliver buy purchase sell manufacture "
    "smuggle store surrender stockpile hide produce export import donate load test display develop".split()
)
# What is done with one kind of weapon where nobody names it.
MEANT = {"shooting_or_ambush": "small_arms", "armed_clash": "small_arms", "arson_or_sabotage": "arson"}
GUNS = (EventType.SHOOTING_OR_AMBUSH, EventType.OTHER)
SHOOTING = frozenset("shoot murder assassinate gun execute slay".split())
DEFENDING = frozenset("interceptor interceptors antiaircraft aircraft-defence defence defense patriot".split())
CARRIERS = frozenset(
    "aircraft jet warplane helicopter plane gunship airplane bomber".split()
)  # what carries arms, and may be hit itself
FLYING = CARRIERS | frozenset("pilot paramotor gyrocopter crew paraglider glider balloon airman".split())
FIRE = frozenset({"fire", "gunfire", "firing"})
THROWN = frozenset("lob throw hurl toss fling sling launch fire roll".split())
RELEASING = frozenset("drop release jettison".split())
FALLING = frozenset("fall rain land come drop plummet plunge".split())
DEEDS = frozenset("gunfire gunshot arson sniper gunman bomber shot".split())


def weapon_hits(reading: Reading, trigger: Trigger) -> list[Hit[Term]]:
    """Weapon terms of the trigger: in its own words and nouns first, else anywhere in its clause."""
    usable = [hit for hit in reading.weapons if _is_used(reading, trigger, hit)]
    for tier in _tiers(trigger) if usable else ():
        own = [part for noun in tier for part in core(noun)]
        near = [hit for hit in usable if any(hit.start <= token.idx < hit.end for token in own)]
        if near:
            return near
    nouns = (trigger.agent, trigger.patient) if trigger.kind in ("munition", "intercept") else ()
    if any(noun is not None and is_count(noun) for noun in nouns):
        return usable
    scope = [token for token in reading.tokens if token.i in trigger.scope]
    return [hit for hit in usable if any(hit.start <= token.idx < hit.end for token in scope)]


def weapon_findings(reading: Reading, trigger: Trigger) -> list[Finding]:
    """The weapons as assertions, one a type: the most specific words for a type win.

    An attack or a man who is no thing ("an air strike", "gunmen") gives a type without words.
    """
    found: dict[str, Finding] = {}
    for hit in sorted(weapon_hits(reading, trigger), key=lambda hit: _words(reading, hit) is None):
        code = _code(reading, trigger, hit)
        words = _words(reading, hit)
        if code not in found and not (found and code in VAGUE and (words is None or code != "small_arms")):
            span = reading.span(hit.start, hit.end)
            found[code] = Finding(field=Field.WEAPON, span=span, value=code, text=words)
    if list(found) == ["suicide_vest"] and found["suicide_vest"].text is None:
        laden = (token for token in reading.tokens if token.i in trigger.scope and is_laden(reading, token))
        if (vehicle := next(laden, None)) is not None:  # the bomber had no vest, but a lorry
            span = reading.span(vehicle.idx, vehicle.idx + len(vehicle))
            return [Finding(field=Field.WEAPON, span=span, value="vehicle_bomb", text=vehicle.text)]
    if not found and (one := _carried(reading, trigger)) is not None and reading.carried is not None:
        span = reading.span(one.idx, one.idx + len(one))
        return [Finding(field=Field.WEAPON, span=span, value=reading.carried.code)]
    return list(found.values())


def _carried(reading: Reading, trigger: Trigger) -> "Token | None":
    """ "Another crashed into a school": what stands for one of the munitions that were told of before."""
    sent = trigger.patient if trigger.kind in ("launch", "intercept") else trigger.agent
    if trigger.is_noun or trigger.kind not in ("munition", "launch", "intercept") or reading.weapons:
        return None
    return sent if sent is not None and is_another(sent) else None


def inferred(pairs: Sequence[tuple[Reading, Trigger]]) -> Iterator[Finding]:
    """The weapon that the words of attack imply where none is named: who shoots has a gun."""
    for reading, trigger in pairs:
        token = trigger.token
        words = (f"{token.lemma_} {trigger.patient.lemma_}" if trigger.patient is not None else "", token.lemma_)
        term = next((term for word in words if (term := reading.codebook.means("means", word))), None)
        code = "suicide_vest" if is_suicide(reading, token, trigger.patient) else term.code if term else None
        code = code or MEANT.get(trigger.event_type)
        if code:
            span = reading.span(token.idx, token.idx + len(token))
            yield Finding(field=Field.WEAPON, span=span, value=code, certainty=Certainty.LIKELY)
            return


def event_type(reading: Reading, trigger: Trigger) -> EventType:
    """The kind of attack: the trigger's own, else that of its weapon; a shooting before the guns it was done with."""
    if trigger.event_type in (EventType.ABDUCTION, EventType.ARMED_CLASH):
        return EventType(trigger.event_type)
    if trigger.event_type == EventType.SUICIDE_BOMBING or is_suicide(reading, trigger.token, trigger.patient):
        return EventType.SUICIDE_BOMBING
    hits = weapon_hits(reading, trigger)
    kinds = [(_many(reading, hit), EventType(kind)) for hit in hits if (kind := _kind(reading, trigger, hit))]
    most = max((count for count, _ in kinds), default=0) if all(count for count, _ in kinds) else 0
    own = min((kind for count, kind in kinds if count == most or not most), key=ORDER.index, default=None)
    if own is None and reading.carried is not None and _carried(reading, trigger) is not None:
        own = EventType(reading.carried.event_type or EventType.OTHER)
    if own is None:
        from_air = not trigger.event_type and _is_by_airmen(trigger)
        own = EventType.AIRSTRIKE if from_air else EventType(trigger.event_type or EventType.OTHER)
    if own in GUNS and trigger.kind == "launch" and trigger.event_type == EventType.IED_OR_MINE:
        own = EventType.IED_OR_MINE  # "gunmen laid a charge"
    if own is EventType.OTHER and _is_of_fire(trigger):
        own = EventType.SHOOTING_OR_AMBUSH
    if own is EventType.SHOOTING_OR_AMBUSH and trigger.kind == "attack" and _is_flying(trigger.agent):
        own = EventType.AIRSTRIKE
    if own in GUNS and _is_at_sea(reading, trigger):
        return EventType.NAVAL_ATTACK
    if own in GUNS and _is_chosen(reading, trigger):
        return EventType.ASSASSINATION
    if trigger.event_type == EventType.ASSASSINATION and own is EventType.SHOOTING_OR_AMBUSH:
        return EventType.ASSASSINATION
    return own


def _is_of_fire(trigger: Trigger) -> bool:
    """ "Indian fire along the line killed a woman", "came under fire": shots, where nothing says of what else."""
    doer = trigger.agent
    by = doer is not None and doer.lemma_.lower() in FIRE and trigger.kind == "harm"
    under = trigger.token.lemma_ == "come" and any(n == "under" and one.lower_ in FIRE for n, one in trigger.obliques)
    return by or under


def _is_flying(doer: "Token | None") -> bool:
    """ "Two helicopters shot up a school"."""
    return doer is not None and doer.lemma_.lower() in CARRIERS


def _is_by_airmen(trigger: Trigger) -> bool:
    """ "The air force struck the power station"."""
    if trigger.agent is None or trigger.kind != "attack":
        return False
    words = {part.lemma_.lower() for part in core(trigger.agent)}
    return bool(words & CARRIERS) or words >= {"air", "force"}


def is_by_guns(trigger: Trigger) -> bool:
    """ "Two lorries were fired upon": where no other weapon is told it was with guns."""
    on = any(child.lower_ in ("on", "upon", "at") and child.dep_ == "prep" for child in trigger.token.children)
    return trigger.kind == "launch" and trigger.token.lemma_ == "fire" and on


def _is_at_sea(reading: Reading, trigger: Trigger) -> bool:
    """On a ship: it, or a part of it, is what was fired at."""
    nouns = [noun for noun in trigger.arguments if noun != trigger.agent]
    terms = (reading.codebook.means("site", noun.lemma_.lower()) for noun in nouns)
    return any(term is not None and term.code == "vessel" for term in terms)


def _is_chosen(reading: Reading, trigger: Trigger) -> bool:
    """ "The imam, Mr Todir, was murdered": one person, named, and killed or shot on purpose."""
    done = trigger.patient
    if done is None or trigger.token.lemma_ not in SHOOTING or len(trigger.patients) > 1:
        return False
    named = [done, *(child for child in done.children if child.dep_ == "appos")]
    return done.tag_ in ("NN", "NNP") and any(one.tag_ == "NNP" and person(reading, one) for one in named)


def _tiers(trigger: Trigger) -> Iterable[list["Token"]]:
    doers = [noun for noun in (trigger.agent,) if noun is not None]
    doers += [inner for noun in doers for name, inner in obliques(noun) if name == "from"]  # "a missile from a drone"
    doers += [other for noun in doers for other in noun.conjuncts if other.i > noun.i]
    sent = trigger.patients if trigger.kind in ("launch", "munition", "intercept") else []
    yield [trigger.token, *doers, *sent]
    verb = trigger.token.head
    if verb.lemma_ == "use" and trigger.token.dep_ in ("xcomp", "advcl"):
        yield [child for child in verb.children if child.dep_ == "dobj"]
    yield [noun for name, noun in trigger.obliques if name.rsplit(maxsplit=1)[-1] in MEANS]


def _is_used(reading: Reading, trigger: Trigger, hit: Hit[Term]) -> bool:
    """Whether the attack was made with it: no weapon of the victims, of the background or of the defence."""
    token = reading.token_at(hit.start, hit.end)
    if token is None:
        return True
    if trigger.event_type == EventType.ARSON_OR_SABOTAGE and hit.values[0].code == "small_arms":
        return False  # "gunmen set fire to": armed, but not with guns
    inside = range(hit.start, hit.end)
    head = token.head
    before = token.dep_ in ("compound", "amod", "nmod", "poss") and head.idx not in inside
    if before and head.pos_ in ("NOUN", "PROPN") and not _belongs(reading, head):
        return False
    words = {part.lower_ for part in core(token)} | {head.lower_}
    if words & DEFENDING or (trigger.kind == "intercept" and _is_means(trigger, token)):
        return False
    return not _is_idle(trigger, token) and not _is_struck(trigger, token)


def _belongs(reading: Reading, head: "Token") -> bool:
    lemma = head.lemma_.lower()
    is_attack = any(term.pos == "noun" for term in reading.codebook.coded.get(("attack", lemma), ()))
    return is_attack or lemma in OF_ATTACK or any(hit.start <= head.idx < hit.end for hit in reading.weapons)


def _is_means(trigger: Trigger, token: "Token") -> bool:
    return any(noun == token or token in noun.conjuncts for name, noun in trigger.obliques if name in ("with", "by"))


def _is_idle(trigger: Trigger, token: "Token") -> bool:
    """Object of a verb of finding, taking or dealing."""
    for above in list(token.ancestors)[:4]:
        if above == trigger.token:
            return False
        if above.pos_ == "VERB" and above.lemma_.lower() in IDLE:
            put = trigger.kind in ("launch", "munition")  # what was hit while laden with shells was not hit by these
            laden = put and above.dep_ == "acl" and above.head in (trigger.agent, trigger.patient)
            return not laden and (above.dep_ not in ("acl", "relcl") or above.tag_ == "VBN")
        if above.pos_ == "VERB":
            return False
    return False


def _is_struck(trigger: Trigger, token: "Token") -> bool:
    """The thing attacked: a helicopter brought down by rifles, a missile battery destroyed."""
    if trigger.kind in ("launch", "munition", "intercept"):
        return False
    if token in trigger.patients and not trigger.is_noun:
        return True
    if token.lemma_.lower() not in CARRIERS:
        return False
    verb = token.head
    return token.dep_ in ("dobj", "nsubjpass", "poss") or (verb.lower_ in ("on", "at", "against", "inside", "into"))


def _code(reading: Reading, trigger: Trigger, hit: Hit[Term]) -> str:
    """The type, as what was done with it tells: a drone that fires is armed, a bomb that is dropped an aircraft's."""
    code = hit.values[0].code
    if code == "uav_unspecified" and (trigger.kind == "launch" or _is_released(trigger)):
        doer = core(trigger.agent) if trigger.agent is not None and trigger.patient is not None else []
        return "uav_armed" if any(hit.start <= part.idx < hit.end for part in doer) else code
    if code in ("ied", "unknown") and is_suicide(reading, trigger.token, trigger.patient):
        return "suicide_vest"
    if code not in ("ied", "mortar", "artillery", "grenade", "unknown"):
        return code
    token = reading.token_at(hit.start, hit.end)
    if code == "ied" and token is not None and any(is_laden(reading, noun) for noun in _vehicles(token)):
        return "vehicle_bomb"
    fell = trigger.kind == "munition" and trigger.token.lemma_ in FALLING and not _is_thrown(token)
    falls = code == "ied" and (fell or (token is not None and _is_let_fall(token)))
    if falls or (_is_released(trigger) and (code == "ied" or _is_from_above(trigger))):
        return "aircraft_bomb"
    return code


def _is_let_fall(bomb: "Token") -> bool:
    """ "Bombs dropped by a jet": by whatever verb they are then told."""
    verbs = [bomb.head] if bomb.dep_ in ("nsubj", "nsubjpass") else []
    verbs += [child for child in bomb.children if child.dep_ == "acl"]
    return any(verb.lemma_ == "drop" and agent(verb) is not None for verb in verbs)


def _is_thrown(bomb: "Token | None") -> bool:
    """ "A bomb lobbed at the town hall fell short": from the ground."""
    return bomb is not None and any(child.dep_ == "acl" and child.lemma_ in THROWN for child in bomb.children)


def _is_released(trigger: Trigger) -> bool:
    """Something was let go from the air: "dropped a bomb", "let fall two shells"."""
    lemma, around = trigger.token.lemma_, {child.lemma_ for child in trigger.token.children}
    let = lemma in ("let", "go", "fall") and not {"let", "go", "fall"}.isdisjoint(
        around | {trigger.token.head.lemma_} - {lemma}
    )
    dropped = lemma in RELEASING or let
    return dropped and trigger.patient is not None


def _is_from_above(trigger: Trigger) -> bool:
    return trigger.agent is not None and any(part.lemma_.lower() in FLYING for part in core(trigger.agent))


def _vehicles(token: "Token") -> Iterator["Token"]:
    """What carries the bomb: the first noun above it that is no weapon."""
    for above in (token, *token.ancestors):
        if above.pos_ == "VERB" and above.dep_ not in ("acl", "amod", "relcl"):
            return
        if above.pos_ in ("NOUN", "PROPN"):
            yield above


def _kind(reading: Reading, trigger: Trigger, hit: Hit[Term]) -> str:
    return "airstrike" if _code(reading, trigger, hit) == "aircraft_bomb" else hit.values[0].event_type


def _many(reading: Reading, hit: Hit[Term]) -> int:
    """How many of several kinds in one wave; 0 where none is counted."""
    token = reading.token_at(hit.start, hit.end)
    counted = number(reading, [child for child in token.children if child.dep_ == "nummod"]) if token else None
    return (counted.best or counted.low or 0) if counted else 0


def _words(reading: Reading, hit: Hit[Term]) -> str | None:
    """The words that name a thing; "machine-gun fire" names the gun."""
    words = reading.text[hit.start : hit.end]
    last = words.lower().replace("-", " ").rsplit(maxsplit=1)[-1]
    if last == "fire" and " " in words:
        return words[: -len(" fire")]
    token = reading.token_at(hit.start, hit.end)
    lemma = token.lemma_.lower() if token is not None else last
    names = {lemma, last, words.lower()}
    terms = [term for name in names for term in reading.codebook.coded.get(("attack", name), ())]
    is_deed = lemma in DEEDS or any(term.pos == "noun" for term in terms)
    return None if is_deed else words
