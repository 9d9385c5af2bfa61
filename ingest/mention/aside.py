"""What a sentence says of an attack, and what it says beside: of another noun, another time, of what is feared.

Words such as "drill", "often" or "years ago" take an attack out of the count where they are said of it, and only there.
"""

import re
from typing import TYPE_CHECKING

from ingest.mention.codebook import Term
from ingest.mention.moments import expressions
from ingest.mention.names import Hit
from ingest.mention.reading import Reading, clause

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_NOUNS = frozenset("relcl acl appos".split())
MOVING = frozenset(
    "enter leave carry approach sail travel drive return head pass cross go come walk bring take escort ride fly "
    "transit transport ferry move board wait queue shop attend work sleep play".split()
)
DRILLS = frozenset("drill exercise".split())
UNITS = frozenset("year month decade".split())
DAYS = frozenset("weekday relative date ordinal iso same".split())
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|\d{1,3})"
YEARS_AWAY = re.compile(
    rf"\b{_COUNT} (?:years?|decades?)(?: to the (?:day|month))? (?:after|since|before|earlier|ago|later|on)\b", re.I
)


def is_aside(reading: Reading, word: "Token", trigger: "Token") -> bool:
    """Whether a word stands in a clause that tells of another noun, or since when, and not of the trigger: "the group
    outlawed in 2002", "the worst raid since war broke out a year ago". What a weapon did is of who used it."""
    line = {trigger, *trigger.ancestors}
    for head in (word, *word.ancestors):
        if head in line:
            return False
        if _is_meanwhile(head, trigger):
            continue
        if head.dep_ == "poss" and not reading.codebook.means("attack", head.head.lemma_.lower()):
            return head.head not in line  # "in breach of last year's ceasefire"
        if head.dep_ in OF_NOUNS:
            return head.head not in line and not any(hit.start <= head.head.idx < hit.end for hit in reading.weapons)
        if head.dep_ == "advcl" and any(child.lower_ == "since" for child in head.children if child.dep_ == "mark"):
            return True
    return False


def _is_meanwhile(head: "Token", trigger: "Token") -> bool:
    """ "Struck a ship entering port in May": what those were doing who were attacked, they did then."""
    is_doing = head.dep_ == "acl" and head.tag_ == "VBG" and head.lemma_ in MOVING
    return is_doing and trigger in head.head.ancestors and head.i > trigger.i


def _is_of_other(reading: Reading, word: "Token", trigger: "Token") -> bool:
    """In a clause of another noun; "the climax of a three-day exercise" is none."""
    return is_aside(reading, word, trigger) and not any(head.dep_ == "appos" for head in (word, *word.ancestors))


def is_unreal(reading: Reading, trigger: "Token") -> bool:
    """Whether the sentence is of make-believe, or words of drills or of fears are said of the trigger: of a strike on
    "a base that hosts drills", "amid fears of a siege", they are not."""
    return any(_is_unreal(reading, hit, trigger) for hit in reading.terms("unreal"))


def _is_unreal(reading: Reading, hit: Hit[Term], trigger: "Token") -> bool:
    word, term = reading.token_at(hit.start, hit.end), hit.values[0].term
    if word is None or _is_over(word, trigger):
        return True
    return not (term.endswith(" of") or (word.lemma_.lower() in DRILLS and _is_of_other(reading, word, trigger)))


def is_habit(reading: Reading, trigger: "Token") -> bool:
    """Whether words of habit are said of the trigger, and no day with them: "often target teachers"."""
    words = [reading.token_at(hit.start, hit.end) for hit in reading.terms("habit")]
    return any(
        word is None or _is_over(word, trigger) or (_is_how_often(word, trigger) and not _has_day(reading, trigger))
        for word in words
    )


def _is_over(word: "Token", trigger: "Token") -> bool:
    return word == trigger or word in trigger.ancestors


def _is_how_often(word: "Token", trigger: "Token") -> bool:
    """Said of the trigger, of its clause or of what it is called there: "which happen often", "are a daily event"."""
    ends = {trigger, clause(trigger), *(child for child in trigger.children if child.dep_ == "relcl")}
    above = word.head.head if word.dep_ == "pobj" else word.head
    return above in ends or (above.dep_ in ("attr", "acomp", "oprd") and above.head in ends)


def _has_day(reading: Reading, trigger: "Token") -> bool:
    found = (one for one in expressions(reading.text) if one.kind in DAYS and not one.is_bound)
    days = (reading.token_at(*one.core) for one in found)
    return any(day is not None and clause(day) == clause(trigger) for day in days)


def is_of_earlier_years(reading: Reading, trigger: "Token", *, is_noun: bool) -> bool:
    """Whether words that tell of earlier years, or of a court, are said of the trigger."""
    told = [(hit.start, hit.end) for meaning in ("historical", "trial") for hit in reading.terms(meaning)]
    told += [(match.start(), match.end()) for match in YEARS_AWAY.finditer(reading.text)]
    return any(_is_said_of(reading, reading.token_at(*span), trigger, is_noun=is_noun) for span in told)


def _is_said_of(reading: Reading, word: "Token | None", trigger: "Token", *, is_noun: bool) -> bool:
    if word is None:
        return True
    thing = word.head if word.dep_ in ("amod", "compound") else word
    is_thing = thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in UNITS
    if is_thing and not is_noun and _leading(trigger) in thing.ancestors:
        return False  # "shot a judge of the high court", "hit the memorial", "attacked on the anniversary"
    return not is_aside(reading, word, trigger)


def _leading(verb: "Token") -> "Token":
    """The verb of which another tells what came of it: "attacked the court, killing two"."""
    is_result = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(child.dep_ == "mark" for child in verb.children)
    return verb.head if is_result else verb
