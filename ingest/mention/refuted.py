"""Rumours that the text itself takes back: "A caller swore that rockets had struck the plant. They had not"."""

import re
from collections.abc import Sequence

from ingest.records import Sentence

LONGEST = 600
HEARSAY = re.compile(
    r"\b(?:rumou?r\w*|social (?:media|networks?)|callers?|users?"
    r"|(?:pages?|posts?|posted) on|stor(?:y|ies) (?:that|of|about)"
    r"|circulat\w+|viral|unverified|voice (?:notes?|messages?)|whatsapp|word (?:spread|went)|tweets?|swore|whispers?"
    r"|(?:unconfirmed|early|initial|first) reports?|reports? (?:that|of))\b",
    re.I,
)
TOLD = re.compile(rf"{HEARSAY.pattern}|\breported\b", re.I)
FALSE = (
    r"(?:false(?: alarms?)?|untrue|not true|baseless|unfounded|groundless|wrong|fakes?|fabricat\w+|invent\w+"
    r"|inventions?|incorrect|mistaken|an? (?:hoax|lie|fabrication|invention|false alarm|mistake)|hoaxes|nothing|none"
    r"|no such thing|without (?:foundation|basis)|nonsense|old footage)"
)
ATTACK = (
    r"(?:attacks?|strikes?|raids?|drones?|missiles?|rockets?|shells?|bombs?|explosions?|blasts?|gunm[ae]n|shooting|"
    r"shelling|clash(?:es)?|alarm|kidnapping|abduction|bombing)"
)
TAKEN_BACK = re.compile(
    r"^\W*(?:they|it|he|she|we) (?:had|has|have|did|was|were)(?: not|n['\u2019]t)\b(?=\s*[,.;])"
    r"|\bnothing of the (?:kind|sort)\b"
    rf"|\bno such {ATTACK}\b|\bthere (?:had been|has been|was|were) no (?:\w+ ){{0,2}}{ATTACK}\b"
    rf"|\b(?:it|that|this|they|these|rumou?rs?|reports?|claims?|story|stories|post|posts|news|information) "
    rf"(?:\w+ ){{0,3}}?(?:was|were|is|are|had been|proved|proved to be|turned out to be) "
    rf"(?:\w+ly |all |simply )?{FALSE}\b"
    r"|\b(?:denied|dismissed|rejected|debunked|refuted) (?:the |these |those |all |any |such )?"
    r"(?:rumou?rs?|stories|posts?|claims? on social media)\b",
    re.I,
)
ANNOUNCED = re.compile(
    r"\b(?:turned out to be|proved to be|proved|turned out|was|were) (?:all |entirely |simply )?"
    r"(?:none|false|untrue|a false alarm|a hoax|unfounded|baseless|nothing)\b|\bcould not be substantiated\b",
    re.I,
)


def refuted(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the sentences of hearsay that the sentence before or behind them says to be untrue."""
    told = [text[one.char_start : min(one.char_end, one.char_start + LONGEST)] for one in sentences]
    found: set[int] = set()
    for number, sentence in enumerate(sentences[:-1]):
        following = sentences[number + 1]
        if following.para_no - sentence.para_no > 1:
            continue
        if HEARSAY.search(told[number]) and TAKEN_BACK.search(told[number + 1]):
            found.add(sentence.sent_no)
        if following.para_no == sentence.para_no and ANNOUNCED.search(told[number]) and TOLD.search(told[number + 1]):
            found.add(following.sent_no)
    return frozenset(found)
