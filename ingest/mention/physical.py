"""Whether something physical stands beside a word of attack: figures of speech have no weapon, site or armed man."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.fallen import falls_in_arms
from ingest.mention.reading import Reading, core, is_among, is_another, is_count, is_date, obliques
from ingest.mention.setoff import is_laden, is_worn
from ingest.mention.unarmed import is_of_beast, is_of_crowd

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.trigger import Trigger

# Words for what may as well have been an accident or a song.
ACCIDENTS = frozenset({"explosion", "blast", "hit", "detonation"})
UNARMED = frozenset("oil_facility power_facility nuclear_facility hotel residential consulate embassy".split())
FIRED_AT = frozenset({"at", "on", "upon", "into"})
AGAINST = frozenset({"against", "towards", "toward", "at"})
# What harms people where armed men do not: the toll's words, no telling of their own.
PERSONAL = frozenset({"assassination", "abduction"})
THOSE = frozenset("those anyone everyone anybody everybody people".split())
PRONOUNS = frozenset("he him she her they them who whom us we it".split())
BOMBS = frozenset({"mortar", "ied", "vehicle_bomb", "arson", "grenade", "mine", "aircraft_bomb", "suicide_vest"})
BURSTING = frozenset("explode detonate go blow burst erupt".split())
CONTAINERS = frozenset(
    "device charge car truck vehicle lorry van package parcel backpack bag load motorcycle motorbike scooter boat "
    "bicycle cart tanker minibus suitcase box ordnance".split()
)
AREAS = frozenset(
    "hinterland hinterlands outskirt outskirts suburb suburbs village town city district area region province vicinity "
    "hill hills mountain mountains forest jungle countryside valley municipality locality barangay commune "
    "county".split()
)
PLACED = frozenset("in at near outside around".split())
DWELLINGS = frozenset("community settlement camp compound farm home homes neighbourhood neighborhood ranch".split())
# What is done with bombs by those who clear them away, who they are, and which bombs are old.
CLEARING = frozenset(
    "blow detonate destroy explode explosion detonation blast neutralise neutralize set demolish go".split()
)
CLEARERS = frozenset(
    "sapper engineer diver deminer demining disposal technician pyrotechnician expert specialist squad".split()
)
OLD = frozenset(
    "unexploded wartime war-era vintage old relics relic dud decades-old world legacy rusty leftover".split()
)
BURSTS = frozenset(
    "blow explosion explode blast burst detonation detonate kill injure wound rip tear rock fire".split()
)
ACCIDENTAL = re.compile(
    r"\bgas[ -](?:cylinders?|canisters?|leaks?|bottles?|mains?|pipes?|stoves?|explosions?|blasts?|tanks?)\b"
    r"|\bleak(?:ing|ed)? gas\b|\bboilers?\b|\bfireworks?\b|\bfirecrackers?\b|\bpressure cookers?\b|\bshort[ -]circuit"
    r"|\b(?:after|following|in) an? (?:\w+ )?(?:crash|collision|accident)\b"
    r"|\bmethane\b|\bfiredamp\b|\belectrical fault\b|\btyres? burst|\bgrain dust\b|\bcooking (?:fire|gas)\b",
    re.I,
)
# What is brought on purpose, and before what.
LADEN = re.compile(r"\b(?:loaded|packed|laden|rigged|filled|stuffed|crammed) with\b", re.I)
GUARDED = re.compile(
    r"\b(?:police (?:station|post|kiosk|headquarters)|army (?:base|post|camp)|military (?:base|post|camp)|barracks"
    r"|checkpoint|checkpost|courthouse|town hall|city hall|embassy|consulate|ministry)\b",
    re.I,
)
MISHAPS = frozenset(
    "crash accident collision derailment earthquake quake landslide mudslide flood storm cyclone typhoon tornado "
    "avalanche stampede heatwave epidemic outbreak".split()
)
CRASHING = frozenset("crash overturn derail collide capsize collapse".split())
HOSTILE = re.compile(
    r"\b(?:sho[ot]\w*|attack\w*|str(?:ike|uck)\w*|bomb\w*|missile\w*|rocket\w*|drones?|gun\w*|mines?)\b", re.I
)
# What tells that people were taken by force where nobody is said to have done it.
HELD = frozenset("gunpoint knifepoint captive hostage captors".split())
OFFICERS = frozenset("police policeman officer army troop soldier military trooper agent gendarme navy patrol".split())
POLICING = frozenset("police policeman officer peacekeeper".split())
AIRCRAFT = frozenset("aircraft jet warplane helicopter plane gunship airplane bomber airliner".split())
# Verbs of attack that words do as well.
SPOKEN = frozenset("attack target hit slam blast assail pummel savage bombard".split())
# Nouns of attack that nothing else is called by: no strike of workers, no explosion of a boiler.
OPEN_FORCE = frozenset("attack raid bombing shelling bombardment airstrike assault ambush".split())
CIVIL = frozenset({"small_arms", "other", "unknown"})
SETTING = frozenset("set detonate explode activate ignite".split())
CHARGES = frozenset("charge explosives device".split())
BENEATH = frozenset("under beneath underneath beside below inside along".split())
WAYS = frozenset("rail rails track road line bridge pipeline pipe pylon tower mast hull car vehicle roof door".split())
PUTTING = frozenset(
    "throw hurl toss fling sling heave chuck trigger bury rig plant place lay set detonate explode leave abandon "
    "deposit install attach conceal activate ignite".split()
)


THROWING = frozenset({"throw", "hurl", "toss", "lob", "fling", "chuck"})
# Who quarrels at home or next door.
KIN = frozenset(
    "husband wife boyfriend girlfriend lover ex-husband ex-wife partner brother sister cousin uncle nephew "
    "son-in-law father-in-law brother-in-law stepfather stepson neighbour neighbor tenant landlord roommate "
    "classmate schoolmate colleague".split()
)
# What is set on fire in fields and streets, and in what people without a cause hurt each other.
WASTE = frozenset("stubble waste rubbish garbage effigy candle incense calorie".split())
QUARRELS = frozenset("brawl row quarrel argument robbery heist burglary mugging".split())
# What armed men hit, where nothing closer is told.
AIMED_AT = frozenset("site target location installation infrastructure asset launcher complex battery network".split())
NAMELESS = frozenset({"what", "something", "whatever"})


def holds(
    reading: Reading, trigger: "Trigger", term: Term, *, is_harmless: bool, is_armed: bool, is_last: bool = False
) -> bool:
    """Whether something physical stands beside the word: figures of speech have no weapon, site or armed man.

    Where the text is not of armed conflict (`is_armed`) the word's own clause must tie it to one: a crime is no attack.
    """
    if _is_disposal(reading, trigger) or _is_accident(reading, trigger) or is_of_beast(trigger):
        return False
    if is_of_crowd(reading, trigger):
        return False
    if trigger.token.lemma_ in SPOKEN and _is_in_words(reading, trigger):
        return False
    if not is_armed and not _is_of_war(reading, trigger):
        return False
    if is_last and not is_harmless and _is_placed(reading, trigger) and _is_unsaid(trigger):
        return trigger.patient is not None and _is(reading, trigger.patient, person)
    return _holds(reading, trigger, term, is_harmless=is_harmless, is_armed=is_armed)


def _is_disposal(reading: Reading, trigger: "Trigger") -> bool:
    """ "Sappers blew up an old shell", "a wartime bomb was detonated": what is made safe attacks nobody."""
    if trigger.token.lemma_.lower() not in CLEARING:
        return False
    doer, done = trigger.agent, trigger.patient
    bomb = doer if trigger.kind == "munition" and done is None else done
    if bomb is not None and not trigger.is_noun and not _is(reading, bomb, is_weapon):
        return False
    cleared = doer is not None and any(part.lemma_.lower() in CLEARERS for part in core(doer))
    return cleared or (bomb is not None and any(part.lower_ in OLD for part in bomb.subtree))


def _is_accident(reading: Reading, trigger: "Trigger") -> bool:
    """An explosion of gas, of a boiler, of fireworks, where no other weapon is named; the dead of a crash."""
    if trigger.kind == "harm" and _is_of_mishap(reading, trigger):
        return True
    if trigger.token.lemma_.lower() not in BURSTS or not ACCIDENTAL.search(reading.text):
        return False
    if trigger.agent is not None and _is(reading, trigger.agent, _human):
        return False
    if LADEN.search(reading.text) and GUARDED.search(reading.text):
        return False  # "a lorry packed with gas cylinders exploded outside a police station"
    return all(ACCIDENTAL.search(reading.text[hit.start : hit.end]) for hit in reading.weapons)


def _is_of_mishap(reading: Reading, trigger: "Trigger") -> bool:
    """ "A crash killed 72", "suffered its worst crash, killing all aboard", where nobody shot or bombed anything."""
    if HOSTILE.search(reading.text):
        return False
    verbs = [trigger.token, *islice(trigger.token.ancestors, 2)]
    if any(verb.lemma_ in CRASHING for verb in verbs[1:]):
        return True
    nouns = [child for verb in verbs if verb.pos_ in ("VERB", "AUX") for child in verb.children]
    deep = [noun for child in nouns if child.dep_ in ("prep", "agent") for noun in child.children]
    return any(noun.lemma_.lower() in MISHAPS for noun in (*nouns, *deep))


def _is_in_words(reading: Reading, trigger: "Trigger") -> bool:
    """ "Ministers attacked the rapporteur": with words, where neither arms nor a thing is named."""
    doer, done = trigger.agent, trigger.patient
    if trigger.token.lemma_ == "bombard" and not trigger.is_noun:
        given = [noun for name, noun in trigger.obliques if name == "with"]
        if given and not any(_is(reading, noun, is_weapon) for noun in given):
            return True  # "bombarded with offers"
    if (
        trigger.is_noun
        or doer is None
        or any(is_weapon(reading, part) for noun in trigger.arguments for part in core(noun))
    ):
        return False
    civil = not _is(reading, doer, armed) and not is_among(doer, PRONOUNS) and not _is_event(reading, doer)
    return civil and not (done is not None and reading.codebook.means("site", done.lemma_))


def _is_of_war(reading: Reading, trigger: "Trigger") -> bool:
    """A weapon of war, or those who bear arms, beside the word."""
    nouns = [trigger.token, *trigger.arguments]
    parts = [part for noun in nouns for part in core(noun)]
    codes = {code for part in parts if (code := _weapon_code(reading, part))}
    if trigger.agent is not None and trigger.agent.lemma_.lower() in OPEN_FORCE:
        return True
    if trigger.is_noun and falls_in_arms(reading, trigger.token):
        return True
    if any(_refers(reading, noun) for noun in (trigger.agent, trigger.patient) if noun is not None):
        codes |= {hit.values[0].code for hit in reading.weapons}
    if any(reading.codebook.weapons[code]["weapon_class"] not in CIVIL for code in codes):
        return True
    return any(
        reading.codebook.means("tie", part.lemma_.lower())
        or any(
            hit.start <= part.idx < hit.end and name.kind == "actor" and reading.codebook.acts(name.id)
            for hit in reading.names
            for name in hit.values
        )
        for part in parts
    )


def _is_heavy(reading: Reading, trigger: "Trigger") -> bool:
    """A weapon beside it that no player shoots with: "a late shot" may be one at goal."""
    parts = [part for noun in (*trigger.arguments, trigger.token) for part in core(noun)]
    return any(part.lemma_.lower() != "shot" for part in parts if is_weapon(reading, part))


def _refers(reading: Reading, noun: "Token") -> bool:
    """ "One of which", "the blast", "the other": a weapon that the sentence names elsewhere."""
    return is_count(noun) or is_among(noun, PRONOUNS) or noun.lower_ in ("other", "another") or _is_event(reading, noun)


def _holds(  # noqa: PLR0911, PLR0912
    reading: Reading, trigger: "Trigger", term: Term, *, is_harmless: bool, is_armed: bool
) -> bool:
    doer, done = trigger.agent, trigger.patient
    by_armed = doer is not None and _is(reading, doer, armed)
    weapon = any(_is(reading, noun, is_weapon) for noun in (*trigger.arguments, trigger.token))
    if is_harmless and not by_armed and not (weapon and _is_heavy(reading, trigger)):
        return False
    solid = done is not None and (_is(reading, done, _solid) or _is(reading, done, person))
    solid = solid or (by_armed and done is not None and done.lemma_.lower() in AIMED_AT)
    around = any(_is(reading, noun, _solid) or _is_somewhere(name, noun) for name, noun in trigger.obliques)
    own = by_armed or weapon or (doer is not None and _stands_for(reading, doer, is_armed=is_armed))
    own = own or (is_armed and doer is not None and (_is(reading, doer, _human) or _is(reading, doer, person)))
    own = own or (is_armed and doer is not None and is_count(doer) and done is not None and done.pos_ != "PRON")
    if trigger.event_type == "arson_or_sabotage" and done is not None and done.lemma_.lower() in WASTE:
        return False
    if not by_armed and any(noun.lemma_.lower() in QUARRELS and not _is_armed(noun) for _, noun in trigger.obliques):
        return False  # "was stabbed in a row outside a bar"
    if doer is not None and doer.lemma_.lower() in KIN and not by_armed:
        return False  # "a husband stabbed a neighbour"
    passive = done is not None and done.dep_ == "nsubjpass"
    match (trigger.kind, trigger.is_noun):
        case ("attack", True) if term.code == "sides":
            return is_armed and (by_armed or (done is not None and _is(reading, done, armed)))
        case ("attack", True):
            beside = by_armed or solid or (is_armed and done is not None)
            return _nominal(reading, trigger, term, is_weapon=weapon, is_beside=beside, is_around=around)
        case ("attack", False) if term.term == "come under" and is_armed and _is_under_fire(trigger):
            return done is not None
        case ("attack", False) if term.code == "heavy":
            boarded = term.event_type == "naval_attack"
            of_state = boarded and doer is not None and _is(reading, doer, _of_state)  # a navy searches ships
            return (by_armed or weapon) and (solid or around) and not of_state
        case ("attack", False) if term.code == "entry":
            of_state = doer is not None and _is(reading, doer, _of_state)  # police break in to search
            return by_armed and not of_state and done is not None and _is_settled(reading, done)
        case ("attack", False) if term.code == "captive":
            return _is_taken(reading, trigger)
        case ("attack", False) if term.code == "told":
            return True
        case ("attack", False) if term.code in ("taken", "driven"):
            return doer is not None and done is not None and doer.lemma_.lower() not in POLICING
        case ("harm", False) if term.code == "found":
            return _is_placed(reading, trigger)
        case ("harm", False) if term.code == "blow":
            of_state = doer is not None and _is(reading, doer, _of_state)  # police beat back a crowd
            return is_armed and by_armed and not of_state and done is not None and _is(reading, done, person)
        case ("harm", False) if term.code == "person":
            placed = is_armed and doer is None and any(_place(reading, token) for token in trigger.token.subtree)
            return (own or weapon or placed) and done is not None and _is(reading, done, person)
        case ("attack", False) if term.code == "sides":
            told = by_armed and not _is_told_beside(trigger)
            mutual = done is not None and done.lower_ in ("other", "another")
            placed = around or _is_placed(reading, trigger)
            return told and (placed or mutual or (done is not None and _is(reading, done, armed)))
        case ("attack", False) if term.event_type in PERSONAL:
            return done is not None and (solid or own or is_armed)
        case ("attack", False) if term.code == "strong":
            beside = solid or (done is not None and (own or (is_armed and passive and doer is None)))
            return beside or (done is None and (weapon or (own and around)))
        case ("attack", False):
            razed = passive and done is not None and done.lemma_.lower() in (*AREAS, *DWELLINGS)
            solid = solid or razed
            at_them = any(name in FIRED_AT and noun.lower_ in PRONOUNS | THOSE for name, noun in trigger.obliques)
            told = solid or around or at_them or _is_they(done) or (done is not None and weapon)
            return told and (own or (is_armed and passive and solid and trigger.event_type != "arson_or_sabotage"))
        case ("munition", _):
            return doer is not None and _goes_off(reading, trigger, doer, is_armed=is_armed)
        case ("launch" | "intercept", _):
            return _launched(reading, trigger, is_armed=by_armed or own, is_text_armed=is_armed)
        case _:
            return _harmed(reading, trigger, term, own=own, weapon=weapon, is_armed=is_armed)


def _is_armed(noun: "Token") -> bool:
    return any(child.lower_ in ("gun", "fire", "knife") for child in noun.children)


def _is_somewhere(preposition: str, noun: "Token") -> bool:
    """ "At Sake", "in the hinterlands of Sake": a name that no list knows, where only a place can stand."""
    if preposition not in PLACED or noun.pos_ not in ("PROPN", "NOUN") or is_date(noun):
        return False
    behind = [part for name, part in obliques(noun) if name == "of" and part.pos_ == "PROPN"]
    return noun.text[:1].isupper() or (noun.lemma_.lower() in AREAS and bool(behind))


def _is_placed(reading: Reading, trigger: "Trigger") -> bool:
    """Whether a place is named somewhere below the word."""
    inside = (token for token in trigger.token.subtree if token != trigger.patient)
    return any(_place(reading, token) for token in inside) or any(
        _is_somewhere(name, token) for name, token in _round(trigger)
    )


def _round(trigger: "Trigger") -> Iterator[tuple[str, "Token"]]:
    """Every preposition below a trigger with its noun."""
    for token in trigger.token.subtree:
        if token.dep_ == "pobj":
            yield token.head.lower_, token


def _is_under_fire(trigger: "Trigger") -> bool:
    """ "Came under mortar fire", and from no critics over what was said."""
    under = [noun.lemma_.lower() for name, noun in trigger.obliques if name == "under"]
    reasons = {name for name, _ in trigger.obliques} & {"for", "over"}
    return not reasons and bool(set(under) & {"fire", "shelling", "gunfire", "bombardment", "shellfire"})


def _is_told_beside(trigger: "Trigger") -> bool:
    """ "Who fought in the war", "have fought for months", "fighting for rights": how it is, no deed that is told."""
    token = trigger.token
    lasting = any(child.dep_ == "aux" and child.lemma_ in ("have", "be") for child in token.children)
    beside = any(name in ("alongside", "under") for name, _ in trigger.obliques)  # "fought alongside the Americans"
    return (
        beside
        or lasting
        or token.dep_ in ("relcl", "acl", "amod", "pcomp")
        or token.tag_ in ("VBG", "VB", "VBP", "VBZ")
    )


def _is_taken(reading: Reading, trigger: "Trigger") -> bool:
    """People led away by men who bear arms and are no police: those arrest."""
    done, doer = trigger.patient, trigger.agent
    if done is None or not (_is(reading, done, person) or is_count(done)):
        return False
    if doer is None:
        return any(child.lower_ in HELD for child in trigger.token.subtree)
    return _is(reading, doer, armed) and not _is(reading, doer, _of_state)


def _of_state(reading: Reading, token: "Token") -> bool:
    if token.lemma_.lower() in OFFICERS:
        return True
    hits = (hit for hit in reading.names if hit.start <= token.idx < hit.end)
    actors = (reading.codebook.actors[name.id] for hit in hits for name in hit.values if name.kind == "actor")
    return any(row["actor_kind"] in ("state", "state_forces") for row in actors)


def armed(reading: Reading, token: "Token") -> bool:
    """Whether a word stands for those who bear arms, or for their arms."""
    if reading.codebook.means("force", token.lemma_) or is_weapon(reading, token):
        return True
    return any(
        hit.start <= token.idx < hit.end and name.kind == "actor" and reading.codebook.acts(name.id)
        for hit in reading.names
        for name in hit.values
    )


def person(reading: Reading, token: "Token") -> bool:
    """Whether a word stands for people: a word for them, a name that is no place's, or a pronoun."""
    if reading.codebook.means("victim", token.lemma_) or is_among(token, PRONOUNS):
        return True
    if token.pos_ != "PROPN":
        return False
    names = [name for hit in reading.names if hit.start <= token.idx < hit.end for name in hit.values]
    return not any(name.kind in ("place", "site") for name in names)


