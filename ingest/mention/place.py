"""Where: the place that a trigger's clause names, the finest that fits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.codes import Certainty, Field
from ingest.mention import quarter
from ingest.mention.finding import Finding
from ingest.mention.heading import goals
from ingest.mention.locative import AREAS, SIDES, VANTAGE, is_location, is_reason, is_speech
from ingest.mention.reading import Reading, core
from ingest.mention.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.codebook import Name
    from ingest.mention.names import Hit
    from ingest.mention.site import Site
    from ingest.mention.whereabouts import Whereabouts

# "North-east of the city": not in it.
OFFSET = re.compile(
    r"(?:\b(?P<way>north|south|east|west)[a-z-]*\s+of|\bnear|\boutside|\bbetween)\s+(?:the\s+)?(?:(?:\w+\s+)?(?:capital|city|town)(?:\s+of)?,?\s+)?$",
    re.I,
)
# Sites that are called by the place that they stand in: "the parish of Lopa", "the police station of La Gabarra".
SEATS = frozenset("parish market station bridge port airport airfield monastery cathedral refinery crossing".split())
HEAVY = frozenset("drone missile rocket shell mortar artillery warplane jet airstrike bomb howitzer".split())
POUNDING = frozenset("shell bombard pound strafe besiege overrun capture recapture retake invade raid storm".split())
UNKNOWN_FINENESS = 3
FINE = 2
WAYS = frozenset("highway road motorway expressway".split())
INTO = frozenset("in at near outside inside around into off".split())
# Where others go to, and by what a place is told to lie in a larger one.
GOALS = frozenset("to towards toward for".split())
IN_AREA = re.compile(r",?\s+in\s+(?:the\s+)?[A-Z][\w'\u2019-]+\s+(?:territory|province|district|region|state|county)\b")
# What else a place may stand behind, but a person or a ship as well.
OVER = frozenset("over above on onto upon across through along".split())
BESIDE = 60
AREA_WORD = re.compile(
    r"^the\s+|\s+(?:province|district|governorate|region|city|town|village|department|municipality|oblast|state|county"
    r"|canton|raion|township|neighbou?rhood|quarter|hamlet)$",
    re.I,
)
WIDE = re.compile(r"\b(?:province|governorate|region|oblast|state|department|prefecture|wilaya)$", re.I)
# "In the village of Let Yet Kone": a name whatever the parse makes of its words.
VILLAGE = re.compile(
    r"\b(?P<kind>villages?|towns?|cit(?:y|ies)|districts?|hamlets?|neighbou?rhoods?|quarters?|suburbs?|municipality"
    r"|province|department)\s+of\s+(?P<name>(?:(?:el|al|la|las|los|san)[ -])?[A-Z][\w'\u2019-]*"
    r"(?:\s+(?:(?:de|del|la|las|los|el|al)\s+)*[A-Z][\w'\u2019-]*){0,3})"
)
NESTED = re.compile(
    r",?\s+(?:in|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?:of\s+)?|,\s+(?:(?:in|near|outside)\s+(?:the\s+)?)?"
    r"|,?\s+(?:an?|the)\s+[^,.;]{0,30}?(?:\b(?:of|in|near|outside)\s+(?:the\s+)?)?"
    r"|,\s+[^,.;]{0,40}?\b(?:north|south|east|west)[\w-]*\s+of\s+(?:the\s+)?(?:(?:city|town)\s+of\s+)?"
)
NO_NAMES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|GMT|UTC|EST|God|Text|Report|President|Mr|Mrs|Ramadan|Christmas|Easter"
    r"|Congress|Parliament|Army|Navy|Police|Government|Ministry|Department|Gate|Center|Centre|City|Telegram|Twitter"
    r"|Facebook|Arabic|English|Spanish|French|Council|Brigade|Battalion|Division|Institute|Committee|University|Bank|Club"
    r"|Hotel|Street|Avenue|Embassy|Association|House|Hall|Chamber|Court|Assembly|Party|Front|Northern|Southern|Eastern"
    r"|Western|North|South|East|West|Internet|Thursday)s?$",
    re.I,
)
TITLES = frozenset(
    "mr mrs ms miss dr gen col lt maj capt sgt sen rep gov prof sheikh general colonel president minister father "
    "bishop".split()
)
# What belongs to a name that begins behind it: "al-Bab", "Aita al-Shaab", "Tin-Akof".
JOINED = re.compile(
    r"(?:\b(?!(?:In|At|Near|Outside|From|Around|Inside|The|On|Of)\b)[A-Z][\w'\u2019]+ (?=[ae][a-z]{1,2}-$))?"
    r"\b[A-Za-z][\w'\u2019]*-$"
)
FIRST_NAME = re.compile(r"\b[A-Z][\w'\u2019]+ $")
ACRONYM = re.compile(r"[A-Z][A-Z.]{1,5}$")
INHABITING = frozenset(
    "resident villager inhabitant people citizen mayor farmer peasant worshipper chief elder local townspeople man "
    "woman child".split()
)
SENT = frozenset("fire launch send lob".split())
# What stands for a place named before; "here" is where the text was filed.
CAPITAL = re.compile(r"\b(?:the|this)\s+(?:(?P<whose>[A-Z][\w-]+)\s+)?capital\b(?:\s+city)?(?!\s+of\b|['\u2019])")
BEFORE = re.compile(
    r"\b(?:the|this)\s+(?P<what>city|town|village|community|locality|hamlet)\b(?!\s+of\b|['\u2019])|\b(?P<here>here)\b(?=\s*[,.]|\s+(?:on|this|when|last))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence."""

    place_id: str | None
    text: str
    start: int
    end: int
    is_offset: bool
    is_away: bool = False


