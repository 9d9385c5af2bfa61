"""What a noun is as something that can be hit: a thing, a part of one, an area, or no more than where and when."""

import re
from typing import TYPE_CHECKING

from ingest.mention.physical import armed, person
from ingest.mention.reading import Reading, is_date, obliques, patient, phrase, referent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ingest.mention.trigger import Trigger
    from ingest.mention.whereabouts import Whereabouts

AIMED = frozenset("against at on upon into towards toward to targeting among amid amidst".split())
NEVER = frozenset(
    "fire area way time front place attack day night morning hour week month number afternoon evening minute second "
    "moment weekend dawn noon midday lunchtime midnight daybreak sunrise sunset nightfall dusk "
    "incident event operation occasion scene case sea air sky ground water "
    "desert wave series site target drug distance direction o'clock "
    "line side fact life death action reaction response order result part thing word damage loss violence escalation "
    "document card flag toll rescue flight ditch crater".split()
)
# Where something went off, never what it went off against.
SPOTS = frozenset(
    "corner end slope side section sector outskirt center centre middle edge vicinity street avenue road highway river "
    "metre meter yard kilometre kilometer mile part dawn noon midnight dusk alley point spot location intersection "
    "crossroad crossroads junction boulevard route jurisdiction zone surrounding environs hill mountain coast "
    "square plaza".split()
)
# Open ground: where something fell or went off, and no target, though it may be the site.
OPEN = frozenset("field court lawn meadow garden wasteland beach track path trail lane clearing pitch".split())
# What makes a thing of such a word: "an oil field", "the high court", "a flower garden" of somebody is none of them.
BUILT = frozenset(
    "oil gas air high supreme criminal appeal appeals federal constitutional training railway rail train".split()
)
BENEATH = frozenset("under beneath underneath".split())
STREETS = frozenset("street avenue road highway boulevard route".split())
COMPASS = frozenset("north south east west".split())
# Kinds of places, though things stand in them: where, not at what.
AREAS = frozenset(
    "village town city neighbourhood neighborhood quarter district suburb area region municipality hamlet capital "
    "country province department territory community sector county state zone valley".split()
)
# What is hit where its whole is: "the roof of a mosque" is the mosque.
PARTS = frozenset(
    "window wall door roof entrance facade ceiling gate fence floor storey wing stretch section perimeter turnstile "
    "side rear front corner edge interior exterior hatch windscreen windshield deck wheelhouse hull stern bow "
    "doorway gateway part rest remain remains ruin top basement foyer lobby grounds ground premises".split()
)
SHIPS = frozenset("ship vessel boat craft".split())
# What says more of a thing than its kind.
TELLING = frozenset("compound amod nmod poss appos".split())
IT = frozenset("it its which that her she".split())
KEPT = 24
CLOCK = frozenset("a.m. p.m. am pm hrs gmt utc o'clock".split())
# How nouns end that are made of verbs and qualities: "emergency", "undermining", "control" are nothing that can be hit.
MADE = re.compile(
    r"(?:[a-z]{3}[st]ion|ment|ness|ism|[ae]ncy|[ae]nce|ity|hood|cide|graphy|ology|phobia|[a-z]{3}dom|[a-z]{2}ure)$"
)
THINGS = frozenset(
    "equipment armament monument basement compartment harness ambulance fence residence machinery structure furniture "
    "ordnance appliance infrastructure electricity utility congregation delegation garrison possession ammunition "
    "installation ration instrument element implement garment cement pavement embankment battlement consignment "
    "shipment vestment ornament fragment department government tenement picture fixture furnace reliance "
    "pasture sculpture literature manufacture lance university".split()
)
MACHINES = frozenset("unit column battery".split())
QUALITIES = frozenset(
    "control objective aim goal effort attempt right power truce deal talk vote peace war law order plan policy "
    "purpose hope fear target interest influence ability morale will unity".split()
)
INSTALLED = frozenset(
    "radar missile launch rocket storage weapons weapon ammunition military nuclear enrichment construction production "
    "oil gas drilling mining communications communication telecom relay transmission industrial test training defence "
    "defense industrial logistics drone artillery command".split()
)
ANIMALS = frozenset("animal cattle cow hen sheep goat horse dog cat livestock poultry".split())


def _is_installation(noun: "Token") -> bool:
    """ "A radar site", "launch sites": what stands there, and no mere spot."""
    if noun.lemma_.lower() != "site":
        return False
    return any(child.dep_ in ("compound", "amod") and child.lower_ in INSTALLED for child in noun.children)


