"""Words that tell of an attack: found in active, passive and nominal form, and taken only beside something physical."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus
from ingest.mention.codebook import Term
from ingest.mention.physical import holds
from ingest.mention.reading import Reading, agent, clause, obliques, patient, subject
from ingest.mention.status import status

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("attack", "munition", "launch", "intercept", "harm")
DEFINITE = frozenset("the this that these those its their both".split())
EVENTS = frozenset("launch carry conduct mount stage perpetrate execute commit unleash claim".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One word of attack with the nouns that stand round it."""

    token: "Token"
    kind: str
    event_type: str
    is_noun: bool
    agent: "Token | None"
    patient: "Token | None"
    obliques: tuple[tuple[str, "Token"], ...]
    scope: frozenset[int]
    status: AttackStatus
    is_definite: bool
    is_designated: bool
    is_another: bool

    @property
    def arguments(self) -> list["Token"]:
        """All nouns that stand round the word."""
        nouns = [noun for noun in (self.agent, self.patient) if noun is not None]
        return nouns + [noun for _, noun in self.obliques]


def find(reading: Reading) -> list[Trigger]:
    """The triggers of a sentence in order."""
    harmless = [range(hit.start, hit.end) for hit in reading.terms("harmless")]
    found: list[Trigger] = []
    for token in reading.doc:
        term = _term(reading, token)
        if term is None or any(token.idx in span for span in harmless):
            continue
        trigger = _nominal(reading, token, term) if term.pos == "noun" else _verbal(reading, token, term)
        if holds(reading, trigger, term, is_harmless=bool(harmless)):
            found.append(trigger)
    return [_scoped(trigger, found) for trigger in found]


def _term(reading: Reading, token: "Token") -> Term | None:
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN") and token.tag_ != "VBG":
        term = reading.codebook.means("attack", lemma)
        terms = reading.codebook.coded.get(("attack", lemma), ())
        return next((term for term in terms if term.pos == "noun"), None) if term else None
    if token.pos_ not in ("VERB", "AUX"):
        return None
    following = reading.doc[token.i + 1].lower_ if token.i + 1 < len(reading.doc) else ""
    particle = following == "down" or any(child.dep_ == "prt" and child.lower_ == "down" for child in token.children)
    if particle and lemma in ("shoot", "bring", "take", "gun"):
        return Term(lemma, "verb", "harm" if lemma == "gun" else "intercept", "weak", "")
    for meaning in VERBS:
        terms = reading.codebook.coded.get((meaning, lemma), ())
        for term in terms:
            if term.pos == "verb":
                return term
    return None


def _verbal(reading: Reading, token: "Token", term: Term) -> Trigger:
    doer = agent(token) or subject(token)
    return _trigger(reading, token, term, doer=doer, done=patient(token), around=list(obliques(token)))


def _nominal(reading: Reading, token: "Token", term: Term) -> Trigger:
    around = list(obliques(token))
    doer = next((noun for name, noun in around if name == "by"), None)
    done = next((noun for name, noun in around if name in ("on", "against", "targeting")), None)
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in ("target", "hit", "strike"):
            done = done or patient(child)
    verb = token.head if token.pos_ in ("NOUN", "PROPN") else None
    if verb is not None and verb.pos_ == "VERB" and token.dep_ in ("dobj", "nsubjpass"):
        if verb.lemma_ in EVENTS:
            doer = doer or agent(verb) or (subject(verb) if token.dep_ == "dobj" else None)
        around += [pair for pair in obliques(verb) if pair[1] != token]
    elif verb is not None and verb.pos_ == "VERB" and token.dep_ == "nsubj":
        done = done or patient(verb)
        around += list(obliques(verb))
    elif token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        around += [pair for pair in obliques(token.head.head) if pair[1] != token]
    return _trigger(reading, token, term, doer=doer, done=done, around=around)


def _trigger(
    reading: Reading,
    token: "Token",
    term: Term,
    *,
    doer: "Token | None",
    done: "Token | None",
    around: list[tuple[str, "Token"]],
) -> Trigger:
    is_noun = term.pos == "noun"
    named = token if is_noun else {"munition": doer, "launch": done, "intercept": done}.get(term.meaning)
    determiners = (
        [child.lower_ for child in named.children if child.dep_ in ("det", "poss")] if named is not None else []
    )
    modifiers = {child.lower_ for child in token.children} | {
        child.lower_ for noun in (doer, done) if noun is not None and not is_noun for child in noun.children
    }
    starts = {child.lower_ for child in clause(token).children if child.dep_ == "advmod"}
    return Trigger(
        token=token,
        kind=term.meaning,
        event_type=term.event_type,
        is_noun=is_noun,
        agent=doer,
        patient=done,
        obliques=tuple(around),
        scope=frozenset(),
        status=status(reading, token, is_noun=is_noun),
        is_definite=any(word in DEFINITE for word in determiners),
        is_designated=is_noun and _is_designated(reading, token),
        is_another=bool((modifiers | starts) & {"another", "separate", "separately", "second", "elsewhere"}),
    )


def _is_designated(reading: Reading, token: "Token") -> bool:
    """ "The attack on the port": it says itself which one, and need not refer back."""
    places = [
        child
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in ("on", "at", "against", "near", "in")
    ]
    inside = [part for child in places for part in child.subtree]
    return any(hit.start <= part.idx < hit.end for part in inside for hit in reading.names)


def _scoped(trigger: Trigger, others: list[Trigger]) -> Trigger:
    """The tokens that are this trigger's to read: its clause without the clauses of the other triggers."""
    head = clause(trigger.token)
    mine = {token.i for token in head.subtree}
    for other in others:
        theirs = clause(other.token)
        if theirs != head and theirs.i in mine and head not in theirs.subtree:
            mine -= {token.i for token in theirs.subtree}
    fields = {name: getattr(trigger, name) for name in Trigger.__slots__}
    return Trigger(**{**fields, "scope": frozenset(mine)})
