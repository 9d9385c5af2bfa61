"""Who: resolving a noun phrase to a known actor, and finding the attacker and target of a trigger."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field
from ingest.mention.codebook import Name
from ingest.mention.finding import Finding
from ingest.mention.names import Hit
from ingest.mention.physical import PERSONAL, armed, is_weapon, person
from ingest.mention.reading import Reading, clause, core, is_among, is_date, obliques, phrase, subject
from ingest.mention.thing import AIMED, NEVER, is_area, is_machine, is_place
from ingest.mention.trigger import Trigger
from ingest.mention.whose import ATTACKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.whereabouts import Whereabouts

GROUPS = frozenset(
    "group faction party militia fighter militant movement organisation organization rebel people".split()
)
# Bodies of a land that are no organ of its state.
CIVIL = frozenset(
    "observatory crescent cross network union centre center association society institute church university doctor "
    "lawyer physician engineer ngo charity newspaper".split()
)
AIDES = frozenset("adviser advisor aide envoy assistant deputy consultant".split())
ITSELF = frozenset("group movement organisation organization faction".split())
NAMELESS = frozenset("force aircraft jet drone missile rocket helicopter".split())
# What ties men to whose they are: "fighters loyal to X".
TYING = frozenset("loyal belong affiliate subordinate answer swear pledge".split())
# How the names of bodies of armed men end.
BODIES = frozenset(
    "front army brigade brigades movement group forces force militia battalion regiment corps division guard guards "
    "legion command staff cartel gang faction organisation organization party union alliance coalition resistance "
    "defence defense council commando".split()
)
BRANCHES = frozenset("branch affiliate offshoot ally splinter franchise proxy breakaway rival".split())
# What weapons are fired from by those who hold it.
SOURCES = frozenset(
    "aircraft warplane plane jet bomber helicopter gunship ship warship frigate submarine drone vessel boat position "
    "line side battery launcher tank".split()
)
# What a side calls the other.
FOES = frozenset("enemy occupier aggressor invader".split())
SENT = ("launch", "munition")
SENDING = ("launch", "munition", "attack")
# Parties that a weapon is called after without a name.
PARTIES = frozenset("regime junta government rebel militia militant insurgent".split())
LINKED = re.compile(r"[- ](?:linked|backed|affiliated|aligned|allied|inspired|supported|sponsored|funded|trained)\b")
MARKS = re.compile(r"[\s\"\u201c\u201d\u2018\u2019')\]]{1,3}")
REPLYING = frozenset("respond retaliate reply answer react return".split())
# "It failed to go off and soldiers destroyed it".
UNDOING = frozenset("destroy defuse detonate explode disarm burn neutralise neutralize".split())
USING = frozenset("use employ deploy launch fire unleash drop".split())
# Words for people that tell nothing of them, and how much of what they did says who they were.
ANYBODY = frozenset("people person man woman those civilian resident".split())
DOING = 4
KINDS = frozenset({"terrorist", "criminal", "terror", "extremist"})
VICTIMS = frozenset({"civilian", "child", "prisoner", "refugee", "journalist"})
NOBODY = frozenset("nobody noone anyone anybody everyone everybody himself herself itself themselves nothing".split())
PRONOUNS = frozenset("it they them he him she her we us who whom which that this these those i me you one some".split())


@dataclass(frozen=True, slots=True)
class Actor:
    """A named actor: its id where it is known, its words and where they stand in the sentence."""

    actor_id: str | None
    text: str
    start: int
    end: int


def named(reading: Reading, noun: "Token") -> Actor | None:
    """The known actor that a noun phrase names: the name at its head, else one in apposition, else a modifier."""
    tokens = core(noun)
    hits = [(hit, token, name) for hit, token in reading.hits_in(reading.names, tokens) if (name := _actor(hit))]
    heads = [(hit, name) for hit, token, name in hits if token == noun and name.alias_kind != "demonym"]
    if not heads:
        heads = [(hit, name) for hit, name in _apposed(reading, noun) if name.alias_kind != "demonym"]
    if not heads and reading.codebook.means("site", noun.lemma_):
        return None
    order = heads or _by_modifiers(reading, noun, hits)
    if not order:
        return None
    # "Boko Haram militants" are Boko Haram's: the name of one group says more than that of a class.
    exact = [(hit, name) for hit, _, name in hits if not _is_class(reading, name) and name.alias_kind == "name"]
    if exact and all(_is_class(reading, name) for _, name in order):
        order = exact
    order = sorted(order, key=lambda pair: _is_class(reading, pair[1]))
    hit, name = next(((hit, name) for hit, name in order if name.alias_kind != "demonym"), order[0])
    if _is_class(reading, name) and (behind := _right_behind(reading, noun)) is not None:
        return behind
    return Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)


def _right_behind(reading: Reading, noun: "Token") -> Actor | None:
    """ "The militant group Jaish al-Adl": the name that a word for a group stands before, whatever the parse."""
    start = noun.idx + len(noun) + 1
    for hit in reading.names if noun.lemma_.lower() in GROUPS else ():
        name = _actor(hit)
        if name is not None and hit.start == start and not _is_class(reading, name) and reading.codebook.acts(name.id):
            return Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
    return None


def _by_modifiers(
    reading: Reading, noun: "Token", hits: "list[tuple[Hit[Name], Token, Name]]"
) -> list[tuple[Hit[Name], Name]]:
    """The names before a noun that say whose it is: not what it is linked to, nor a land where a name is nearer."""
    fit = [
        one for one in hits if _names_by_modifier(reading, one[2], noun) and not LINKED.match(reading.text, one[0].end)
    ]
    near = [one for one in fit if one[1].dep_ != "poss"]
    exact = any(one[2].alias_kind in ("name", "acronym") and not _is_class(reading, one[2]) for one in near)
    return [(hit, name) for hit, _, name in (near if exact else fit)]


def described(reading: Reading, noun: "Token") -> Actor | None:
    """The actor that a noun phrase names, known or not; none for pronouns, weapons and attacks."""
    known = named(reading, noun)
    if known is not None or is_among(noun, PRONOUNS):
        return known
    start, end = phrase(noun)
    if noun.lemma_.lower() in NAMELESS:
        return None
    if (
        noun.lemma_.lower() in FOES
        or noun.pos_ == "PROPN"
        or any(reading.codebook.means(meaning, noun.lemma_) for meaning in ("force", "doer"))
    ):
        return Actor(None, reading.text[start:end], start, end)
    return None


def attackers(reading: Reading, trigger: Trigger) -> list[Actor]:
    """The actors that the trigger's own words make its attackers, in their order."""
    if trigger.kind == "intercept":
        return _senders(reading, trigger)
    if _is_answer(trigger):
        return []
    found: list[Actor] = []
    if trigger.is_noun:
        inside = [child for child in trigger.token.children if child.dep_ in ("amod", "compound", "poss", "nmod")]
        for child in inside:
            if (
                child != trigger.patient
                and not _is_kind(trigger, child)
                and not (child.dep_ == "compound" and _is_placed(reading, child))
            ):
                found += [actor for noun in (child, *child.conjuncts) if (actor := named(reading, noun))]
        found += _workers(reading, trigger)
        found += _users(reading, trigger) if trigger.agent is None else []
    found += _launchers(reading, trigger) if trigger.agent is None else []
    for noun in _agents(trigger):
        if _is_kind(trigger, noun):
            continue
        if reading.codebook.means("attack", noun.lemma_) and any(
            child.lemma_.lower() in KINDS for child in noun.children
        ):
            continue
        is_weapon = any(hit.start <= noun.idx < hit.end for hit in reading.weapons)
        actor = named(reading, noun) if is_weapon else described(reading, noun)
        actor = actor or _holder(reading, noun)
        if is_itself(noun):
            continue
        own = any(child.lower_ in ("its", "their", "our", "his") and child.dep_ == "poss" for child in noun.children)
        if actor is not None and not (own and actor.actor_id is None) and _is_attacker(reading, actor, noun):
            found += [actor, *_bodies(reading, noun, actor)]
    unique: dict[tuple[str | None, str], Actor] = {(actor.actor_id, actor.text): actor for actor in found}
    return list(unique.values())