def places(
    reading: Reading, trigger: Trigger, triggers: Sequence[Trigger], where: "Whereabouts | None" = None
) -> list[Place]:
    """Places of a trigger, finest first: those of its clause, else those that no other trigger holds."""
    located = [*_located(reading, trigger, where), *(_referred(reading, trigger, where) if where else ())]
    located = [(place, token) for place, token in located if not _is_of_source(token, trigger)]
    mine = [place for place, token in located if token.i in trigger.scope]
    free = [place for place, token in located if not any(token.i in other.scope for other in triggers)]
    homes = (home for home in _homes(reading, trigger, where) if not is_reason(reading, home.start, trigger))
    told = mine or free or list(homes)
    found = [place for place in told if not _is_held(place, located)]
    return sorted(found, key=lambda place: (-_fineness(reading, place, found), place.start))


def _is_of_source(token: "Token", trigger: Trigger) -> bool:
    """ "According to an office with spotters near the capital", "was fired from a base at X": where it came from."""
    for above in token.ancestors:
        if above.lower_ == "according":
            return True
        if above.lower_ == "from" and above.head.lemma_ in SENT and trigger.event_type != "shooting_or_ambush":
            return not any(noun.lemma_.lower() in VANTAGE for noun in above.children)
    return False


def _homes(reading: Reading, trigger: Trigger, where: "Whereabouts | None") -> Iterator[Place]:
    """Where those live who were attacked, where nothing else says where it was: "eleven residents of Bokkos"."""
    for token in reading.tokens:
        noun = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != "of" or noun.lemma_.lower() not in INHABITING:
            continue
        if token.i not in trigger.scope or token.pos_ != "PROPN" or NO_NAMES.match(token.text):
            continue
        hit = next((hit for hit in reading.names if hit.start <= token.idx < hit.end), None)
        ids = [name.id for name in hit.values if name.kind == "place"] if hit is not None else []
        if hit is not None and not ids:
            continue
        start, end = (hit.start, hit.end) if hit is not None else _name(token)
        if where is None:
            continue
        yield _place(reading, where.choose(ids) if ids else _resolved(reading, start, end, where), start, end)


