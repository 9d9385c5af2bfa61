"""Whether something physical stands beside a word of attack: figures of speech have no weapon, site or armed man."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.reading import Reading, core, is_count

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.trigger import Trigger

# Words for what may as well have been an accident or a song.
ACCIDENTS = frozenset({"explosion", "blast", "hit"})
AGAINST = frozenset({"against", "towards", "toward", "at"})


def holds(reading: Reading, trigger: "Trigger", term: Term, *, is_harmless: bool) -> bool:  # noqa: PLR0911
    """Whether something physical stands beside the word: figures of speech have no weapon, site or armed man."""
    doer, done = trigger.agent, trigger.patient
    armed = doer is not None and _is(reading, doer, _armed)
    weapon = any(_is(reading, noun, _weapon) for noun in (*trigger.arguments, trigger.token))
    solid = done is not None and _is(reading, done, _solid)
    around = any(_is(reading, noun, _solid) for _, noun in trigger.obliques)
    if is_harmless and not weapon:
        return False
    own = armed or weapon or (doer is not None and _stands_for(reading, doer))
    match (trigger.kind, trigger.is_noun):
        case ("attack", True):
            return _nominal(reading, trigger, term, is_weapon=weapon, is_beside=armed or solid, is_around=around)
        case ("attack", False) if term.code == "strong":
            return solid or (done is None and (weapon or (armed and around)))
        case ("attack", False):
            return (solid or around) and own
        case ("munition", _):
            return doer is not None and _is(reading, doer, _weapon)
        case ("launch" | "intercept", _):
            return _launched(reading, trigger, is_armed=armed)
        case _:
            return done is not None and (armed or (weapon and solid))


def _nominal(
    reading: Reading, trigger: "Trigger", term: Term, *, is_weapon: bool, is_beside: bool, is_around: bool
) -> bool:
    told = trigger.is_definite
    if is_weapon or _by_demonym(reading, trigger.token):
        return True
    if term.code == "strong":
        return is_beside or is_around or told
    return (told and _acts(trigger.token)) or (trigger.token.lemma_ not in ACCIDENTS and is_beside)


def _stands_for(reading: Reading, doer: "Token") -> bool:
    """A count of munitions, another word of attack, or a speaker's forces: "one hit", "the strike hit", "they hit"."""
    counted = is_count(doer) and bool(reading.weapons)
    return counted or _is_event(reading, doer) or doer.lower_ in ("they", "we", "it")


def _launched(reading: Reading, trigger: "Trigger", *, is_armed: bool) -> bool:
    done = trigger.patient
    if trigger.token.lemma_ == "open":
        return done is not None and done.lower_ == "fire" and is_armed
    if trigger.token.lemma_ == "send" and not any(name in AGAINST for name, _ in trigger.obliques):
        return False
    if done is not None and _is(reading, done, _weapon):
        return True
    counted = done is not None and is_count(done) and bool(reading.weapons)
    return counted or (
        trigger.token.lemma_ == "fire" and is_armed and any(name in ("at", "on") for name, _ in trigger.obliques)
    )


def _is(reading: Reading, noun: "Token", test: Callable[[Reading, "Token"], bool]) -> bool:
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


def _acts(token: "Token") -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB"


def _by_demonym(reading: Reading, token: "Token") -> bool:
    inside = [child for child in token.children if child.dep_ in ("amod", "compound", "poss", "nmod")]
    return any(_armed(reading, child) for child in inside)