def _agents(trigger: Trigger) -> "list[Token]":
    """Each of those who did it: none behind a verb whose subject stands before it ("…, most of them women")."""
    doer, verb = trigger.agent, trigger.token
    if doer is None:
        return []
    is_before = not trigger.is_noun and doer.i < verb.i
    return [doer, *(other for other in doer.conjuncts if not (is_before and other.i > verb.i))]


def is_itself(noun: "Token") -> bool:
    """ "The group", "the movement": who it is was said before."""
    before = [child.lower_ for child in noun.children if child.i < noun.i]
    return noun.lower_ in ITSELF and before == ["the"]


def _users(reading: Reading, trigger: Trigger) -> list[Actor]:
    """ "X used a ballistic missile in an attack on Y": who used the weapon of it."""
    preposition = trigger.token.head
    if trigger.token.dep_ != "pobj" or preposition.lower_ not in ("in", "during", "with"):
        return []
    verb = clause(preposition)
    if preposition.lower_ == "with":  # "responded with artillery fire"
        user = subject(verb) if verb.lemma_ in REPLYING and preposition.head == verb else None
        found = described(reading, user) if user is not None else None
        return [found] if user is not None and found is not None and _is_attacker(reading, found, user) else []
    if verb.lemma_ not in USING or not any(is_weapon(reading, part) for child in verb.children for part in core(child)):
        return []
    user = subject(verb)
    found = described(reading, user) if user is not None else None
    return [found] if user is not None and found is not None and _is_attacker(reading, found, user) else []