def _is_held(place: Place, located: Sequence[tuple[Place, "Token"]]) -> bool:
    """Whether the words of an unknown name stand in a name that is known, or in a longer one."""
    others = (one for one, _ in located if one.place_id is not None or one.start < place.start)
    return place.place_id is None and any(one.start < place.end and place.start < one.end for one in others)


def findings(
    reading: Reading,
    one: Trigger,
    triggers: Sequence[Trigger],
    at: "Site | None",
    where: "Whereabouts | None" = None,
) -> Iterator[Finding]:
    """The finest place that the text gives; a known site gives its own where that is finer and fits."""
    every = places(reading, one, triggers, where)
    told = every[:1]
    own = reading.codebook.sites[at.site_id]["place_id"] if at is not None and at.site_id else ""
    if at is not None and own and _is_better(reading, own, told):
        found = Finding(field=Field.PLACE, span=at.span, value=own, text=at.text)
    elif told:
        found = finding(reading, told[0])
    else:
        return
    if where is not None:
        where.told(reading.sentence.sent_no, found.value, found.text or "", found.span)
    yield found
    if found.value is None:  # a quarter that no list knows lies in the city that is named with it
        yield from (
            finding(reading, wider) for wider in every[1:] if wider.place_id is not None and not wider.is_offset
        )


def listed(reading: Reading, first: Finding, where: "Whereabouts") -> list[Finding]:
    """The settlements that stand in one list behind the place of an attack: each was attacked ("in A, B and C")."""
    base = reading.sentence.char_start
    token = reading.token_at(first.span.start - base, first.span.end - base)
    if (
        token is None
        or token.head.lower_ in ("between", "from", "to")
        or token.dep_ not in ("pobj", "dobj", "nsubjpass")
    ):
        return []
    behind = [other for other in token.conjuncts if other.i > token.i]
    if behind and _is_of_several(token):
        names = [one for one in behind if one.pos_ == "PROPN" and not NO_NAMES.match(one.text)]
        return [_settlement(reading, one) or _named(reading, one, where) for one in names]
    found = [_settlement(reading, other) for other in behind]
    if not found or _settlement(reading, token) is None:
        return []
    return [one for one in found if one is not None]


def _is_of_several(name: "Token") -> bool:
    """ "The villages of A, B and C": names of places whatever they are."""
    kind = name.head.head
    return name.head.lower_ == "of" and kind.tag_ == "NNS" and kind.lemma_.lower() in AREAS | {"village", "hamlet"}


def _named(reading: Reading, token: "Token", where: "Whereabouts") -> Finding:
    start, end = _name(token)
    found = where.resolve(reading.text[start:end])
    return Finding(field=Field.PLACE, span=reading.span(start, end), value=found, text=reading.text[start:end])


def _settlement(reading: Reading, token: "Token") -> Finding | None:
    for hit in reading.names:
        name = next((name for name in hit.values if name.kind == "place"), None)
        if name is not None and hit.start <= token.idx < hit.end and reading.codebook.fineness(name.id) >= FINE:
            span = reading.span(hit.start, hit.end)
            return Finding(field=Field.PLACE, span=span, value=name.id, text=reading.text[hit.start : hit.end])
    return None


def _is_better(reading: Reading, own: str, told: Sequence[Place]) -> bool:
    """Whether the place of a known site says more than the one that is told, or what is told lies elsewhere."""
    if not told or told[0].is_offset:
        return True
    line = reading.codebook.ancestors(own)
    return told[0].place_id in line[1:] or not reading.codebook.fits(told[0].place_id or "", own)


