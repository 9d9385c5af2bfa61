"""Acronyms that a text gives itself: one misspelt beside its expansion is that actor's for the rest of the text.

"the Islamic Revolutionary Guard Corps (IGRC)": a letter changed, missing, added or swapped with its neighbour (an
optimal string alignment distance of 1, Damerau 1964), and a name of nothing else.
"""

import re
from collections.abc import Mapping
from itertools import islice

from ingest.mention.codebook import Codebook, Name
from ingest.mention.names import words

INTRODUCED = re.compile(r"\s?\(([A-Z]{3,8})\)")
REACH, MOST = 80, 50


def misspelt(text: str, codebook: Codebook) -> Mapping[str, Name]:
    """The actors of the acronyms that no list knows, by acronym."""
    found: dict[str, Name] = {}
    for brackets in islice(INTRODUCED.finditer(text), MOST):
        acronym = brackets[1]
        if acronym in found or codebook.name_index.find(acronym):
            continue
        before = text[max(0, brackets.start() - REACH) : brackets.start()]
        hits = codebook.name_index.find(before, words(before))
        if not hits or hits[-1].end != len(before):
            continue
        actor = next((name for name in hits[-1].values if name.kind == "actor" and name.alias_kind == "name"), None)
        if actor is not None and any(is_near(acronym, known) for known in codebook.acronyms.get(actor.id, ())):
            found[acronym] = Name("actor", actor.id, "acronym")
    return found


def is_near(one: str, other: str) -> bool:
    """Whether one edit makes one of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    if at is None:
        return True
    rest, left = one[at:], other[at:]
    swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
