"""Words that tell of an attack: found in active, passive and nominal form, and taken only beside something physical."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus
from ingest.mention.codebook import Term
from ingest.mention.reading import Reading, agent, clause, core, obliques, patient, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("attack", "munition", "launch", "intercept", "harm")
WISHES = frozenset("plan threaten warn vow intend prepare consider want aim pledge seek urge call promise order".split())
DEFINITE = frozenset("the this that these those its their both".split())
ABILITY = frozenset("can could might may should would must".split())
ORDINAL = re.compile(r"first|second|third|\w+th|others", re.I)
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
        if _holds(reading, trigger, term, is_harmless=bool(harmless)):
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
    return _trigger(reading, token, term, agent(token) or subject(token), patient(token), list(obliques(token)))


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
    return _trigger(reading, token, term, doer, done, around)


def _trigger(
    reading: Reading, token: "Token", term: Term, doer: "Token | None", done: "Token | None", around: list[tuple[str, "Token"]]
) -> Trigger:
    is_noun = term.pos == "noun"
    named = token if is_noun else doer if term.meaning == "munition" else None
    determiners = [child.lower_ for child in named.children if child.dep_ in ("det", "poss")] if named is not None else []
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
        status=_status(reading, token, is_noun=is_noun),
        is_definite=any(word in DEFINITE for word in determiners),
        is_designated=is_noun and _is_designated(reading, token),
        is_another=bool((modifiers | starts) & {"another", "separate", "separately", "second", "elsewhere"}),
    )


def _is_designated(reading: Reading, token: "Token") -> bool:
    """ "The attack on the port": it says itself which one, and need not refer back."""
    places = [child for child in token.children if child.dep_ == "prep" and child.lower_ in ("on", "at", "against", "near", "in")]
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


def _holds(reading: Reading, trigger: Trigger, term: Term, *, is_harmless: bool) -> bool:
    """Whether something physical stands beside the word: figures of speech have no weapon, site or armed man."""
    doer, done = trigger.agent, trigger.patient
    armed = doer is not None and _is(reading, doer, _armed)
    weapon = any(_is(reading, noun, _weapon) for noun in (*trigger.arguments, trigger.token))
    solid = done is not None and _is(reading, done, _solid)
    around = any(_is(reading, noun, _solid) for _, noun in trigger.obliques)
    if is_harmless and not weapon:
        return False
    match (trigger.kind, term.code, trigger.is_noun):
        case ("attack", "strong", True):
            return weapon or armed or solid or around or _by_demonym(reading, trigger.token) or trigger.is_definite
        case ("attack", _, True):
            return weapon or _by_demonym(reading, trigger.token) or (trigger.is_definite and _acts(trigger.token)) or (
                trigger.token.lemma_ not in ("explosion", "blast", "hit") and (armed or solid)
            )
        case ("attack", "strong", False):
            return solid or (done is None and (weapon or (armed and around)))
        case ("attack", _, False):
            struck = solid or around
            one_of = doer is not None and (doer.pos_ == "NUM" or ORDINAL.fullmatch(doer.text)) and bool(reading.weapons)
            own = weapon or armed or one_of or (doer is not None and (_is_event(reading, doer) or _said(doer)))
            return struck and own
        case ("munition", _, _):
            return doer is not None and _is(reading, doer, _weapon)
        case ("launch" | "intercept", _, _):
            return _launched(reading, trigger, armed=armed)
        case _:
            return (done is not None and (armed or weapon) and _is(reading, done, _solid)) or (armed and done is not None)


def _launched(reading: Reading, trigger: Trigger, *, armed: bool) -> bool:
    done = trigger.patient
    if trigger.token.lemma_ == "open":
        return done is not None and done.lower_ == "fire" and armed
    if trigger.token.lemma_ == "send" and not any(name in ("against", "towards", "toward", "at") for name, _ in trigger.obliques):
        return False
    if done is not None and _is(reading, done, _weapon):
        return True
    counted = done is not None and (done.pos_ == "NUM" or done.lower_ == "others") and bool(reading.weapons)
    return counted or (trigger.token.lemma_ == "fire" and armed and any(name in ("at", "on") for name, _ in trigger.obliques))


def _is(reading: Reading, noun: "Token", test: object) -> bool:
    assert callable(test)
    return any(test(reading, part) for other in (noun, *noun.conjuncts) for part in (*core(other), *_named_by(other)))


def _named_by(noun: "Token") -> Iterator["Token"]:
    for child in noun.children:
        if child.dep_ == "appos":
            yield from core(child)


def _weapon(reading: Reading, token: "Token") -> bool:
    return any(hit.start <= token.idx < hit.end for hit in reading.weapons)


def _armed(reading: Reading, token: "Token") -> bool:
    if reading.codebook.means("force", token.lemma_) or _weapon(reading, token):
        return True
    return any(
        hit.start <= token.idx < hit.end and name.kind == "actor" and reading.codebook.acts(name.id)
        for hit in reading.names
        for name in hit.values
    )


def _solid(reading: Reading, token: "Token") -> bool:
    """A site, a place, an actor or a person: what can be hit."""
    if any(hit.start <= token.idx < hit.end for hit in reading.names):
        return True
    return any(reading.codebook.means(meaning, token.lemma_) for meaning in ("site", "victim", "force"))


def _is_event(reading: Reading, token: "Token") -> bool:
    return any(term.pos == "noun" for term in reading.codebook.coded.get(("attack", token.lemma_.lower()), ()))


def _said(token: "Token") -> bool:
    """A pronoun in place of a speaker's forces: "they hit a base"."""
    return token.lower_ in ("they", "we", "it")


