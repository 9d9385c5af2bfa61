"""Whether two sets of words name the same: by the codebook's id, else by the head of a phrase."""

import re
from collections.abc import Iterable

from ingest.mention.codebook import Codebook
from ingest.mention.names import fold

_PLURALS = {"buses": "bus", "people": "person", "children": "child", "police": "police"}
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ARTICLES = frozenset("a an the his her its their our this that these those some several".split())
# A phrase's head is its last word before one of these: "a command post | of the division".
_ENDS = frozenset(
    "of in at on near from with for to by into outside inside around between against carrying belonging where which "
    "who that whose while and or close linked loyal under".split()
)


def words(text: str) -> list[str]:
    """The words of a phrase, singular and without accents, articles and possessives."""
    found = (re.sub(r"['\u2019]s?$", "", fold(word)) for word in _WORD.findall(text))
    return [_singular(word) for word in found if word and word not in _ARTICLES]


def head(text: str) -> str:
    """The last word of a phrase before its first preposition, comma or relative."""
    listed = words(re.split(r"[,;:(\[]", text.strip(), maxsplit=1)[0]) or words(text)
    for number, word in enumerate(listed):
        if number and word in _ENDS:
            return listed[number - 1]
    return listed[-1] if listed else ""


def alike(one: str, other: str) -> bool:
    """Whether either holds the head of the other."""
    return bool(one and other) and (head(one) in words(other) or head(other) in words(one))


def ids(text: str, kind: str, codebook: Codebook) -> frozenset[str]:
    """What the codebook knows under a name: by the part of it that holds its head, else by any part."""
    hits = [
        (hit, found)
        for hit in codebook.name_index.find(text)
        if (found := {name.id for name in hit.values if name.kind == kind})
    ]
    heads = [found for hit, found in hits if head(text) in words(text[hit.start : hit.end])]
    return frozenset().union(*(heads or [found for _, found in hits]))


def same_actor(gold: str, actor_id: str | None, texts: Iterable[str | None], codebook: Codebook) -> bool:
    """Whether a coded actor is the one of gold: the same id, or like words of no other known actor."""
    known = ids(gold, "actor", codebook)
    if actor_id is not None and known:
        if actor_id in known:
            return True
        if not any(codebook.kin(actor_id, one) for one in known):
            return False
    return any(alike(gold, text) for text in texts if text)


def same_site(gold: str, site_id: str | None, texts: Iterable[str | None], codebook: Codebook) -> bool:
    """Whether a coded site is the one of gold."""
    known = ids(gold, "site", codebook)
    if site_id is not None and known:
        return site_id in known
    return any(alike(gold, text) for text in texts if text)


def same_place(gold: str, place_id: str | None, texts: Iterable[str | None], codebook: Codebook) -> bool:
    """Whether a coded place is the one of gold: by id, or one name holding the other as whole words."""
    if place_id is not None and place_id in ids(gold, "place", codebook):
        return True
    return any(_holds(words(gold), words(text)) or _holds(words(text), words(gold)) for text in texts if text)


def _holds(many: list[str], few: list[str]) -> bool:
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _singular(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
