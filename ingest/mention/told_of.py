"""Who is told to have done an attack by words that mean one told before: its weapon, what it hit, the deed again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, Stance
from ingest.mention import actor
from ingest.mention.accused import accused
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.charge import is_begun, is_defence, is_event
from ingest.mention.claim import SELF, Speech, is_negated, said, speakers_of
from ingest.mention.deed import CITIZENS, KINDS, by_another, by_himself, is_own
from ingest.mention.doer import PLAIN, is_anybody, is_nameless
from ingest.mention.heard import Step
from ingest.mention.meant import POINTING, Meant
from ingest.mention.ours import fights
from ingest.mention.reading import Reading, agent, clause, core, is_among, obliques, passive_subject, subject
from ingest.mention.stands import MISTAKEN
from ingest.mention.status import status
from ingest.mention.telling import Told

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is done to those whom others attacked, or about an attack.
HARMLESS = frozenset(
    "be have condemn deplore denounce lament mourn regret see hear witness watch find inspect visit protect guard "
    "escort defend secure search rescue help treat evacuate leave control know bury investigate probe study open close "
    "reopen repair rebuild own run operate return retake clear surround cordon say tell call describe report "
    "deny confirm reject dismiss claim blame accuse suspect follow stop intercept down defuse deactivate disarm "
    "recover discover repel foil prevent identify name pursue chase arrest detain free release welcome praise "
    "look review check examine verify assess inquire clarify consider address raise regard "
    "count list document record film photograph show publish post mention discuss announce believe think expect "
    "await demand seek ask receive send lose suffer survive escape flee fear want need support use carry belong".split()
)
SENT = frozenset(
    "fire launch send drop release throw lay plant place direct aim set detonate explode use shoot lob hurl fly steer "
    "come originate mine rig bring put mount carry deliver".split()
)
WORKS = frozenset(
    "work answer reply response gift message lesson deed operation doing handiwork revenge retaliation punishment "
    "warning job".split()
)
GUESSING = frozenset({"may", "might", "could"})
# Before what something was done to.
BEFORE = frozenset("at on upon into against under for".split())
# For what it was done, as only who did it says.
REASONS = frozenset("reply response answer retaliation revenge reprisal vengeance return".split())
PUBLISHING = frozenset("release post publish circulate share distribute air broadcast issue upload put".split())
PICTURES = frozenset("video picture photograph photo footage image recording clip film".split())
TROPHIES = frozenset("capture seize burn destroy kill hit attack dead body wreck wreckage blast strike ambush".split())
HELD = frozenset("hold capture seize take keep".split())


def told_of(
    reading: Reading, told: Attribution, attacks: Sequence[Told], speeches: Sequence[Speech]
) -> Iterator[Speech]:
    """The speech acts of a sentence in which somebody tells of an attack by words that mean one told before."""
    meant = Meant(reading, attacks, reading.codebook)
    if not meant.is_any:
        return
    known = {(one.stated.speaker, one.stated.about) for one in speeches if one.trigger is not None}
    for token in reading.tokens:
        for one in _said(reading, token, told, meant):
            if (one.stated.speaker, one.stated.about) not in known:
                known.add((one.stated.speaker, one.stated.about))
                yield one


def added(speeches: Sequence[Speech], found: Sequence[Speech]) -> list[Speech]:
    """The speech acts of a sentence: what was read as said of "it" is of the attack that "it" means."""
    told = {(one.stated.stance, one.stated.speaker, one.stated.about) for one in found if _is_of_it(one)}
    kept = [one for one in speeches if (one.stated.stance, one.stated.speaker, one.stated.about) not in told]
    known = {(one.stated.speaker, one.stated.about) for one in kept}
    return [*kept, *(one for one in found if (one.stated.speaker, one.stated.about) not in known)]


def _is_of_it(one: Speech) -> bool:
    return any(child.dep_ == "dobj" and child.lower_ == "it" for child in one.token.children)


def _said(reading: Reading, token: "Token", told: Attribution, meant: Meant) -> Iterator[Speech]:
    if token.pos_ in ("VERB", "AUX"):
        if token.lemma_ in PUBLISHING:
            yield from _shown(reading, token, told, meant)
        if not is_negated(token) and told.above(token) and not _is_speech(token, told):
            yield from _verb(reading, token, told, meant)
    elif token.pos_ == "NOUN":
        yield from _owned(reading, token, told, meant)


def _is_speech(verb: "Token", told: Attribution) -> bool:
    """A verb by which somebody speaks; "was fired, according to the mayor" is none."""
    by = any(child.lower_ == "according" for child in verb.children)
    return any(number == verb.i for number, _ in told.tellers) and not by


def _verb(reading: Reading, verb: "Token", told: Attribution, meant: Meant) -> Iterator[Speech]:
    doer, attack = _doer(reading, verb, told, meant)
    if doer is None or attack is None:
        return
    is_guess = any(child.tag_ == "MD" and child.lower_ in GUESSING for child in verb.children)
    if not is_guess and status(reading, verb, is_noun=False) is not AttackStatus.ACTUAL:
        return
    found = _by(reading, verb, doer, told) if doer != verb else _by_whom_it_was(reading, verb, told)
    for one in found:
        if is_guess and one.stated.stance not in (Stance.BLAMES, Stance.SUSPECTS):
            continue
        stated = replace(one.stated, stance=Stance.SUSPECTS) if is_guess else one.stated
        if stated.stance is Stance.CLAIMS_RESPONSIBILITY and MISTAKEN.search(reading.text):
            stated = replace(stated, stance=Stance.CONCEDES)
        yield replace(one, stated=stated, attack=attack)


def _by(reading: Reading, verb: "Token", doer: "Token", told: Attribution) -> Iterator[Speech]:
    if is_own(doer):
        yield from by_himself(reading, verb, told, None)
        return
    is_did = verb.lemma_ == "do" and doer.tag_ in ("NNS", "NNPS")
    for noun in (doer, *[one for one in doer.conjuncts if one.i > doer.i]):
        who = accused(reading, noun, is_person=is_did)
        is_thing = any(hit.start <= noun.idx < hit.end for hit in reading.weapons)
        if who is not None and not is_thing and (is_did or _is_somebody(reading, noun, who)):
            yield from by_another(reading, verb, who, told, None)


def _by_whom_it_was(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "X said that the salvo was fired in reply": who tells for what it was done did it, if he fights."""
    for step in told.above(verb)[:1]:
        if step.actor_id is not None and fights(reading, step):
            yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=step, about=step)