def _launchers(reading: Reading, trigger: Trigger) -> list[Actor]:
    """ "Bombs were dropped from X aircraft", "fired from X positions": whose it was that they came from."""
    nouns = [noun for name, noun in trigger.obliques if name.split()[0] == "from"]
    nouns = [noun for noun in nouns if noun.lemma_.lower() in SOURCES and trigger.kind in SENDING]
    hits = [
        (hit, name) for noun in nouns for hit, _ in reading.hits_in(reading.names, core(noun)) for name in hit.values
    ]
    found = [(hit, name) for hit, name in hits if name.kind == "actor" and reading.codebook.acts(name.id)]
    return [Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end) for hit, name in found[:1]]


def _holder(reading: Reading, noun: "Token") -> Actor | None:
    """Whose the aircraft or the drone is: "a jet belonging to X", "a drone sent by X", "a regime jet"."""
    if noun.lemma_.lower() not in SOURCES | {"missile", "rocket"} and not is_weapon(reading, noun):
        return None
    for child in noun.children:
        if child.dep_ == "acl":
            behind = [part for name, part in obliques(child) if name in ("to", "by", "from")]
            behind = [part for part in behind if part.head.lower_ != "from" or not _is_placed(reading, part)]
            known = next((one for part in behind if (one := named(reading, part)) is not None), None)
            if known is not None and known.actor_id is not None and reading.codebook.acts(known.actor_id):
                return known
        if child.dep_ in ("compound", "amod", "nmod") and child.lemma_.lower() in PARTIES:
            return Actor(None, reading.text[child.idx : noun.idx + len(noun)], child.idx, noun.idx + len(noun))
    return None


def _is_kind(trigger: Trigger, noun: "Token") -> bool:
    """ "A terrorist attack", "the Guatemalan terrorist acts", "a civilian massacre": what kind and where, not whose."""
    if noun.lemma_.lower() in VICTIMS and noun.dep_ != "poss" and noun.head == trigger.token:
        return True
    if not trigger.is_noun or noun.head != trigger.token or noun.i > trigger.token.i or noun.dep_ == "poss":
        return False
    return any(child.lemma_.lower() in KINDS for child in trigger.token.children if child.i >= noun.i)


def _is_answer(trigger: Trigger) -> bool:
    """ "Guards killed the attacker": what was done about an attack, and no attack."""
    done = trigger.patient
    if done is not None and done.lower_ == "it" and trigger.token.lemma_ in UNDOING:
        return True
    if done is None or trigger.kind == "abduction":
        return False
    killed = [done, *(noun for name, noun in obliques(done) if name == "of")]
    return any(
        noun.lemma_.lower() in ATTACKING
        and any(child.dep_ == "det" and child.lower_ in ("the", "this") for child in noun.children)
        for noun in killed
    )


def _senders(reading: Reading, trigger: Trigger) -> list[Actor]:
    """Whose the weapons were that were stopped: "destroyed 17 Ukrainian drones"."""
    nouns = [noun for noun in trigger.patients if any(hit.start <= noun.idx < hit.end for hit in reading.weapons)]
    found = [known for noun in nouns if (known := named(reading, noun)) is not None]
    return [known for known in found if known.actor_id is not None and reading.codebook.acts(known.actor_id)]


