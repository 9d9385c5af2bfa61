"""Who says so: the source chains of a sentence, publisher first, origin or the publisher's own voice last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole, Voice
from ingest.keys import key
from ingest.mention import actor
from ingest.mention.reading import Reading, core, obliques, phrase, subject
from ingest.records import CodableArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_CHAINS = 3
QUOTING = frozenset({"quote", "cite"})
RELAYING = frozenset({"report"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain."""

    role: ChainRole
    name: str
    anonymity: Anonymity
    actor_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chains behind a sentence and whose words it is in."""

    chains: tuple[tuple[Step, ...], ...]
    voice: Voice

    @property
    def origin(self) -> Step:
        """The last step of the first chain."""
        return self.chains[0][-1]


def chain_id(article_version_id: str, chain: Sequence[Step]) -> str:
    """The id of a chain: the same steps in the same version are the same chain."""
    parts = [part for step in chain for part in (step.role, step.name, step.actor_id, step.source_id)]
    return key("chn", article_version_id, *parts)


def opening(article: CodableArticle) -> tuple[Step, ...]:
    """The publisher and, where its copy is another's, the agency that it relays."""
    publisher = Step(ChainRole.PUBLISHER, article.source_name, Anonymity.NAMED, None, article.source_id)
    credit = (article.credit or "").strip()
    if not credit or credit.casefold() == article.source_name.casefold():
        return (publisher,)
    return publisher, Step(ChainRole.RELAY, credit, Anonymity.NAMED)


def own(article: CodableArticle) -> Attribution:
    """The publisher's own voice."""
    voice = Step(ChainRole.OWN_VOICE, article.source_name, Anonymity.NAMED, None, article.source_id)
    return Attribution(((*opening(article), voice),), Voice.OWN)


def attribution(reading: Reading, article: CodableArticle, before: Attribution | None) -> Attribution:
    """The chains of a sentence; a pronoun speaks for the origin of the sentence before."""
    relays: list[Step] = []
    origins: list[Step] = []
    for token in reading.doc:
        if token.lower_ == "according":
            origins += [_step(reading, noun, "say") for _, noun in obliques(token)]
        elif token.pos_ in ("VERB", "AUX") and reading.codebook.means("say", token.lemma_):
            _spoken(reading, token, before, relays, origins)
    if not relays and not origins:
        return own(article)
    start = (*opening(article), *_unique(relays)[:1])
    ends = _unique(origins)[:MOST_CHAINS]
    voice = Voice.QUOTED if any(mark in reading.text for mark in '\u201c"') else Voice.RELAYED
    return Attribution(tuple((*start, end) for end in ends) or (start,), voice)


def _spoken(
    reading: Reading, verb: "Token", before: Attribution | None, relays: list[Step], origins: list[Step]
) -> None:
    if verb.lemma_ in QUOTING:
        steps = [(_step(reading, noun, "say"), noun) for noun in _objects(verb)]
        origins += [step for step, noun in steps if noun.pos_ == "PROPN" or step.actor_id or _is_speaker(reading, noun)]
        return
    speaker = subject(verb)
    if speaker is None or any(child.dep_ == "neg" for child in verb.children) or _is_nobody(speaker):
        return
    if reading.codebook.means("attack", speaker.lemma_) or reading.codebook.means("weapon", speaker.lemma_):
        return
    if speaker.lower_ in actor.PRONOUNS:
        if before is not None and before.origin.role is not ChainRole.OWN_VOICE:
            origins.append(before.origin)
        return
    quotes = any(child.lemma_ in QUOTING for child in verb.children)
    step = _step(reading, speaker, "report" if quotes else verb.lemma_)
    if (
        speaker.lemma_.lower() in actor.GROUPS
        and step.actor_id is None
        and before is not None
        and before.origin.actor_id
    ):
        step = before.origin
    (relays if step.role is ChainRole.RELAY else origins).append(step)
    if verb.lemma_ == "tell":
        relays += [
            step
            for noun in _objects(verb)
            if (step := _step(reading, noun, "report")).role is ChainRole.RELAY and noun.pos_ == "PROPN"
        ]


def _is_speaker(reading: Reading, noun: "Token") -> bool:
    return any(reading.codebook.means(meaning, noun.lemma_) for meaning in ("role", "relay", "document"))


def _is_nobody(noun: "Token") -> bool:
    return noun.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in noun.children)


def _objects(verb: "Token") -> list["Token"]:
    nouns = [child for child in verb.children if child.dep_ in ("dobj", "dative", "obj")]
    return [noun for first in nouns for noun in (first, *first.conjuncts)]


def _step(reading: Reading, noun: "Token", verb: str) -> Step:
    """A speaker: an actor, a role, a document, a medium, or a person by name."""
    start, end = phrase(noun)
    name = reading.text[start:end]
    words = {part.lemma_.lower() for part in core(noun)}
    known = actor.named(reading, noun)
    actor_id = known.actor_id if known else None
    if any(reading.codebook.means("relay", word) for word in words) and "official" not in words:
        anonymity = Anonymity.NAMED if noun.pos_ == "PROPN" else Anonymity.UNNAMED
        return Step(ChainRole.RELAY, name, anonymity)
    if reading.codebook.means("document", noun.lemma_):
        return Step(ChainRole.ORIGIN, name, Anonymity.DOCUMENT, actor_id)
    if reading.codebook.means("role", noun.lemma_) and noun.pos_ != "PROPN":
        named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
        unnamed = noun.lemma_ in ("source", "witness") or bool(words & {"unnamed", "unidentified", "anonymous"})
        anonymity = Anonymity.NAMED if named else Anonymity.UNNAMED if unnamed else Anonymity.ROLE_ONLY
        return Step(ChainRole.ORIGIN, name, anonymity, actor_id)
    if known is None and verb in RELAYING and noun.pos_ == "PROPN":
        return Step(ChainRole.RELAY, name, Anonymity.NAMED)
    anonymity = Anonymity.NAMED if known or noun.pos_ == "PROPN" else Anonymity.ROLE_ONLY
    return Step(ChainRole.ORIGIN, name, anonymity, actor_id)


def _unique(steps: list[Step]) -> list[Step]:
    return list(dict.fromkeys(steps))
