"""Who answers for it: claims, denials, blame, suspicion, assessments and silence about an attack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import AttackerStatus, Certainty, ClaimMode, Field, Stance
from ingest.mention import actor, idiom
from ingest.mention.accused import accused, after
from ingest.mention.actor import Actor
from ingest.mention.chain import HOLDING, Attribution
from ingest.mention.charge import (
    is_charge_in_general,
    is_event,
    is_ground,
    is_like,
    is_of_doing_it,
    is_of_many,
    is_of_ways,
    mentions_attack,
)
from ingest.mention.finding import Finding, Stated
from ingest.mention.heard import Step, body
from ingest.mention.named_before import in_full
from ingest.mention.reading import Reading, agent, clause, is_among, obliques, passive_subject, patient, phrase, subject
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.telling import Told

# Best attested first: what an attack's attacker stands by.
STATUS = {
    Stance.CLAIMS_RESPONSIBILITY: AttackerStatus.CLAIMED,
    Stance.CONFIRMS: AttackerStatus.CONFIRMED,
    Stance.CONCEDES: AttackerStatus.CONFIRMED,
    Stance.BLAMES: AttackerStatus.BLAMED,
    Stance.ASSESSES_LIKELY: AttackerStatus.ASSESSED_LIKELY,
    Stance.SUSPECTS: AttackerStatus.SUSPECTED,
    Stance.DENIES_RESPONSIBILITY: AttackerStatus.DENIED,
    Stance.ATTRIBUTES_OWN_VOICE: AttackerStatus.PUBLISHER_OWN_VOICE,
}
OWNING = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.CONCEDES, Stance.CONFIRMS})
CERTAINTY = {Stance.SUSPECTS: Certainty.SUSPECTED, Stance.ASSESSES_LIKELY: Certainty.LIKELY}
SELF = frozenset("we us they it he she i our its their his her ours theirs".split())
NOBODY = re.compile(
    r"\b(?:no|not one|not a single) (?:\w+ )?"
    r"(?:one|group|organi[sz]ation|party|faction|individual|militants?|movement)\b"
    r"|\b(?:nobody|anybody|anyone)\b|\bno-one\b|\bha(?:s|d) not been claimed\b",
    re.I,
)
OPENER = re.compile(r"(?:that|which|whom|what) (?:an? |the )?", re.I)
CHARGES = frozenset("charge accusation allegation claim suggestion report version".split())
# What somebody told of an attack, which another says did not happen so.
STORIES = frozenset({"account", "story", "narrative"})
# "Denied that its men were anywhere near".
PRESENT = frozenset("area vicinity airborne near nearby there involved present operating behind anywhere".split())
CALLING = frozenset("call term label brand describe dismiss reject slam denounce".split())
FIGURES = frozenset("figure toll number count estimate tally total statistic".split())
ACCOUNTS = frozenset("report news story attack incident".split())
FALSE = frozenset("lie false fake fabrication untrue invention hoax bogus forgery".split())
DISOWNING = frozenset({"disown", "disclaim", "disavow", "repudiate"})
# Verbs that claim the deed itself: "adopted the operation", as translators of communiqués write.
CLAIMING = frozenset({"claim", "adopt", "own", "avow"})
# Words of a party for its own deeds, and who speaks for its army.
# As an armed group says that it was its own, and a state that it erred.
ACCEPTING = frozenset({"accept", "acknowledge", "assume"})
OPERATIONS = frozenset("operation mission raid strike sortie".split())
OWN_HOUSES = frozenset("staff army military forces command navy directorate".split())
KIN = frozenset(
    "father mother parents son daughter brother sister uncle aunt cousin nephew niece wife husband widow widower "
    "grandfather grandmother relative relatives neighbour neighbor neighbours neighbors".split()
)
# Callers and the like speak for the group that they name.
VOICING = frozenset("caller".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One speech act, the word that it hangs on, the chain behind it, and the trigger that it is about.

    `is_answer` where it says anything of an attack only by who stands accused of it.
    """

    stated: Stated
    token: "Token"
    told: Attribution
    trigger: Trigger | None = None
    is_answer: bool = False
    attack: "Told | None" = None


