"""Who is called the author of an attack, linked to it, recognised or gives himself away, without a verb of blame."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.codes import Stance
from ingest.mention.accused import accused, within
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.charge import is_event
from ingest.mention.claim import Speech, is_negated, is_responsibility, said, speakers_of, tellers_of
from ingest.mention.heard import Step
from ingest.mention.reading import Reading, agent, clause, obliques, passive_subject, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# How somebody is said to have done it by what he is called: "described X as the likely author".
NAMING = frozenset(
    "call describe name identify regard consider see label cite list brand view treat single designate mention tag "
    "think judge deem look".split()
)
AUTHORS = frozenset(
    "author perpetrator culprit suspect hand architect mastermind organiser organizer instigator".split()
)
LIKELY = frozenset("likely probable probably presumable presumed".split())
DOUBTED = frozenset("possible possibly suspected alleged prime main chief".split())
LONGEST_NAMING = 12
TAKING = frozenset("take mistake".split())
RECOGNISING = frozenset("recognise recognize identify".split())
PRAISING = frozenset("praise hail salute commend congratulate laud thank bless".split())


def culprits(reading: Reading, told: Attribution) -> Iterator[Speech]:
    """The speech acts that lie in what somebody is called or linked to."""
    for token in reading.tokens:
        if token.pos_ == "VERB" and not is_negated(token):
            yield from _linked(reading, token, told)
            yield from _called(reading, token, told)
            yield from _named(reading, token, told)
            yield from _recognised(reading, token, told)
            yield from _praised(reading, token, told)
            yield from _pointed_to(reading, token, told)
        elif token.lower_ == "claim" and token.pos_ == "NOUN":
            yield from _noun(reading, token, told)


def _by(reading: Reading, verb: "Token", told: Attribution) -> list[Actor | Step | None]:
    """Who says so: the verb's own subject, or behind its "by"; else who tells of it."""
    doer = subject(verb) if passive_subject(verb) is None else agent(verb)
    return speakers_of(reading, doer, told, verb) if doer is not None else tellers_of(told, verb)