def inherited(reading: Reading, one: Trigger, where: "Whereabouts") -> Finding | None:
    """Where an attack was that is told to be nowhere: at a place that its sentence names otherwise, as what was told
    just before, else, only likely, in the dateline."""
    beside = sorted(_beside(reading, one, where), key=lambda place: -_own_fineness(reading, place))
    if beside:
        return finding(reading, beside[0])
    found = where.inherited(reading.sentence)
    if found is None:
        return None
    place_id, text, span = found
    certainty = Certainty.LIKELY if found == where.dateline else Certainty.ASSERTED
    return Finding(field=Field.PLACE, span=span, value=place_id, text=text, certainty=certainty)


def _beside(reading: Reading, one: Trigger, where: "Whereabouts") -> Iterator[Place]:
    """Known places that the sentence names, but not as the place of a speaker or as somebody's own."""
    for hit in reading.names:
        ids = [name.id for name in hit.values if name.kind == "place"]
        token = reading.token_at(hit.start, hit.end)
        if token is None or len(ids) < len(hit.values) or token.dep_ in ("poss", "amod", "nsubj"):
            continue
        if max(map(reading.codebook.fineness, ids), default=0) < FINE:
            continue
        if token.dep_ == "pobj" and (token.head.lower_ in ("from", "by", "of", "to") or is_speech(reading, token, one)):
            continue
        yield _place(reading, where.choose(ids), hit.start, hit.end)


def _fineness(reading: Reading, place: Place, others: Sequence[Place]) -> float:
    """How fine a place is; a name that is not known is finer than a province, and than what it is said to lie in."""
    if place.text.rsplit(maxsplit=1)[-1].lower() in WAYS:
        return 0  # a road goes through many places
    own = reading.codebook.fineness(place.place_id) if place.place_id else UNKNOWN_FINENESS
    around = [
        _own_fineness(reading, other)
        for other in others
        if other is not place and (_holds(reading, other, place) or _is_quarter(reading, place, other))
    ]
    return max(own, *(fineness + 1 for fineness in around), 0) - place.is_offset / 2 - place.is_away


def _own_fineness(reading: Reading, place: Place) -> float:
    return reading.codebook.fineness(place.place_id) if place.place_id else UNKNOWN_FINENESS


def _is_quarter(reading: Reading, place: Place, town: Place) -> bool:
    """ "In Odesa a missile hit a block in the Peresyp district": a part of the town that is named before it."""
    if place.place_id is not None or town.place_id is None or town.is_offset:
        return False
    is_before = town.start < place.start or quarter.is_part(place.text)
    return is_before and quarter.is_within(place.text, town.place_id, reading.codebook)


def _holds(reading: Reading, outer: Place, inner: Place) -> bool:
    """ "Faladié, a district of Bamako", "Yaha, Yala province", "Yala's Yaha district"."""
    if inner.end <= outer.start <= inner.end + BESIDE:
        return NESTED.fullmatch(reading.text, inner.end, outer.start) is not None
    return outer.end <= inner.start <= outer.end + 4 and reading.text[outer.end : inner.start].strip() in (
        "'s",
        "\u2019s",
    )


def finding(reading: Reading, place: Place) -> Finding:
    """A place as an assertion."""
    return Finding(field=Field.PLACE, span=reading.span(place.start, place.end), value=place.place_id, text=place.text)


def _located(reading: Reading, trigger: Trigger, where: "Whereabouts | None" = None) -> Iterator[tuple[Place, "Token"]]:
    yield from _listed_names(reading, trigger, where)
    for match in VILLAGE.finditer(reading.text):
        token = reading.token_at(*match.span("kind"))
        known = any(hit.start < match.end("name") and match.start("name") < hit.end for hit in reading.names)
        if token is not None and not known and is_location(reading, token, trigger):
            start, end = match.span("name")
            place_id = _resolved(reading, start, end, where) if where is not None else None
            yield _place(reading, place_id, start, end), token
    for token in reading.tokens:
        if _is_unknown(reading, token, trigger):
            start, end = _name(token)
            place_id = _resolved(reading, start, end, where) if where is not None else None
            if place_id or not _is_the(token):
                yield _place(reading, place_id, start, end), token
        elif where is not None and (told := _told(reading, token, trigger)) is not None:
            start, end = _name(token)
            place_id = _resolved(reading, start, end, where)
            if place_id or told:
                yield _place(reading, place_id, start, end), token


