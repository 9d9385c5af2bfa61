"""Who is told to have done it, clause by clause: by the doer itself, by another, or by nobody but the article."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Stance
from ingest.mention import actor
from ingest.mention.accused import BELONGING, accused, is_unknown, within
from ingest.mention.actor import Actor
from ingest.mention.chain import REPLYING, Attribution
from ingest.mention.charge import POINTING, WAVES, WORKS, is_begun, is_event, is_of_ways, is_that_work
from ingest.mention.claim import SELF, VOICING, Speech, is_negated, said
from ingest.mention.doer import (
    defends,
    is_defence,
    is_misread,
    is_nameless,
    is_of_both,
    is_own_wing,
    is_side,
    is_who_tells,
)
from ingest.mention.heard import GROUPS, Step
from ingest.mention.ours import (
    HOUSES,
    SERVICES,
    fights,
    is_arm_of,
    is_class,
    is_force,
    is_its_house,
    is_itself,
    is_own_army,
    is_same_service,
    is_their_arm,
    is_their_craft,
    is_war_of,
)
from ingest.mention.physical import is_weapon
from ingest.mention.reading import (
    Reading,
    agent,
    is_among,
    is_date,
    obliques,
    passive_subject,
    patient,
    referent,
    subject,
)
from ingest.mention.status import status
from ingest.mention.trigger import Trigger
from ingest.mention.whose import ATTACKING

if TYPE_CHECKING:
    from spacy.tokens import Token

ERRING = re.compile(r"\b(?:mistake\w*|errors?|accident\w*|wrong\w*)\b", re.I)
UNKNOWN = re.compile(r"\b(?:unidentified|unknown)\b", re.I)
KINDS = ("attack", "launch", "harm")
# Verbs of doing that tell of an attack where their object points at one.
DOING = frozenset(
    "send do carry conduct stage commit perpetrate order launch fire aim target seize dispatch organise organize "
    "plan hit strike run mount execute undertake lead".split()
)
# Who speaks for a state's armed forces without being one of them.
ANNOUNCING = frozenset("announce report describe hail claim detail publish declare".split())
# What an army or a group announces that it did.
ACTIONS = frozenset(
    "firing launch launching downing sinking targeting neutralisation neutralization destruction elimination "
    "liquidation seizure capture".split()
)
BOASTING = frozenset(
    "precise precision successful successfully retaliatory preemptive pre-emptive group combined qualitative heroic "
    "pinpoint surgical special".split()
)
PARTS = frozenset("one some several two three four many most unit cell group column team squad number members".split())
ANSWERABLE = frozenset({"responsible", "culpable", "answerable", "guilty"})
AUTHORS = frozenset("author perpetrator culprit mastermind instigator assailant attacker".split())
THOSE = frozenset({"they", "these", "those", "it", "this", "that"})
OWNED = frozenset({"theirs", "ours", "its", "his", "hers"})
# What a gunman may be of a land, who did nothing for it.
CITIZENS = frozenset("citizen national resident native man woman teenager youth refugee immigrant student".split())
# Who sends another to do it.
HIRING = frozenset("recruit hire direct task instruct commission handle train send pay order".split())
THINKING = frozenset("believe think suspect presume assume hold say know consider understand allege".split())
SENDING = frozenset("send dispatch fire".split())
PLACING = frozenset("lay plant place detonate".split())
MEN = frozenset("boy man men lad fighter soldier unit brother martyr hero guerrilla comrade troop force".split())
THINGS = frozenset(
    "tank gun plane warplane jet aircraft helicopter gunship boat vessel warship ship frigate battery drone missile "
    "rocket".split()
)
MISSILES = frozenset("shot shell round fire missile rocket drone projectile bullet gunfire salvo".split())
SAYS = {
    "believed": Stance.SUSPECTS,
    "assessed": Stance.ASSESSES_LIKELY,
    "conceded": Stance.CONCEDES,
    "confirmed": Stance.CONFIRMS,
}
OWN = frozenset({Stance.CONCEDES, Stance.CONFIRMS})
# What they find is a finding, and no more blame.
COURTS = frozenset("inquiry enquiry court tribunal judge jury inquest coroner magistrate".split())
REFUSING = frozenset({"denies_responsibility", "no_comment"})


def deeds(reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> Iterator[Speech]:
    """The speech acts that lie in telling who did it."""
    seen = {trigger.token.i for trigger in triggers}
    for trigger in triggers:
        if trigger.status is AttackStatus.ACTUAL and trigger.kind in (*KINDS, "munition"):
            yield from _trigger(reading, trigger, told)
        elif trigger.status is AttackStatus.NEGATED and trigger.agent is not None and not is_of_ways(trigger.token):
            yield from _disowned(reading, trigger.token, told) if is_own(trigger.agent) else ()
    for token in reading.tokens:
        if token.i not in seen and token.pos_ in ("VERB", "AUX"):
            yield from _verb(reading, token, told)
            yield from _undone(reading, token, told)


def _trigger(reading: Reading, trigger: Trigger, told: Attribution) -> Iterator[Speech]:
    doers = actor.attackers(reading, trigger)
    doers = [doer for doer in doers if doer.actor_id] or doers
    doers = [doer for doer in doers if not UNKNOWN.search(doer.text)]
    if trigger.agent is not None and _is_thing(reading, trigger.agent) and not any(doer.actor_id for doer in doers):
        doers = _keepers(reading, trigger.agent) or [doer for doer in doers if is_side(doer)]
    told = told.at(trigger.token)
    own = trigger.agent is not None and _is_of_speaker(reading, trigger, trigger.agent, told)
    if own and all(is_class(reading, doer) for doer in doers):
        yield from by_himself(reading, trigger.token, told, trigger)
    elif not (trigger.agent is not None and is_unknown(trigger.agent)):
        for doer in doers:
            yield from by_another(reading, trigger.token, doer, told, trigger)
    if not doers and not own:
        yield from _admitted(reading, trigger, told)
        yield from _waged(reading, trigger, told)


def _is_of_speaker(reading: Reading, trigger: Trigger, doer: "Token", told: Attribution) -> bool:
    """ "Its men struck", "its drones had reached the store", "the air force had hit it, an army spokesman said"."""
    if trigger.kind in KINDS and (is_own(doer) or is_itself(reading, doer, told.tellers_of(trigger.token)[:1])):
        return True
    if trigger.kind == "munition":
        return is_own(doer) and is_weapon(reading, doer)
    steps = told.tellers_of(trigger.token)[:1]
    return trigger.kind in KINDS and (is_their_arm(reading, doer, steps) or is_their_craft(reading, doer, steps))


def _is_thing(reading: Reading, noun: "Token") -> bool:
    return noun.lemma_.lower() in THINGS or is_weapon(reading, noun)


def _keepers(reading: Reading, noun: "Token") -> list[Actor]:
    """Whose aircraft, tanks or guns they are: "two helicopters of the junta's air force"."""
    if (known := within(reading, noun)) is not None:
        return [known]
    inside = [
        deep for child in noun.children if child.dep_ == "prep" and child.lower_ == "of" for deep in child.children
    ]
    found = (accused(reading, holder) for holder in inside if holder.dep_ == "pobj")
    return [one for one in found if one is not None]


def _verb(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "X sent them", "it was fired by X", "X was behind the attack", "the helicopter was Syrian"."""
    if verb.lemma_ in ANNOUNCING:
        yield from _announced(reading, verb, told)
    doer = _doer(reading, verb)
    is_said = verb.lemma_ == "be" and bool(told.tellers)  # "the people who lay these are X", he said
    if doer is None or (not is_said and status(reading, verb, is_noun=False) is not AttackStatus.ACTUAL):
        return
    if is_own(doer) or is_itself(reading, doer, told.tellers_of(verb)[:1]):
        if told.tellers:
            yield from by_himself(reading, verb, told, None)
        return
    found = accused(reading, doer, is_person=_stands_behind(verb))
    if found is None or (found.actor_id is None and not told.tellers):
        return
    if found.actor_id is None or reading.codebook.acts(found.actor_id):
        yield from by_another(reading, verb, found, told, None)