def _harmed(reading: Reading, trigger: "Trigger", term: Term, *, own: bool, weapon: bool, is_armed: bool) -> bool:
    """People killed or wounded: by somebody or with something, or somewhere in a text of armed conflict."""
    done = trigger.patient
    if done is None or done.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or done.lower_ in ("fear", "hope", "deal"):
        return False
    if own or weapon:
        return True
    placed = any(token.i != done.i and _place(reading, token) for token in trigger.token.subtree)
    return is_armed and (term.code == "strong" or (placed and _is_unsaid(trigger)))


def _is_unsaid(trigger: "Trigger") -> bool:
    return trigger.agent is None or (is_count(trigger.agent) and trigger.agent.pos_ != "PROPN")


def _goes_off(reading: Reading, trigger: "Trigger", doer: "Token", *, is_armed: bool) -> bool:
    """A weapon, or what stands for one: "two fell on a farm", "a third exploded", "the device went off"."""
    if doer.lemma_.lower() in AIRCRAFT and _weapon_code(reading, doer) in (None, "airstrike_unspecified"):
        return False  # "a jet came down" by itself
    if _is(reading, doer, is_weapon):
        return True
    if any(is_weapon(reading, part) for part in doer.subtree if part.i > doer.i and part.i < trigger.token.i):
        return True  # "a lorry packed with explosives"
    bursts = trigger.token.lemma_ in BURSTING
    stands = is_count(doer) or doer.lower_ in ("it", "another", "others", "other", "they", "one")
    if stands and (bursts or reading.weapons):
        return is_armed or bool(reading.weapons)
    if is_another(doer) and reading.carried is not None:
        return is_armed
    return is_armed and bursts and (doer.lemma_.lower() in CONTAINERS or doer.lower_ in NAMELESS)


