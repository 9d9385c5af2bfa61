"""The cheap gate: which sentences can matter, decided on words and names before anything is parsed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.codes import SectionRole
from ingest.mention.aggregate import DOINGS
from ingest.mention.codebook import Codebook, Term
from ingest.mention.elliptic import may_give
from ingest.mention.names import vocabulary, words
from ingest.mention.trigger import PARTICLES
from ingest.records import Sentence

READ = frozenset({SectionRole.BODY, SectionRole.QUOTE})
BESIDE = ("harm_word", "aftermath", "stance", "no_claim")
ENOUGH = 2
# So many sentences behind a word of harm a bare number may be one of the harmed.
FEW = 2
MANOEUVRES = 3
# How firmly a word ties a text to armed conflict: two loose ones are as good as one that is used of nothing else.
WEIGHTS = {"war": 2, "conflict": 1}
GROUPS = frozenset({"armed_group", "umbrella"})
PLAY = 4
# Who does what no word of attack tells: "gunmen led them away".
BEARERS = frozenset(
    "gunmen gunman bandits attackers assailants kidnappers pirates raiders militants insurgents jihadists armed ablaze "
    "hostage hostages gunpoint bomber bombers gunner gunners assailant attacker masked hooded".split()
)
# What tells when or where it was: "the incident occurred near the bridge on Monday".
OCCURRING = frozenset("incident incidents occurred happened".split())
# What is done to death.
KILLING = frozenset("clubbed beaten stoned strangled bludgeoned".split())
TAKING = frozenset("captured recaptured retook retaken".split())
# Words of the verbs of several words that tell nothing by themselves.
PLAIN = frozenset(
    "open up on upon at by off away with into onto from out of let go take put make each other it in to down cut pick "
    "lead carry force hold do set come run drive empty fly rain round fall fire shot shell loose trade exchange swap "
    "pump board vessel ship tanker carrier freighter trawler dhow yacht break burst rush sweep knock wipe tear rip "
    "apart through descend disappear vanish haul ride burn blow squeeze lay siege aboard bundle hustle square cross "
    "reduce give pull action pour rain rubble drag".split()
)
# Verbs that tell of an attack beside people or weapons only, and stand in every other text about anything else.
COMMON = tuple(
    "eliminate sink trigger bury dump discharge punch lodge dive shatter devastate cripple disable hammer batter "
    "plaster pepper shower embed gut heave rig shred sling chuck exchange encounter engagement confrontation duel "
    "breach beat club whip stone hang drown".split()
)
# "The number of girls taken stands at 279".
TAKEN = frozenset({"number", "taken"})
LOST = re.compile(r"\b(?:not|never) (?:yet )?been (?:heard|seen|found|traced|located)\b", re.I)
MUNITIONS = frozenset({"drone", "missile_rocket", "naval", "explosive"})
HEAVY = ("attack", "munition", "launch", "intercept", "harm")


@dataclass(frozen=True, slots=True)
class Gate:
    """The sentences to parse, by number; none where the article tells of no attack.

    `telling` are those of them that can tell of an attack by themselves; the others only add to what these tell.
    `is_armed` where the whole text is of armed conflict: a word too weak alone may then be read as one of attack.
    """

    sentence_numbers: tuple[int, ...]
    telling: frozenset[int]
    is_armed: bool


class Relevance:
    """The word lists of the gate, made once a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        heavy = _word_forms(codebook, HEAVY) - {form for verb in COMMON for form in _forms(verb)}
        self._trigger = heavy | _munitions(codebook) | _phrases(codebook)
        self._harm = _word_forms(codebook, ("harm_word", "harm"))
        self._beside = _word_forms(codebook, BESIDE) | BEARERS | TAKING | OCCURRING
        manoeuvres = (term.term.lower() for term in codebook.lexicon if term.meaning == "manoeuvre")
        self._manoeuvres = tuple({words(term)[-1].folded for term in manoeuvres})
        self._play = _word_forms(codebook, ("play",))
        self._ties = _forms_by_term(codebook, "tie")
        self._physical = _word_forms(codebook, ("weapon",)) | {"gunmen", "gunman", "militants", "killed", "fighters"}
        particles = {word for _, particle in PARTICLES for word in particle.split()}
        doings = {form for noun in DOINGS for form in _forms(noun)}
        self._telling = self._physical | particles | doings | BEARERS | KILLING | TAKING

    def gate(self, text: str, sentences: Sequence[Sentence]) -> Gate:
        """Sentences with a word of attack, and their neighbours with a word of harm, claim or count."""
        marked: list[int] = []
        counted = -FEW
        telling: set[int] = set()
        is_physical = False
        ties: dict[str, int] = {}
        is_group = False
        play: set[str] = set()
        for sentence in sentences:
            if sentence.section_role not in READ:
                continue
            found = vocabulary(text[sentence.char_start : sentence.char_end])
            ties |= {term: weight for word in found if (tie := self._ties.get(word)) for term, weight in (tie,)}
            play |= found & self._play
            is_trigger = not found.isdisjoint(self._trigger)
            if is_trigger or not found.isdisjoint(self._beside) or found >= TAKEN:
                marked.append(sentence.sent_no)
                counted = sentence.sent_no if not found.isdisjoint(self._harm) else counted
            elif sentence.sent_no - counted <= FEW and _goes_on(text[sentence.char_start : sentence.char_end]):
                marked.append(sentence.sent_no)
            if is_trigger or not found.isdisjoint(self._telling):
                telling.add(sentence.sent_no)
            if is_trigger and not (is_physical and is_group):
                names = self._actors(text, sentence)
                is_group = is_group or any(kind in GROUPS for kind in names)
                is_physical = is_physical or bool(names) or not found.isdisjoint(self._physical)
        if self._is_exercise(text, sentences):
            return Gate((), frozenset(), is_armed=False)
        if len(play) >= PLAY and len(play) > len(ties):
            return Gate((), frozenset(), is_armed=False)
        is_armed = is_group or sum(ties.values()) >= ENOUGH
        return Gate(tuple(marked) if is_physical or is_armed else (), frozenset(telling), is_armed)

    def _is_exercise(self, text: str, sentences: Sequence[Sentence]) -> bool:
        """Whether the text is of a manoeuvre: named as one at its beginning and again and again."""
        lower = text.lower()
        if sum(lower.count(word) for word in self._manoeuvres) < MANOEUVRES:
            return False
        opening = text[: sentences[min(3, len(sentences) - 1)].char_end] if sentences else ""
        hits = self._codebook.terms("manoeuvre", text)
        return len(hits) >= MANOEUVRES and any(hit.start < len(opening) for hit in hits)

    def _actors(self, text: str, sentence: Sentence) -> list[str]:
        """The kinds of known sites and actors who attack beside the word, or a metaphor would open the gate."""
        hits = self._codebook.name_index.find(text[sentence.char_start : sentence.char_end])
        names = [name for hit in hits for name in hit.values]
        sites = ["site" for name in names if name.kind == "site"]
        actors = [name.id for name in names if name.kind == "actor" and self._codebook.acts(name.id)]
        return sites + [self._codebook.actors[actor]["actor_kind"] for actor in actors]