def _stands_behind(verb: "Token") -> bool:
    """ "X was behind it": whatever X is called, it is somebody."""
    return verb.lemma_ == "be" and any(name == "behind" for name, _ in obliques(verb))


def _doer(reading: Reading, verb: "Token") -> "Token | None":
    lemma, found = verb.lemma_.lower(), _otherwise(reading, verb)
    if found is not None or lemma in ("be", "belong"):
        return found
    is_kind = lemma == "set" or any(reading.codebook.means(one, lemma) for one in KINDS)
    if lemma not in DOING and not is_kind:
        return None
    done = patient(verb)
    if done is None and reading.codebook.means("harm", lemma):
        # "eliminated", within quotes, has no object for the parser
        done = next((child for child in verb.children if child.dep_ in ("attr", "oprd")), None)
    is_passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    is_participle = verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
    doer = agent(verb) or (None if is_passive or is_participle else subject(verb))
    aimed = done is not None and (
        done.lower_ in POINTING
        or done.lemma_ in MISSILES
        or (lemma in DOING and (is_event(reading, done) or is_that_work(done)) and not is_begun(verb, done))
        or is_weapon(reading, done)
        or (lemma in SENDING and done.lemma_ in THINGS)
    )
    at = any(name in ("at", "on") for name, _ in obliques(verb)) and lemma in ("fire", "aim", "open")
    meant = doer is not None and done is not None and is_own(doer) and _does(reading, verb, lemma)
    if doer is None or doer == done or not (aimed or at or meant):
        return None
    return referent(doer)


