"""Who has spoken so far in an article: what "he", "the group" or "the captain" stands for when it speaks again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole
from ingest.mention.codebook import BANDS, STATE_KINDS, Name
from ingest.mention.names import fold
from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun reaches back over so many sentences, a definite noun further.
NEAR, FAR = 3, 5
PERSONAL = frozenset({"he", "she"})
GENDERED = {
    "he": frozenset(
        "mr father brother spokesman chairman policeman priest imam sheikh king prince son husband man".split()
    ),
    "she": frozenset(
        "mrs ms miss mother sister spokeswoman chairwoman policewoman nun queen princess wife woman".split()
    ),
}
TITLES = frozenset(
    "gen general col colonel lt lieutenant maj major capt captain sgt sergeant brig brigadier adm mr mrs ms dr".split()
)
DEFINITE = frozenset({"the", "this", "that", "same", "these", "those"})
VOICES = frozenset("spokesman spokeswoman spokesperson voice".split())
SHORT = frozenset(
    "army military party group movement ministry command directorate front militia faction navy junta guard "
    "coalition".split()
)
OF_STATES = frozenset("army military navy guard ministry".split())
OFFICES = frozenset("director chief head manager commander leader boss secretary".split())
PLURAL = frozenset({"NNS", "NNPS"})
# Whom no "he" stands for.
BODIES = frozenset(
    "ministry agency committee group hospital military army police government council office command force service "
    "union network directorate charity company operator firm militia party movement commission administration "
    "department navy mission authority embassy organisation organization coalition staff unit media board room "
    "desk".split()
)
REPORTS = frozenset({"report", "article", "dispatch", "newspaper", "paper", "broadcaster", "agency"})
GROUPS = frozenset(
    "group faction party militia movement organisation organization outfit rebel insurgent militant guerrilla front "
    "paramilitary network gang cartel outfit".split()
)
# Forms of an armed group as the seeds have them.
BEARING = frozenset(
    "armed rebel militant jihadist jihadi islamist insurgent paramilitary extremist separatist terrorist same".split()
)
QUOTE = re.compile(r'[\u201c\u201d"]')
# How a body is named by who speaks for it.
SPEAKING_FOR = re.compile(
    r"(?:(?:chief |senior )?(?:spokesman|spokeswoman|spokesperson|source|official|commander) (?:for|of|in|from|with)"
    r" (?:the )?(.+)"
    r"|((?:\w+ ){0,3}?(?:army|military|navy|junta|police|air force|militia|group))(?:['\u2019]s)?(?: \w+)?"
    r" (?:spokesman|spokeswoman|spokesperson|source|sources)\b.*)$",
    re.I,
)
DYING = frozenset("die perish fall succumb lose suffer".split())
ARMED_BODIES = frozenset({"force", "wing", "arm"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain."""

    role: ChainRole
    name: str
    anonymity: Anonymity
    actor_id: str | None = None
    source_id: str | None = None