def _nominal(
    reading: Reading, trigger: "Trigger", term: Term, *, is_weapon: bool, is_beside: bool, is_around: bool
) -> bool:
    told, done = trigger.is_definite, trigger.patient
    if is_weapon or _by_demonym(reading, trigger.token):
        return True
    if term.code == "strong":
        return is_beside or is_around or told
    direct = trigger.token.lemma_ == "hit" and any(child.lower_ == "direct" for child in trigger.token.children)
    at_sea = done is not None and trigger.token.dep_ == "dobj" and _is_ship(reading, done)
    meant = direct or at_sea or trigger.token.lemma_ not in ACCIDENTS
    return (told and _acts(trigger.token)) or (meant and is_beside)


def _is_ship(reading: Reading, noun: "Token") -> bool:
    terms = (reading.codebook.means("site", part.lemma_.lower()) for part in core(noun))
    return any(term is not None and term.code == "vessel" for term in terms)


def _stands_for(reading: Reading, doer: "Token", *, is_armed: bool) -> bool:
    """A count of munitions, another word of attack, or a speaker's forces: "one hit", "the strike hit", "they hit"."""
    counted = is_count(doer) and bool(reading.weapons)
    return (
        counted
        or (_is_event(reading, doer) and (is_armed or doer.lemma_ not in ACCIDENTS))
        or doer.lower_ in ("they", "we", "it")
    )