def _otherwise(reading: Reading, verb: "Token") -> "Token | None":
    """Who did it by a verb of no deed: "was X", "belonged to X", "came from X positions", "was hired by X"."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return None if is_negated(verb) else _equated(reading, verb)
    if lemma == "belong" and _is_armed(reading, verb):
        return next((noun for name, noun in obliques(verb) if name == "to"), None)
    if lemma == "come" and (first := subject(verb)) is not None and first.lemma_ in MISSILES:
        sources = [noun for name, noun in obliques(verb) if name == "from"]
        sources += [held for noun in sources for child in noun.children if (held := agent(child)) is not None]
        return next((noun for noun in sources if _acts(reading, noun)), None)
    return _sender(reading, verb) if lemma in HIRING else None


def _sender(reading: Reading, verb: "Token") -> "Token | None":
    """ "The suspect had been recruited by X": who sent him."""
    first, by = passive_subject(verb), agent(verb)
    if first is None or by is None or not _acts_by_name(reading, by):
        return None
    lemma = first.lemma_.lower()
    is_he = lemma in ATTACKING or lemma in ("he", "she", "they", "suspect", "man", "killer")
    return by if is_he or reading.codebook.means("doer", lemma) else None


def _acts_by_name(reading: Reading, noun: "Token") -> bool:
    known = actor.named(reading, noun)
    return known is not None and known.actor_id is not None and reading.codebook.acts(known.actor_id)


def _does(reading: Reading, verb: "Token", lemma: str) -> bool:
    """Whether a verb tells of an attack whatever its object: one opens fire, and opens an investigation."""
    if lemma in SENDING:
        return any(name == "against" for name, _ in obliques(verb))
    if any(is_weapon(reading, part) for part in verb.children if part.dep_ in ("dobj", "nsubjpass")):
        return True
    is_set_off = lemma == "set" and any(child.lower_ == "off" for child in verb.children)
    return is_set_off or lemma in PLACING or any(reading.codebook.means(one, lemma) for one in ("attack", "harm"))


def _equated(reading: Reading, verb: "Token") -> "Token | None":  # noqa: PLR0911
    """What "X was behind it", "it was the work of X" and "the gunmen were X" say."""
    first = subject(verb) or _raised(verb)
    if first is None:
        return None
    if first.lower_ in POINTING or is_event(reading, first):
        works = [child for child in verb.children if child.dep_ == "attr" and child.lemma_ in WORKS]
        works = [work for work in works if not _is_ours(work)]
        if works:
            return next((noun for work in works for name, noun in obliques(work) if name in ("of", "by")), None)
    for name, noun in obliques(verb):
        if name == "behind" and (is_event(reading, noun) or noun.lower_ in POINTING or noun.lemma_ in WAVES):
            return first
    attribute = next((child for child in verb.children if child.dep_ in ("attr", "acomp")), None)
    is_to_blame = any(child.dep_ == "xcomp" and child.lemma_ == "blame" for child in verb.children)
    if is_to_blame or (attribute is not None and attribute.lower_ in ANSWERABLE):
        return first
    if attribute is not None and first.lower_ in POINTING and _is_ours(attribute):
        return attribute
    is_those = first.lower_ in THOSE or (first.lower_ == "people" and any(c.dep_ == "relcl" for c in first.children))
    if attribute is not None and is_those and _is_band(reading, attribute):
        return attribute
    if attribute is not None and first.lemma_.lower() in AUTHORS:
        return attribute
    if attribute is not None and (own := _membership(reading, first, attribute)) is not None:
        return own
    if attribute is None or not _is_armed(reading, verb) or attribute.lemma_.lower() in CITIZENS:
        return None
    is_known = actor.named(reading, attribute) is not None or _demonym(reading, attribute)
    return attribute if is_known or attribute.pos_ == "PROPN" else None


def _raised(verb: "Token") -> "Token | None":
    """ "X is believed to be responsible": of whom it is believed."""
    above = verb.head
    is_thought = verb.dep_ == "xcomp" and above.lemma_ in THINKING and above.tag_ == "VBN"
    return passive_subject(above) if is_thought else None


def _is_ours(noun: "Token") -> bool:
    """ "It was theirs", "it was us", "it had been our work, with local hands", "it was our boys"."""
    owned = any(child.dep_ == "poss" and child.lower_ in SELF for child in noun.children)
    own_work = noun.lemma_.lower() in WORKS | MEN and owned
    return noun.lower_ in OWNED or own_work or (noun.lower_ in ("us", "we") and noun.text != "US")


def _is_band(reading: Reading, noun: "Token") -> bool:
    """ "They are X": the name of an armed group."""
    known = actor.named(reading, noun)
    row = reading.codebook.actors[known.actor_id] if known is not None and known.actor_id else None
    return row is not None and row["actor_kind"] in ("armed_group", "umbrella") and row["is_class"] != "true"


def _membership(reading: Reading, first: "Token", attribute: "Token") -> "Token | None":
    """ "The bomber was one of its men"."""
    word = first.lemma_.lower()
    if word not in ATTACKING and not reading.codebook.means("doer", word):
        return None
    whole = [noun for name, noun in obliques(attribute) if name == "of"]
    return next((noun for noun in (attribute, *whole) if is_own(noun)), None)


def _demonym(reading: Reading, token: "Token") -> bool:
    return any(
        hit.start <= token.idx < hit.end and name.alias_kind == "demonym"
        for hit in reading.names
        for name in hit.values
    )


def _is_armed(reading: Reading, verb: "Token") -> bool:
    """Whether the subject is one who attacked or what was used: "the four", "the gunmen", "the helicopter"."""
    first = subject(verb)
    if first is None:
        return False
    lemma = first.lemma_.lower()
    known = any(reading.codebook.means(meaning, lemma) for meaning in ("doer", "weapon"))
    definite = any(child.lower_ in ("the", "these", "those") for child in first.children)
    known = known or lemma in ATTACKING
    return definite and (known or lemma in actor.NAMELESS or first.pos_ == "NUM" or is_weapon(reading, first))


def _acts(reading: Reading, noun: "Token") -> bool:
    known = actor.named(reading, noun)
    is_force = bool(reading.codebook.means("force", noun.lemma_.lower())) or noun.pos_ == "PROPN"
    is_force = is_force or noun.lemma_.lower() in BELONGING
    return known is not None and known.actor_id is not None and reading.codebook.acts(known.actor_id) and is_force


def is_own(doer: "Token") -> bool:
    """ "They", "its men", "one of its columns", "the movement's navy": of whom the speaker is one."""
    part = [noun for name, noun in obliques(doer) if name == "of"] if doer.lower_ in PARTS or doer.pos_ == "NUM" else []
    owners = [child for noun in (doer, *part) for child in noun.children if child.dep_ == "poss"]
    if _is_ours(doer) and doer.lower_ != "its":
        return True
    return is_among(doer, SELF) or any(
        child.lower_ in SELF
        or (child.lemma_.lower() in GROUPS | SERVICES and any(one.lower_ == "the" for one in child.children))
        for child in owners
    )


def by_himself(reading: Reading, token: "Token", told: Attribution, trigger: Trigger | None) -> Iterator[Speech]:
    """An actor that says it did it: "X said they hit a base", "X said its forces struck"."""
    if any(child.lower_ in ("back", "i") for child in token.children):
        return
    if passive_subject(token) is not None and agent(token) is None and token.dep_ != "relcl":
        return
    if is_defence(reading, token):
        return
    for step in told.tellers_of(token)[:1]:
        known = fights(reading, step) or _has_men(token, step) or _commands(reading, token, step, trigger)
        known = known or _is_group(reading, told, step)
        if not known or _is_aside(token, told):
            continue
        stance = _stance(reading, token, told)
        if stance is None or stance in (Stance.SUSPECTS, Stance.ASSESSES_LIKELY) or _hedged(reading, token):
            continue  # nobody believes of himself that he did it
        is_boast = reading.codebook.is_band(step.actor_id) and not ERRING.search(reading.text)
        stance = stance if stance in OWN and not is_boast else Stance.CLAIMS_RESPONSIBILITY
        yield said(reading, token, stance, told, speaker=step, about=step, trigger=trigger)


def _is_group(reading: Reading, told: Attribution, step: Step) -> bool:
    """ "A group calling itself X said that it had done it"."""
    nouns = [subject(reading.doc[number]) for number, one in told.tellers if number >= 0 and one == step]
    return step.name[:1].isupper() and any(noun is not None and noun.lemma_.lower() in GROUPS for noun in nouns)


def _has_men(token: "Token", step: Step) -> bool:
    """ "X said its men had done it": who has fighters fights, whether his name is known or not."""
    doer = subject(token) or agent(token)
    is_band = bool(GROUPS & set(step.name.lower().split()))
    if doer is None or not (is_band or (step.actor_id is None and step.name[:1].isupper())):
        return False
    return doer.lemma_.lower() in MEN and any(child.lower_ in ("its", "our", "their") for child in doer.children)


def _commands(reading: Reading, token: "Token", step: Step, trigger: Trigger | None) -> bool:
    """ "X said its fighters had attacked": whoever X is, it has fighters; a person has none that are "its"."""
    doer = trigger.agent if trigger is not None else agent(token) or subject(token)
    words = step.name.split()
    if doer is None or step.actor_id is not None or not words[0][:1].isupper():
        return False
    is_armed = doer.lemma_.lower() in MEN or any(
        reading.codebook.means(one, doer.lemma_.lower()) for one in ("force", "doer")
    )
    return is_armed and any(child.lower_ == "its" and child.dep_ == "poss" for child in doer.children)


def _is_aside(token: "Token", told: Attribution) -> bool:
    """Told on the side under the verb of speech: "puts its strength at 2,000, from a peak when its units shot …"."""
    spoken = {number for number, _ in told.tellers}
    line = [token]
    for above in token.ancestors:
        if above.i in spoken:
            return any(one.dep_ in ("advcl", "relcl") and not is_date(one.head) and not _is_told(one) for one in line)
        line.append(above)
    return False


def _is_told(verb: "Token") -> bool:
    """ "Said in a message that it had …", "said ten had died when its men …": what was said, wherever it hangs."""
    openers = [child for child in verb.children if child.lower_ in ("when", "as", "after") and child.i < verb.i]
    if verb.dep_ == "advcl" and verb.head.pos_ == "VERB" and openers:
        return verb.head.dep_ == "ccomp"
    return verb.dep_ == "relcl" and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def _disowned(reading: Reading, token: "Token", told: Attribution) -> Iterator[Speech]:
    """ "X said that its guns do not fire at houses"."""
    for step in told.above(token)[:1]:
        if step.actor_id is not None and fights(reading, step):
            yield said(reading, token, Stance.DENIES_RESPONSIBILITY, told, speaker=step, about=step)


def _undone(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Our units did not fire," the ministry responded: of an attack in general, and a denial of this one."""
    if not is_negated(verb) or not any(reading.codebook.means(one, verb.lemma_.lower()) for one in KINDS):
        return
    doer = subject(verb)
    if doer is None or any(child.tag_ == "MD" for child in verb.children):
        return
    owners = {child.lower_ for child in doer.children if child.dep_ == "poss"}
    if doer.lower_ == "we" or owners & {"our", "its", "their"}:
        yield from _disowned(reading, verb, told)