def is_thing(reading: Reading, noun: "Token") -> bool:
    """A noun for something that can be hit and is neither a person nor a weapon nor an attack."""
    never = noun.lemma_.lower() in NEVER | ANIMALS and not _is_installation(noun)
    if noun.pos_ not in ("NOUN", "PROPN") or never or is_date(noun):
        return False
    if noun.text[:1].isdigit() or noun.lower_ in CLOCK or _is_flown(reading, noun):
        return False
    if reading.codebook.means("site", noun.lemma_):
        return not _is_buried(reading, noun)
    if any(hit.start <= noun.idx < hit.end for hit in reading.weapons) or is_abstract(noun):
        return False
    event = any(term.pos == "noun" for term in reading.codebook.coded.get(("attack", noun.lemma_.lower()), ()))
    names = [name.kind for hit in reading.names if hit.start <= noun.idx < hit.end for name in hit.values]
    known = any(kind in ("place", "actor") for kind in names)
    is_free = not event and not known and not person(reading, noun)
    return is_free and (is_machine(reading, noun) or not reading.codebook.means("force", noun.lemma_))


def is_machine(reading: Reading, noun: "Token") -> bool:
    """ "A storage unit": no unit of men."""
    kinds = [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
    return noun.lemma_.lower() in MACHINES and any(
        not armed(reading, one) and not person(reading, one) for one in kinds
    )


def is_abstract(noun: "Token") -> bool:
    """A noun for a deed, a quality or an aim: by its ending or by itself; a name is none."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in THINGS:
        return False
    is_doing = noun.tag_ == "NN" and lemma.endswith("ing") and any(child.dep_ == "dobj" for child in noun.children)
    return lemma in QUALITIES or is_doing or bool(MADE.search(lemma))


def _is_buried(reading: Reading, noun: "Token") -> bool:
    """The mine or bomb that somebody struck."""
    return any(hit.start <= noun.idx < hit.end and hit.values[0].code in ("mine", "ied") for hit in reading.weapons)


def _is_flown(reading: Reading, noun: "Token") -> bool:
    """ "Four uncrewed boats": munitions, whatever else a boat is."""
    codes = [hit.values[0].code for hit in reading.weapons if hit.start < noun.idx < hit.end]
    return any(code.startswith("uav") or code == "naval_drone" for code in codes)


def is_area(noun: "Token") -> bool:
    """A kind of place that things stand in."""
    return noun.lemma_.lower() in AREAS


def is_told_apart(noun: "Token") -> bool:
    """ "Muslim hamlets", "villages in the east": of an area more is said than which town it is."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return False
    is_named = any(inner.pos_ == "PROPN" for name, inner in obliques(noun) if name == "of")
    is_new = any(child.lower_ in ("a", "an") for child in noun.children)
    is_kind = is_new or any(
        child.dep_ in ("amod", "compound") and child.pos_ in ("ADJ", "NOUN") for child in noun.children
    )
    return noun.lower_ != "quarters" and (noun.tag_ == "NNS" or (is_kind and not is_named))


def is_place(reading: Reading, noun: "Token", where: "Whereabouts | None") -> bool:
    """A name of a place: one of the gazetteer's, or one that the text calls a village."""
    if noun.pos_ != "PROPN":
        return False
    apposed = next((child for child in noun.children if child.dep_ == "appos"), None)
    if (apposed is not None and is_area(apposed)) or any(
        child.dep_ == "compound" and is_area(child) for child in noun.children
    ):
        return True
    start, end = phrase(noun)
    return where is not None and where.resolve(reading.text[start:end]) is not None


def is_spot(noun: "Token") -> bool:
    """A word for where something went off."""
    west = noun.lower_ in COMPASS and any(child.lower_ in STREETS for child in noun.children)  # "First Avenue West"
    return noun.lemma_.lower() in SPOTS or west


def is_open(noun: "Token") -> bool:
    """Open ground, and none of what is built on it or called after it."""
    built = any(child.lower_ in BUILT for child in noun.children) or noun.head.lower_ in BENEATH
    return noun.lemma_.lower() in OPEN and not built


class Things:
    """The things that an article named, sentence by sentence: what "it" and "the roof of it" refer to."""

    def __init__(self) -> None:
        self._told: list[tuple[Reading, Token]] = []
        self._waiting: list[Reading] = []

    def add(self, reading: Reading) -> None:
        """Keep what a sentence names. Few pronouns stand for things: it is looked at when one is first met."""
        self._waiting.append(reading)

    def whole(self, reading: Reading, noun: "Token") -> tuple[Reading, "Token"]:
        """The thing meant: what a pronoun stands for, and what a part belongs to ("the upper floors of which")."""
        for _ in range(3):
            if noun.lower_ in IT:
                meant = referent(noun)
                return (reading, meant) if meant != noun else self.meant(reading, noun) or (reading, noun)
            owner = _whole(noun) if noun.lemma_.lower() in PARTS else None
            if owner is None:
                return self._fuller(reading, noun) or (reading, noun)
            noun = owner
        return reading, noun

    def _fuller(self, reading: Reading, noun: "Token") -> tuple[Reading, "Token"] | None:
        """ "The ship", "the warehouse": what the text called it at length before."""
        if [child.lower_ for child in noun.children if child.dep_ != "punct"] != ["the"] or noun.pos_ != "NOUN":
            return None
        lemma, is_ship = noun.lemma_.lower(), noun.lemma_.lower() in SHIPS
        for source, token in reversed(self._told):
            is_before = source is not reading or token.i < noun.i
            is_same = token.lemma_.lower() == lemma or (is_ship and _is_vessel(source, token))
            if is_before and is_same and any(child.dep_ in TELLING for child in token.children):
                return source, token
        return None

    def meant(self, reading: Reading, pronoun: "Token") -> tuple[Reading, "Token"] | None:
        """What was named last before a pronoun in its sentence, else first in one of the two before."""
        number = reading.sentence.sent_no
        for waiting in self._waiting:
            found = [(waiting, token) for token in waiting.doc if is_object(waiting, token)]
            self._told = self._told[-KEPT:] + found
        self._waiting.clear()
        fitting = [one for one in self._told if pronoun.lower_ not in ("her", "she") or _is_vessel(*one)]
        here = [
            one for one in fitting if one[0] is reading and one[1].i < pronoun.i and not _is_used_on(one[1], pronoun)
        ]
        if here:
            return here[-1]
        for back in (1, 2):
            before = [one for one in fitting if one[0].sentence.sent_no == number - back]
            if before:
                return next((one for one in before if one[1].dep_ in ("nsubj", "nsubjpass", "dobj")), before[0])
        return None


def _is_used_on(thing: "Token", pronoun: "Token") -> bool:
    """ "Rammed a lorry into its gate": not the lorry's."""
    verb = next((above for above in pronoun.ancestors if above.pos_ == "VERB"), None)
    return thing.dep_ == "dobj" and verb is not None and (thing.head == verb or thing == verb.head)


def called(noun: "Token") -> tuple[int, int]:
    """The range of a noun phrase with the name behind it, no comma between: "the bulk carrier Nerina Star"."""
    start, end = phrase(noun)
    loose = [child for child in noun.children if child.dep_ in ("advmod", "prt") and child.i > noun.i]
    end = min((child.idx - 1 for child in loose if child.idx + len(child) == end), default=end)  # "a mosque | down"
    names = (child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    return start, next((name.idx + len(name) for name in names if name.left_edge.i == noun.i + 1), end)


def struck_part(trigger: "Trigger") -> "Token | None":
    """The part of a thing that an attack did something to: "a strike brought the roof of a mosque down"."""
    verb = trigger.token.head
    if not trigger.is_noun or trigger.kind != "attack" or trigger.token.dep_ != "nsubj" or verb.pos_ != "VERB":
        return None
    done = patient(verb)
    return done if done is not None and done.lemma_.lower() in PARTS else None


def is_object(reading: Reading, noun: "Token") -> bool:
    """A noun that names a site, known or of a kind, and neither an area nor a part."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ == "compound" or is_area(noun) or is_spot(noun):
        return False
    if noun.lemma_.lower() in PARTS:
        return False
    if reading.codebook.means("site", noun.lemma_):
        return True
    return any(
        reading.token_at(hit.start, hit.end) == noun
        for hit in reading.names
        if any(name.kind == "site" for name in hit.values)
    )


def _whole(part: "Token") -> "Token | None":
    """What a part is of, or whose it is."""
    owner = next((inner for name, inner in obliques(part) if name in ("of", "to")), None)
    return owner or next((child for child in part.children if child.dep_ == "poss"), None)


def _is_vessel(reading: Reading, noun: "Token") -> bool:
    term = next((hit.values[0] for hit in reading.terms("site") if hit.start <= noun.idx < hit.end), None)
    return term is not None and term.code == "vessel"


def occupants(reading: Reading, noun: "Token") -> list["Token"]:
    """Those in it, where the text says so: "tents where soldiers slept", "a dormitory of sleeping cadets"."""
    found = [inner for name, inner in obliques(noun) if name == "of" and _is_people(reading, inner)]
    for child in noun.children:
        if child.dep_ == "relcl" and any(_is_within(part) for part in child.subtree):
            found += [part for part in child.children if part.dep_ == "nsubj" and _is_people(reading, part)]
    return found


def _is_within(token: "Token") -> bool:
    return token.lower_ == "where" or (
        token.lower_ == "which" and token.head.lower_ in ("in", "on", "aboard", "inside")
    )


def _is_people(reading: Reading, noun: "Token") -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and reading.codebook.means("victim", noun.lemma_) is not None