def _goes_on(text: str) -> bool:
    """Whether a sentence may count more of those harmed, by its surface."""
    return may_give(text) or LOST.search(text) is not None


def _phrases(codebook: Codebook) -> frozenset[str]:
    """Of verbs of several words those that are not in every other sentence."""
    parts = {part for first, terms in codebook.phrasals.items() for rest, _ in terms for part in (first, *rest)}
    return frozenset(form for part in parts - PLAIN for form in _forms(part))


def _munitions(codebook: Codebook) -> frozenset[str]:
    """The words for what flies or sails at a target: whatever verb stands with them may tell of an attack."""
    codes = {code for code, row in codebook.weapons.items() if row["weapon_class"] in MUNITIONS}
    terms = [term.term.lower() for term in codebook.lexicon if term.meaning == "weapon" and term.code in codes]
    return frozenset(form for term in terms for word in words(term)[-1:] for form in _forms(word.folded))


def _forms_by_term(codebook: Codebook, meaning: str) -> dict[str, tuple[str, int]]:
    """Every form of each single word with that meaning: the word itself and its weight."""
    terms = [term for term in codebook.lexicon if term.meaning == meaning]
    return {form: (term.term, WEIGHTS.get(term.code, 1)) for term in terms for form in _forms(term.term.lower())}


def _word_forms(codebook: Codebook, meanings: Sequence[str]) -> frozenset[str]:
    terms = {term.term.lower() for term in codebook.lexicon if term.meaning in meanings and not _is_phrase(term)}
    lemmas = {word.folded for term in terms for word in words(term)[-1:]}
    irregular = {term.term for term in codebook.lexicon if term.meaning == "form" and term.code in lemmas}
    return frozenset(irregular | {form for lemma in lemmas for form in _forms(lemma)})


def _is_phrase(term: Term) -> bool:
    return term.pos == "verb" and " " in term.term and term.meaning in HEAVY


def _forms(lemma: str) -> tuple[str, ...]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    double = f"{lemma}{lemma[-1]}"
    endings = ("ed", "ing")
    regular = (lemma, f"{lemma}s", f"{lemma}es", *(stem + end for end in endings), *(lemma + end for end in endings))
    return (*regular, *(double + end for end in endings), f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")