def _announced(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "The group's spokesman announced a precise hit on the ship", "described a precise action by its air arm"."""
    things = [child for child in verb.children if child.dep_ in ("dobj", "obj")]
    own = [thing for thing in things if verb.lemma_ == "announce" or _is_boast(thing)]
    if not any(is_event(reading, thing) or thing.lemma_.lower() in ACTIONS for thing in own) or any(
        agent(thing) is not None for thing in own
    ):
        return
    for step in [step for number, step in told.tellers if number == verb.i][:1]:
        kind = reading.codebook.actors[step.actor_id]["actor_kind"] if step.actor_id else ""
        is_house = bool(HOUSES.intersection(step.name.lower().split()))
        if kind in ("armed_group", "umbrella", "state_forces") or (is_house and verb.lemma_ != "announce"):
            yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=step, about=step)


def _is_boast(thing: "Token") -> bool:
    """ "A group strike with precision weapons", "a successful operation": as only who did it calls it."""
    return any(part.lower_ in BOASTING for part in thing.subtree)


def by_another(
    reading: Reading, token: "Token", doer: Actor, told: Attribution, trigger: Trigger | None
) -> Iterator[Speech]:
    """The speech acts of those who tell that somebody did it, or of the article where nobody else does."""
    if defends(reading, token, doer):
        return
    at = (min(token.idx, doer.start), max(token.idx + len(token), doer.end))
    tellers: list[Step | None] = list(told.tellers_of(token))
    if not tellers and token.dep_ == "relcl" and any(child.lemma_ == "have" for child in token.children):
        return  # "X, which has fired on bases since, …": what it is known for
    if not tellers:
        stance = _hedged(reading, token) or (
            Stance.BLAMES if _is_blamed(reading, doer) else Stance.ATTRIBUTES_OWN_VOICE
        )
        if stance is not Stance.ATTRIBUTES_OWN_VOICE or _is_name(reading, doer):
            yield said(reading, token, stance, told, speaker=None, about=doer, at=at, trigger=trigger)
        return
    stance_told = _stance(reading, token, told)
    if is_misread(reading, doer, told) or is_of_both(trigger):
        return
    tellers = [step for step in tellers if step is None or not is_who_tells(step, doer)]
    for step in tellers if stance_told is not None else []:
        own = _as_own(reading, (token, trigger), doer, step, told) if step is not None else None
        if own is not None:
            yield said(reading, token, own[0], told, speaker=step, about=own[1], at=at, trigger=trigger)
            continue
        stance = _of(reading, step, doer, stance_told or Stance.BLAMES, _hedged(reading, token))
        if stance is Stance.BLAMES and is_nameless(reading, doer):
            continue  # "gunmen killed two, police said" accuses nobody
        yield said(reading, token, stance, told, speaker=step, about=doer, at=at, trigger=trigger)


def _as_own(
    reading: Reading, at: tuple["Token", Trigger | None], doer: Actor, step: Step, told: Attribution
) -> tuple[Stance, Actor | Step] | None:
    """The stance of who tells of his own side, and whose the deed then is; none where it is another's."""
    token, trigger = at
    claims, stance = Stance.CLAIMS_RESPONSIBILITY, _stance(reading, token, told) or Stance.BLAMES
    if is_arm_of(reading, doer, step) or is_its_house(reading, doer, step):
        return claims, step
    if is_same_service(reading, doer, step) or is_own_wing(reading, doer, step, told):
        return claims, doer
    if is_war_of(reading, doer, step, trigger):
        return claims, doer
    if is_own_army(reading, doer, step, told):
        is_owned_up = stance in OWN or token.lemma_ in ("belong", "be")
        return (Stance.CONCEDES if is_owned_up else claims), doer
    stance = _of(reading, step, doer, stance, _hedged(reading, token))
    return (stance, step) if stance in (claims, Stance.CONCEDES) and is_force(reading, step) else None


def _is_blamed(reading: Reading, doer: Actor) -> bool:
    """ "Bombings blamed on X": by whoever it is, and not by the article."""
    noun = reading.token_at(doer.start, doer.end)
    above = noun.head.head if noun is not None and noun.dep_ == "pobj" else None
    term = reading.codebook.means("answer", above.lemma_.lower()) if above is not None else None
    return term is not None and term.code == "blames"


def _of(reading: Reading, step: Step | None, doer: Actor, told: Stance, hedged: Stance | None) -> Stance:
    """One's own deed is claimed or conceded, another's is blamed or suspected."""
    kin = (
        step is not None
        and step.actor_id is not None
        and doer.actor_id is not None
        and reading.codebook.answers_for(step.actor_id, doer.actor_id)
    )
    voicing = step is not None and step.name.split()[-1].lower() in VOICING
    if (kin or voicing) and told not in (Stance.SUSPECTS, Stance.ASSESSES_LIKELY):
        return told if told in OWN else Stance.CLAIMS_RESPONSIBILITY
    if hedged is None and step is not None and COURTS & set(step.name.lower().split()):
        return Stance.CONFIRMS
    return hedged or (Stance.BLAMES if told in OWN else told)


def _admitted(reading: Reading, trigger: Trigger, told: Attribution) -> Iterator[Speech]:
    """ "Conceded that tanks had opened fire": whose, is said by who concedes."""
    if _stance(reading, trigger.token, told) is not Stance.CONCEDES:
        return
    for step in told.tellers_of(trigger.token)[:1]:
        if step.actor_id is not None and reading.codebook.acts(step.actor_id):
            yield said(reading, trigger.token, Stance.CONCEDES, told, speaker=step, about=step, trigger=trigger)


def _waged(reading: Reading, trigger: Trigger, told: Attribution) -> Iterator[Speech]:
    """ "The army said that strikes had been carried out on the militants": by whom, it has not to say."""
    if trigger.kind not in ("attack", "launch") or trigger.agent is not None or trigger.event_type == "armed_clash":
        return
    for step in told.tellers_of(trigger.token)[:1]:
        stance = _stance(reading, trigger.token, told)
        if stance is not None and stance is not Stance.SUSPECTS and is_war_of(reading, None, step, trigger):
            claims = Stance.CLAIMS_RESPONSIBILITY
            yield said(reading, trigger.token, claims, told, speaker=step, about=step, trigger=trigger)


def _stance(reading: Reading, token: "Token", told: Attribution) -> Stance | None:
    """What telling it amounts to, by the nearest verb of speech above; none under a denial."""
    spoken = {number for number, _ in told.tellers}
    for above in token.ancestors:
        lemma = above.lemma_.lower()
        answer = reading.codebook.means("answer", lemma)
        is_reply = lemma in REPLYING and (above.i in spoken or any(one.lower_ == "with" for one in above.children))
        if answer is not None and answer.code in REFUSING and not is_reply:
            return None
        if above.i in spoken:
            if answer is not None and answer.code == "suspects":
                return Stance.SUSPECTS
            term = reading.codebook.means("say", lemma)
            return SAYS.get(term.code, Stance.BLAMES) if term else Stance.BLAMES
    return Stance.BLAMES


def _hedged(reading: Reading, token: "Token") -> Stance | None:
    """Likely or suspected, by a word beside the verb or above it: "probably", "is believed to have"."""
    near = [*token.children, token.head, *token.head.children]
    if token.dep_ == "relcl" and token.head.dep_ in ("attr", "nsubj"):  # "it was most likely X who had sent them"
        near += token.head.head.children
    for part in near:
        if part.lower_ == "certainly" and any(child.lower_ in ("almost", "nearly") for child in part.children):
            return Stance.ASSESSES_LIKELY
        term = reading.codebook.means("hedge", part.lower_)
        if term is None or (part.dep_ in ("amod", "compound") and part.head.i != token.i):
            continue
        if part.lower_ == "believed" and not any(child.dep_ == "auxpass" for child in part.children):
            continue
        return Stance.ASSESSES_LIKELY if term.code == "likely" else Stance.SUSPECTS
    return None


def _is_name(reading: Reading, doer: Actor) -> bool:
    """A named actor, none of the nameless classes that an article may speak of as it likes."""
    if doer.actor_id is not None:
        return reading.codebook.actors[doer.actor_id]["is_class"] != "true"
    words = doer.text.split()[not reading.text[: doer.start].strip() :]  # a sentence's first word is no name by that
    return any(word[:1].isupper() for word in words)
