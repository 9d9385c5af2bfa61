"""Sentences without a word of attack that tell when and where the one just told of was: "the gunmen came at nine"."""

from typing import TYPE_CHECKING

from ingest.codes import AttackStatus
from ingest.mention.charge import is_event
from ingest.mention.reading import Reading, obliques, patient, subject
from ingest.mention.same import DOERS
from ingest.mention.trigger import Trigger
from ingest.mention.violence import ATTACKERS

if TYPE_CHECKING:
    from spacy.tokens import Token

MEN = (
    DOERS | ATTACKERS | frozenset("gunmen gunner fighter militant insurgent jihadist terrorist rebel guerrilla".split())
)
COMING = frozenset(
    "arrive come enter approach surround encircle emerge burst break walk ride drive move descend appear cross land "
    "gather open climb turn reach besiege go".split()
)
FLYING = frozenset("come arrive land fly circle hover appear approach pass drop fall strike descend".split())
HAPPENING = frozenset("come happen occur take begin start strike unfold follow last".split())
POINTING = frozenset("the these those that this".split())


def happening(reading: Reading) -> Trigger | None:
    """What such a sentence says of the attack, to be asked for its day and place as a word of attack is."""
    for verb in reading.tokens:
        if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBN"):
            continue
        doer = subject(verb)
        if doer is not None and _is_of_it(reading, doer, verb.lemma_):
            return _as_trigger(verb, doer)
    return None


def _is_of_it(reading: Reading, noun: "Token", verb: str) -> bool:
    if not any(child.lower_ in POINTING for child in noun.children if child.dep_ == "det"):
        return False
    if noun.lemma_.lower() in MEN:
        return verb in COMING
    if any(hit.start <= noun.idx < hit.end for hit in reading.weapons):
        return verb in FLYING
    return verb in HAPPENING and is_event(reading, noun)


def _as_trigger(verb: "Token", doer: "Token") -> Trigger:
    return Trigger(
        token=verb,
        kind="detail",
        event_type="",
        is_noun=False,
        agent=doer,
        patient=patient(verb),
        obliques=tuple(obliques(verb)),
        scope=frozenset(token.i for token in verb.subtree),
        status=AttackStatus.ACTUAL,
        is_definite=True,
        is_designated=False,
        is_another=False,
    )
