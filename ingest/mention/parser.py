"""spaCy's pipeline as the coder runs it: the same answers as shipped, without three slow steps that it ships with."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

TABLE = "lemma_index"
# What a rule may ask of a single token to be remembered by; all of it is settled before the first rule is applied.
ASKED = ("LOWER", "TAG", "DEP", "IS_SPACE")
MOST_LEMMAS = 100_000
Match = tuple[int, int, int, int]


@lru_cache(maxsize=2)
def load_parser(model: str) -> "Language":
    """The installed pipeline of that package name, without its entity recogniser."""
    loaded: Language = import_module(model).load(exclude=["ner"])
    parts: dict[str, Any] = dict(loaded.pipeline)
    if "lemmatizer" in parts:
        _index(parts["lemmatizer"].lookups)
        parts["lemmatizer"].lemmatize = Lemmas(parts["lemmatizer"].lemmatize).of
    if ruler := parts.get("attribute_ruler"):
        ruler.match = Rules(ruler).match
    return loaded


def _index(lookups: Any) -> None:
    """Lemmas as sets: the package has lists of up to 40,000 that each unknown word is compared with one by one."""
    table = lookups.get_table(TABLE) if lookups.has_table(TABLE) else {}
    for part in list(table):
        table[part] = frozenset(table[part])


class Lemmas:
    """The lemmas of words remembered by form, part of speech and features, as spaCy does for inflected words alone."""

    def __init__(self, ask: Callable[["Token"], list[str]]) -> None:
        self._ask = ask
        self._known: dict[tuple[int, int, int], list[str]] = {}

    def of(self, token: "Token") -> list[str]:
        """The lemmas that the pipeline gives, the best first."""
        asked = (token.orth, token.pos, hash(token.morph))
        if asked not in self._known:
            if len(self._known) >= MOST_LEMMAS:
                self._known.clear()
            self._known[asked] = self._ask(token)
        return self._known[asked]


class Rules:
    """The rules that give tokens their part of speech, remembered by what they ask of a token.

    Nearly all of spaCy's ask for the tag, the role or one of some words of a single token, and its matcher tries every
    rule at every token. The other rules are left to it.
    """

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - a second that `--help` need not wait for

        self._strings = ruler.vocab.strings
        self._single, self._rest = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._words: set[int] = {0}
        self._known: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}
        for number, rule in enumerate(ruler.patterns):
            single = [pattern for pattern in rule["patterns"] if _is_single(pattern)]
            rest = [pattern for pattern in rule["patterns"] if pattern not in single]
            for matcher, patterns in ((self._single, single), (self._rest, rest)):
                if patterns:
                    matcher.add(str(number), patterns)
            self._words |= {self._strings.add(word) for pattern in single for word in _words(pattern)}

    def match(self, doc: "Doc") -> list[Match]:
        """Number, id, start and end of the rules that fit, in the order of their numbers."""
        found = [(self._number(one), one, start, end) for one, start, end in self._rest(doc, allow_missing=True)]
        for at, (word, *others) in enumerate(doc.to_array(list(ASKED)).tolist()):
            asked = (word if word in self._words else 0, *others)
            if asked not in self._known:
                fitting = self._single(doc[at : at + 1], allow_missing=True)
                self._known[asked] = tuple((self._number(one), one) for one, _, _ in fitting)
            found += [(number, one, at, at + 1) for number, one in self._known[asked]]
        return sorted(found)

    def _number(self, match_id: int) -> int:
        return int(self._strings[match_id])


def _is_single(pattern: list[dict[str, Any]]) -> bool:
    if len(pattern) != 1 or not set(pattern[0]) <= set(ASKED):
        return False
    word = pattern[0].get("LOWER", "")
    return isinstance(word, str) or set(word) == {"IN"}


def _words(pattern: list[dict[str, Any]]) -> list[str]:
    """The words one of which a rule of one token asks for; none where it asks for no word."""
    asked = pattern[0].get("LOWER", [])
    return [asked] if isinstance(asked, str) else list(asked["IN"]) if asked else []
