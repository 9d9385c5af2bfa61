"""Who answers for it: claims, denials, blame, suspicion, assessments and silence about an attack."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.codes import AttackerStatus, Certainty, ChainRole, ClaimMode, Field, Stance
from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.finding import Finding, Stated
from ingest.mention.reading import Reading, Span, agent, obliques, patient, referent, subject
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

# Best attested first: what an attack's attacker stands by.
STATUS = {
    Stance.CLAIMS_RESPONSIBILITY: AttackerStatus.CLAIMED,
    Stance.CONFIRMS: AttackerStatus.CONFIRMED,
    Stance.CONCEDES: AttackerStatus.CONFIRMED,
    Stance.BLAMES: AttackerStatus.BLAMED,
    Stance.ASSESSES_LIKELY: AttackerStatus.ASSESSED_LIKELY,
    Stance.SUSPECTS: AttackerStatus.SUSPECTED,
    Stance.DENIES_RESPONSIBILITY: AttackerStatus.DENIED,
}
SELF = frozenset("we us they it he she i our its their his her".split())
LIKELY = re.compile(r"\b(?:likely|probably|believed to|presumably|thought to)\b", re.I)
NOBODY = re.compile(
    r"\bno (?:one|group|organi[sz]ation|party|faction|individual)\b|\bnobody\b|\bha(?:s|d) not been claimed\b", re.I
)
COMMENTING = frozenset("comment respond reply".split())
SHARED = frozenset("act action operation incident crime event case it that this".split())
HOLDING = frozenset({"responsible", "accountable", "liable"})


def claims(reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> list[Stated]:
    """The speech acts of a sentence, in order."""
    found: list[Stated] = []
    for token in reading.doc:
        if token.pos_ in ("VERB", "AUX"):
            found += _acts(reading, token, told)
    found += _suspicions(reading, triggers, told)
    found += [
        stated for trigger in triggers for stated in (*_self(reading, trigger, told), *_likely(reading, trigger, told))
    ]
    unique: dict[tuple[object, ...], Stated] = {}
    for stated in found:
        unique.setdefault((stated.stance, stated.speaker_id, stated.about_id or stated.about), stated)
    return sorted(unique.values(), key=lambda stated: stated.span.start)


def known(stated: Stated, targets: Sequence[str], before: Attribution | None) -> Stated:
    """ "It", "the party", "the group": who spoke just before, or the one actor that was told to have been hit."""
    words = (stated.speaker or "it").lower().split()[-1]
    if stated.speaker_id is not None or not (words in actor.GROUPS or words in actor.PRONOUNS):
        return stated
    spoke = before.origin if before is not None and before.origin.role is ChainRole.ORIGIN else None
    if len(set(targets)) == 1 and stated.stance not in (Stance.CLAIMS_RESPONSIBILITY, Stance.DENIES_RESPONSIBILITY):
        return replace(stated, speaker_id=targets[0], speaker=stated.speaker or (spoke.name if spoke else None))
    return replace(stated, speaker_id=spoke.actor_id, speaker=spoke.name) if spoke else stated


def unattributed(reading: Reading) -> Finding | None:
    """That nobody has claimed the attack, said in so many words."""
    for hit in reading.terms("no_claim"):
        span = reading.span(hit.start, hit.end)
        return Finding(field=Field.ATTACKER_STATUS, span=span, value=AttackerStatus.UNATTRIBUTED.value)
    return None


def _acts(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Stated]:
    """What one verb of answering does, by the lexicon: claim, deny, concede, blame, suspect, keep silent."""
    term = reading.codebook.means("answer", verb.lemma_.lower())
    if term is None:
        return
    match term.code:
        case "claims_responsibility" | "concedes":
            yield from _claim(reading, verb, told, Stance(term.code))
        case "denies_responsibility":
            yield from _denial(reading, verb, told)
        case "blames" | "suspects":
            yield from _blame(reading, verb, told, Stance(term.code))
        case "holds":
            yield from _hold(reading, verb, told)
        case _:
            yield from _silence(reading, verb, told)


def _claim(reading: Reading, verb: "Token", told: Attribution, stance: Stance) -> Iterator[Stated]:
    done = patient(verb)
    if done is None or not (_is_responsibility(reading, done) or (verb.lemma_ == "claim" and _is_event(reading, done))):
        return
    if NOBODY.search(reading.text) or reading.terms("no_claim"):
        return
    doer = agent(verb) if any(child.dep_ == "nsubjpass" for child in verb.children) else subject(verb)
    if doer is None:
        return
    stance = Stance.NO_COMMENT if _is_negated(verb) else stance
    for speaker in _speakers(reading, doer, told):
        yield _stated(reading, stance, _between(verb, done), speaker, speaker)


def _denial(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Stated]:
    doer, done = subject(verb), patient(verb)
    acted = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "pcomp")), None)
    if doer is None or _is_negated(verb):
        return
    if done is not None and _is_responsibility(reading, done):
        stance = Stance.DENIES_RESPONSIBILITY
    elif done is not None and _is_event(reading, done):
        stance = Stance.DENIES_EVENT
    elif acted is not None and _mentions_attack(reading, acted):
        own = subject(acted)
        theirs = own is None or own is doer or own.lower_ in SELF or _shares_actor(reading, own, doer)
        poss = own is not None and any(child.lower_ in SELF for child in own.children if child.dep_ == "poss")
        stance = Stance.DENIES_RESPONSIBILITY if theirs or poss else Stance.DENIES_EVENT
    else:
        return
    end = done if done is not None else acted
    for speaker in _speakers(reading, doer, told):
        yield _stated(reading, stance, _between(verb, end or verb), speaker, speaker)


def _blame(reading: Reading, verb: "Token", told: Attribution, stance: Stance) -> Iterator[Stated]:
    """ "Blamed X for it", "blamed it on X", "accused X of", "attributed it to X", "police suspect X"."""
    if _is_negated(verb) or (verb.dep_ == "amod" and verb.tag_ == "VBN"):
        return
    is_passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or verb.dep_ == "acl"
    on = [noun for name, noun in obliques(verb) if name in ("on", "to", "upon")]
    reasons = [noun for name, noun in obliques(verb) if name in ("for", "of", "over", "in")]
    done = patient(verb)
    if on and verb.lemma_ != "accuse":
        abouts = on
    elif done is not None:
        abouts = [done, *[other for other in done.conjuncts if other.i > done.i]]
    else:
        return
    told_of = any(_is_event(reading, noun) or _mentions_attack(reading, noun) for noun in reasons)
    if not on and reasons and not told_of:
        return
    doer = agent(verb) if is_passive else subject(verb)
    speakers = _speakers(reading, doer, told) if doer is not None else [_origin(told) if is_passive else None]
    certainty = Certainty.SUSPECTED if stance is Stance.SUSPECTS else Certainty.ASSERTED
    for about in (found for noun in abouts if (found := _accused(reading, noun))):
        for speaker in speakers[:1]:
            span = (min(verb.idx, about.start), max(verb.idx + len(verb), about.end))
            yield _stated(reading, stance, span, speaker, about, certainty=certainty)


def _hold(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Stated]:
    """ "Hold the army responsible"."""
    words = [child for child in verb.children if child.lower_ in HOLDING]
    small = [part for child in verb.children if child.dep_ == "ccomp" for part in child.subtree]
    words += [part for part in small if part.lower_ in HOLDING]
    done = patient(verb) or next((part for part in small if part.dep_ == "nsubj"), None)
    if not words or done is None or _is_negated(verb):
        return
    doer = subject(verb)
    speakers = _speakers(reading, doer, told) if doer is not None else [None]
    about = _accused(reading, done)
    if about is not None:
        yield _stated(reading, Stance.BLAMES, _between(verb, words[0]), speakers[0], about)


def _silence(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Stated]:
    declined = verb.lemma_ in ("decline", "refuse") and any(
        child.lemma_ in COMMENTING for child in verb.children if child.dep_ == "xcomp"
    )
    if not declined and not (verb.lemma_ in COMMENTING and _is_negated(verb)):
        return
    doer = subject(verb)
    if doer is None:
        return
    neither = any(child.lower_ in ("neither", "no") for child in doer.children)
    for speaker in _speakers(reading, doer, told):
        if not (neither and doer.lower_ in ("group", "one")):
            yield _stated(reading, Stance.NO_COMMENT, (doer.idx, verb.idx + len(verb)), speaker, speaker)


def _suspicions(reading: Reading, triggers: Sequence[Trigger], told: Attribution) -> Iterator[Stated]:
    """ "Suspected retaliation by X", "suspected X gunmen", "alleged guerrillas"."""
    for token in reading.doc if triggers else ():
        term = reading.codebook.means("hedge", token.lower_)
        is_before = token.dep_ in ("amod", "compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")
        if term is None or term.code != "suspected" or not is_before:
            continue
        noun = token.head if token.head.dep_ not in ("compound", "amod", "nmod") else token.head.head
        doer = next((other for name, other in obliques(noun) if name == "by"), noun)
        about = actor.named(reading, doer)
        if about is not None:
            low, high = min(token.idx, about.start), max(token.idx + len(token), about.end)
            yield _stated(reading, Stance.SUSPECTS, (low, high), _origin(told), about, certainty=Certainty.SUSPECTED)


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
    named = actor.named(reading, doer)
    own = doer.lower_ in SELF or any(child.lower_ in SELF and child.dep_ == "poss" for child in doer.children)
    same = named is not None and named.actor_id is not None and reading.codebook.kin(named.actor_id, step.actor_id)
    if own or same:
        start = trigger.token.idx
        speaker = Actor(step.actor_id, step.name, doer.idx, start + len(trigger.token))
        span = (min(doer.idx, start), max(doer.idx + len(doer), start + len(trigger.token)))
        yield _stated(reading, Stance.CLAIMS_RESPONSIBILITY, span, speaker, speaker)


def _is_responsibility(reading: Reading, noun: "Token") -> bool:
    return reading.codebook.means("responsibility", noun.lemma_.lower()) is not None


def _is_event(reading: Reading, noun: "Token") -> bool:
    terms = reading.codebook.coded.get(("attack", noun.lemma_.lower()), ())
    return any(term.pos == "noun" for term in terms) or noun.lower_ in SHARED


def _mentions_attack(reading: Reading, head: "Token") -> bool:
    return any(
        reading.codebook.means(meaning, part.lemma_.lower()) is not None
        for part in head.subtree
        for meaning in ("attack", "harm", "responsibility", "launch")
    )


def _shares_actor(reading: Reading, one: "Token", other: "Token") -> bool:
    first, second = actor.named(reading, one), actor.named(reading, other)
    if first is None or second is None or first.actor_id is None or second.actor_id is None:
        return False
    return reading.codebook.kin(first.actor_id, second.actor_id)


def _is_negated(verb: "Token") -> bool:
    return any(child.dep_ == "neg" for child in verb.children) or any(
        child.lower_ == "neither" for noun in verb.children if noun.dep_ == "nsubj" for child in noun.subtree
    )


def _between(one: "Token", other: "Token") -> tuple[int, int]:
    return min(one.idx, other.idx), max(one.idx + len(one), other.idx + len(other))


def _accused(reading: Reading, noun: "Token") -> Actor | None:
    found = actor.described(reading, referent(noun)) or actor.owner(reading, noun)
    return found or actor.target(reading, noun)


def _speakers(reading: Reading, noun: "Token", told: Attribution) -> list[Actor | None]:
    nouns = [noun, *[other for other in noun.conjuncts if other.i > noun.i]]
    return [found for each in nouns if (found := _speaker(reading, each, told)) is not None] or [None]


def _speaker(reading: Reading, noun: "Token", told: Attribution) -> Actor | None:
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
