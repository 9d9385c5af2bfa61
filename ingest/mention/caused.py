"""Attacks that are told as the reason for another: "in retaliation for a raid on X", "avenging the death of Y"."""

from typing import TYPE_CHECKING

from ingest.mention.reading import is_date

if TYPE_CHECKING:
    from spacy.tokens import Token

CAUSING = frozenset("reply response answer retaliation retaliate revenge reprisal avenge vengeance payback".split())
ANSWERED = frozenset({"answer", "avenge"})
TO = frozenset("for to against over after".split())


def cause(token: "Token") -> "Token | None":
    """The word by which the attack that a token tells of is said to be what another answers; none for an attack of
    its own."""
    below = token
    for above in token.ancestors:
        if above.lemma_.lower() in CAUSING and _is_behind(below, above):
            return above
        below = above
    return None


def _is_behind(below: "Token", above: "Token") -> bool:
    """Whether the words below hang on it as what is answered: "for a raid", "to mortar fire", "answering a rocket"."""
    if below.i < above.i or is_date(below):
        return False
    if below.dep_ == "dobj":
        return above.lemma_.lower() in ANSWERED or above.tag_ == "VBG"
    return below.dep_ == "prep" and below.lower_ in TO
