"""One parsed sentence, with the names and terms found in it and the questions that all modules ask of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.mention.codebook import Codebook, Name, Term
from ingest.mention.names import Hit, Word, words
from ingest.records import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COUNT = re.compile(r"one|others|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\d+)th", re.I)
DATES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight)(?:'s|s)?",
    re.I,
)
NEAR = 9
SUBJECTS = ("nsubj", "csubj", "expl")
# A mine of this kind blows nobody up.
MINING = re.compile(
    r"\b(?:gold|coal|copper|silver|diamond|iron|tin|salt|emerald|cobalt|coltan|lithium|bauxite|uranium) mines?\b"
    r"|\b(?:diggers|miners|mine ?shafts?)\b|\bmines? (?:collapsed?|caved|flooded|was flooded)\b"
    r"|\btrapped in an? \w* ?mine\b",
    re.I,
)
# What is sent off in numbers, one after the other.
FLOWN = frozenset({"drone", "missile_rocket", "artillery", "grenade", "naval"})
SAYING = frozenset("say report add announce tell state write declare note claim".split())
ACCUSING = frozenset("accuse suspect blame".split())
PASSIVES = ("nsubjpass", "csubjpass")
# Words that go with a subject and stand behind it: "both have each denied it".
FLOATING = frozenset({"each", "both", "all"})
# Where only a noun can stand, whatever the parser calls it: "shot down three drones".
OBJECTS = frozenset({"dobj", "pobj", "nsubjpass"})
OUTSIDE = frozenset({"relcl", "acl", "advcl", "punct", "cc", "appos", "parataxis", "prep"})


@dataclass(frozen=True, slots=True)
class Span:
    """The words that say something: sentence and half-open range in the article's text."""

    sent_no: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """A sentence, parsed; each is equal to itself alone. Offsets inside are those of the sentence; `span` gives the
    article's.
    """

    sentence: Sentence
    text: str
    doc: "Doc"
    codebook: Codebook
    acronyms: Mapping[str, Name] = field(default_factory=dict)
    before: str = ""
    _found: dict[str, list[Hit[Term]]] = field(default_factory=dict)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the sentence."""
        return words(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the sentence, folded."""
        return frozenset(word.folded for word in self.words)

    @cached_property
    def tokens(self) -> tuple["Token", ...]:
        """The parser's tokens, each made once: spaCy makes them anew whenever it is asked."""
        return tuple(self.doc)

    @cached_property
    def names(self) -> list[Hit[Name]]:
        """Known names, and the acronyms that the text gives them."""
        found = self.codebook.name_index.find(self.text, self.words)
        known = [hit for hit in found if not self.text[max(hit.start - 5, 0) : hit.start].lower().endswith("anti-")]
        given = [
            Hit(word.start, word.end, (self.acronyms[word.raw],))
            for word in (self.words if self.acronyms else ())
            if word.raw in self.acronyms and not any(hit.start <= word.start < hit.end for hit in known)
        ]
        return sorted(known + given, key=lambda hit: hit.start) if given else known

    @cached_property
    def carried(self) -> Term | None:
        """The munition that the sentence before told of last: what "another" and "a third" stand for."""
        hits = self.codebook.terms("weapon", self.before) if self.before else []
        flown = [hit.values[0] for hit in hits if self.codebook.weapons[hit.values[0].code]["weapon_class"] in FLOWN]
        return flown[-1] if flown else None

    def terms(self, meaning: str) -> list[Hit[Term]]:
        """Terms of one meaning."""
        if meaning not in self._found:
            index = self.codebook.term_index.get(meaning)
            is_there = index is not None and index.may_find(self.vocabulary)
            self._found[meaning] = index.find(self.text, self.words) if index is not None and is_there else []
        return self._found[meaning]

    @cached_property
    def weapons(self) -> list[Hit[Term]]:
        """Weapon terms that stand as nouns: "shots", never "shot dead"; nor is a gold mine one."""
        return [hit for hit in self.terms("weapon") if self._is_nominal(hit) and not self._is_of_site(hit)]

    def _is_of_site(self, hit: Hit[Term]) -> bool:
        """The last word of a longer name of a site, or a mine where people dig."""
        return hit.values[0].code == "mine" and (
            any(site.start < hit.start and hit.end == site.end for site in self.terms("site"))
            or (self.text[hit.start : hit.end].lower() in ("mine", "mines") and bool(MINING.search(self.text)))
        )

    def _is_nominal(self, hit: Hit[Term]) -> bool:
        token = self.token_at(hit.start, hit.end)
        return token is None or token.pos_ not in ("VERB", "AUX", "ADV") or token.dep_ in OBJECTS

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def span(self, start: int, end: int) -> Span:
        """A range of the sentence as a range of the article."""
        return Span(self.sentence.sent_no, self.sentence.char_start + start, self.sentence.char_start + end)

    def token_at(self, start: int, end: int) -> "Token | None":
        """The last token that begins inside a range: the head of the name that stands there."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [token for token in self.tokens[first:last] if not token.is_punct]
        tops = [token for token in inside if token.head not in inside or token.head == token]
        return tops[-1] if tops else (inside[-1] if inside else None)

    def token_in(self, span: Span) -> "Token | None":
        """The head of the words of a range of the article."""
        start = self.sentence.char_start
        return self.token_at(span.start - start, span.end - start)

    def hits_in(self, hits: Sequence[Hit[Name]], tokens: Sequence["Token"]) -> Iterator[tuple[Hit[Name], "Token"]]:
        """The hits whose head is one of the tokens."""
        for hit in hits:
            token = self.token_at(hit.start, hit.end)
            if token is not None and token in tokens:
                yield hit, token


def core(token: "Token") -> list["Token"]:
    """A noun with what modifies it, without clauses, appositions and prepositional phrases other than "of"."""
    found, waiting = [], [token]
    while waiting:
        part = waiting.pop()
        found.append(part)
        for child in part.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                waiting.extend(child.children)
            elif child.dep_ not in OUTSIDE and child.dep_ != "conj" and child.pos_ != "VERB":
                waiting.append(child)
    return sorted(found, key=lambda part: part.i)


def phrase(token: "Token") -> tuple[int, int]:
    """The range of a noun phrase in its sentence, without its article."""
    tokens = [part for part in core(token) if part.pos_ not in ("DET", "SPACE", "PUNCT")] or [token]
    run = [token]
    for part in reversed([part for part in tokens if part.i < token.i]):
        if run[0].i - part.i <= 2:
            run.insert(0, part)
    last = max((part for part in tokens), key=lambda part: part.i)
    # An agency's mark in brackets before a name ("[Text]") is none of its words.
    bracket = next((part for part in reversed(token.doc[run[0].i : token.i]) if part.text.endswith("]")), None)
    first = token.doc[bracket.i + 1] if bracket is not None else run[0]
    return first.idx, last.idx + len(last)


def passive_subject(verb: "Token") -> "Token | None":
    """What a verb in the passive is done to: "the base was hit"."""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def subject(verb: "Token") -> "Token | None":
    """The noun that does what the verb says, found through conjunctions, relative clauses and participles."""
    return _argument(_beside(verb) or verb, SUBJECTS, 0)


def _beside(verb: "Token") -> "Token | None":
    """ "…, the ministry said, blaming X": who said it blames, whatever the parser hangs it on."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_ not in ACCUSING or verb.i < 2:
        return None
    before = verb.doc[verb.i - 2]
    return before if verb.doc[verb.i - 1].text == "," and before.lemma_ in SAYING and before.pos_ == "VERB" else None