def _owned(reading: Reading, noun: "Token", told: Attribution, meant: Meant) -> Iterator[Speech]:
    """ "Spoke of our operation against the crossing": an attack that an armed group calls its own."""
    if not is_event(reading, noun) or noun.lower_ in POINTING or noun.tag_ != "NN":
        return
    if not any(child.dep_ == "poss" and child.lower_ in SELF for child in noun.children):
        return
    attack, verb = meant.attack(noun), clause(noun)
    for step in told.above(noun)[:1] if attack is not None and not is_negated(verb) else []:
        is_past = all(child.tag_ != "MD" for child in verb.children)
        if is_past and reading.codebook.is_band(step.actor_id) and step.actor_id:
            one = said(reading, noun, Stance.CLAIMS_RESPONSIBILITY, told, speaker=step, about=step)
            yield replace(one, attack=attack)


def _is_party(reading: Reading, speaker: Actor | Step | None) -> bool:
    """An armed group, known or called like one: "the X Front"."""
    if speaker is None or speaker.actor_id:
        return speaker is not None and reading.codebook.is_band(speaker.actor_id)
    words = (speaker.name if isinstance(speaker, Step) else speaker.text).split()
    return len(words) > 1 and words[-1][:1].isupper() and words[-1].lower() in actor.BODIES


def _shown(reading: Reading, verb: "Token", told: Attribution, meant: Meant) -> Iterator[Speech]:
    """ "The group posted pictures of the captured rifles": who shows what only those who attacked could film."""
    shown = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_ in PICTURES), None)
    doer = subject(verb)
    if shown is None or doer is None or is_negated(verb) or passive_subject(verb) is not None:
        return
    inside = [part for part in verb.subtree if part.i > shown.i]
    found = (meant.attack(part) for part in inside if part.pos_ == "NOUN")
    attack = next((one for one in found if one is not None), None)
    if attack is None and any(part.lemma_.lower() in TROPHIES for part in inside):
        attack = meant.last
    for speaker in speakers_of(reading, doer, told, verb)[:1] if attack is not None else []:
        if _is_party(reading, speaker):
            one = said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=speaker, about=speaker)
            yield replace(one, attack=attack)


def _is_somebody(reading: Reading, noun: "Token", who: Actor) -> bool:
    """A known party that attacks, one by its name, or armed men of whom more is said than that: "outlaw groups"."""
    if who.actor_id is not None:
        return reading.codebook.acts(who.actor_id) and not is_nameless(reading, who)
    if any(part.pos_ == "PROPN" for part in core(noun)):
        return not is_nameless(reading, who)
    words = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "poss")]
    is_told = any(child.lower_ not in PLAIN for child in words)
    is_force = reading.codebook.means("force", noun.lemma_.lower()) is not None
    return is_told and is_force and not is_anybody(who.text, reading.codebook)


def _doer(reading: Reading, verb: "Token", told: Attribution, meant: Meant) -> tuple["Token | None", Told | None]:
    """Who did it by a clause, and the attack that the clause means; the verb itself where that is who speaks."""
    if verb.lemma_ == "be":
        return _equated(reading, verb, meant)
    first = passive_subject(verb)
    if first is not None or verb.lemma_ in ("come", "originate"):
        return _sent(reading, verb, first or subject(verb), meant)
    doer = subject(verb)
    if _is_admitted(reading, verb, told):
        done = [child for child in verb.children if child.dep_ == "dobj"]
        return verb, next((one for noun in done if (one := meant.attack(noun, is_own=True)) is not None), None)
    is_finite = verb.tag_ not in ("VBP", "VBZ") or any(child.dep_ == "aux" for child in verb.children)
    if doer is None or doer.i > verb.i or not is_finite or is_defence(reading, verb):
        return None, None
    found = next((one for noun in _done(reading, verb, doer, meant) if (one := meant.attack(noun)) is not None), None)
    return (doer, found) if found is not None else (None, None)


