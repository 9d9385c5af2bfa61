"""Whom words point at that no known turn of blame, claim or denial says: by the actor's place in the clause alone."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole, Stance
from ingest.mention import actor
from ingest.mention.accused import accused, is_unknown
from ingest.mention.actor import KINDS as KINDS_OF
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.charge import is_defence, is_event, is_like, is_of_many
from ingest.mention.claim import Speech, is_negated, is_responsibility, is_unreal, said, speakers_of
from ingest.mention.doer import NAMELESS, defends
from ingest.mention.heard import Step
from ingest.mention.reading import Reading, obliques, passive_subject, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = ("attack", "launch", "harm")
INSIDE = frozenset("compound amod poss nmod appos conj nummod".split())
# Nouns whose "of" tells the doer; of a massacre it tells who suffered, and only "by" or a genitive tells the doer.
DONE_BY = frozenset(
    "crime crimes atrocity act deed work handiwork hand doing aggression violation provocation terrorism outrage "
    "barbarity".split()
)
DEEDS = DONE_BY | {"massacre", "slaughter", "murder", "carnage", "reprisal", "retaliation", "revenge", "offensive"}
CULPRITS = frozenset(
    "culprit perpetrator author attacker assailant killer murderer gunman bomber aggressor enemy responsible "
    "those".split()
)
GUILT = frozenset({"blame", "guilt", "fault", "onus", "liability"})
POINTING = frozenset({"it", "this", "that", "these", "those", "they", "which"})
CONDEMNING = frozenset("condemn denounce accuse blame name decry deplore curse".split())
CALLING = frozenset("call describe term brand label slam".split())
LAYING = frozenset("lay lie rest fall put place pin point trace attribute belong come carry commit".split())
DOING = frozenset("do send order carry commit stage mount execute conduct".split())
HEDGES = {"likely": Stance.ASSESSES_LIKELY, "suspected": Stance.SUSPECTS, "possible": Stance.SUSPECTS}


def pointed(reading: Reading, told: Attribution, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """Blame that lies in what a speaker tells of an actor, where nothing else in the sentence answers for anything."""
    if any(one.stated.about_id or one.stated.about for one in speeches):
        return
    for hit in reading.names:
        name = next((name for name in hit.values if name.kind == "actor"), None)
        token = reading.token_at(hit.start, hit.end) if name is not None else None
        if name is None or token is None or not reading.codebook.acts(name.id) or name.id in NAMELESS:
            continue
        if not _is_doer(reading, token) or _is_kind(token):
            continue
        about = _of_whom(reading, token, Actor(name.id, reading.text[hit.start : hit.end], hit.start, hit.end))
        if any(defends(reading, above, about) for above in token.ancestors if above.pos_ == "VERB"):
            continue
        stance = _hedged(reading, token)
        for step in told.tellers_of(token)[:2] or _condemners(reading, token, told):
            if not _is_own(reading, step, about):
                yield said(reading, token, stance, told, speaker=step, about=about, at=(hit.start, hit.end))
        return
    yield from _unlisted(reading, told)


def _of_whom(reading: Reading, token: "Token", about: Actor) -> Actor:
    """ "Mercenaries of X" are X's."""
    if reading.codebook.actors[about.actor_id or ""]["is_class"] != "true":
        return about
    found = actor.named(reading, _whole(token))
    known = reading.codebook.actors.get(found.actor_id or "", {}) if found is not None else {}
    is_known = known.get("is_class") == "false" and reading.codebook.acts(known["actor_id"])
    return found if found is not None and is_known else about


def _unlisted(reading: Reading, told: Attribution) -> Iterator[Speech]:
    """ "What the mayor called a reprisal by men of the X Brigade": one whom no list knows."""
    for by in reading.tokens:
        noun = next((one for one in by.children if one.dep_ == "pobj"), None) if by.lower_ == "by" else None
        if noun is None or by.head.pos_ != "NOUN" or not _is_deed(reading, by.head) or is_negated(by.head.head):
            continue
        about = accused(reading, noun)
        if about is None or is_unknown(noun) or about.actor_id is not None:
            continue
        at = (about.start, about.end)
        for step in _condemners(reading, noun, told) or told.tellers_of(noun)[:2]:
            yield said(reading, by.head, _hedged(reading, noun), told, speaker=step, about=about, at=at)
        return


def _is_kind(token: "Token") -> bool:
    """ "Terrorist attacks", "the Guatemalan terrorist acts": what kind, and where."""
    own = [token, *token.head.children]
    return token.dep_ in ("amod", "compound") and any(
        one.lemma_.lower() in KINDS_OF and one.dep_ in ("amod", "compound") for one in own
    )


def _condemners(reading: Reading, token: "Token", told: Attribution) -> list[Step]:
    """Who "condemned X's crime" or "called it a massacre by X", though nobody is said to have said anything."""
    for verb in token.ancestors:
        doer = subject(verb) if verb.lemma_ in CONDEMNING | CALLING and verb.pos_ == "VERB" else None
        if doer is None or is_negated(verb):
            continue
        speaker = next(iter(speakers_of(reading, doer, told, verb)), None)
        if isinstance(speaker, Step):
            return [speaker]
        if speaker is not None:
            return [Step(ChainRole.ORIGIN, speaker.text, Anonymity.NAMED, speaker.actor_id)]
    return []


def _is_own(reading: Reading, step: Step, about: Actor) -> bool:
    return step.actor_id is not None and (
        reading.codebook.answers_for(step.actor_id, about.actor_id or "")
        or reading.codebook.kin(step.actor_id, about.actor_id or "")
    )


