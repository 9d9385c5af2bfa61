"""What a fighting party says of itself in words that no known turn has: it erred, it did not, it was its own."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.codes import Anonymity, ChainRole, Stance
from ingest.mention.actor import named
from ingest.mention.chain import Attribution
from ingest.mention.charge import is_of_ways
from ingest.mention.claim import Speech, said
from ingest.mention.finding import Stated
from ingest.mention.heard import Step
from ingest.mention.ours import fights
from ingest.mention.reading import Reading, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

MISTAKEN = re.compile(
    r"\b(?:by mistake|mistaken(?:ly)?|wrongly|erroneously|(?:in|an|its|the|their|technical|targeting|human) error"
    r"|by accident|accidental(?:ly)?"
    r"|unintend\w+|unintention\w+|inadvertent\w*|(?:gone|went|going) astray|malfunction\w*|wrong target|misidentif\w+"
    r"|friendly fire|(?:missed|off) its target)\b",
    re.I,
)
SORRY = frozenset("apologise apologize regret".split())
DENIED = re.compile(
    r"\b(?:baseless|groundless|unfounded|untrue|false|fabricat\w+|propaganda|disinformation|nowhere near|nothing to do"
    r"|none of (?:its|our|their|his)|no (?:\w+ )?(?:aircraft|drone|unit|plane|jet|soldier|fighter|troop|man|men"
    r"|position|gun|launcher|sortie|presence)s?\b|far from (?:there|it|the)\b"
    r"|(?:had|has|have|did|was|were) (?:not|never)|n't|denie[sd])\b",
    re.I,
)
# How a group says of an attack of which nobody accuses it that it was another's.
APART = re.compile(
    r"\b(?:not (?:been )?(?:involved|responsible|behind|in the area|present)|nothing to do with"
    r"|no (?:hand|part|role|link)|none of its)\b",
    re.I,
)
# Why it was hit, or that those whom it hit are gone: as only who did it tells.
MEANT = re.compile(
    r"\b(?:(?:was|were) (?:\w+ )?(?:meant for|aimed at|intended for|directed (?:at|against)|eliminated|neutrali[sz]ed"
    r"|wiped out|liquidated)|(?:was|were|had been) (?:being )?(?:used|carrying|harbou?ring|sheltering|hiding|storing"
    r"|housing|operating|planning|preparing)\b"
    r"|(?:its|the|their) (?:target|objective|aim|intended target) (?:was|were|had been)"
    r"|command (?:and control )?(?:cent(?:er|re)|post|site)|legitimate (?:\w+ )?(?:target|objective|aim)"
    r"|weapons? (?:store|depot|cache|storage)|terror(?:ist)? (?:infrastructure|target|cell)"
    r"|with precision|precise(?:ly)?)\b",
    re.I,
)
# What it was for, as only who did it tells: of an armed group alone, for states call others' deeds so too.
MOTIVE = re.compile(
    r"\b(?:attack|strike|bombing|raid|assault|blast|killing|operation|ambush|shelling|it) (?:was|had been|came|is)"
    r" (?:carried out )?(?:in |as |an? |its |their )*[\"'\u201c\u2018]?(?:an? )?"
    r"(?:revenge|retaliation|response|reply|answer|reprisal|message|warning|punishment|vengeance|gift)\b",
    re.I,
)
DENYING = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.I)
OWNED = re.compile(r"\b(?:was|were|is|are) (?:its|our|their) own\b|\bwas ours\b|\bwere ours\b", re.I)


def stands(reading: Reading, told: Attribution, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """The stand of who speaks, where nothing else in the sentence answers for anything.

    A denial, or why it was hit, holds only where the speaker stands accused: `is_answer` says so to whoever gives it
    to an attack.
    """
    if DENYING.search(reading.text) and any(
        token.head.lemma_ == "deny" and is_of_ways(token) for token in reading.tokens
    ):
        return
    others = [one.stated for one in speeches if one.stated.about_id or one.stated.about]
    for verb, step in _parties(reading, told):
        if others:
            if DENIED.search(reading.text) and all(_is_of_other(one, step) for one in others):
                yield said(reading, verb, Stance.DENIES_RESPONSIBILITY, told, speaker=step, about=step, is_answer=True)
        elif (erred := bool(MISTAKEN.search(reading.text))) or verb.lemma_ in SORRY:
            is_answer = not erred and verb.lemma_ == "regret"  # others regret a death as well
            yield said(reading, verb, Stance.CONCEDES, told, speaker=step, about=step, is_answer=is_answer)
        elif OWNED.search(reading.text) or (MOTIVE.search(reading.text) and reading.codebook.is_band(step.actor_id)):
            yield said(reading, verb, Stance.CLAIMS_RESPONSIBILITY, told, speaker=step, about=step)
        elif DENIED.search(reading.text) and not (verb.dep_ == "relcl" and verb.tag_ == "VBZ"):
            is_answer = not (reading.codebook.is_band(step.actor_id) and APART.search(reading.text))
            yield said(reading, verb, Stance.DENIES_RESPONSIBILITY, told, speaker=step, about=step, is_answer=is_answer)
        elif MEANT.search(reading.text):
            yield said(reading, verb, Stance.CONFIRMS, told, speaker=step, about=step, is_answer=True)
        return


def _is_of_other(one: Stated, step: Step) -> bool:
    """ "Its guns were out of reach, and it had been the army's": who blames another and denies it in one breath."""
    return one.stance is Stance.BLAMES and one.speaker == step.name and one.about_id != step.actor_id


def _parties(reading: Reading, told: Attribution) -> Iterator[tuple["Token", Step]]:
    """Those who speak or are sorry, and fight."""
    for number, step in told.tellers:
        if number >= 0 and fights(reading, step):
            yield reading.doc[number], step
    for verb in reading.tokens:
        doer = subject(verb) if verb.lemma_ in SORRY and verb.pos_ == "VERB" else None
        known = named(reading, doer) if doer is not None else None
        if known is None:
            continue
        step = Step(ChainRole.ORIGIN, known.text, Anonymity.NAMED, known.actor_id)
        if fights(reading, step):
            yield verb, step