def _is_admitted(reading: Reading, verb: "Token", told: Attribution) -> bool:
    """ "Admitted to holding the pair", "acknowledged seizing the ship"."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.tag_ != "VBG" or verb.dep_ not in ("pcomp", "xcomp") or verb.lemma_.lower() in HARMLESS:
        return False
    term = reading.codebook.means("answer", above.lemma_.lower())
    return above.lemma_ == "boast" or (term is not None and term.code in ("concedes", "claims_responsibility"))


def _done(reading: Reading, verb: "Token", doer: "Token", meant: Meant) -> Iterator["Token"]:
    """The nouns to which a clause tells that something was done."""
    lemma = verb.lemma_.lower()
    if lemma == "do":
        yield from (child for child in verb.children if child.dep_ in ("dobj", "advmod") and child.i > verb.i)
        return
    is_violent = any(reading.codebook.means(one, lemma) for one in (*KINDS, "munition")) or lemma in HELD
    is_deed = is_violent or lemma in SENT
    if lemma in HARMLESS - SENT or not (is_own(doer) or is_deed):
        return
    done = [child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd")]
    done += [noun for name, noun in obliques(verb) if name in BEFORE]
    for noun in done:
        is_vague = is_among(noun, actor.PRONOUNS) and not is_deed
        is_other = lemma in SENT and not is_violent and not meant.is_weapon(noun)
        is_stopped = is_violent and lemma not in SENT and meant.is_weapon(noun)  # "destroyed six of the drones"
        if noun != doer and not (is_vague or is_other or is_stopped or is_begun(verb, noun)):
            yield noun


def _equated(reading: Reading, verb: "Token", meant: Meant) -> tuple["Token | None", Told | None]:
    """ "The planes were the army's", "the missiles were its answer", "the raid was by X", "X could be behind it"."""
    first = subject(verb)
    if first is None:
        return None, None
    for name, noun in obliques(verb):
        is_inside = name in ("inside", "in") and is_own(first) and meant.is_struck(noun)
        if (name == "behind" or is_inside) and (found := meant.attack(noun)) is not None:
            return first, found
    attack = meant.attack(first)
    return (_whose(reading, verb, first, attack, meant), attack) if attack is not None else (None, None)


def _whose(reading: Reading, verb: "Token", first: "Token", attack: Told, meant: Meant) -> "Token | None":
    """Who is named behind "was": "the army's", "by X", "the work of X", "its answer"."""
    attribute = next((child for child in verb.children if child.dep_ in ("attr", "acomp")), None)
    if attribute is not None and attribute.lemma_.lower() in CITIZENS:
        return None
    behind = next((noun for name, noun in obliques(verb) if name in ("by", "from")), None)
    if attribute is None:
        return behind
    holder = next((child for child in attribute.children if child.dep_ == "poss"), None)
    if attribute.lemma_.lower() in WORKS:
        whose = next((noun for name, noun in obliques(attribute) if name in ("of", "by")), None)
        if whose is not None:
            return whose
    if holder is not None and (attribute.lemma_.lower() in WORKS or meant.attack(attribute, is_own=True) is attack):
        return attribute if is_own(attribute) else holder
    is_theirs = is_own(attribute) or meant.is_weapon(first)
    return attribute if is_theirs else None


def _sent(reading: Reading, verb: "Token", first: "Token | None", meant: Meant) -> tuple["Token | None", Told | None]:
    """ "The missile was fired from a base of X", "the shells were sent by its gunners", "it had been done by X"."""
    attack = meant.attack(first) if first is not None else None
    if (
        attack is None
        or first is None
        or verb.lemma_.lower() not in SENT | {"do", "commit"}
        or is_defence(reading, verb)
    ):
        return None, None
    if meant.is_struck(first) and not meant.is_weapon(first):  # "the house was used by X to store rockets"
        return None, None
    if (by := agent(verb)) is not None:
        return by, attack
    near = list(obliques(verb))
    source = next((noun for name, noun in near if name.split()[0] == "from"), None)
    if source is not None and meant.is_weapon(first) and not _is_land(reading, source):
        return source, attack
    is_reasoned = any(name in ("in", "as") and noun.lemma_.lower() in REASONS for name, noun in near)
    return (verb if is_reasoned else None), attack


def _is_land(reading: Reading, noun: "Token") -> bool:
    """ "Fired from Yemen": where from, and not by whom."""
    return any(name.kind == "place" for hit in reading.names if hit.start <= noun.idx < hit.end for name in hit.values)