def _bodies(reading: Reading, noun: "Token", told: Actor) -> list[Actor]:
    """The organisation behind its men: "guerrillas of the X Movement", "X commandos", and the men behind a name."""
    start, end = phrase(noun)
    found: list[Actor] = []
    if not reading.codebook.means("force", noun.lemma_) and not reading.codebook.means("doer", noun.lemma_):
        return found
    if told.actor_id is not None and not _is_class_id(reading, told.actor_id) and noun.pos_ == "NOUN":
        return [Actor(None, reading.text[start:end], start, end)]
    beside = _named_before(reading, noun) or _tied(reading, noun)
    if beside is not None:
        return [beside]
    for part in core(noun):
        if part == noun or part.pos_ != "PROPN" or is_date(part) or not _leads(part):
            continue
        low, high = phrase(part)
        known = named(reading, part)
        body = known or Actor(None, reading.text[low:high], low, high)
        if known is None and _is_placed(reading, part):
            continue
        if (body.actor_id or body.text) != (told.actor_id or told.text):
            found.append(body)
    return found


def _tied(reading: Reading, noun: "Token") -> Actor | None:
    """Whose men they are: "fighters from X", "fighters loyal to X", "belonging to the X Front"."""
    pairs = [(name, part) for child in noun.children if child.dep_ == "prep" for name, part in _under(child)]
    pairs += [
        ("to", part)
        for child in noun.children
        if child.lemma_.lower() in TYING
        for name, part in obliques(child)
        if name in ("to", "with", "under")
    ]
    for name, part in pairs:
        known = named(reading, part)
        if known is not None and known.actor_id is not None:
            if reading.codebook.acts(known.actor_id) and not _is_country(reading, known):
                return known
        elif part.pos_ == "PROPN" and (name == "to" or part.lower_ in BODIES) and not _is_placed(reading, part):
            start, end = phrase(part)
            return Actor(None, reading.text[start:end], start, end)
    return None


def _under(preposition: "Token") -> list[tuple[str, "Token"]]:
    if preposition.lower_ not in ("from", "of", "under", "with"):
        return []
    return [(preposition.lower_, part) for part in preposition.children if part.dep_ == "pobj"]


def _named_before(reading: Reading, noun: "Token") -> Actor | None:
    """The known organisation whose name stands right before its men, whatever the parse and the quotation marks."""
    for hit in reading.names:
        name = _actor(hit)
        between = reading.text[hit.end : noun.idx]
        if name is None or name.alias_kind not in ("name", "acronym") or not MARKS.fullmatch(between):
            continue
        if not _is_class(reading, name) and reading.codebook.acts(name.id):
            return Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end)
    return None


def _is_placed(reading: Reading, part: "Token") -> bool:
    return any(name.kind == "place" for hit, _ in reading.hits_in(reading.names, core(part)) for name in hit.values)


def _leads(part: "Token") -> bool:
    """The last word of a name that stands before or behind the noun."""
    return part.head.pos_ != "PROPN" and (part.dep_ in ("compound", "nmod", "poss", "pobj"))


def _workers(reading: Reading, trigger: Trigger) -> list[Actor]:
    """ "The attack was the work of X"."""
    verb = trigger.token.head
    works = [child for child in verb.children if child.dep_ == "attr" and child.lemma_ in ("work", "responsibility")]
    if trigger.token.dep_ != "nsubj" or not works:
        return []
    hits = [(hit, name) for hit, _ in reading.hits_in(reading.names, list(works[0].subtree)) if (name := _actor(hit))]
    exact = [pair for pair in hits if not _is_class(reading, pair[1])] or hits
    return [Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end) for hit, name in exact[:1]]


def target_findings(
    reading: Reading, trigger: Trigger, doers: list[Actor], where: "Whereabouts | None" = None
) -> list[Finding]:
    """Those who were attacked, known or in the text's words: the objects, or whose members the victims are.

    Who is told to have been hurt is likely the target; who was hurt beside ("killing its driver") possibly.
    """
    if trigger.kind == "intercept":
        return []
    is_person = trigger.kind == "harm" or trigger.event_type in PERSONAL
    nouns = trigger.patients if trigger.kind not in SENT else _shot_at(reading, trigger)
    nouns = [other for noun in nouns for other in (noun, *_named_with(noun))]
    nouns = [noun for noun in nouns if is_person or not is_place(reading, noun, where)]
    found = [actor for noun in nouns if (actor := target(reading, noun, is_person=is_person)) is not None]
    doing = {doer.actor_id or doer.text for doer in doers}
    certainty = _certainty(reading, trigger)
    return [
        replace(finding(reading, Field.TARGET_ACTOR, actor), certainty=certainty)
        for actor in found
        if (actor.actor_id or actor.text) not in doing
    ]


