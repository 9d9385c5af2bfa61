"""Where a munition was going that was stopped: "drones that were heading for the air base were shot down"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.mention.reading import Reading, obliques

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.trigger import Trigger

GOING = frozenset(
    "head fly flew flow bind aim approach travel move make near race speed launch fire send direct target come attack "
    "hit strike".split()
)
TOWARDS = frozenset("for towards toward at on against".split())
BESIDE = frozenset("acl relcl xcomp conj".split())
REACHING = frozenset("approach target near".split())


def goals(reading: Reading, trigger: "Trigger") -> Iterator[tuple["Token", "Token"]]:
    """What stopped munitions were sent against or flew towards, with the verb that says so."""
    if trigger.kind != "intercept" or trigger.patient is None:
        return
    for verb in trigger.patient.subtree:
        if (
            verb == trigger.token
            or verb.dep_ not in ("acl", "relcl", "xcomp", "conj")
            or verb.pos_ not in ("VERB", "ADJ")
        ):
            continue
        is_direct = verb.lemma_ in REACHING or reading.codebook.means("attack", verb.lemma_) is not None
        yield from ((child, verb) for child in verb.children if child.dep_ == "dobj" and is_direct)
        if verb.lemma_ in GOING or verb.lower_ == "bound":
            yield from ((noun, verb) for name, noun in obliques(verb) if name.rsplit(maxsplit=1)[-1] in TOWARDS)