def said(
    reading: Reading,
    token: "Token",
    stance: Stance,
    told: Attribution,
    *,
    speaker: Actor | Step | None,
    about: Actor | Step | None,
    at: tuple[int, int] | None = None,
    trigger: Trigger | None = None,
    is_answer: bool = False,
) -> Speech:
    """A speech act with the words that say it."""
    low, high = at or (token.idx, token.idx + len(token))
    about = in_full(reading, about, told)
    if isinstance(about, Step) and about.actor_id is None and stance in OWNING:
        about = body(about)
    stated = Stated(
        span=reading.span(min(low, high), max(low, high)),
        stance=stance,
        speaker_id=speaker.actor_id if speaker else None,
        speaker=_name(speaker),
        about_id=about.actor_id if about else None,
        about=_name(about),
        certainty=CERTAINTY.get(stance, Certainty.ASSERTED),
        mode=_mode(reading),
    )
    only = [chain for chain in told.chains if isinstance(speaker, Step) and chain[-1] == speaker]
    narrowed = Attribution((only[0],), told.voice, told.tellers, told.mine) if only else told
    return Speech(stated=stated, token=token, told=narrowed, trigger=trigger, is_answer=is_answer)


def answers(reading: Reading, told: Attribution) -> Iterator[Speech]:
    """What verbs of answering and turns of phrase do: claim, deny, concede, blame, suspect, keep silent."""
    idioms = {one.verb.i: one for one in idiom.find(reading)}
    inside = {number for one in idioms.values() for number in one.numbers}
    for token in reading.tokens:
        if token.i in idioms:
            yield from _idiomatic(reading, idioms[token.i], told)
        elif token.pos_ in ("VERB", "AUX") and token.i not in inside:
            yield from _verb(reading, token, told)
        if token.lower_ == "claim" and token.pos_ == "NOUN":
            yield from _replaced(reading, token, told)
        if token.lower_ == "such" and is_event(reading, token.head):
            yield from _undone(reading, token, told)
        if token.lemma_ == "do":
            yield from _likewise(reading, token, told)


def unattributed(reading: Reading) -> Finding | None:
    """That nobody has claimed the attack, said in so many words."""
    for hit in reading.terms("no_claim"):
        span = reading.span(hit.start, hit.end)
        return Finding(field=Field.ATTACKER_STATUS, span=span, value=AttackerStatus.UNATTRIBUTED.value)
    return None


