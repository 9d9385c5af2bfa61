"""One word of attack for things in several places: "bombed a market in Ariha and a school at Kafr Nabl" is two."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.mention.reading import is_date

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.trigger import Trigger

WHERE = frozenset("in at near outside of".split())


def parts(trigger: "Trigger") -> list["Trigger"]:
    """A trigger for each of the things that were hit, where each is told with a place of its own."""
    nouns = trigger.patients
    places = [_place(noun, nouns) for noun in nouns]
    if len(nouns) < 2 or any(place is None for place in places) or len({place.text for place in places if place}) < 2:
        return [trigger]
    return [_part(trigger, number, noun, nouns) for number, noun in enumerate(nouns, 1)]


def ordered(triggers: Sequence["Trigger"]) -> list["Trigger"]:
    """What is told of a munition in passing behind what it then did: "a missile fired from the north hit a school"."""
    found = list(triggers)
    for one in triggers:
        nouns = [(other, noun) for other in triggers for noun in (other.agent, other.patient) if other is not one]
        main = next((other for other, noun in nouns if one.token.dep_ == "acl" and one.token.head == noun), None)
        if main is not None and main.token.i > one.token.i:
            found.remove(one)
            found.insert(found.index(main) + 1, one)
    return found


def _part(trigger: "Trigger", number: int, noun: "Token", nouns: Sequence["Token"]) -> "Trigger":
    others = {token.i for other in nouns if other != noun for token in _own(other, nouns)}
    around = tuple(pair for pair in trigger.obliques if pair[1].i not in others)
    return replace(trigger, patient=noun, obliques=around, scope=trigger.scope - others, part=number)


def _own(noun: "Token", nouns: Sequence["Token"]) -> list["Token"]:
    """The words of a noun without those of the others that the parser hangs on it."""
    theirs = {token.i for other in nouns if other.i > noun.i for token in other.subtree}
    return [token for token in noun.subtree if token.i not in theirs]


def _place(noun: "Token", nouns: Sequence["Token"]) -> "Token | None":
    """The name of where it stands: behind "in", "at", or in "the port of Hodeidah"."""
    inside = (token for token in _own(noun, nouns) if token.dep_ == "pobj" and token.pos_ == "PROPN")
    return next(
        (one for one in inside if one.head.lower_ in WHERE and one.head.head == noun and not is_date(one)), None
    )