def _listed_names(reading: Reading, trigger: Trigger, where: "Whereabouts | None") -> Iterator[tuple[Place, "Token"]]:
    """The reviewed places that the sentence names."""
    for hit in reading.names:
        ids = [name.id for name in hit.values if name.kind == "place"]
        token = reading.token_at(hit.start, hit.end) if ids and not _is_end(reading, hit) else None
        if token is None or not is_location(reading, token, trigger):
            continue
        place_id = (
            where.choose(ids, AREA_WORD.sub("", reading.text[hit.start : hit.end])) if where is not None else ids[0]
        )
        if _is_namesake(reading, hit, place_id):
            yield _place(reading, None, hit.start, quarter.end(reading.text, hit.end)), token
        elif not _is_water(reading, token, place_id):
            yield _place(reading, place_id, hit.start, hit.end), token


def _told(reading: Reading, token: "Token", trigger: Trigger) -> bool | None:
    """Whether a name that may be a place is told to be one, also where no list knows it; None where it may be none."""
    if _is_struck(reading, token, trigger):
        return _is_called_place(token) or _is_shelled(trigger, token)
    if _is_over(reading, token, trigger):
        return _is_called_place(token) or _is_in_area(reading, token)
    is_goal = token.pos_ == "PROPN" and any(noun == token for noun, _ in goals(reading, trigger))
    return False if is_goal or _is_of_site(reading, token, trigger) else None


def _is_in_area(reading: Reading, token: "Token") -> bool:
    """ "The hills above Sake, in the Masisi territory": what lies in something is a place."""
    return IN_AREA.match(reading.text, token.idx + len(token)) is not None