def _verb(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
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
        case "links":
            return
        case _:
            yield from _silence(reading, verb, told)


def _idiomatic(reading: Reading, one: idiom.Idiom, told: Attribution) -> Iterator[Speech]:
    at = (one.verb.idx, one.last.idx + len(one.last))
    match one.stance:
        case Stance.NO_COMMENT:
            doer = idiom.silent(one)
            if doer is not None and doer.lower_ == "there":  # "there has been no comment from X"
                inside = [part for name, part in obliques(one.last) if name in ("from", "by")]
                inside += [part for name, part in obliques(one.verb) if name in ("from", "by")]
                doer = next((part for part in inside if part.pos_ in ("NOUN", "PROPN")), None)
            for speaker in _quiet(reading, doer, told, one.verb) if doer is not None else []:
                yield said(reading, one.verb, one.stance, told.silent(), speaker=speaker, about=None, at=at)
        case Stance.BLAMES | Stance.SUSPECTS | Stance.ASSESSES_LIKELY:
            about = after(reading, one.verb, one.last)
            if about is None or is_negated(one.verb) or _is_aimed(one) or _is_by_somebody(reading, one):
                return
            for teller in tellers_of(told, one.verb):
                yield said(reading, one.verb, one.stance, told, speaker=teller, about=about, at=at)
        case _:
            doer = idiom.silent(one)
            if doer is None or is_negated(one.verb) or is_nobody(reading, doer):
                return
            if one.stance is Stance.CLAIMS_RESPONSIBILITY and (is_unreal(one.verb) or _is_withheld(one.verb)):
                return
            if one.stance is Stance.CLAIMS_RESPONSIBILITY and any(part.dep_ == "neg" for part in idiom.between(one)):
                one = replace(one, stance=Stance.DENIES_RESPONSIBILITY)  # "said that it was not responsible"
            yield from _stand(reading, one, doer, told, at)


def _is_withheld(verb: "Token") -> bool:
    """ "Stopped short of saying that it was behind it"."""
    return any(
        above.lemma_ in ("stop", "fall") and any(child.lower_ == "short" for child in above.children)
        for above in (verb, *verb.ancestors)
    )


def _is_aimed(one: idiom.Idiom) -> bool:
    """ "Pointed their rifles at the guards"."""
    things = [child for child in one.verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return one.verb.lemma_ == "point" and any(thing.lemma_ != "finger" for thing in things)


def _is_by_somebody(reading: Reading, one: idiom.Idiom) -> bool:
    """ "The mayor pointed to X", where signs point by themselves."""
    doer = subject(one.verb) if one.verb.lemma_ == "point" and one.stance is Stance.SUSPECTS else None
    return doer is not None and (
        doer.ent_type_ == "PERSON"
        or any(reading.codebook.means(one, doer.lemma_.lower()) for one in ("role", "force", "victim"))
    )


def _stand(
    reading: Reading, one: idiom.Idiom, doer: "Token", told: Attribution, at: tuple[int, int]
) -> Iterator[Speech]:
    """ "X took credit", "X said it had no part in it", "the minister said that the rebels had no part in it"."""
    stance = one.stance
    if stance is Stance.DENIES_RESPONSIBILITY and one.verb.lemma_ in CALLING:
        called = {part.lemma_.lower() for part in one.verb.doc[one.verb.i + 1 : one.last.i]}
        if called & FIGURES:
            return
        stance = Stance.DENIES_EVENT if called & ACCOUNTS else stance
    tellers = told.above(one.verb)
    other = accused(reading, doer) if tellers and one.stance is Stance.DENIES_RESPONSIBILITY else None
    own = one.verb.i in {number for number, _ in told.tellers}
    if other is not None and not own:
        yield said(reading, one.verb, one.stance, told, speaker=tellers[0], about=other, at=at)
        return
    hidden = is_among(doer, actor.PRONOUNS) or is_event(reading, doer) or any(c.lower_ in SELF for c in doer.children)
    speakers = tellers_of(told, one.verb) if hidden and tellers else speakers_of(reading, doer, told, one.verb)
    for speaker in (speaker for speaker in speakers if not _is_kin(speaker)):
        yield said(reading, one.verb, stance, told, speaker=speaker, about=speaker, at=at)


def _is_kin(speaker: Actor | Step | None) -> bool:
    """ "Their father": a relative of those who were hurt answers for no attack."""
    return (
        speaker is not None
        and speaker.actor_id is None
        and bool(KIN & {word.strip(",.").lower() for word in (_name(speaker) or "").split()})
    )


def _claim(reading: Reading, verb: "Token", told: Attribution, stance: Stance) -> Iterator[Speech]:
    done = patient(verb)
    if done is not None and done.lemma_ == "part" and verb.lemma_ == "take":
        return  # "took part in"
    if done is None or is_like(done):
        return
    if not (
        is_responsibility(reading, done) or (verb.lemma_ in CLAIMING and (is_event(reading, done) or _is_both(done)))
    ):
        yield from _owned(reading, verb, done, told)
        return
    passive = passive_subject(verb) is not None
    doer = agent(verb) if passive else subject(verb)
    if doer is None or is_negated(verb) or is_nobody(reading, doer) or reading.terms("no_claim") or is_unreal(verb):
        return
    issuer = _issuer(reading, doer)
    own = _speaker(reading, issuer, told, verb) if issuer != doer else None
    for speaker in [own] if own is not None else speakers_of(reading, doer, told, verb):
        if verb.lemma_ in ACCEPTING and reading.codebook.is_band(speaker.actor_id if speaker else None):
            stance = Stance.CLAIMS_RESPONSIBILITY
        yield said(reading, verb, stance, told, speaker=speaker, about=speaker, at=_between(verb, done))


def _is_both(done: "Token") -> bool:
    """ "Claimed both blows": whatever two attacks are called."""
    return any(child.lower_ == "both" for child in done.children)


def _owned(reading: Reading, verb: "Token", done: "Token", told: Attribution) -> Iterator[Speech]:
    """ "The brigade admitted the killing", "the general staff acknowledged the operation": a fighting party, its own.

    Whoever was hit admits an attack too, but no operation, and an armed group admits none but its own.
    """
    doer = subject(verb)
    if not is_event(reading, done) or doer is None or is_negated(verb) or is_unreal(verb) or passive_subject(verb):
        return
    behind = {child.lower_ for child in done.children if child.dep_ == "prep"}
    for speaker in speakers_of(reading, doer, told, verb)[:1] if "by" not in behind else []:
        is_band = reading.codebook.is_band(speaker.actor_id if speaker else None)
        if verb.lemma_ == "confirm" and not is_band:
            yield said(reading, verb, Stance.CONFIRMS, told, speaker=speaker, about=None, at=_between(verb, done))
            return
        if behind & {"on", "against"} and not is_band:
            return
        is_house = bool(OWN_HOUSES & {word.lower() for word in (_name(speaker) or "").split()})
        if is_band or (is_house and done.lemma_.lower() in OPERATIONS):
            at = _between(verb, done)
            yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=speaker, about=speaker, at=at)


def _issuer(reading: Reading, doer: "Token") -> "Token":
    """ "X released a statement claiming it", "a statement by X claimed it", "in the name of X": X claims it."""
    if not reading.codebook.means("document", doer.lemma_.lower()):
        return doer
    for name, noun in obliques(doer):
        if name in ("by", "from", "of") and actor.named(reading, noun) is not None:
            return noun
        if name == "in" and noun.lemma_ == "name":
            return next((part for inner, part in obliques(noun) if inner == "of"), doer)
    above = doer.head
    issuer = subject(above) if doer.dep_ in ("dobj", "pobj") and above.pos_ == "VERB" else None
    return issuer if issuer is not None else doer


def _denial(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    doer, done = subject(verb), patient(verb)
    acted = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "pcomp")), None)
    if doer is None or is_negated(verb) or (acted is not None and is_of_ways(acted)):
        return
    disowned = done is not None and verb.lemma_ in DISOWNING and (is_event(reading, done) or done.lower_ == "one")
    if done is not None and (is_responsibility(reading, done) or done.lemma_ in CHARGES or disowned):
        stance = Stance.DENIES_RESPONSIBILITY
    elif done is not None and is_event(reading, done) and done.lower_ not in ("it", "that", "this"):
        stance = Stance.DENIES_EVENT
    elif done is not None and done.lower_ in ("it", "that", "this") and acted is None:
        for speaker in speakers_of(reading, doer, told, verb):
            at = _between(verb, done)
            yield said(
                reading, verb, Stance.DENIES_RESPONSIBILITY, told, speaker=speaker, about=speaker, at=at, is_answer=True
            )
        return
    elif done is not None and done.lemma_ in STORIES:
        stance = Stance.DENIES_EVENT
    elif acted is not None and (_is_answerable(acted) or any(part.lower_ in PRESENT for part in acted.subtree)):
        stance = Stance.DENIES_RESPONSIBILITY
    elif acted is not None and mentions_attack(reading, acted):
        stance = _denied(reading, acted, doer)
    else:
        return
    end = done if done is not None else acted
    for speaker in speakers_of(reading, doer, told, verb):
        yield said(reading, verb, stance, told, speaker=speaker, about=speaker, at=_between(verb, end or verb))