def body(step: Step) -> Step:
    """ "An army spokesman", "a source in the X": who did what he owns to is the army, and no spokesman."""
    found = SPEAKING_FOR.match(step.name)
    name = next((one for one in found.groups() if one), None) if found is not None else None
    return replace(step, name=name) if name else step


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
    short: dict[str, str] = field(default_factory=dict)
    band: str | None = None
    sides: dict[str, None] = field(default_factory=dict)
    before: tuple[str | None, int, int] = (None, -1, -1)
    paragraph: int = -1
    marks: int = 0
    papers: dict[str, Step] = field(default_factory=dict)
    spoken: dict[Step, tuple[int, int]] = field(default_factory=dict)
    counted_to: int = 0
    gender: dict[Step, str] = field(default_factory=dict)

    def known(self, step: Step, noun: "Token", *, is_owned: bool) -> Step:
        """The step under which this speaker was heard before, else the step itself, kept."""
        head = noun.lemma_.lower()
        named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
        if (
            is_owned
            and not named
            and head in VOICES | OFFICES
            and self.last is not None
            and not self._is_person(self.last)
        ):
            return self.last
        if (relay := self._relay(step, noun)) is not None:
            return relay
        if (
            step.anonymity is Anonymity.DOCUMENT
            and step.actor_id is None
            and _is_definite(noun)
            and head in self.papers
        ):
            return self.papers[head]
        again = next((voice for voice in reversed(self.voices) if _is_same(voice, step, noun, head)), None)
        if again is not None:
            return again.step
        if head in GROUPS and _is_definite(noun) and step.actor_id is None and self.last is not None:
            return self.last if self.last.actor_id else step
        is_person = step.anonymity is not Anonymity.DOCUMENT and (
            step.actor_id is None
            or step.name.split()[-1][:1].islower()
            or noun.pos_ == "NOUN"
            or noun.ent_type_ == "PERSON"
            or step.name.split()[0].rstrip(".").lower() in TITLES
        )
        is_person = is_person and noun.tag_ not in PLURAL and head not in BODIES
        self.voices.append(_Voice(step, head, frozenset(map(fold, step.name.split())), is_person))
        return step

    def _relay(self, step: Step, noun: "Token") -> Step | None:
        """The medium heard before that "the Post" or "the report" stands for."""
        media = [voice for voice in self.voices if voice.step.role is ChainRole.RELAY]
        if not media or step.role is ChainRole.RELAY:
            return None
        if noun.lemma_.lower() in REPORTS and _is_definite(noun) and " " not in step.name:
            return media[-1].step
        own = fold(step.name)
        return next((one.step for one in media if noun.pos_ == "PROPN" and own in one.words), None)

    def _is_person(self, step: Step) -> bool:
        return any(voice.is_person and voice.head in VOICES | OFFICES for voice in self.voices if voice.step == step)

    def note(self, reading: Reading) -> None:
        """The actors named in full, by the word under which they are called later: "the Komala Party", "the party"."""
        bands = [(hit, name.id) for hit in reading.names for name in hit.values if name.kind == "actor"]
        self.sides |= {actor_id: None for _, actor_id in bands if _is_side(reading, actor_id)}
        bands = [(hit, actor_id) for hit, actor_id in bands if reading.codebook.is_band(actor_id)]
        doing = [actor_id for hit, actor_id in bands if not _is_hit(reading, reading.token_at(hit.start, hit.end))]
        self.before = self.band, reading.sentence.sent_no, min((hit.start for hit, _ in bands), default=-1)
        if doing or self.band is None:
            self.band = next(reversed(doing or [actor_id for _, actor_id in bands]), None)
        for hit in reading.names:
            text = reading.text[hit.start : hit.end]
            for name in hit.values:
                actor_id, word = _called(reading, name, text)
                if word in OF_STATES and reading.codebook.is_band(actor_id):
                    continue  # "the army" is the state's, whatever the rebels call theirs
                if (
                    actor_id in reading.codebook.actors
                    and word in SHORT
                    and " " in re.sub("^the ", "", text, flags=re.I)
                ):
                    self.short[word] = actor_id if self.short.get(word, actor_id) == actor_id else ""

    def foe(self, reading: Reading, speaker_id: str | None) -> str | None:
        """The one party named that the speaker does not answer for: whom he calls the enemy."""
        if speaker_id is None:
            return None
        others = [one for one in self.sides if not reading.codebook.answers_for(speaker_id, one)]
        is_one = all(reading.codebook.answers_for(others[0], one) for one in others)
        return others[0] if others and is_one else None

    def shortened(self, noun: "Token") -> str | None:
        """Whom "the party" or "a party spokesman" speaks for, where one such has been named in full."""
        word = noun.lemma_.lower()
        inner = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod", "poss")]
        if not inner and _is_definite(noun):
            return self.short.get(word) or None
        if word in VOICES and len(inner) == 1 and inner[0].pos_ == "NOUN":
            return self.short.get(inner[0].lemma_.lower()) or None
        return None

    def state(self, reading: Reading) -> str | None:
        """The state or group that the sentence before was about: "Moscow is silent. Its defence ministry said …"."""
        known = self.last.actor_id if self.last is not None and reading.sentence.sent_no - self.last_at <= 1 else None
        kind = reading.codebook.actors.get(known or "", {}).get("actor_kind")
        return known if kind in STATE_KINDS | BANDS else None

    def meant(self, reading: Reading, noun: "Token") -> str | None:
        """The armed group that "the group" or "that outfit" stands for: who spoke last, else was named last."""
        known = self.shortened(noun)
        if known is not None or not _is_definite(noun):
            return known
        lemma = noun.lemma_.lower()
        inner = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod", "poss")]
        is_band = lemma in GROUPS and all(child.lower_ in BEARING for child in inner)
        is_band = is_band or (lemma in ARMED_BODIES and any(child.lower_ == "paramilitary" for child in inner))
        spoke = self.last.actor_id if self.last is not None and reading.sentence.sent_no - self.last_at <= FAR else None
        band, number, start = self.before
        is_told_later = number == reading.sentence.sent_no and noun.idx < start  # "the group said that X's men"
        known = spoke if spoke is not None and reading.codebook.is_band(spoke) else band if is_told_later else self.band
        return known if is_band else None

    def is_within_quotation(self, reading: Reading, text: str) -> bool:
        """Whether a quotation stands open where the sentence begins; a new paragraph ends it.

        Counted on from the sentence asked for last, so that sentences which nobody reads count too, each once.
        """
        start = reading.sentence.char_start
        if reading.sentence.para_no != self.paragraph:
            self.paragraph, self.marks = reading.sentence.para_no, 0
            self.counted_to = max(text.rfind("\n", self.counted_to, start) + 1, self.counted_to)
        self.marks += len(QUOTE.findall(text, self.counted_to, start))
        self.counted_to = start
        return self.marks % 2 == 1

    def is_quoted_on(self, reading: Reading) -> bool:
        """ "…," she said. "They came at night.": a sentence within marks goes on with who spoke just before it."""
        text = reading.text.strip()
        is_within = bool(QUOTE.match(text)) and bool(QUOTE.fullmatch(text[-1:])) and len(QUOTE.findall(text)) == 2
        at = self.spoken.get(self.last) if self.last is not None else None
        return is_within and at == (reading.sentence.sent_no - 1, reading.sentence.para_no)

    def pronoun(self, word: str, sent_no: int) -> Step | None:
        """Whom a pronoun that speaks stands for: one who spoke just before."""
        if self.last is None or sent_no - self.last_at > (FAR if word in PERSONAL else NEAR):
            return None
        if word in PERSONAL:
            people = [one.step for one in reversed(self.voices[-4:]) if one.is_person and not self._is_other(one, word)]
            found = next((one for one in people if self._is_fresh(one)), people[0] if people else None)
            if found is not None:
                self.gender.setdefault(found, word)
            return found
        return self.last

    def _is_other(self, voice: _Voice, word: str) -> bool:
        """Whether "he" cannot be somebody: who was "she" before, a spokeswoman, Mrs X."""
        known = self.gender.get(voice.step)
        if known is None and voice.words & GENDERED["he"] | {voice.head} & GENDERED["he"]:
            known = "he"
        elif known is None and voice.words & GENDERED["she"] | {voice.head} & GENDERED["she"]:
            known = "she"
        return known not in (None, word)

    def _is_fresh(self, step: Step) -> bool:
        """Whether somebody is the last who spoke, or spoke in the same paragraph as he."""
        if self.last is None or step not in self.spoken or self.last not in self.spoken:
            return True
        return self.spoken[step][1] == self.spoken[self.last][1]

    def again(self, name: str) -> Step | None:
        """The person heard before who is called by his name alone."""
        people = (one for one in reversed(self.voices) if one.is_person and len(one.words) > 1)
        return next((one.step for one in people if fold(name) in one.words and name[:1].isupper()), None)

    def introduce(self, step: Step, sent_no: int, *, is_person: bool) -> None:
        """Somebody of whom a sentence tells without letting him speak: whom "he said" in the next one means."""
        self.voices.append(
            _Voice(step, step.name.split()[-1].lower(), frozenset(map(fold, step.name.split())), is_person)
        )
        self.last, self.last_at = step, sent_no

    def end(self, reading: Reading, steps: Sequence[Step]) -> None:
        """A verb is read: the last of its speakers is the one that pronouns mean, and the issuer of its documents."""
        if not steps:
            return
        self.last, self.last_at = steps[-1], reading.sentence.sent_no
        self.spoken |= dict.fromkeys(steps, (reading.sentence.sent_no, reading.sentence.para_no))
        if steps[-1].anonymity is not Anonymity.DOCUMENT:
            papers = (
                one.lemma_.lower() for one in reading.doc if reading.codebook.means("document", one.lemma_.lower())
            )
            self.papers |= dict.fromkeys(papers, steps[-1])