def _is_sent_home(reading: Reading, trigger: "Trigger") -> bool:
    """ "It had sent the drone to the gas field": to a known place where nobody is supplied with munitions."""
    kinds = {
        reading.codebook.sites[name.id]["site_type"]
        for preposition, noun in trigger.obliques
        if preposition == "to"
        for hit, _ in reading.hits_in(reading.names, core(noun))
        for name in hit.values
        if name.kind == "site"
    }
    return bool(kinds & UNARMED)


def _launched(  # noqa: PLR0911
    reading: Reading, trigger: "Trigger", *, is_armed: bool, is_text_armed: bool
) -> bool:
    done, lemma = trigger.patient, trigger.token.lemma_
    if lemma == "open":
        return done is not None and done.lower_ == "fire" and is_armed
    if (
        lemma == "send"
        and not any(name in AGAINST or (name == "into" and _is_site(reading, noun)) for name, noun in trigger.obliques)
        and not _is_sent_home(reading, trigger)
    ):
        return False
    thrown = is_text_armed and (lemma in THROWING or trigger.kind == "intercept")
    if done is not None and lemma in PUTTING and not (thrown and is_count(done)):
        set_off = is_armed and lemma in SETTING and done.lemma_.lower() in CHARGES
        return set_off or _is_put(reading, trigger, done) or (is_text_armed and _is_charge(done, trigger))
    if done is not None and (_is(reading, done, is_weapon) or is_worn(reading, done)):
        return True
    doer = trigger.agent
    if lemma in ("drop", "release") and done is not None and doer is not None and _is(reading, doer, is_weapon):
        return done.lemma_.lower() in (*CHARGES, "load", "payload")
    counted = done is not None and is_count(done) and (bool(reading.weapons) or thrown)
    if lemma == "fire" and trigger.token.dep_ in ("csubj", "nsubj") and is_armed:
        return True  # "firing by gunmen left three dead"
    if (
        trigger.kind == "launch"
        and lemma == "fire"
        and done is not None
        and done.dep_ == "nsubjpass"
        and not is_weapon(reading, done)
    ):
        return _is_stranded(trigger.token) or (is_armed and _is(reading, done, _solid))  # "the crew was fired on"
    fired_at = [noun for name, noun in trigger.obliques if name in FIRED_AT] if lemma == "fire" else []
    return counted or (
        bool(fired_at) and (is_armed or (is_text_armed and any(_is(reading, one, _solid) for one in fired_at)))
    )