def _certainty(reading: Reading, trigger: Trigger) -> Certainty:
    verb = trigger.token.head
    if trigger.is_noun and trigger.token.dep_ == "nsubj" and reading.codebook.means("harm", verb.lemma_):
        return Certainty.LIKELY
    if trigger.kind != "harm":
        return Certainty.ASSERTED
    beside = trigger.token.tag_ == "VBG" and trigger.token.dep_ in ("advcl", "acl", "conj", "pcomp")
    return Certainty.POSSIBLE if beside else Certainty.LIKELY


def _shot_at(reading: Reading, trigger: Trigger) -> list["Token"]:
    """People that something was fired at or thrown at."""
    stranded = [
        child
        for child in trigger.token.children
        if child.dep_ in ("prep", "prt") and child.lower_ in AIMED and not list(child.children)
    ]
    if stranded and trigger.patient is not None and trigger.patient.dep_ == "nsubjpass":
        return trigger.patients
    return [
        noun
        for name, noun in trigger.obliques
        if name.rsplit(maxsplit=1)[-1] in AIMED and (person(reading, noun) or armed(reading, noun))
    ]


def _named_with(noun: "Token") -> list["Token"]:
    """Those whom a group includes or whose names follow it: "two students, X and Y", "miners, including X"."""
    found = []
    for child in noun.children:
        if child.lower_ == "including" and child.dep_ == "prep":
            found += [inner for inner in child.children if inner.dep_ == "pobj"]
        elif child.dep_ == "appos" and child.pos_ == "PROPN" and noun.tag_ == "NNS":
            found.append(child)
    return [other for first in found for other in (first, *first.conjuncts) if other.i >= first.i]


def target(reading: Reading, noun: "Token", *, is_person: bool = False) -> Actor | None:
    """Who a noun says was attacked: a known actor, or people in the text's own words; none for a thing.

    `is_person` where the verb leaves no doubt that people are meant.
    """
    if noun.lemma_.lower() in NEVER | NOBODY or is_area(noun) or is_machine(reading, noun) or _says(reading, noun):
        return None
    known = named(reading, noun) or owner(reading, noun)
    if known is not None and person(reading, noun) and not _heads(noun, known):
        known = None  # "a Salvadoran bishop" is no Salvador
    if known is not None and _is_country(reading, known):
        return None
    if known is not None or is_among(noun, PRONOUNS):
        return known
    if not is_person and not person(reading, noun) and not armed(reading, noun):
        return None
    if any(hit.start <= noun.idx < hit.end for hit in reading.weapons) or is_date(noun):
        return None
    start, end = phrase(noun)
    start += len("dead ") if reading.text[start:].startswith("dead ") else 0  # "shot dead six men"
    end -= 2 if reading.text[start:end].endswith(("'s", "\u2019s")) else 0
    end = _doing_end(noun, _named_end(reading, noun, end))
    return Actor(None, reading.text[start:end], start, end)


