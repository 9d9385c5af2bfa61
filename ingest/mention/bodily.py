"""What is done to people by hand, blade or car: throats that are cut, crowds that are driven into."""

import re
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.physical import person
from ingest.mention.reading import Reading, core, obliques, patient, subject
from ingest.mention.setoff import VEHICLES

if TYPE_CHECKING:
    from spacy.tokens import Token

CUT = Term("cut throat", "verb", "harm", "person", "other")
RUN_OVER = Term("drive into people", "verb", "attack", "told", "other")
CUTTING = frozenset("cut slit slash sever chop hack".split())
BODY = frozenset("throat head neck hand arm ear leg finger limb".split())
DRIVING = frozenset("drive plough plow ram steer crash slam smash race mow run barrel speed".split())
INTO = frozenset("into at through over down".split())
# What tells that it was no accident.
MEANT = re.compile(r"\b(?:attack\w*|terror\w*|assailants?|deliberate\w*|ramming|on purpose|militants?)\b", re.I)


def bodily(reading: Reading, token: "Token") -> Term | None:
    """What a verb tells together with a part of the body, or with a vehicle and those whom it hit."""
    if token.lemma_.lower() in CUTTING and victim(token) is not None:
        return CUT
    return RUN_OVER if run_over(reading, token) is not None and MEANT.search(reading.text) else None


def victim(token: "Token") -> "Token | None":
    """Whose throat was cut: "a nun's throat", "the throats of nine villagers"."""
    part = patient(token)
    if part is None or part.lemma_.lower() not in BODY:
        return None
    owner = next((child for child in part.children if child.dep_ == "poss"), None)
    return owner or next((noun for name, noun in obliques(part) if name == "of"), None)


def run_over(reading: Reading, token: "Token") -> "Token | None":
    """Those into whom somebody drove a vehicle."""
    if token.lemma_.lower() not in DRIVING:
        return None
    done, doer = patient(token), subject(token)
    if not any(noun is not None and noun.lemma_.lower() in VEHICLES | {"motorist", "driver"} for noun in (done, doer)):
        return None
    hit = [noun for name, noun in obliques(token) if name.rsplit(maxsplit=1)[-1] in INTO]
    hit += [done] if done is not None and done.lemma_.lower() not in VEHICLES else []
    return next((noun for noun in hit if any(person(reading, part) for part in core(noun))), None)