def _is_site(reading: Reading, noun: "Token") -> bool:
    return reading.codebook.means("site", noun.lemma_.lower()) is not None


def _is_settled(reading: Reading, noun: "Token") -> bool:
    """Where armed men break in: a house, a village, a town; no state and no market of goods."""
    known = reading.codebook.means("site", noun.lemma_) is not None or noun.lemma_.lower() in (*AREAS, *DWELLINGS)
    return known or (_place(reading, noun) and not _is_land(reading, noun))


def _is_land(reading: Reading, token: "Token") -> bool:
    """The name of a state, or its demonym."""
    actors = [
        reading.codebook.actors[name.id]
        for hit in reading.names
        if hit.start <= token.idx < hit.end
        for name in hit.values
        if name.kind == "actor"
    ]
    return any(row["actor_kind"] == "state" for row in actors)


def _is_stranded(verb: "Token") -> bool:
    """ "The bus was fired upon on the road"."""
    return any(
        child.lower_ in ("on", "upon", "at") and not any(True for _ in child.children)
        for child in verb.children
        if child.dep_ in ("prep", "prt", "advmod")
    )


def _is_put(reading: Reading, trigger: "Trigger", done: "Token") -> bool:
    """A bomb, a vest that is worn, or a vehicle laden with bombs that is set off."""
    if any(_weapon_code(reading, part) in BOMBS for part in core(done)) or is_worn(reading, done):
        return True
    return trigger.token.lemma_ in SETTING and is_laden(reading, done)