def _named_end(reading: Reading, noun: "Token", end: int) -> int:
    """ "A former MP, Hussein Arale": his name belongs to the words for him."""
    name = next((child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if name is None or reading.text[end : name.left_edge.idx] != ", " or noun.tag_ not in ("NN", "NNP"):
        return end
    own = [part for part in (*name.children, name) if part.pos_ == "PROPN" and part.i <= name.i]
    return name.idx + len(name) if own and own[0].idx == name.left_edge.idx else end


def _doing_end(noun: "Token", end: int) -> int:
    """ "People queuing at a bakery": what they were about tells who they were, where no better word for them does."""
    doing = next((child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBG"), None)
    if doing is None:  # the parser may take them for the subject of what they did
        doing = noun.head if noun.dep_ == "nsubj" and noun.head.tag_ == "VBG" else None
    if doing is None or noun.lemma_.lower() not in ANYBODY or doing.i != noun.i + 1:
        return end
    near = [part for child in doing.children if child.dep_ in ("prep", "dobj") for part in (child, *child.subtree)]
    nouns = [part for part in near if part.i <= doing.i + DOING and part.pos_ in ("NOUN", "PROPN", "PRON")]
    last = max(nouns, key=lambda one: one.i, default=doing)
    return last.idx + len(last)


def _says(reading: Reading, noun: "Token") -> bool:
    """ "Killing 12 people, police said": the parser takes the speaker for one of those killed."""
    following = noun.doc[noun.right_edge.i + 1] if noun.right_edge.i + 1 < len(noun.doc) else None
    return noun.dep_ == "conj" and following is not None and bool(reading.codebook.means("say", following.lemma_))


def _is_country(reading: Reading, known: Actor) -> bool:
    """A state under the name of its land: where it was, not whom it was aimed at."""
    kinds = {
        name.kind for hit in reading.names if (hit.start, hit.end) == (known.start, known.end) for name in hit.values
    }
    return "place" in kinds and reading.codebook.actors[known.actor_id or ""]["actor_kind"] == "state"


def _heads(noun: "Token", known: Actor) -> bool:
    return known.start <= noun.idx < known.end


def finding(reading: Reading, field: Field, actor: Actor) -> Finding:
    """An actor as an assertion: id and words, or words alone."""
    return Finding(field=field, span=reading.span(actor.start, actor.end), value=actor.actor_id, text=actor.text)


def _actor(hit: Hit[Name]) -> Name | None:
    return next((name for name in hit.values if name.kind == "actor"), None)


def _apposed(reading: Reading, noun: "Token") -> list[tuple[Hit[Name], Name]]:
    names = [child for child in noun.children if child.dep_ == "appos"]
    tokens = [part for name in names if not _is_branch(noun, name) for part in core(name)]
    return [(hit, name) for hit, _ in reading.hits_in(reading.names, tokens) if (name := _actor(hit))]


def _is_branch(noun: "Token", name: "Token") -> bool:
    """ "The Support Group, the al-Qaeda branch in the region": what it belongs to, and not what it is."""
    return noun.pos_ == "PROPN" and name.lemma_.lower() in BRANCHES


def _is_class_id(reading: Reading, actor_id: str) -> bool:
    return reading.codebook.actors[actor_id]["is_class"] == "true"


def _is_class(reading: Reading, name: Name) -> bool:
    return reading.codebook.actors[name.id]["is_class"] == "true"


def _names_by_modifier(reading: Reading, name: Name, noun: "Token") -> bool:
    """ "Israeli jets" are Israel's; "Iraqi groups" are nobody known, and the Washington Post is not Washington's."""
    if name.alias_kind == "demonym":
        is_land = name.kind == "actor" and reading.codebook.actors[name.id]["actor_kind"] == "state"
        is_no_state = bool({part.lemma_.lower() for part in core(noun)} & (GROUPS | CIVIL))
        return not is_no_state and not (is_land and _is_of_no_state(reading, noun))
    if name.alias_kind == "metonym" or noun.pos_ == "PROPN":
        return name.alias_kind != "metonym" and bool(reading.codebook.means("force", noun.lemma_.lower()))
    return True


def _is_of_no_state(reading: Reading, noun: "Token") -> bool:
    """People and armed men who serve no state by what they are called: "two Somali teenagers", "Iraqi gunmen"."""
    force = reading.codebook.means("force", noun.lemma_.lower())
    if force is not None:
        return force.code != "regular"
    victim, office = (reading.codebook.means(meaning, noun.lemma_.lower()) for meaning in ("victim", "office"))
    is_civilian = victim is not None and victim.code == "civilian" and office is None
    return is_civilian or reading.codebook.means("doer", noun.lemma_.lower()) is not None


def owner(reading: Reading, noun: "Token") -> Actor | None:
    """ "A base of the group", "a spokesman for X": the name in the phrase that hangs on a noun."""
    for child in noun.children:
        is_aide = child.lower_ == "to" and noun.lemma_.lower() in AIDES
        if child.dep_ == "prep" and (is_aide or child.lower_ in ("of", "belonging to", "from", "for")):
            for holder in child.children:
                actor = named(reading, holder)
                if actor is not None:
                    return actor
    return None


def _is_attacker(reading: Reading, actor: Actor, noun: "Token") -> bool:
    if actor.actor_id is None:
        return not reading.codebook.means("attack", noun.lemma_)
    return (
        reading.codebook.acts(actor.actor_id) or reading.codebook.actors[actor.actor_id]["actor_kind"] == "state_civil"
    )