def _is_of_site(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """ "Outside the courthouse of al-Bab": a place where the name is a known one's."""
    if not _is_name(token) or token.dep_ != "pobj" or token.head.lower_ != "of" or _is_other(reading, token):
        return False
    site = token.head.head
    return reading.codebook.means("site", site.lemma_.lower()) is not None and is_location(reading, site, trigger)


def _is_namesake(reading: Reading, hit: "Hit[Name]", place_id: str | None) -> bool:
    """ "The Dar es Salaam quarter of Omdurman": a part of a town of another country that is called as a place."""
    if place_id is None or quarter.end(reading.text, hit.end) == hit.end:
        return False
    others = [name.id for other in reading.names if other is not hit for name in other.values if name.kind == "place"]
    lands = {reading.codebook.places[one].get("country_iso3") for one in others}
    return bool(lands) and reading.codebook.places[place_id].get("country_iso3") not in lands


def _is_water(reading: Reading, token: "Token", place_id: str | None) -> bool:
    """ "The left bank of the Dnipro": no town is called with an article."""
    is_town = place_id is not None and reading.codebook.places[place_id]["place_type"] == "settlement"
    return is_town and token.dep_ == "pobj" and any(child.lower_ == "the" for child in token.children)


def _place(reading: Reading, place_id: str | None, start: int, end: int) -> Place:
    before = OFFSET.search(reading.text, max(0, start - 24), start)
    name = reading.text[start:end]
    is_whole = place_id is not None or quarter.is_called_so(name)
    called = name.removeprefix("the ") if is_whole else AREA_WORD.sub("", name) or name
    is_away = before is not None and before["way"] is not None
    return Place(place_id, called, start, end, before is not None, is_away)


def _resolved(reading: Reading, start: int, end: int, where: "Whereabouts") -> str | None:
    """What a name means, seen with the places that are named behind it: "X, in Y province"."""
    beside = [
        name.id
        for hit in reading.names
        for name in hit.values
        if name.kind == "place" and end <= hit.start <= end + BESIDE
    ]
    if quarter.is_part(reading.text[start:end]) or _is_of_city(reading, reading.text[start:end]):
        return None
    name = AREA_WORD.sub("", reading.text[start:end])
    found = where.resolve(name, beside)
    return _division(reading, found) if WIDE.search(reading.text[start:end]) else found


def _is_of_city(reading: Reading, name: str) -> bool:
    """ "The Obolon district", in a sentence that names a city: a part of it, whatever village is called so."""
    cities = (one.id for hit in reading.names for one in hit.values if one.kind == "place")
    return quarter.is_called_so(name) and any(quarter.is_within(name, city, reading.codebook) for city in cities)


def _division(reading: Reading, town: str | None) -> str | None:
    """ "Lviv region": what the town that it is called after lies in, where that is known."""
    line = reading.codebook.ancestors(town or "")
    is_known = len(line) > 1 and reading.codebook.places[line[1]]["place_type"] != "country"
    return line[1] if is_known else town


def _referred(reading: Reading, trigger: Trigger, where: "Whereabouts") -> Iterator[tuple[Place, "Token"]]:
    """ "The Salvadoran capital", "the city", "here": a place that was named before."""
    for pattern, is_capital in ((CAPITAL, True), (BEFORE, False)):
        for match in pattern.finditer(reading.text):
            last = match.end() - len(match[0].split()[-1])
            token = reading.token_at(last, match.end())
            if token is None or not (token.lower_ == "here" or is_location(reading, token, trigger)):
                continue
            named = _capital(reading, match, where) if is_capital else _named_before(reading, match, where)
            if named is not None:
                yield replace(_place(reading, named[0], match.start(), match.end()), text=named[1]), token


def _capital(reading: Reading, match: re.Match[str], where: "Whereabouts") -> tuple[str | None, str] | None:
    start, end = match.span("whose")
    states = [
        reading.codebook.actors[name.id].get("country_iso3")
        for hit in reading.names
        if start <= hit.start < end
        for name in hit.values
        if name.kind == "actor"
    ]
    if match["whose"] and not any(states):
        return None
    found = where.capital(next((state for state in states if state), None))
    return (found, reading.codebook.places[found]["name"]) if found else None


def _named_before(reading: Reading, match: re.Match[str], where: "Whereabouts") -> tuple[str | None, str] | None:
    found = where.dateline if match["here"] else where.settlement(reading.sentence.sent_no)
    return found[:2] if found else None


def _is_unknown(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """A name in a phrase of place that the codebook does not know: kept in the text's own words."""
    if token.lemma_.lower() in AREAS and (not _is_named_area(token) or _is_in_name(reading, token)):
        return False
    if not _is_name(token) or NO_NAMES.match(token.text) or not token.text[:1].isupper():
        return token.lemma_.lower() in AREAS and _is_named_area(token) and is_location(reading, token, trigger)
    if _is_other(reading, token):
        return False
    before = token.head
    if (
        token.dep_ not in ("pobj", "pcomp")
        or before.dep_ not in ("prep", "pcomp", "agent")
        or _is_goal(before, trigger)
    ):
        return False
    of_area = before.lower_ == "of" and not {before.head.lemma_.lower(), before.head.lower_}.isdisjoint(
        AREAS | SIDES | SEATS
    )
    return (before.lower_ in INTO or of_area) and not is_speech(reading, token, trigger)


def _is_goal(of: "Token", trigger: Trigger) -> bool:
    """ "Carrying flour to the town of Sadda": where others were going."""
    to = of.head.head
    return of.lower_ == "of" and to.lower_ in GOALS and to.head != trigger.token and to.head.pos_ in ("VERB", "NOUN")


def _is_name(token: "Token") -> bool:
    """A name, also where the parser takes it for a common noun: "in Tessalit", "shelled Sake"."""
    if token.pos_ == "PROPN":
        return True
    before = token.nbor(-1) if token.i else token
    if token.dep_ == "pcomp" and token.tag_ == "VBG" and token.text.istitle() and token.head.lower_ in INTO:
        return True  # "in Surigao", which looks like a verb
    is_told = before.lower_ == token.head.lower_ or token.dep_ in ("dobj", "conj")
    return token.pos_ == "NOUN" and token.tag_ == "NN" and token.text.istitle() and is_told and before != token


def _is_over(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """ "Over Voronezh", "came down on Vovchansk", "marched off from Zurmi": a place where the name is a known one's."""
    if not _is_name(token) or token.dep_ != "pobj" or NO_NAMES.match(token.text) or _is_other(reading, token):
        return False
    before = token.head
    taken = before.lower_ == "from" and before.head == trigger.token and trigger.event_type == "abduction"
    source = before.head.lower_ == "from"  # "released from over Belgorod"
    return ((before.lower_ in OVER and not source) or taken) and not is_speech(reading, token, trigger)


def _is_struck(reading: Reading, token: "Token", trigger: Trigger) -> bool:
    """A name that an attack was "on" or "of": a place only where it is known or called one."""
    if not _is_name(token) or token != trigger.patient or _is_other(reading, token) or NO_NAMES.match(token.text):
        return False
    return token.text[:1].isupper()


def _is_shelled(trigger: Trigger, token: "Token") -> bool:
    """ "Troops shelled Nikopol": no man is shelled, bombarded or pounded by name."""
    doer = {part.lemma_.lower() for part in core(trigger.agent)} if trigger.agent is not None else set()
    heavy = trigger.token.lemma_ in POUNDING or not doer.isdisjoint(HEAVY)
    return not trigger.is_noun and heavy and token.ent_type_ not in ("PERSON", "ORG")


def _is_called_place(token: "Token") -> bool:
    """ "Um Dagarsi, a farming village"."""
    return any(child.dep_ == "appos" and child.lemma_.lower() in AREAS for child in token.children)


def _is_other(reading: Reading, token: "Token") -> bool:
    """Whether the word is known as something else, or is one of many: "a Green Mazda"."""
    if _is_in_name(reading, token):
        return True
    if reading.codebook.means("site", token.lemma_) or reading.codebook.means("weapon", token.lemma_):
        return True
    if reading.doc[token.left_edge.i].lower_.rstrip(".") in TITLES:
        return True
    return any(child.lower_ in ("a", "an") for child in token.children) or bool(ACRONYM.match(token.text))


def _is_the(token: "Token") -> bool:
    """ "At the Sahafi": the name of a house, not of a town."""
    return token.lemma_.lower() not in AREAS and any(child.lower_ == "the" for child in token.children)


def _is_in_name(reading: Reading, token: "Token") -> bool:
    return any(hit.start <= token.idx < hit.end and not _is_end(reading, hit) for hit in reading.names)


def _is_end(reading: Reading, hit: "Hit[Name]") -> bool:
    """ "Aita al-Shaab" is no Shaab."""
    before = reading.text[: hit.start]
    return before.endswith("-") or (reading.text[hit.start].islower() and FIRST_NAME.search(before) is not None)


def _is_named_area(token: "Token") -> bool:
    return any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.children)


def _is_joined(before: "Token", token: "Token") -> bool:
    is_named = before.pos_ == "PROPN" or (before.text == "-" and not before.whitespace_)
    return is_named and token in (before.head, before.head.head) and before.head.i <= token.i


def _name(token: "Token") -> tuple[int, int]:
    """The name that ends at a token."""
    first = token
    while first.i and _is_joined(first.nbor(-1), token):
        first = first.nbor(-1)
    end = token.idx + len(token)
    if not first.i or not first.nbor(-1).text.endswith("-"):
        return first.idx, end
    joined = JOINED.search(token.doc.text, 0, first.idx)  # "al-Bab", which is three words to the parser
    return joined.start() if joined is not None else first.idx, end