def _linked(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Police linked the blast to X", "the attack has been tied to X"."""
    term = reading.codebook.means("answer", verb.lemma_.lower())
    done = patient(verb)
    if term is None or term.code != "links" or done is None or not is_event(reading, done) or done.tag_ == "NNS":
        return
    speakers = _by(reading, verb, told)
    for name, noun in obliques(verb):
        about = accused(reading, noun) if name in ("to", "with") else None
        if about is not None and about.actor_id is not None:
            at = (min(verb.idx, about.start), max(verb.idx + len(verb), about.end))
            yield from (said(reading, verb, Stance.SUSPECTS, told, speaker=one, about=about, at=at) for one in speakers)


def _called(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Called the faction the likely hand behind it", "described X as the prime suspect"."""
    if verb.lemma_ not in NAMING:
        return
    named = [part for part in verb.subtree if part.i > verb.i and _is_author(part)]
    if not named or named[0].i - verb.i > LONGEST_NAMING:
        return
    before = [part for part in verb.doc[verb.i + 1 : named[0].i] if part.pos_ in ("NOUN", "PROPN")]
    found = (accused(reading, part) for part in before if part.head not in before or part.dep_ in ("nsubj", "dobj"))
    about = next((one for one in found if one is not None), None) or _under(reading, verb)
    if about is None:
        return
    hedges = {child.lower_ for child in named[0].children}
    hedges |= {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    stance = Stance.ASSESSES_LIKELY if hedges & LIKELY else Stance.BLAMES
    stance = Stance.SUSPECTS if named[0].lemma_.lower() == "suspect" or hedges & DOUBTED else stance
    speakers = _by(reading, verb, told)
    at = (min(verb.idx, about.start), named[0].idx + len(named[0]))
    yield from (said(reading, verb, stance, told, speaker=one, about=about, at=at) for one in speakers[:2])


def _is_author(part: "Token") -> bool:
    """ "The author", "the ones behind it"."""
    return part.lemma_.lower() in AUTHORS or (
        part.lower_ == "behind" and part.head.lower_ in ("ones", "one", "as", "being")
    )


def _named(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Police named the gang of X": who is only named by those who were asked about an attack."""
    done = patient(verb) if verb.lemma_ == "name" else None
    more = [child for child in verb.children if child.dep_ in ("oprd", "prep", "agent", "xcomp") and child.i > verb.i]
    if done is None or more or done.i < verb.i:
        return
    about = accused(reading, done)
    is_band = about is not None and reading.codebook.is_band(about.actor_id)
    if not is_band and any(child.dep_ == "appos" for child in done.children):
        return
    about = about if about is not None and about.actor_id else within(reading, done)
    if about is None or about.actor_id is None or not reading.codebook.acts(about.actor_id):
        return
    at = (min(verb.idx, about.start), max(verb.idx + len(verb), about.end))
    for one in _by(reading, verb, told)[:1]:
        yield said(reading, verb, Stance.BLAMES, told, speaker=one, about=about, at=at)


def _under(reading: Reading, verb: "Token") -> Actor | None:
    """Who "is described as the author"."""
    noun = passive_subject(verb)
    return accused(reading, noun) if noun is not None else None


def _recognised(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Survivors recognised the men as fighters of X", "identified the attackers as X's"."""
    is_taken = verb.lemma_ in TAKING
    if verb.lemma_ not in RECOGNISING and not is_taken:
        return
    done = patient(verb)
    known = accused(reading, done) if done is not None and not is_taken else None
    if known is not None and reading.codebook.is_band(known.actor_id):  # "survivors had recognised the X"
        for one in _by(reading, verb, told)[:2]:
            yield said(reading, verb, Stance.BLAMES, told, speaker=one, about=known)
        return
    if done is None or not any(reading.codebook.means(one, done.lemma_.lower()) for one in ("doer", "force")):
        return
    speakers = _by(reading, verb, told)
    for name, noun in [pair for one in (verb, done) for pair in obliques(one)]:
        about = accused(reading, noun) if name == ("for" if is_taken else "as") else None
        if about is not None and about.actor_id is not None:
            at = (min(verb.idx, about.start), about.end)
            stance = Stance.SUSPECTS if is_taken else Stance.BLAMES
            yield from (said(reading, verb, stance, told, speaker=one, about=about, at=at) for one in speakers)


def _praised(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "The group saluted its fighters for the operation": whose fighters they were it does not hide."""
    done = patient(verb)
    if verb.lemma_ not in PRAISING or done is None:
        return
    if not any(child.lower_ in ("its", "their", "our") for child in done.children):
        return
    if not any(is_event(reading, noun) for name, noun in obliques(verb) if name in ("for", "on", "after", "over")):
        return
    doer = subject(verb)
    for speaker in (speakers_of(reading, doer, told, verb) if doer is not None else [])[:1]:
        if speaker is not None and speaker.actor_id and reading.codebook.acts(speaker.actor_id):
            yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=speaker, about=speaker)


def _pointed_to(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Police point to the X": at an armed group, and at no evidence."""
    if verb.lemma_ != "point" or patient(verb) is not None:
        return
    for name, noun in obliques(verb):
        about = accused(reading, noun) if name in ("to", "at", "towards", "toward") else None
        doer = subject(verb)
        if about is None or doer is None or not reading.codebook.is_band(about.actor_id):
            continue
        for one in speakers_of(reading, doer, told, verb)[:1]:
            yield said(reading, verb, Stance.BLAMES, told, speaker=one, about=about)


def _noun(reading: Reading, noun: "Token", told: Attribution) -> Iterator[Speech]:
    """ "A claim of responsibility came from X", "X's claim of responsibility"."""
    if not any(name == "of" and is_responsibility(reading, part) for name, part in obliques(noun)):
        return
    verb = clause(noun)
    near = [part for one in (noun, verb) for name, part in obliques(one) if name in ("by", "from")]
    near += [child for child in noun.children if child.dep_ == "poss"]
    near += [part for child in noun.children if child.dep_ == "acl" for name, part in obliques(child) if name == "by"]
    if is_negated(verb) or any(child.lower_ == "no" for child in noun.children):
        return
    for part in near:
        about = accused(reading, part)
        if about is not None:
            yield said(reading, noun, Stance.CLAIMS_RESPONSIBILITY, told, speaker=about, about=about)
            return