def _is_hit(reading: Reading, token: "Token | None") -> bool:
    """Whether a name stands within what was attacked: "a commander of X was killed"."""
    for one in (token, *token.ancestors) if token is not None else ():
        if one.dep_ == "nsubj" and one.head.lemma_.lower() in DYING:
            return True
        if one.dep_ in ("dobj", "nsubjpass") and one.head.pos_ == "VERB":
            lemma = one.head.lemma_.lower()
            return any(reading.codebook.means(meaning, lemma) for meaning in ("attack", "harm"))
    return False


def _is_side(reading: Reading, actor_id: str) -> bool:
    row = reading.codebook.actors[actor_id]
    return row["is_class"] != "true" and row["actor_kind"] in BANDS | {"state", "state_forces"}


def _called(reading: Reading, name: Name, text: str) -> tuple[str, str]:
    """The actor of a name, or who runs the site of that name, and the word that may stand for it afterwards."""
    if name.kind == "actor" and name.alias_kind in ("name", "acronym"):
        is_class = reading.codebook.actors[name.id]["is_class"] == "true"
        return ("" if is_class else name.id), text.rsplit(maxsplit=1)[-1].lower()
    if name.kind == "site":
        actor_id = reading.codebook.sites[name.id]["operator_actor_id"]
        full = reading.codebook.actors[actor_id]["name"] if actor_id in reading.codebook.actors else ""
        return (actor_id if full and full in text else ""), full.rsplit(maxsplit=1)[-1].lower() if full else ""
    return "", ""


def _is_same(voice: _Voice, step: Step, noun: "Token", head: str) -> bool:
    if step.role is not voice.step.role:
        return False
    if (step.name == voice.step.name and step.actor_id == voice.step.actor_id) or _is_introduced(voice, step, noun):
        return True
    if noun.pos_ == "PROPN" and " " not in step.name and fold(step.name) in voice.words:
        return True
    if step.actor_id is not None and voice.step.actor_id == step.actor_id and (noun.pos_ == "PROPN" or head in GROUPS):
        return head in GROUPS or not voice.is_person
    if head != voice.head or not _is_definite(noun):
        return False
    ours = frozenset(map(fold, step.name.split())) - {"same"}
    return (ours <= voice.words or voice.words <= ours) and step.actor_id in (None, voice.step.actor_id)


def _is_introduced(voice: _Voice, step: Step, noun: "Token") -> bool:
    """ "A police captain", and then "Captain X of the Kirkuk police"."""
    named = frozenset(map(fold, step.name.split()))
    return noun.pos_ == "PROPN" and len(voice.words) > 1 and voice.words < named and voice.step.name.islower()


def _is_definite(noun: "Token") -> bool:
    return any(child.lower_ in DEFINITE for child in noun.children)
