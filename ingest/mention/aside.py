"""What a sentence says beside an attack: of a noun that has a clause of its own, or of how long something lasts."""

import re
from typing import TYPE_CHECKING

from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_NOUNS = frozenset("relcl acl appos".split())
UNITS = frozenset("year month decade".split())
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|\d{1,3})"
YEARS_AWAY = re.compile(
    rf"\b{_COUNT} (?:years?|decades?)(?: to the (?:day|month))? (?:after|since|before|earlier|ago|later|on)\b", re.I
)


def is_aside(word: "Token", trigger: "Token") -> bool:
    """Whether a word stands in a clause that tells of another noun, or since when, and not of the trigger: "the group
    outlawed in 2002", "the worst raid since war broke out a year ago"."""
    line = {trigger, *trigger.ancestors}
    for head in (word, *word.ancestors):
        if head in line:
            return False
        if head.dep_ in OF_NOUNS:
            return head.head not in line
        if head.dep_ == "advcl" and any(child.lower_ == "since" for child in head.children if child.dep_ == "mark"):
            return True
    return False


def is_of_earlier_years(reading: Reading, trigger: "Token", *, is_noun: bool) -> bool:
    """Whether words that tell of earlier years, or of a court, are said of the trigger."""
    told = [(hit.start, hit.end) for meaning in ("historical", "trial") for hit in reading.terms(meaning)]
    told += [(match.start(), match.end()) for match in YEARS_AWAY.finditer(reading.text)]
    return any(_is_said_of(reading.token_at(*span), trigger, is_noun=is_noun) for span in told)


def _is_said_of(word: "Token | None", trigger: "Token", *, is_noun: bool) -> bool:
    if word is None:
        return True
    thing = word.head if word.dep_ in ("amod", "compound") else word
    is_thing = thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in UNITS
    if is_thing and not is_noun and _leading(trigger) in thing.ancestors:
        return False  # "shot a judge of the high court", "hit the memorial", "attacked on the anniversary"
    return not is_aside(word, trigger)


def _leading(verb: "Token") -> "Token":
    """The verb of which another tells what came of it: "attacked the court, killing two"."""
    is_result = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(child.dep_ == "mark" for child in verb.children)
    return verb.head if is_result else verb