def _is_charge(done: "Token", trigger: "Trigger") -> bool:
    """ "A charge placed on the rails": no charge that is laid against anybody."""
    return done.lemma_.lower() in CHARGES and any(
        name.split()[-1] in BENEATH or (name == "on" and noun.lemma_.lower() in WAYS) for name, noun in trigger.obliques
    )


def _is(reading: Reading, noun: "Token", test: Callable[[Reading, "Token"], bool]) -> bool:
    return any(test(reading, part) for other in (noun, *noun.conjuncts) for part in (*core(other), *_named_by(other)))


def _named_by(noun: "Token") -> Iterator["Token"]:
    for child in noun.children:
        if child.dep_ == "appos":
            yield from core(child)


def _is_they(noun: "Token | None") -> bool:
    return noun is not None and is_among(noun, PRONOUNS)


def _human(reading: Reading, token: "Token") -> bool:
    return bool(reading.codebook.means("doer", token.lemma_)) or token.lower_ in ("they", "we", "he")


def is_weapon(reading: Reading, token: "Token") -> bool:
    """Whether a word stands in the name of a weapon."""
    return any(hit.start <= token.idx < hit.end for hit in reading.weapons)


def _weapon_code(reading: Reading, token: "Token") -> str | None:
    return next((hit.values[0].code for hit in reading.weapons if hit.start <= token.idx < hit.end), None)


def _place(reading: Reading, token: "Token") -> bool:
    return any(
        hit.start <= token.idx < hit.end and any(name.kind == "place" for name in hit.values) for hit in reading.names
    )


def _solid(reading: Reading, token: "Token") -> bool:
    """A site, a place, an actor or a person: what can be hit."""
    if any(hit.start <= token.idx < hit.end for hit in reading.names):
        return True
    return any(reading.codebook.means(meaning, token.lemma_) for meaning in ("site", "victim", "force"))


def _is_event(reading: Reading, token: "Token") -> bool:
    return any(term.pos == "noun" for term in reading.codebook.coded.get(("attack", token.lemma_.lower()), ()))


def _acts(token: "Token") -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB"


def _by_demonym(reading: Reading, token: "Token") -> bool:
    inside = [child for child in token.children if child.dep_ in ("amod", "compound", "poss", "nmod")]
    return any(armed(reading, child) for child in inside)