def patient(verb: "Token") -> "Token | None":
    """The noun to which it is done."""
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") and child.lower_ != "place":
            return referent(child)
    return _argument(verb, PASSIVES, 0) or _mistaken(verb) or _doing(verb)


def _mistaken(verb: "Token") -> "Token | None":
    """ "Rebels killed at least 16 people in Beni, a teacher said": the parser may take the people for who speaks."""
    if verb.tag_ != "VBD" or verb.dep_ != "ccomp" or verb.head.lemma_ not in SAYING or verb.i + 1 >= verb.head.i:
        return None
    told = (child for child in verb.head.children if child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1)
    return next(told, None)


def _doing(verb: "Token") -> "Token | None":
    """ "Tank fire hit people queuing at a bakery": the parser may take those hit for the subject of what they did."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.tag_ == "VBG":
            found = next((one for one in child.children if one.dep_ == "nsubj"), None)
            return found if found is not None and found.left_edge.i == verb.i + 1 else None
    return None


def referent(token: "Token") -> "Token":
    """What a relative pronoun stands for: the noun that its clause modifies."""
    if token.lower_ in ("which", "that", "who", "whom") and token.pos_ in ("PRON", "SCONJ", "DET"):
        for verb in token.ancestors:
            if verb.dep_ == "relcl":
                return _told_of(verb.head) if token.lower_ == "which" else verb.head
    return token


def _told_of(noun: "Token") -> "Token":
    """ "The attack on Kyiv on 3 May, which killed two": neither a city nor a day did that, but what happened there."""
    while noun.dep_ == "pobj" and (noun.pos_ == "PROPN" or is_date(noun)) and noun.head.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head.head
    return noun


def _argument(verb: "Token", deps: tuple[str, ...], depth: int) -> "Token | None":  # noqa: PLR0911
    own = [child for child in verb.children if child.dep_ in deps]
    if own:  # of two that the parser gives one verb the nearer: "coaches overturned after a device went off"
        before = (one for one in own if one.i < verb.i and one.lower_ not in FLOATING)
        last = max(before, key=lambda one: one.i, default=own[0])
        is_apart = any(between.pos_ == "VERB" for between in verb.doc[own[0].i : last.i])
        is_split = own[0].pos_ == "ADJ" and last.left_edge.i == own[0].i + 1  # "Sudan's paramilitary | Support Forces"
        return _behind_place(referent(last if is_apart or is_split else own[0]))
    if depth > 4 or any(child.dep_ in (*SUBJECTS, *PASSIVES) for child in verb.children):
        return None
    is_passive = deps is PASSIVES
    if verb.dep_ in ("ROOT", "ccomp") and verb.tag_ == "VBD" and not is_passive:
        return _set_off(verb)
    if verb.dep_ == "acl" and (verb.tag_ == "VBN" and not _has_object(verb)) == is_passive:
        return verb.head if is_passive or not _has_object(verb) else _above(verb.head)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ in SAYING:
        return None  # "…, officers said, killing five": not the officers
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ in ACCUSING and not is_passive:
        return patient(verb.head)  # "accused X of firing on its men, wounding two": not the accuser
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        if is_passive and (verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD")):
            return None
        return _argument(verb.head, deps, depth + 1)
    return None


def _behind_place(noun: "Token") -> "Token":
    """ "In neighbouring Marwat, a bomb exploded": the parser may take the town for what exploded."""
    before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i else noun
    if noun.pos_ != "PROPN" or before.dep_ != "prep" or any(True for _ in before.children):
        return noun
    apposed = (child for child in noun.children if child.dep_ == "appos")
    return next((one for one in apposed if any(child.lower_ in ("a", "an") for child in one.children)), noun)


def _set_off(verb: "Token") -> "Token | None":
    """ "On the track to Malha, a lorry struck a mine": the parser may take the lorry for what Malha is."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    for noun in (before, *before.ancestors):
        if noun.dep_ == "appos" and noun.right_edge.i == before.i:
            return noun if any(child.lower_ in ("a", "an") for child in noun.children) else None
    return None