def _is_doer(reading: Reading, token: "Token") -> bool:
    noun = _whole(token)
    above = noun.head
    if noun != token and _is_deed(reading, noun) and token.dep_ in INSIDE:
        return not is_negated(above)
    if noun.dep_ in ("pobj", "agent"):
        return _is_behind(reading, above, above.head)
    if is_negated(above) or is_unreal(above):
        return False
    if noun.dep_ == "nsubj":
        return _has_done(reading, above)
    if noun.dep_ in ("attr", "acomp"):
        return _is_named(reading, above)
    return noun.dep_ == "dobj" and above.lemma_ in CONDEMNING and _is_for_it(reading, above)


def _is_for_it(reading: Reading, verb: "Token") -> bool:
    """ "Condemned X", "condemned X for the attack", and not "for its curfew"."""
    grounds = [noun for name, noun in obliques(verb) if name in ("for", "of", "over")]
    grounds += [
        noun
        for one in verb.children
        if one.dep_ == "dobj"
        for name, noun in obliques(one)
        if name == "of" and is_like(noun)
    ]
    if is_of_many(reading, verb):
        return False
    return not any(is_like(noun) for noun in grounds) and all(
        _is_deed(reading, noun) or is_event(reading, noun) or noun.lower_ in POINTING for noun in grounds
    )


def _whole(token: "Token") -> "Token":
    """The head of the noun phrase in which a name stands."""
    while token.dep_ in INSIDE and token.head.pos_ in ("NOUN", "PROPN") and token.head != token:
        token = token.head
    return token


def _is_deed(reading: Reading, noun: "Token") -> bool:
    lemma = noun.lemma_.lower()
    return lemma in DEEDS or (bool(reading.codebook.means("attack", lemma)) and is_event(reading, noun))


def _is_behind(reading: Reading, preposition: "Token", governor: "Token") -> bool:
    """ "A massacre by X", "the work of X", "positions held by X", "lay with X", "came from X's side"."""
    word, lemma = preposition.lower_, governor.lemma_.lower()
    if governor.pos_ in ("VERB", "AUX"):
        if is_negated(governor) or is_unreal(governor) or is_defence(reading, governor):
            return False
        if word == "by":
            return _means(reading, lemma) or (lemma in LAYING | DOING and _is_about_it(reading, governor))
        return (
            lemma in LAYING and word in ("from", "with", "on", "to", "at", "upon") and _is_about_it(reading, governor)
        )
    if word == "of":
        return lemma in DONE_BY and _is_said_of_it(reading, governor)
    return word == "by" and _is_deed(reading, governor)


def _is_said_of_it(reading: Reading, deed: "Token") -> bool:
    """Whether what is called a crime is the attack: "the blockade was a crime of X" tells of none."""
    above = deed.head.head if deed.dep_ == "pobj" else None
    whole = patient(above) if above is not None and above.pos_ == "VERB" else above
    if whole is not None and whole.tag_ == "NNS" and any(child.dep_ == "nummod" for child in whole.children):
        return False  # "1,300 deaths at the hands of X"
    first = subject(deed.head) if deed.dep_ == "attr" else None
    return first is None or first.lower_ in POINTING or is_event(reading, first)


def _is_about_it(reading: Reading, verb: "Token") -> bool:
    """Whether what lies with, comes from or points at somebody is the attack, what was used in it, or the guilt."""
    first = subject(verb) or passive_subject(verb)
    things = [
        first,
        *[child for child in verb.children if child.lower_ == "which"],
        verb.head if verb.dep_ == "acl" else None,
        *[child for child in verb.children if child.dep_ == "dobj"],
    ]
    return any(
        thing is not None
        and (
            is_event(reading, thing)
            or is_responsibility(reading, thing)
            or thing.lower_ in POINTING
            or thing.lemma_.lower() in GUILT
            or thing.lemma_.lower() in CULPRITS
            or any(hit.start <= thing.idx < hit.end for hit in reading.weapons)
        )
        for thing in things
    )


def _has_done(reading: Reading, verb: "Token") -> bool:
    """ "X did this", "X is to blame", "X was the author"; "X will stage it" has done nothing."""
    lemma = verb.lemma_.lower()
    if any(child.tag_ == "MD" for child in verb.children):
        return False
    if lemma == "be":
        said_of = [child for child in verb.children if child.dep_ in ("attr", "acomp", "xcomp", "oprd")]
        return any(
            one.lemma_.lower() in CULPRITS | {"blame", "guilty", "answerable"} or one.lower_ == "responsible"
            for one in said_of
        )
    done = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if done is None or (done.lower_ not in POINTING and not is_event(reading, done)):
        return False
    return lemma in DOING or _means(reading, lemma)


def _is_named(reading: Reading, verb: "Token") -> bool:
    """ "It was X", "the culprits were X"."""
    first = subject(verb)
    if verb.lemma_ != "be" or first is None:
        return False
    return first.lower_ in POINTING or first.lemma_.lower() in CULPRITS or is_event(reading, first)


def _means(reading: Reading, lemma: str) -> bool:
    return any(reading.codebook.means(one, lemma) for one in KINDS)


def _hedged(reading: Reading, token: "Token") -> Stance:
    """How sure the words around the actor are."""
    near = [*token.subtree, *token.head.children, *(child for above in token.ancestors for child in above.children)]
    for part in near:
        term = reading.codebook.means("hedge", part.lower_)
        if term is not None and term.code in HEDGES and part.tag_ != "MD":
            return HEDGES[term.code]
    return Stance.BLAMES
