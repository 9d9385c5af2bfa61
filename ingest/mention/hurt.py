"""Who was hurt: the nouns for those who were killed, wounded or taken, as far as a sentence calls them anything."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.mention.harm import word_harm
from ingest.mention.reading import Reading, is_date, patient
from ingest.mention.thing import NEVER, is_area
from ingest.mention.toll import victims

if TYPE_CHECKING:
    from spacy.tokens import Token

LISTING = frozenset("be include identify name list".split())
AMONG = frozenset("among as".split())
MOST = 40
DEPENDENT = frozenset("attr dobj pobj nsubj oprd".split())


def hurt(reading: Reading) -> list["Token"]:
    """Those hurt, each once, in the order of the sentence."""
    found = [*victims(reading), *_told(reading)]
    return sorted({noun for noun in found if _is_somebody(reading, noun)}, key=lambda noun: noun.i)


def _told(reading: Reading) -> Iterator["Token"]:
    for token in reading.tokens:
        if token.lemma_ in LISTING and token.pos_ in ("VERB", "AUX"):
            yield from _listed(reading, token)
        elif token.lemma_ == "leave" and token.pos_ == "VERB":
            yield from _left(reading, token)
        elif token.lemma_ in ("injury", "wound") and token.pos_ == "NOUN":
            yield from (noun for child in token.children if child.lower_ == "to" for noun in _series(child.children))


def _listed(reading: Reading, verb: "Token") -> Iterator["Token"]:
    """ "The injured were X and Y", "among the dead are X and Y", "those who were kidnapped are X"."""
    nouns = [child for child in verb.children if child.dep_ in DEPENDENT or child.dep_ == "nsubjpass"]
    nouns += [noun for child in verb.children if child.lower_ in AMONG for noun in child.children]
    if not any(_is_class(reading, noun) for noun in nouns):
        return
    yield from _series(noun for noun in nouns if not _is_class(reading, noun))


def _left(reading: Reading, verb: "Token") -> Iterator["Token"]:
    """ "Left four children injured"."""
    noun = patient(verb)
    if noun is None or noun.i < verb.i or noun.right_edge.i + 1 >= len(noun.doc):
        return
    after = noun.doc[noun.right_edge.i + 1]
    if word_harm(reading, after) is not None or any(
        word_harm(reading, child) is not None for child in noun.children if child.dep_ in ("acl", "amod")
    ):
        yield from _series([noun])


def _is_class(reading: Reading, noun: "Token") -> bool:
    """ "The dead", "the wounded person", "those who were kidnapped"."""
    if word_harm(reading, noun) is not None:
        return True
    anybody = noun.lemma_.lower() in ("those", "person", "victim", "people", "man", "woman")
    return noun.lemma_.lower() == "victim" or (
        anybody
        and any(
            word_harm(reading, child) is not None for child in noun.children if child.dep_ in ("amod", "relcl", "acl")
        )
    )


def _series(nouns: Iterable["Token"]) -> Iterator["Token"]:
    """Nouns with what is listed behind them, which the parser takes for appositions too."""
    todo = list(nouns)
    seen: set[int] = set()
    while todo:
        noun = todo.pop()
        if noun.i in seen or len(seen) > MOST:
            continue
        seen.add(noun.i)
        yield noun
        todo += [child for child in noun.children if child.dep_ == "conj"]
        todo += [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]


def _is_somebody(reading: Reading, noun: "Token") -> bool:
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in NEVER or is_date(noun) or is_area(noun):
        return False
    return not reading.codebook.means("site", noun.lemma_) and word_harm(reading, noun) is None