def _acts(token: "Token") -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB"


def _by_demonym(reading: Reading, token: "Token") -> bool:
    inside = [child for child in token.children if child.dep_ in ("amod", "compound", "poss", "nmod")]
    return any(_armed(reading, child) for child in inside)


def _status(reading: Reading, token: "Token", *, is_noun: bool) -> AttackStatus:
    verb = clause(token)
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    lemmas = {child.lemma_ for child in verb.children if child.dep_ == "neg"} | {
        child.lower_ for child in token.children if child.dep_ in ("neg", "det", "advmod")
    }
    if lemmas & {"no", "not", "never", "n't"} and not ({"only"} & lemmas):
        return AttackStatus.NEGATED
    if helpers & {"will", "wo", "shall", "'ll", "’ll"} or _wished(token):
        return AttackStatus.FUTURE
    if helpers & ABILITY or any(child.lower_ in ("if", "unless") for child in verb.children if child.dep_ == "mark"):
        return AttackStatus.HYPOTHETICAL
    if reading.terms("unreal"):
        return AttackStatus.HYPOTHETICAL
    return _habit(reading, token, helpers, is_noun=is_noun)


def _wished(token: "Token") -> bool:
    """Under a verb or noun of plan, threat or warning: "threatened to strike", "plans for an attack"."""
    above = [head for head in token.ancestors][:4]
    for head in above:
        if head.lemma_.lower() in WISHES:
            return True
        if head.dep_ in ("relcl", "ROOT") and head.pos_ == "VERB":
            return False
    modifiers = {child.lower_ for child in token.children}
    return bool(modifiers & {"possible", "potential", "planned", "future", "imminent", "new", "further"} - {"new"})


def _habit(reading: Reading, token: "Token", helpers: set[str], *, is_noun: bool) -> AttackStatus:
    """Plural and perfect, or with a word of habit: a summary of many attacks, never one to count."""
    if reading.terms("historical"):
        return AttackStatus.HISTORICAL
    verb, done = clause(token), patient(clause(token))
    perfect = bool(helpers & {"have", "has", "'ve", "’ve"}) and verb.tag_ == "VBN"
    plural = is_noun and token.tag_ in ("NNS", "NNPS")
    simple = verb.tag_ in ("VBP", "VBZ", "VB") and not helpers and verb.dep_ == "ROOT" and not is_noun
    many = done is not None and done.tag_ in ("NNS", "NNPS")
    summary = perfect and (plural or (not is_noun and many))
    windowed = bool(reading.terms("window")) and (plural or (perfect and not is_noun))
    if reading.terms("habit") or windowed or summary or simple:
        return AttackStatus.GENERIC
    if plural and not any(child.dep_ == "nummod" for child in token.children) and token.dep_ in ("dobj", "nsubj", "pobj"):
        return AttackStatus.GENERIC if not reading.terms("harm_word") else AttackStatus.ACTUAL
    return AttackStatus.ACTUAL