def _is_answerable(acted: "Token") -> bool:
    """ "Denied that the army was responsible", "denied being behind it"."""
    return acted.lemma_ == "be" and any(child.lower_ in (*HOLDING, "behind", "guilty") for child in acted.children)


def _denied(reading: Reading, acted: "Token", doer: "Token") -> Stance:
    """Whether the deed or the doing is denied: "denied that its men fired" against "denied that it was hit"."""
    own = subject(acted)
    theirs = own is None or own == doer or is_among(own, SELF) or _shares_actor(reading, own, doer)
    poss = own is not None and any(part.lower_ in SELF and part.dep_ == "poss" for part in own.subtree)
    passive = passive_subject(acted) is not None and agent(acted) is None
    return Stance.DENIES_RESPONSIBILITY if (theirs or poss) and not passive else Stance.DENIES_EVENT


def _blame(reading: Reading, verb: "Token", told: Attribution, stance: Stance) -> Iterator[Speech]:
    """ "Blamed X for it", "blamed it on X", "accused X of", "attributed it to X", "police suspect X"."""
    if is_negated(verb) or (verb.dep_ == "amod" and verb.tag_ == "VBN") or is_of_many(reading, verb):
        return
    if is_charge_in_general(reading, verb):
        return
    on, abouts = _blamed(reading, verb)
    near = [(name, noun) for name, noun in obliques(verb) if noun.lower_ != "which"]
    reasons = [noun for name, noun in near if name in ("for", "of", "over") or (name == "in" and noun.pos_ != "PROPN")]
    told_of = any(is_ground(reading, noun) for noun in reasons)
    if reasons and all(is_like(noun) for noun in reasons):
        return
    if any(is_other(noun) for noun in abouts):
        yield from _mutual(reading, verb, told, stance)
        return
    is_of_doing = is_of_doing_it(reading, verb)
    if not on and reasons and not told_of and not is_of_doing:
        return
    doer = _blamer(verb)
    if doer is not None and is_nobody(reading, doer):
        return
    speakers = speakers_of(reading, doer, told, verb) if doer is not None else tellers_of(told, verb)
    is_person = verb.lemma_ in ("accuse", "suspect")
    for about in (found for noun in abouts if (found := accused(reading, noun, is_person=is_person))):
        is_thing = about.actor_id is None and not reading.codebook.means("force", about.text.split()[-1].lower())
        if not on and not told_of and is_of_doing and is_thing:
            continue  # "accused the minivan of carrying weapons"
        at = (min(verb.idx, about.start), max(verb.idx + len(verb), about.end))
        for speaker in speakers[:2]:
            if not (speaker and speaker.actor_id and speaker.actor_id == about.actor_id):
                yield said(reading, verb, stance, told, speaker=speaker, about=about, at=at)


