"""Attacks in bulk: numbers of them that no text could tell one by one."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ingest.mention.finding import Counted
from ingest.mention.numbers import Numeral, number, numerals
from ingest.mention.reading import Reading, is_date, patient

if TYPE_CHECKING:
    from spacy.tokens import Token

FEW = 3
ONCE = frozenset("shoot stab hit fire kick punch".split())
MANY = 10
DOING = (
    r"(?:attacks|assaults|strikes|air ?strikes|raids|bombings|shellings|explosions|blasts|killings|murders|demolitions|"
    r"assassinations|abductions|kidnappings|hijackings|ambushes|shootings|incidents|operations|sorties|clashes|"
    r"sabotages?|incursions|violations|bombardments|barrages|massacres|"
    r"acts of (?:sabotage|terror\w*|violence)|sabotage cases)"
)
DONE = (
    r"(?:attacked|hit|struck|bombed|shelled|raided|targeted|strafed|blown up|fired (?:on|at|upon)|ambushed|assaulted|"
    r"bombarded|pounded|looted)"
)
DOING_ON = (
    r"(?:attacking|hitting|striking|bombing|shelling|raiding|targeting|firing (?:on|at|upon)|ambushing|bombarding|"
    r"pounding|killing|abducting|kidnapping)"
)
SPAN = r"(?:days|weeks|months|years|winter|summer|spring|autumn|week|month|year|night)"
PERIOD = (
    rf"(?:since (?!dawn|midnight|then)|(?:over|in|during|within|for) the (?:past|last|previous) |"
    r"(?:this|last) (?:year|month)\b|"
    rf"so far this\b|in recent {SPAN}|in (?:the )?(?:\w+ )?{SPAN} of (?:the )?(?:war|fighting|conflict|violence)|"
    rf"(?:all|throughout) (?:the )?{SPAN}\b|for {SPAN}\b|in \w+ years\b|"
    r"(?<!sides )(?<!side )of the war\b|in (?:19|20)\d\d\b|in the first (?:\w+ )?(?:weeks|months|half|quarter)\b)"
)
RATE = (
    r"(?:(?:near-|almost |nearly )?(?:daily|nightly|weekly|hourly)|(?:almost |nearly )?(?:every|each) "
    r"(?:other )?(?:day|night|week))"
)
HARM = r"(?:killed|dead|deaths|killings|wounded|injured|kidnapped|abducted|lives|died|murdered)"
# Statements that give no number, or one of times.
STATED = re.compile(
    rf"\b{RATE} (?:[\w'-]+ ){{0,3}}?{DOING}\b"
    rf"|\b(?:{DOING}|{DONE})\b[^.;]{{0,60}}?\b{RATE}\b"
    r"(?! (?:market|bazaar|prayers?|mass|news\w*|paper|briefing|meeting))"
    rf"|\b{RATE} (?:occurrence|event|routine|reality)\b"
    rf"|\b(?:waves?|series|string|spate|flurry|succession|surge) of (?:[\w'-]+ ){{0,3}}?{DOING}\b"
    rf"|\b{DOING}\b[^.;,]{{0,80}}?\b(?:since|all (?:winter|summer|year)|for {SPAN})\b"
    rf"|\b(?:has|have|had) (?:been|gone on|kept(?: on)?) {DOING_ON}\b[^.;]{{0,80}}?\b{PERIOD}"
    rf"|\b(?:has|have) (?:repeatedly |also |regularly |often )?(?:been )?{DONE}\b[^.;]{{0,60}}?\b{PERIOD}"
    r"|\b(?:come|comes|came|coming) under (?:repeated|frequent|regular|constant|sporadic|near-constant) "
    r"(?:[\w-]+ ){0,2}?(?:attacks?|fire|shelling|bombardment|strikes?)\b"
    r"|\b(\w+) after \1\b"
    rf"|\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) (?:such )?(?:attack|raid|strike|bombing|"
    r"sabotage|killing|assault|ambush|abduction|kidnapping)\b[^.;]{0,40}?\b(?:in|this|since) (?:the )?\w+"
    rf"|\b(?:earlier|previous|repeated) {DOING}\b[^.;]{{0,30}}?\b{PERIOD}|\b{PERIOD}[^.;]{{0,30}}?\bearlier {DOING}\b"
    rf"|\bmore {DOING}\b[^.;]{{0,60}}?\bthan\b",
    re.I,
)
AGAIN = frozenset(
    "sweep raid attack strike wave bombing assault salvo volley barrage rocket missile drone shell".split()
)
COUNTED = re.compile(rf"(?:\s[\w'\u2019-]+){{0,3}}?\s{DOING}\b", re.I)
TIMES_OF = re.compile(
    r"\b(?:(\d{1,3}(?:,\d{3})*|\d{1,6})|(?:dozens|scores|hundreds|thousands) of|countless|numerous"
    r"|(?:three|four|five|six|seven|eight|nine|ten|several|many)"
    r"(?= times (?:this|last|since|over|in the past))) times\b"
    r"(?! (?:with|in the|by)\b)",
    re.I,
)
HIT = re.compile(r"(?:\s[\w'\u2019-]+){0,2}?\s(?:targets|positions|objects|facilities|sites|locations)\b", re.I)
DEADLIEST = re.compile(r"\b(?:deadliest|worst|biggest|largest|bloodiest|first|highest|heaviest)\b", re.I)
REPEATED = frozenset("repeated frequent regular constant sporadic near-constant persistent".split())
WAVE = re.compile(r"waves?|series|string|spate|flurry|succession|surge", re.I)
RECORD = re.compile(rf"{DEADLIEST.pattern}[^.;,]{{0,20}}$", re.I)
OVER = re.compile(
    r"\s(?:[\w-]+ ){0,2}?(?:drones|missiles|rockets|jets|sorties)\b[^.;]{0,50}?\b(?:over|across|in) "
    r"(?:\w+ )?(?:regions|provinces|oblasts|districts|countries|the air)\b",
    re.I,
)
DID = re.compile(rf"\b(?:{DONE}|attack\w*|str(?:ikes?|uck)|raid\w*|bomb\w*)\b", re.I)
WHEN = re.compile(rf"\b{PERIOD}", re.I)
HARMED = re.compile(rf"\b{HARM}\b", re.I)
TIMES = re.compile(r"\b(?:dozens of|scores of|hundreds of|several|many|numerous|\d{1,5}|[a-z]+) times\b", re.I)


def is_bulk(reading: Reading, token: "Token") -> bool:
    """Whether a word of attack stands for more attacks than a text could tell one by one."""
    if _is_repeated(token):
        return True
    if token.tag_ in ("NNS", "NNPS"):
        found = counted(reading, token)
        return found is not None and (found.best is None or (found.low or found.best) > FEW)
    # "Shot four times" is once; "come under attack 140 times" is 140, wherever it stands in the sentence.
    if token.pos_ == "VERB":
        return token.lemma_ not in ONCE and bool(TIMES.search(reading.text) or _is_of_period(reading, token))
    above = (token, *islice(token.ancestors, 3))
    return any(child.lower_ == "times" and _is_often(child) for one in above for child in one.children)


def _is_repeated(token: "Token") -> bool:
    """ "Repeated attack", "has come under constant fire"."""
    under = [noun for child in token.children if child.lower_ == "under" for noun in child.children]
    nouns = [token, *(under if token.lemma_ == "come" else ())]
    return any(child.lower_ in REPEATED for noun in nouns for child in noun.children if child.dep_ == "amod")


def _is_of_period(reading: Reading, token: "Token") -> bool:
    """ "Has hit 1,100 targets since Friday", "killed 370 civilians in the first five months of the year"."""
    period = WHEN.search(reading.text)
    if period is None or re.search(r"[,;]", reading.text[token.idx : period.start()]) or period.start() < token.idx:
        return False
    done = patient(token)
    return done is not None and any(
        _size(one) >= MANY and done.left_edge.idx <= one.at <= done.idx for one in numerals(reading)
    )


def _is_often(times: "Token") -> bool:
    """ "71 times", "dozens of times": more often than a text could tell of one by one."""
    return any(child.lower_.isdigit() and int(child.lower_) > FEW for child in times.children if child.dep_ == "nummod")


def counted(reading: Reading, token: "Token") -> Counted | None:
    """The number of attacks that stands before a plural noun: "291 operations", "dozens of strikes"."""
    parts = [token, *[child for child in token.children if child.dep_ in ("nummod", "amod", "quantmod", "det")]]
    of = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return number(reading, sorted(parts, key=lambda part: part.i)) or (
        number(reading, [of]) if of is not None else None
    )


def phrases(reading: Reading) -> Iterator[tuple[int, int, Counted | None]]:
    """Where a sentence speaks of attacks in bulk, or of the dead of years, with the number of attacks."""
    text = reading.text
    for match in STATED.finditer(text):
        # "The deadliest attack since 2019" is one, and "a wave of bombings on Monday" is what the text then tells of.
        is_one = RECORD.search(text[: match.start()]) or (WAVE.match(match[0]) and _has_day(reading))
        if not is_one and (match[1] is None or match[1].lower() in AGAIN):
            yield match.start(), match.end(), None
    period = WHEN.search(text)
    for match in TIMES_OF.finditer(text):
        times = int(match[1].replace(",", "")) if match[1] else None
        if DID.search(text) and (times is None or times >= MANY or (times > FEW and period)):
            yield match.start(), match.end(), Counted(times, times, times) if times else None
    for one in numerals(reading):
        end = _end_of_attacks(text, one)
        if end is not None:
            yield one.start, end, one.counted
        # The dead of a war are no number of attacks: the words are kept, the number stays unknown.
        elif period is not None and (end := _end_of_harm(text, one)) is not None:
            yield one.start, end, None


def _has_day(reading: Reading) -> bool:
    return any(is_date(token) or token.lower_ == "overnight" for token in reading.tokens)


def _end_of_attacks(text: str, one: Numeral) -> int | None:
    """The end of what a number counts, where that is attacks in bulk."""
    if not (_is_many(one) or _size(one) > FEW):
        return None
    match = COUNTED.match(text, one.end) or OVER.match(text, one.end)
    if match is None and _size(one) >= MANY and WHEN.search(text) and DID.search(text):
        match = HIT.match(text, one.end)
    return match.end() if match else None


def _end_of_harm(text: str, one: Numeral) -> int | None:
    """The end of what a number counts, where that is the dead or hurt of a period."""
    if not (_is_many(one) or _size(one) >= MANY) or DEADLIEST.search(text):
        return None
    match = HARMED.search(text)
    return max(one.end, match.end()) if match else None


def _is_many(one: Numeral) -> bool:
    vague = one.counted.vague_term
    return bool(vague) and vague not in ("some", "many", "several", "a few", "multiple")


def _size(one: Numeral) -> int:
    return one.counted.best or one.counted.low or one.counted.high or 0
