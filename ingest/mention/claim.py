"""Who answers for it: claims, denials, blame, suspicion, assessments and silence about an attack."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import AttackerStatus, Certainty, ChainRole, ClaimMode, Field, Stance
from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.codebook import Term
from ingest.mention.finding import Finding, Stated
from ingest.mention.names import Hit
from ingest.mention.reading import Reading, Span, obliques, patient, referent, subject
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

# Best attested first: what an attack's attacker stands by.
STATUS = {
    Stance.CLAIMS_RESPONSIBILITY: AttackerStatus.CLAIMED,
    Stance.CONFIRMS: AttackerStatus.CONFIRMED,
    Stance.BLAMES: AttackerStatus.BLAMED,
    Stance.ASSESSES_LIKELY: AttackerStatus.ASSESSED_LIKELY,
    Stance.SUSPECTS: AttackerStatus.SUSPECTED,
    Stance.DENIES_RESPONSIBILITY: AttackerStatus.DENIED,
}
SELF = frozenset("we they it he our its their".split())
BLAMING = {"blame", "accuse", "attribute"}
LIKELY = re.compile(r"\b(?:likely|probably|believed to|presumably|thought to)\b", re.I)
NOBODY = re.compile(r"\bno (?:one|group|organi[sz]ation|party)\b|\bnobody\b|\bhas not been claimed\b", re.I)
EVENT = re.compile(
    r"\b(?:attack|strike|bombing|raid|assault|shelling|operation|responsib|blast|killing|drone|missile|it)\w*", re.I
)


def claims(reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> list[Stated]:
    """The speech acts of a sentence, in order."""
    found = [*_phrases(reading, told), *_blames(reading, told), *_suspicions(reading, triggers, told)]
    found += [
        stated for trigger in triggers for stated in (*_self(reading, trigger, told), *_likely(reading, trigger, told))
    ]
    unique = {(stated.stance, stated.speaker_id, stated.about_id, stated.span): stated for stated in found}
    return sorted(unique.values(), key=lambda stated: stated.span.start)


def known(stated: Stated, targets: Sequence[str], before: Attribution | None) -> Stated:
    """ "It", "the party", "the group": who spoke just before, or the one actor that was told to have been hit."""
    words = (stated.speaker or "it").lower().split()[-1]
    if stated.speaker_id is not None or not (words in actor.GROUPS or words in actor.PRONOUNS):
        return stated
    spoke = before.origin if before is not None and before.origin.role is ChainRole.ORIGIN else None
    if len(set(targets)) == 1:
        return replace(stated, speaker_id=targets[0], speaker=stated.speaker or (spoke.name if spoke else None))
    return replace(stated, speaker_id=spoke.actor_id, speaker=spoke.name) if spoke else stated


def unattributed(reading: Reading) -> Finding | None:
    """That nobody has claimed the attack, said in so many words."""
    for hit in reading.terms("no_claim"):
        span = reading.span(hit.start, hit.end)
        return Finding(field=Field.ATTACKER_STATUS, span=span, value=AttackerStatus.UNATTRIBUTED.value)
    return None


def _phrases(reading: Reading, told: Attribution) -> Iterator[Stated]:
    if NOBODY.search(reading.text) or reading.terms("no_claim"):
        return
    for hit in reading.terms("stance"):
        stance = Stance(hit.values[0].code)
        if hit.values[0].pos != "phrase":
            continue
        verb = _verb(reading, hit)
        speaker = _speaker(reading, subject(verb) if verb is not None else None, told)
        if speaker is not None:
            yield _stated(reading, stance, (hit.start, hit.end), speaker, speaker)


def _blames(reading: Reading, told: Attribution) -> Iterator[Stated]:
    for token in reading.doc:
        if token.lemma_ in BLAMING and token.pos_ == "VERB":
            about = _blamed(reading, token)
            speaker = _speaker(reading, subject(token), told)
            negated = any(child.dep_ == "neg" for child in token.children)
            is_other = any(name == "for" for name, _ in obliques(token)) and not EVENT.search(reading.text)
            if about is not None and not negated and not is_other:
                yield _stated(reading, Stance.BLAMES, (token.idx, about.end), speaker, about)
        elif token.lemma_ == "suspect" and token.pos_ == "VERB" and subject(token) is not None:
            done = patient(token)
            about = actor.named(reading, done) if done is not None else None
            if about is not None:
                speaker = _speaker(reading, subject(token), told)
                yield _stated(
                    reading, Stance.SUSPECTS, (token.idx, about.end), speaker, about, certainty=Certainty.SUSPECTED
                )


def _blamed(reading: Reading, verb: "Token") -> Actor | None:
    around = [noun for name, noun in obliques(verb) if name in ("on", "to")]
    done = patient(verb)
    nouns = ([*around, done] if verb.lemma_ != "accuse" else [done]) if done is not None else around
    return next((found for noun in nouns if noun is not None and (found := actor.described(reading, noun))), None)


def _suspicions(reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> Iterator[Stated]:
    """ "Suspected retaliation by X", "suspected X gunmen"."""
    for token in reading.doc if triggers else ():
        if token.lower_ in ("suspected", "presumed") and token.head.pos_ in ("NOUN", "PROPN"):
            noun = token.head if token.head.dep_ not in ("compound", "amod", "nmod") else token.head.head
            doer = next((other for name, other in obliques(noun) if name == "by"), noun)
            about = actor.named(reading, doer)
            if about is not None:
                low, high = min(token.idx, about.start), max(token.idx + len(token), about.end)
                yield _stated(
                    reading, Stance.SUSPECTS, (low, high), _origin(told), about, certainty=Certainty.SUSPECTED
                )


def _likely(reading: Reading, trigger: Trigger, told: Attribution) -> Iterator[Stated]:
    match = LIKELY.search(reading.text)
    doers = actor.attackers(reading, trigger)
    if match and doers:
        near = [doer for doer in doers if doer.start > match.start()] or doers
        span = (min(match.start(), near[0].start), max(match.end(), near[0].end))
        yield _stated(reading, Stance.ASSESSES_LIKELY, span, _origin(told), near[0], certainty=Certainty.LIKELY)


def _self(reading: Reading, trigger: Trigger, told: Attribution) -> Iterator[Stated]:
    """An actor that says it did it: "X said they hit a base", "X said its forces struck"."""
    step = told.origin
    if step.role is not ChainRole.ORIGIN or step.actor_id is None or trigger.kind not in ("attack", "launch", "harm"):
        return
    doer = trigger.agent
    if doer is None or not reading.codebook.acts(step.actor_id):
        return
    known = actor.named(reading, doer)
    own = doer.lower_ in SELF or any(child.lower_ in SELF and child.dep_ == "poss" for child in doer.children)
    same = known is not None and known.actor_id is not None and reading.codebook.kin(known.actor_id, step.actor_id)
    if own or same:
        start = trigger.token.idx
        speaker = Actor(step.actor_id, step.name, doer.idx, start + len(trigger.token))
        span = (min(doer.idx, start), max(doer.idx + len(doer), start + len(trigger.token)))
        yield _stated(reading, Stance.CLAIMS_RESPONSIBILITY, span, speaker, speaker)


def _speaker(reading: Reading, noun: "Token | None", told: Attribution) -> Actor | None:
    if noun is None:
        return None
    found = actor.described(reading, referent(noun))
    if found is None or found.actor_id is None:
        found = actor.owner(reading, noun) or found
    if found is None and (noun.lower_ in actor.PRONOUNS or noun.pos_ == "NUM"):
        return _origin(told) if told.origin.role is ChainRole.ORIGIN else None
    if found is None:
        return Actor(None, noun.text, noun.idx, noun.idx + len(noun))
    return found


def _origin(told: Attribution) -> Actor | None:
    step = told.origin
    return Actor(step.actor_id, step.name, 0, 0)


def _verb(reading: Reading, hit: Hit[Term]) -> "Token | None":
    inside = [token for token in reading.doc if hit.start <= token.idx < hit.end]
    return next((token for token in inside if token.pos_ in ("VERB", "AUX")), None)


def _stated(
    reading: Reading,
    stance: Stance,
    at: tuple[int, int],
    speaker: Actor | None,
    about: Actor | None,
    *,
    certainty: Certainty = Certainty.ASSERTED,
) -> Stated:
    return Stated(
        span=_wide(reading, at),
        stance=stance,
        speaker_id=speaker.actor_id if speaker else None,
        speaker=speaker.text if speaker else None,
        about_id=about.actor_id if about else None,
        about=about.text if about else None,
        certainty=certainty,
        mode=_mode(reading),
    )


def _wide(reading: Reading, at: tuple[int, int]) -> Span:
    return reading.span(min(at), max(at))


def _mode(reading: Reading) -> ClaimMode:
    """The most telling way of publication that the sentence names."""
    codes = [hit.values[0].code for meaning in ("claim_mode", "anonymous") for hit in reading.terms(meaning)]
    return next((mode for mode in ClaimMode if mode.value in codes), ClaimMode.UNKNOWN)