def _above(noun: "Token") -> "Token":
    """The subject that a noun hangs on: "attackers on four motorcycles"."""
    preposition = noun.head
    is_hanging = noun.dep_ == "pobj" and preposition.dep_ == "prep" and preposition.head.dep_ == "nsubj"
    return preposition.head if is_hanging else noun


def _has_object(verb: "Token") -> bool:
    """ "Attackers on motorcycles set ablaze the house": a participle has no object of its own."""
    return any(child.dep_ == "dobj" for child in verb.children)


def agent(verb: "Token") -> "Token | None":
    """The noun behind a passive verb's "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def obliques(token: "Token") -> Iterator[tuple[str, "Token"]]:
    """Preposition and noun of each phrase that hangs on a token, appositions and conjunctions followed."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "advmod") or child.pos_ == "ADP":
            name = f"{token.lower_} {child.lower_}" if token.dep_ == "prep" else child.lower_
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    yield from _fronts(name, noun)
                    yield from ((name, other) for other in noun.conjuncts if other.i > noun.i)
                elif noun.dep_ == "prep":
                    yield from ((f"{child.lower_} {noun.lower_}", deep) for _, deep in obliques(child))


def _fronts(name: str, noun: "Token") -> Iterator[tuple[str, "Token"]]:
    """ "In front of the bank" is said of the bank."""
    if noun.lower_ != "front" or not any(child.lower_ == "of" for child in noun.children):
        yield name, noun
        return
    for child in noun.children:
        if child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield "in front of", inner
                    yield from (("in front of", other) for other in inner.conjuncts if other.i > inner.i)


def nearest(token: "Token", step: int) -> "Token | None":
    """The head of the first noun phrase before or behind a word."""
    reach = range(token.i + step, max(-1, token.i - NEAR) if step < 0 else min(len(token.doc), token.i + NEAR), step)
    nouns = [token.doc[at] for at in reach if token.doc[at].pos_ in ("NOUN", "PROPN")]
    whole = [noun for noun in nouns if noun.dep_ != "pobj" and noun.head not in nouns]
    return next(iter(whole or nouns), None)


def is_count(token: "Token") -> bool:
    """A number in place of what it counts: "five were shot down", "one hit", "the sixth"."""
    return token.pos_ == "NUM" or bool(COUNT.fullmatch(token.text))


def is_another(token: "Token") -> bool:
    """One more of what was told of before: "a third", "another", "two of them"."""
    return (
        token.lower_ in ("another", "others")
        or (is_count(token) and not any(True for _ in token.children))
        or (is_count(token) and all(child.dep_ in ("det", "prep", "quantmod", "advmod") for child in token.children))
    )


def is_among(token: "Token", words: Set[str]) -> bool:
    """Whether a word is one of a list of pronouns; "the US" is none of them."""
    return token.lower_ in words and token.text != "US"


def is_date(token: "Token") -> bool:
    """A month or a day of the week: when, never who or what."""
    return bool(DATES.fullmatch(token.text))


def clause(token: "Token") -> "Token":
    """The verb that heads the clause a token stands in."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head != current:
        current = current.head
    return current