def _blamed(reading: Reading, verb: "Token") -> tuple[list["Token"], list["Token"]]:
    """On whom it is blamed, and all who are blamed, however it is said."""
    on = [noun for name, noun in obliques(verb) if name in ("on", "to", "upon")]
    done = patient(verb)
    if done is not None and is_like(done):
        return [], []
    if not on and done is not None and is_event(reading, done) and verb.lemma_ in ("blame", "pin"):
        on = [noun for name, noun in obliques(done) if name == "on"]
    if on and verb.lemma_ != "accuse":
        return on, on
    return on, [done, *[other for other in done.conjuncts if other.i > done.i]] if done is not None else []


def _blamer(verb: "Token") -> "Token | None":
    """Who blames: the verb's subject, behind its "by", else who is told of by the verb above it."""
    is_passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or verb.dep_ == "acl"
    if not is_passive:  # "The government lost no time in accusing X"
        return subject(clause(verb.head) if verb.dep_ == "pcomp" else verb)
    noun = verb.head
    opener = {noun.left_edge.lower_, verb.doc[noun.left_edge.i - 1].lower_ if noun.left_edge.i else ""}
    # "A raid that local chiefs blamed on X": the parser may take those who blame for those who are blamed.
    is_its_doer = verb.dep_ == "acl" and verb.i == noun.i + 1 and bool(opener & {"that", "which", "whom"})
    return agent(verb) or (noun if is_its_doer else None)


def is_other(noun: "Token") -> bool:
    """ "Blamed each other", "attributed it to the other"."""
    return noun.lower_ == "other" and any(child.lower_ in ("each", "the") for child in noun.children)


def _mutual(reading: Reading, verb: "Token", told: Attribution, stance: Stance) -> Iterator[Speech]:
    """ "X and Y have each attributed it to the other": each says so of the other."""
    doer = subject(verb)
    nouns = [doer, *[one for one in doer.conjuncts if one.i > doer.i]] if doer is not None else []
    sides = [found for noun in nouns if (found := accused(reading, noun)) is not None]
    if len(sides) == 2:
        for one, other in (sides, sides[::-1]):
            yield said(reading, verb, stance, told, speaker=one, about=other)


