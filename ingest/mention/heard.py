"""Who has spoken so far in an article: what "he", "the group" or "the captain" stands for when it speaks again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole
from ingest.mention.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun reaches back over so many sentences, a definite noun further.
NEAR = 3
PERSONAL = frozenset({"he", "she"})
DEFINITE = frozenset({"the", "this", "that", "same"})
VOICES = frozenset("spokesman spokeswoman spokesperson".split())
GROUPS = frozenset("group faction party militia movement organisation organization outfit rebel".split())


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain."""

    role: ChainRole
    name: str
    anonymity: Anonymity
    actor_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Voice:
    step: Step
    head: str
    words: frozenset[str]
    is_person: bool


@dataclass(kw_only=True)
class Heard:
    """The speakers of an article, in order; filled while it is read."""

    voices: list[_Voice] = field(default_factory=list)
    last: Step | None = None
    last_at: int = -99
    paragraph: int = -1
    is_quoting: bool = False

    def known(self, step: Step, noun: "Token", *, is_owned: bool) -> Step:
        """The step under which this speaker was heard before, else the step itself, kept."""
        head = noun.lemma_.lower()
        if is_owned and head in VOICES and self.last is not None:
            return self.last
        again = next((voice for voice in reversed(self.voices) if _is_same(voice, step, noun, head)), None)
        if again is not None:
            return again.step
        if head in GROUPS and _is_definite(noun) and step.actor_id is None and self.last is not None:
            return self.last if self.last.actor_id else step
        is_person = step.anonymity is not Anonymity.DOCUMENT and (
            step.actor_id is None or step.name.split()[-1][:1].islower()
        )
        self.voices.append(_Voice(step, head, frozenset(map(fold, step.name.split())), is_person))
        return step

    def pronoun(self, word: str, sent_no: int) -> Step | None:
        """Whom a pronoun that speaks stands for: one who spoke just before."""
        if self.last is None or sent_no - self.last_at > NEAR:
            return None
        if word in PERSONAL:
            return next((one.step for one in reversed(self.voices[-4:]) if one.is_person), self.last)
        return self.last

    def end(self, sent_no: int, steps: Sequence[Step]) -> None:
        """A sentence is over: the last of its speakers is the one that pronouns mean."""
        if steps:
            self.last, self.last_at = steps[-1], sent_no


def _is_same(voice: _Voice, step: Step, noun: "Token", head: str) -> bool:
    if step.role is not voice.step.role:
        return False
    if step.name == voice.step.name and step.actor_id == voice.step.actor_id:
        return True
    if noun.pos_ == "PROPN" and " " not in step.name and fold(step.name) in voice.words:
        return True
    if step.actor_id is not None and voice.step.actor_id == step.actor_id and noun.pos_ == "PROPN":
        return not voice.is_person
    if head != voice.head or not _is_definite(noun):
        return False
    ours = frozenset(map(fold, step.name.split())) - {"same"}
    return (ours <= voice.words or voice.words <= ours) and step.actor_id in (None, voice.step.actor_id)


def _is_definite(noun: "Token") -> bool:
    return any(child.lower_ in DEFINITE for child in noun.children)
