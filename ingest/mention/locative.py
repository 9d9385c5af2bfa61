"""Which phrases of a sentence say where an attack was: not where somebody speaks, comes from or goes to."""

import re
from typing import TYPE_CHECKING

from ingest.mention.heading import goals
from ingest.mention.reading import Reading
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

LOCATIVE = frozenset(
    "in at near on against into outside inside around towards toward over across through to within off above between "
    "along beside opposite behind".split()
)
# Before "of": what a place follows, where any other noun would make it the place of somebody ("the president of").
SIDES = frozenset(
    "north south east west northeast northwest southeast southwest centre center heart middle edge outskirts outskirt "
    "surroundings vicinity port coast roads short capital streets sky part rest north-east north-west south-east "
    "south-west department municipality corregimiento canton hamlet".split()
)
AREAS = frozenset(
    "province district governorate region city town village suburb neighbourhood neighborhood valley countryside area "
    "outskirt oblast state county border quarter department municipality corregimiento canton hamlet township raion "
    "commune prefecture subdistrict settlement borough sector zone island mountain highway desert gulf strait "
    "peninsula forest bay lake plateau territory tehsil taluk upazila woreda kebele parish barangay chiefdom locality "
    "vereda cercle wilaya subcounty payam boma ward mohalla colony enclave".split()
)
# From where somebody shoots at what is close by.
VANTAGE = frozenset(
    "range distance quarter car vehicle van pickup motorcycle motorbike bike rooftop roof window balcony".split()
)
NEXT = frozenset("close next adjacent near nearest".split())
# What somebody gives as the reason for an attack, and a place that is named with it.
REASON = re.compile(
    r"\b(?:in|as|for)\s(?:\w+\s){0,2}?(?:answer|reply|response|support|solidarity|retaliation|revenge|reprisal|protest"
    r"|sympathy|vengeance|defence)\s(?:to|with|for|of|over|against|at)\s[^,.;:]{0,60}$",
    re.I,
)
BLAMING = frozenset({"blame", "pin", "lay"})
NOT_A_PLACE = frozenset({"nsubj", "agent", "poss"})


def is_location(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """In a phrase of place, or the very thing that was struck; never who strikes or speaks."""
    if token == trigger.patient or _is_where(token, trigger):
        return True
    if token.dep_ in ("conj", "appos") and token.head != token:
        return token.head.pos_ in ("PROPN", "NOUN") and (
            token.head == trigger.patient or is_location(reading, token.head, trigger)
        )
    if token.dep_ == "pobj" and any(noun == token for noun, _ in goals(reading, trigger)):
        return True
    if token.dep_ == "pobj":
        return _is_locative(reading, token.head, trigger) and not is_speech(reading, token, trigger)
    if token.dep_ in ("compound", "nmod", "poss") and token.head != trigger.token:
        around = token.head in trigger.arguments or is_location(reading, token.head, trigger)
        return around and (bool(reading.codebook.means("site", token.head.lemma_)) or _names_place(reading, token.head))
    return False


def _is_where(token: "Token", trigger: Trigger) -> bool:
    """ "Is back from Khanaqin, where a bomb killed eleven": the attack is told of the place."""
    return any(
        child.dep_ == "relcl"
        and (child == trigger.token or child.is_ancestor(trigger.token))
        and any(part.lower_ == "where" and part.head == child for part in child.lefts)
        for child in token.children
    )


def is_reason(reading: Reading, at: int, trigger: Trigger) -> bool:
    """ "In answer to the war in Gaza", "in solidarity with the people of Gaza": for what an attack was made."""
    found = REASON.search(reading.text[:at])
    return found is not None and trigger.token.idx < found.start()


def _is_locative(reading: Reading, preposition: "Token", trigger: Trigger) -> bool:
    """A preposition of place; "of" only behind a part or kind of place, a site, or the attack itself."""
    noun = preposition.head
    if is_reason(reading, preposition.idx, trigger):
        return False
    if preposition.lower_ == "on" and noun.pos_ == "VERB" and noun.lemma_ in BLAMING:
        return False  # "a strike that Moscow blamed on Kyiv"
    if (
        preposition.lower_ == "to"
        and noun.pos_ in ("NOUN", "VERB")
        and noun != trigger.token
        and _is_bound(noun, trigger)
    ):
        return False
    if preposition.lower_ != "of":
        return preposition.lower_ in LOCATIVE
    if noun == trigger.token or noun.lemma_.lower() in AREAS or noun.lower_ in SIDES or noun.lemma_.lower() in SIDES:
        return True
    return reading.codebook.means("site", noun.lemma_.lower()) is not None


def _is_bound(word: "Token", trigger: Trigger) -> bool:
    """ "Cutting supplies to Quetta", "the road to Quetta": where something else goes to."""
    is_own = word == trigger.token or word in trigger.arguments or word.lemma_.lower() in NEXT
    return word.pos_ in ("NOUN", "VERB") and not is_own


def is_speech(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """ "Officials in Baghdad said", "he told reporters in Rome": the place of the speaker, not of the attack; nor is
    that of "three from one household in Potiskum"."""
    noun = token.head.head
    verb = noun.head
    taken = trigger.event_type == "abduction" and verb.head == trigger.token  # "from a bus near Jibia"
    is_shot = noun.lemma_.lower() in VANTAGE  # "fired from a passing car in Zahedan"
    if noun.dep_ == "pobj" and verb.lower_ == "from" and noun != trigger.token and not taken and not is_shot:
        return True
    if noun == trigger.token:
        return False
    if token.head.lower_ == "to" and noun.lower_ == "close" and _describes_actor(reading, noun):
        return True
    if noun.pos_ in ("VERB", "AUX"):
        return _says(reading, noun)
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ != "VERB" or verb == trigger.token or not _says(reading, verb):
        return False
    return noun.dep_ in NOT_A_PLACE or noun.dep_ in ("dobj", "dative", "pobj")


def _describes_actor(reading: Reading, word: "Token") -> bool:
    """ "Factions close to Iran": whose friends they are, not where."""
    head = word.head
    return reading.codebook.means("force", head.lemma_) is not None or head.lemma_ in ("source", "official", "party")


def _says(reading: Reading, verb: "Token") -> bool:
    return reading.codebook.means("say", verb.lemma_) is not None


def _names_place(reading: Reading, token: "Token") -> bool:
    if token.lemma_.lower() in AREAS:
        return True
    return any(
        hit.start <= token.idx < hit.end and name.kind == "place" for hit in reading.names for name in hit.values
    )