def _undone(reading: Reading, such: "Token", told: Attribution) -> Iterator[Speech]:
    """ "There had been no such attack", he said."""
    if not any(child.lower_ == "no" for child in such.head.children):
        return
    for teller in told.tellers_of(such):
        at = (such.idx, such.head.idx + len(such.head))
        yield said(reading, such.head, Stance.DENIES_EVENT, told, speaker=teller, about=teller, at=at)


def _likewise(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "X claimed it, hours before Y did the same", "so did Y": what was said of X, of Y too."""
    is_same = any(child.lower_ in ("same", "so", "likewise") for child in verb.children) and verb.tag_ == "VBD"
    before = [part for part in reading.tokens if part.i < verb.i and part.pos_ == "VERB"] if is_same else []
    doer = subject(verb)
    found = actor.described(reading, doer) if doer is not None and before else None
    claimed = [part for part in before if any(_verb(reading, part, told))]
    if found is None or not claimed or not any(_is_claim(one) for one in _verb(reading, claimed[-1], told)):
        return
    at = (found.start, verb.idx + len(verb))
    yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=found, about=found, at=at)


def _is_claim(one: Speech) -> bool:
    return one.stated.stance is Stance.CLAIMS_RESPONSIBILITY


def _replaced(reading: Reading, noun: "Token", told: Attribution) -> Iterator[Speech]:
    """ "It had sent the drone, and the earlier claim by X was a lie": the claim of X gives way to its own."""
    verb = noun.head
    said_of = [child for child in verb.children if child.dep_ in ("attr", "acomp", "oprd")]
    if noun.dep_ != "nsubj" or not any(child.lemma_.lower() in FALSE for child in said_of) or is_negated(verb):
        return
    other = next(
        (found for name, by in obliques(noun) if name in ("by", "of", "from") and (found := actor.named(reading, by))),
        None,
    )
    for teller in told.above(verb)[:1]:
        if other is not None and teller.actor_id and other.actor_id and teller.actor_id != other.actor_id:
            yield said(reading, verb, Stance.SUPERSEDES, told, speaker=teller, about=other)


def _hold(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    """ "Hold the army responsible"."""
    words = [child for child in verb.children if child.lower_ in HOLDING]
    small = [part for child in verb.children if child.dep_ == "ccomp" for part in child.subtree]
    words += [part for part in small if part.lower_ in HOLDING]
    words += [part for child in verb.children if child.dep_ == "dobj" for part in child.children if _holds(part)]
    done = patient(verb) or next((part for part in small if part.dep_ == "nsubj"), None)
    if not words or done is None or is_negated(verb):
        return
    doer = subject(verb)
    abouts = [accused(reading, one) for one in (done, *done.conjuncts) if one.i >= done.i]
    for speaker in (speakers_of(reading, doer, told, verb) if doer is not None else [None])[:1]:
        for about in (one for one in abouts if one is not None):
            yield said(reading, verb, Stance.BLAMES, told, speaker=speaker, about=about, at=_between(verb, words[0]))


def _holds(part: "Token") -> bool:
    """ "Held the cartel responsible", which the parser may take for a kind of cartel."""
    return part.lower_ in HOLDING and part.i > part.head.i


def _silence(reading: Reading, verb: "Token", told: Attribution) -> Iterator[Speech]:
    saying = ("comment", "respond", "reply", "answer", "discuss", "say", "speak")
    declined = verb.lemma_ in ("decline", "refuse") and any(
        child.lemma_ in saying for child in verb.children if child.dep_ == "xcomp"
    )
    asked = any(name in ("to", "on", "about") for name, _ in obliques(verb)) or verb.lemma_ in ("comment", "respond")
    silent = is_negated(verb) or any(child.lower_ == "nothing" for child in verb.children)
    if not declined and not (verb.lemma_ in saying and silent and asked):
        return
    doer = subject(verb)
    if doer is None or (is_nobody(reading, doer) and doer.lower_ in ("group", "one")):
        return
    for speaker in _quiet(reading, doer, told, verb):
        at = (doer.idx, verb.idx + len(verb))
        yield said(reading, verb, Stance.NO_COMMENT, told.silent(), speaker=speaker, about=None, at=at)


def is_negated(verb: "Token") -> bool:
    """Whether the verb is denied: by "not", or by "neither" before it."""
    return any(child.dep_ == "neg" for child in verb.children) or any(
        child.lower_ in ("neither", "nor") for noun in verb.children if noun.dep_ == "nsubj" for child in noun.subtree
    )


def is_unreal(verb: "Token") -> bool:
    """Only possible, asked or wished for: "why they should take credit", "if it claims it", "failed to claim it"."""
    chain = [verb, *([verb.head] if verb.dep_ in ("xcomp", "advcl", "conj") else [])]
    inside = [child for one in chain for child in one.children]
    modal = any(child.tag_ == "MD" and child.lower_ not in ("will", "'ll") for child in inside)
    open_to = any(child.lower_ in ("if", "whether", "why", "unless") for child in inside)
    return modal or open_to or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("fail", "refuse", "decline"))


def is_nobody(reading: Reading, noun: "Token") -> bool:
    """ "No group", "nobody", "neither"."""
    start, end = noun.left_edge.idx, noun.idx + len(noun)
    if any(child.lower_ == "no" and child.dep_ == "det" for child in noun.children):
        return True
    return noun.lower_ in ("neither", "none") or bool(NOBODY.search(reading.text[start:end]))


def is_responsibility(reading: Reading, noun: "Token") -> bool:
    """Whether a noun is what is claimed or denied: "responsibility", "credit", "involvement"."""
    return reading.codebook.means("responsibility", noun.lemma_.lower()) is not None


def _shares_actor(reading: Reading, one: "Token", other: "Token") -> bool:
    first, second = actor.named(reading, one), actor.named(reading, other)
    if first is None or second is None or first.actor_id is None or second.actor_id is None:
        return False
    return reading.codebook.answers_for(first.actor_id, second.actor_id)


def _between(one: "Token", other: "Token") -> tuple[int, int]:
    return min(one.idx, other.idx), max(one.idx + len(one), other.idx + len(other))


def speakers_of(reading: Reading, noun: "Token", told: Attribution, verb: "Token") -> list[Actor | Step | None]:
    """Who speaks: as the chain has it, else as the noun names it."""
    steps = [step for number, step in told.tellers if number == verb.i]
    if steps:
        return list(dict.fromkeys(steps))
    nouns = [noun, *[other for other in noun.conjuncts if other.i > noun.i]]
    return [found for each in nouns if (found := _speaker(reading, each, told, verb)) is not None] or [None]


def tellers_of(told: Attribution, token: "Token") -> list[Actor | Step | None]:
    """Who tells what a word says; nobody in particular where it is the article."""
    return [*told.tellers_of(token)] or [None]


def _quiet(reading: Reading, noun: "Token", told: Attribution, verb: "Token") -> list[Actor | Step | None]:
    """Who is silent; a spokeswoman who says that the army does not comment speaks for it."""
    if is_among(noun, actor.PRONOUNS):
        return [*told.above(verb)]
    found = speakers_of(reading, noun, told, verb)
    tellers = told.above(verb)
    if tellers and not any(one is not None and one.actor_id for one in found):
        return list(tellers[:1])
    return [one for one in found if one is not None]


def _speaker(reading: Reading, noun: "Token", told: Attribution, verb: "Token") -> Actor | Step | None:
    is_part = any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)  # "two of the residents"
    if is_among(noun, actor.PRONOUNS) or (noun.pos_ == "NUM" and not is_part):
        return next(iter(told.tellers_of(verb)), None)
    found = actor.named(reading, noun) or actor.owner(reading, noun)
    # "A little-known outfit, the X": the name that stands behind a word for it.
    apposed = [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    start, end = phrase(apposed[0] if found is None and apposed and noun.pos_ == "NOUN" else noun)
    opener = OPENER.match(reading.text, start)
    start = opener.end() if opener is not None else start
    return Actor(found.actor_id if found else None, reading.text[start:end], start, end)


def _name(party: Actor | Step | None) -> str | None:
    if party is None:
        return None
    return " ".join((party.name if isinstance(party, Step) else party.text).split())


def _mode(reading: Reading) -> ClaimMode:
    """The most telling way of publication that the sentence names."""
    codes = [hit.values[0].code for meaning in ("claim_mode", "anonymous") for hit in reading.terms(meaning)]
    return next((mode for mode in ClaimMode if mode.value in codes), ClaimMode.UNKNOWN)
