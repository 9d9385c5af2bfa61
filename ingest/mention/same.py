"""Whether what a trigger tells is an attack that the article told of before: contradictions first, then evidence.

Evidence is a sum of weights; what reaches ENOUGH is the same attack. The weights were set on development articles.
"""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.codes import AttackStatus, DateBasis, EventType, Field, Voice
from ingest.mention.codebook import Codebook
from ingest.mention.finding import Finding
from ingest.mention.heard import QUOTE
from ingest.mention.means import are_other_means
from ingest.mention.reading import is_date
from ingest.mention.telling import Telling, Told
from ingest.mention.trigger import Trigger
from ingest.mention.when import When

if TYPE_CHECKING:
    from spacy.tokens import Token

BACK = 6
# How fine a town is; how far from its name stands what a part of one is called.
SETTLED, REACH = 4, 24
PART = re.compile(
    r"\b(?:quarters?|neighbou?rhoods?|suburbs?|districts?|streets?|roads?|avenue|areas?|wards?|boroughs?|market|square|"
    r"outskirts|camp|estate|village|hamlet|commune|barangay|colony|bridge|junction|sector|zone)\b",
    re.I,
)
# What opens the clause that tells what harmed those told of before.
CAUSES = frozenset("when as after".split())
# So far back those stand whom a pronoun means.
NEXT = 2
MEANT = frozenset("they it he she".split())
# The last paragraph of a lead.
LEAD = 1
STATEMENT_LAG = timedelta(days=2)
FAR = 12
ENOUGH, WARDED = 0.5, 0.5
WEIGHTS = {
    "same_clause": 4.0,
    "same_sentence": 2.0,
    "same_site": 3.0,
    "same_fine_place": 1.5,
    "same_place": 0.5,
    "same_target": 2.0,
    "like_target": 1.0,
    "same_weapon": 1.0,
    "same_kind": 0.5,
    "same_speaker": 0.5,
    "same_day": 0.5,
    "definite": 2.0,
    "bare": 1.5,
    "owned": 1.5,
    "next_sentence": 1.0,
    "same_paragraph": 0.5,
    "far": -1.5,
    "indefinite": -1.5,
    "indefinite_object": -1.0,
    "nested_place": -0.5,
    "closer_place": 1.5,
    "new_place": -1.0,
    "other_place": -3.5,
    "new_target": -0.5,
    "new_day": -0.5,
    "later": -2.5,
    "new_kind": -1.5,
    "other_kind": -0.5,
    "other_means": -2.0,
    "also": -1.0,
    "alone": 1.5,
    "meant": 3.5,
}
# Kinds that no other kind of word may tell of, unless it points back ("the attack").
APART = frozenset({EventType.ABDUCTION})
PREPOSITION = re.compile(r"\s(?:of|in|at|from|with|for|on|who|which|that|near|belonging|to|by|against)\s.*$|,.*$", re.I)
LATER = re.compile(
    r"\b(?:minutes?|(?:half )?an hour|hours?|days?|shortly|moments?|soon)"
    r"\s+(?:later|after|afterwards|earlier|before)\b(?!\s(?:[\w'\u2019-]+\s){0,3}?(?:dawn|sunrise|daybreak|noon|midday"
    r"|midnight|sunset|dusk|nightfall|prayers?|breakfast|iftar|\d{1,2}(?:[.:]\d\d)?|(?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve)(?! (?:people|men|others)))\b)"
    r"|^(?:earlier|later) (?:on |in |that |the )*(?:same )?(?:day|morning|afternoon|evening|night|week|\w+day)\b"
    r"|^(?:also )?(?:on )?(?:the|that) (?:very )?same (?:day|morning|afternoon|evening|night)\b"
    r"|^(?:elsewhere|separately)\b"
    r"|^(?:further|farther) (?:to the )?(?:north|south|east|west|up|down|inland|along)\w*\b",
    re.I,
)
# What opens a sentence that tells of a later attack.
AFTER = re.compile(
    r"(?:\w+ ){0,4}?(?:minutes|hours?|days?) (?:later|afterwards?)\b|within (?:the |an |\w+ )?(?:hours?|minutes)\b"
    r"|(?:shortly|soon) (?:after|afterwards|thereafter)\b|(?:elsewhere|separately)\b",
    re.I,
)
ANOTHER = re.compile(
    r"\bin (?:another|yet another|a (?:separate|second|different|further|third)) "
    r"(?:incident|attack|episode|case|raid|strike|shooting|bombing|blast|explosion|ambush|assault)\b",
    re.I,
)
# Of whom the speaker is one: in his own words "we", in those of a reporter "they" too.
OURS = frozenset({"we", "our", "us", "ours"})
THEIRS = OURS | frozenset("they it he their its his".split())
WORD = re.compile(r"[^\W\d_]+")
PARTING = frozenset({"later", "other_means"})
# What stands before a noun for something that was told of.
POINTING = frozenset("the this that these those its their".split())
# Who has no name but what he did, and how it is said when that was.
DOERS = frozenset("attacker assailant raider killer kidnapper abductor assassin shooter intruder".split())
PIECES = frozenset("bullet shrapnel fragment splinter ricochet debris".split())
SPEAKING = frozenset("speak tell talk report describe confirm condemn denounce call".split())
HAPPENING = frozenset("take happen occur begin start last".split())
# What fires missiles, and the missiles.
FIRED = frozenset({"drone", "air", "missile_rocket"})
# Means of which any other word may be used.
ANY = frozenset({"explosive", "unknown", "small_arms"})
PLANTING = frozenset("plant lay bury hide place conceal".split())
TARGETS = (Field.TARGET_ACTOR, Field.TARGET_SITE, Field.SITE)


def find(telling: Telling, attacks: Sequence[Told], codebook: Codebook) -> Told | None:
    """The attack, among the last that were told, that a telling belongs to; none for a new one."""
    for attack in attacks[-1:]:
        is_here = telling.reading is attack.last.reading and telling.status is attack.status
        if _is_result(telling, attack) or (is_here and (_is_cause(telling, attack) or _is_caused(telling, attack))):
            return attack
    best: tuple[float, int] | None = None
    sites = set(telling.values(Field.SITE))
    near = len(attacks) - BACK
    recent = [pair for pair in enumerate(attacks) if pair[0] >= near or sites & set(pair[1].values(Field.SITE))]
    for number, attack in recent:
        if contradicts(telling, attack, codebook):
            continue
        found = evidence(telling, attack, codebook)
        if len(attacks) == 1 and not PARTING & {*found} and _is_unlocated(telling, attack):
            found.append("alone")
        score = sum(WEIGHTS[name] for name in found) - _warded(telling, attack)
        if score >= ENOUGH and (best is None or (score, number) >= best):
            best = (score, number)
    return attacks[best[1]] if best is not None else None


def _is_result(telling: Telling, attack: Told) -> bool:
    """ "Fired missiles into Kashmir, hitting a mosque in Muzaffarabad": what the attack of its own clause did."""
    verb = telling.trigger.token
    is_after = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i
    if (
        not is_after
        or telling.trigger.is_noun
        or telling.trigger.cause is not None
        or telling.status is not AttackStatus.ACTUAL
    ):
        return False
    return any(
        one.reading is telling.reading and one.status is AttackStatus.ACTUAL and verb.head in _verbs(one)
        for one in attack.tellings
    )


def _verbs(telling: Telling) -> tuple["Token", ...]:
    """What tells of an attack: its word, and the verb that a noun stands by ("beat back an attack")."""
    token = telling.trigger.token
    return (token, token.head) if telling.trigger.is_noun and token.dep_ in ("dobj", "nsubjpass") else (token,)


def _warded(telling: Telling, attack: Told) -> float:
    """What is held against an attack of which only is told that it was stopped, where somebody says that he hit."""
    is_stopped = all(one.trigger.kind == "intercept" for one in attack.tellings)
    return WARDED if is_stopped and telling.trigger.kind in ("attack", "harm") and _is_owned(telling) else 0.0


def is_finer(places: Sequence[str], bounds: Sequence[str], codebook: Codebook) -> bool:
    """Whether one of the places is finer than all of the bounds."""
    finest = max(map(codebook.fineness, bounds))
    return any(codebook.fineness(place) > finest for place in places)


def contradicts(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    """Whether both cannot be one attack: another status, site, place, day, weapon, attacker or victim."""
    is_here = telling.reading is attack.last.reading
    is_apart = is_here and telling.trigger.cause != attack.last.trigger.cause
    is_apart = is_apart or (is_here and any(_is_other_part(telling, one) for one in attack.tellings))
    if is_apart or (not is_here and (telling.trigger.is_another or ANOTHER.search(telling.reading.text))):
        return True
    if not is_here and _is_located(telling) and (_is_more(telling) or _is_later(telling)):
        return True
    if telling.status is not attack.status and (not is_here or _is_of_others(telling)):
        return True
    ours, theirs = telling.values(Field.SITE), attack.values(Field.SITE)
    if ours and theirs and not set(ours) & set(theirs):
        return True
    if not places_fit(telling.values(Field.PLACE), attack.values(Field.PLACE), codebook):
        return True
    tests: tuple[Callable[[Telling, Told, Codebook], bool], ...] = (_days_apart, _weapons_apart, _attackers_apart)
    return any(test(telling, attack, codebook) for test in tests) or _kinds_apart(telling, attack)


def evidence(telling: Telling, attack: Told, codebook: Codebook) -> list[str]:
    """The names of what speaks for and against one attack, in no order."""
    found = [*_nearness(telling, attack), *_wording(telling, attack)]
    if _is_meant(telling, attack):
        found.append("meant")
    for name, ours, theirs in (
        ("site", telling.values(Field.SITE), attack.values(Field.SITE)),
        ("weapon", _classes(telling.values(Field.WEAPON), codebook), _classes(attack.values(Field.WEAPON), codebook)),
        ("target", heads(telling), [head for one in attack.tellings for head in heads(one)]),
    ):
        if set(ours) & set(theirs):
            found.append(f"same_{name}")
        elif name == "target" and ours and theirs:
            is_like = _is_like(telling, theirs, codebook) or _is_named_again(ours, telling, attack)
            found.append("like_target" if is_like else "new_target")
    found += _placing(telling, attack, codebook)
    kinds = {one.event_type for one in attack.tellings} - {EventType.OTHER}
    if telling.event_type in kinds:
        found.append("same_kind")
    elif kinds and telling.event_type is not EventType.OTHER:
        if telling.reading is attack.last.reading:
            found.append("new_kind")
        elif telling.event_type is not EventType.SHOOTING_OR_AMBUSH:  # shots are fired in any attack
            found.append("other_means" if are_other_means(telling.event_type, kinds) else "other_kind")
    if telling.when is not None and telling.when.day is not None:
        found.append("same_day" if telling.when.day in attack.days() else "new_day")
    speaker = telling.attribution.origin.actor_id
    if speaker is not None and speaker == attack.last.attribution.origin.actor_id:
        found.append("same_speaker")
    return found


def heads(telling: Telling) -> list[str]:
    """The chief words of who or what a telling says was hit."""
    return [
        head
        for found in telling.findings
        if found.field in TARGETS and (head := head_of(found.text or "")) and not is_date_word(head)
    ]


def _is_like(telling: Telling, theirs: Sequence[str], codebook: Codebook) -> bool:
    """ "Stormed the barracks", where an outpost was told of: another word for what is of its kind."""
    if telling.trigger.agent is None or telling.attribution.voice is Voice.OWN:
        return False
    known = {kind for head in theirs for kind in codebook.kinds(head)}
    return any(
        codebook.kinds(noun.lemma_) & known and any(child.lower_ in POINTING for child in noun.children)
        for noun in telling.trigger.patients
    )


def _is_named_again(ours: Sequence[str], telling: Telling, attack: Told) -> bool:
    """ "The assault on the convoy", where it was told of those whose convoy was attacked."""
    if not telling.trigger.is_definite or not telling.trigger.is_noun:
        return False
    nouns = {head_of(noun) for one in attack.tellings for noun in one.nouns}
    return bool(set(ours) & nouns)


def head_of(text: str) -> str:
    """The last word of a noun phrase before what hangs on it, in the singular."""
    words = WORD.findall(PREPOSITION.sub("", text))
    last = words[-1].lower() if words else ""
    return last[:-1] if last.endswith("s") and not last.endswith(("ss", "us", "is")) else last


def is_date_word(word: str) -> bool:
    """Whether a chief word is none: a day or month."""
    return word in ("january", "february", "march", "april", "june", "july", "august", "people", "person")


def _nearness(telling: Telling, attack: Told) -> list[str]:
    distance = telling.reading.sentence.sent_no - attack.last.reading.sentence.sent_no
    paragraphs = telling.reading.sentence.para_no - attack.last.reading.sentence.para_no
    if distance == 0:
        same = telling.trigger.scope & attack.last.trigger.scope or _is_cause(telling, attack)
        return ["same_sentence", *(["same_clause"] if same or telling.trigger.is_noun else [])]
    found = ["next_sentence"] if distance == 1 else []
    if LATER.search(telling.reading.text):
        found.append("later")
    if any(child.lower_ == "also" for child in telling.trigger.token.children) and _is_located(telling):
        found.append("also")
    if paragraphs == 0:
        found.append("same_paragraph")
    elif _has_new_object(telling):
        found.append("indefinite_object")
    return [*found, "far"] if distance > FAR or paragraphs > BACK else found


def _is_cause(telling: Telling, attack: Told) -> bool:
    """ "Three people were killed when a bomb hit a van": the harm, then what did it."""
    verb = telling.trigger.token
    return any(one.trigger.kind == "harm" and hangs_on(verb, one.trigger.token) for one in attack.tellings)


def _is_caused(telling: Telling, attack: Told) -> bool:
    """The same where what did it was read first: the harm that it hangs on."""
    verb = telling.trigger.token
    return telling.trigger.kind == "harm" and any(
        hangs_on(one.trigger.token, verb) for one in attack.tellings if one.reading is telling.reading
    )


def hangs_on(cause: "Token", verb: "Token") -> bool:
    """Whether a verb tells what did what another tells: "three people were killed when a bomb hit a van"."""
    openers = [child for child in cause.children if child.dep_ in ("mark", "advmod") and child.lower_ in CAUSES]
    is_opened = cause.dep_ == "advcl" and bool(openers) and not any(list(one.children) for one in openers)
    return is_opened and verb in (cause.head, *cause.head.ancestors)


def rank(triggers: Sequence[Trigger], at: int) -> float:
    """The turn in which a trigger of a sentence is asked of which attack it tells: harm behind what did it."""
    one = triggers[at]
    causes = (
        number
        for number, other in enumerate(triggers)
        if one.kind == "harm" and number > at and hangs_on(other.token, one.token)
    )
    return next((number + 0.5 for number in causes), at)


def _is_unlocated(telling: Telling, attack: Told) -> bool:
    """Whether it gives neither a place nor another day: where one attack was told of, it is likely that one."""
    if any(found.field is Field.PLACE for found in telling.findings):
        return False
    done = telling.trigger.patient
    is_told = telling.trigger.kind == "harm" or _is_spoken_of(telling)
    if not is_told and done is not None and any(one.lower_ in ("a", "an") for one in done.children):
        return False
    return telling.when is None or telling.when.day is None or telling.when.day in attack.days()


def _is_meant(telling: Telling, attack: Told) -> bool:
    """ "They came under fire at noon", "two of them struck a school": those of whom the sentence before told."""
    distance = telling.reading.sentence.sent_no - attack.last.reading.sentence.sent_no
    if not 0 < distance <= NEXT or telling.trigger.is_noun:
        return False
    doer, done = telling.trigger.agent, telling.trigger.patient
    is_theirs = doer is not None and any(
        one.lower_ in ("them", "these", "those")
        for child in doer.children
        if child.lower_ == "of"
        for one in child.children
    )
    is_done_to = done is not None and telling.trigger.token.lemma_ == "come" and done.lower_ in MEANT
    return is_theirs or is_done_to or (done is not None and _is_again(done, attack))


def _is_again(noun: "Token", attack: Told) -> bool:
    """ "The trucks", where a convoy of trucks was told of."""
    if noun.pos_ != "NOUN" or not any(child.lower_ in POINTING for child in noun.children):
        return False
    return head_of(noun.text) in {head_of(word) for one in attack.tellings for word in one.nouns if word.islower()}


def _is_owned(telling: Telling) -> bool:
    """ "X said that its men had shot the official": who claims speaks of what was told before."""
    doer = telling.trigger.agent
    if doer is None or telling.attribution.voice is Voice.OWN:
        return False
    before = next((one for one in reversed(doer.doc[max(doer.i - 3, 0) : doer.i]) if one.is_alpha), doer)
    owners = [child for child in doer.children if child.dep_ == "poss"]
    within = len(QUOTE.findall(telling.reading.text[: doer.idx])) % 2 == 1 and doer.pos_ == "PRON"
    words = OURS if within else THEIRS
    return any(one.lower_ in words for one in (doer, before, *owners))


def _is_same_thing(telling: Telling) -> bool:
    """Whether it says where only by a thing that was told of: "its men had stormed the barracks"."""
    fields = {found.field for found in telling.findings if found.field in (Field.SITE, Field.PLACE)}
    named = [found for found in telling.findings if found.field is Field.SITE and found.value is not None]
    is_definite = any(child.lower_ in POINTING for noun in telling.trigger.patients for child in noun.children)
    return fields == {Field.SITE} and not named and is_definite


def _has_new_object(telling: Telling) -> bool:
    """ "They hit a US base", in another paragraph: what is spoken of for the first time."""
    trigger = telling.trigger
    if trigger.kind not in ("attack", "launch") or trigger.is_noun or trigger.patient is None:
        return False
    return any(child.lower_ in ("a", "an") for child in trigger.patient.children if child.dep_ == "det")


def _is_more(telling: Telling) -> bool:
    """ "Two more drones were destroyed over Soran": others than those told of before, where it says where."""
    nouns = (telling.trigger.agent, telling.trigger.patient)
    return any(
        child.lower_ in ("more", "further", "additional", "other") and count.pos_ == "NUM"
        for noun in nouns
        if noun is not None and telling.trigger.kind in ("launch", "munition", "intercept")
        for count in noun.children
        for child in (*count.children, *noun.children)
    )


def _is_other_part(telling: Telling, other: Telling) -> bool:
    """Whether one word of attack tells of both, as of things in different places."""
    ours, theirs = telling.trigger, other.trigger
    return telling.reading is other.reading and ours.token == theirs.token and ours.part != theirs.part


def _is_later(telling: Telling) -> bool:
    """ "Hours later, gunmen attacked a checkpoint": what a sentence puts after another, and of what was not told."""
    return not telling.trigger.is_definite and AFTER.match(telling.reading.text) is not None and _has_new(telling)


def _has_new(telling: Telling) -> bool:
    nouns = telling.trigger.patients
    return any(child.lower_ in ("a", "an") for noun in nouns for child in noun.children if child.dep_ == "det")


def _is_of_others(telling: Telling) -> bool:
    """ "The attack answered X's attacks on Y": of many others, whose they were is said with them."""
    return telling.trigger.is_many and bool(telling.values(Field.ATTACKER))


def _is_located(telling: Telling) -> bool:
    return any(found.field in (Field.SITE, Field.PLACE) for found in telling.findings)


def _wording(telling: Telling, attack: Told) -> list[str]:
    trigger = telling.trigger
    if _indefinite(telling):
        return [] if _is_spoken_of(telling) else ["owned" if _is_own_account(telling, attack) else "indefinite"]
    if (trigger.is_definite and not trigger.is_designated) or _is_known(telling):
        return ["definite"]
    if _is_located(telling) and not (_is_owned(telling) and _is_same_thing(telling)):
        return []
    if _is_owned(telling):
        return ["owned"]
    if trigger.kind in ("intercept", "launch", "munition", "harm"):
        return ["bare"]
    return []


def _is_spoken_of(telling: Telling) -> bool:
    """ "State media spoke of a terrorist attack on a bus": what was told of, in a speaker's words."""
    token = telling.trigger.token
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    return telling.trigger.is_noun and token.dep_ in ("pobj", "dobj") and verb.lemma_ in SPEAKING


def _is_own_account(telling: Telling, attack: Told) -> bool:
    """ "Said that it had carried out a massive strike": what a party says of the one attack that was told of."""
    if all(one.trigger.is_many for one in attack.tellings[:1]) or _is_new(telling):
        return False
    return _is_owned(telling) and _is_anywhere(telling)


def _is_anywhere(telling: Telling) -> bool:
    """ "Said that it had carried out a strike on energy facilities": it tells no place, and no one thing."""
    told = [found for found in telling.findings if found.field in (Field.SITE, Field.PLACE)]
    is_many = all(noun.tag_ in ("NNS", "NNPS") for noun in telling.trigger.patients)
    return all(found.field is Field.SITE and found.value is None for found in told) and (is_many or not told)


def _is_new(telling: Telling) -> bool:
    """ "Said that it had also carried out a raid": another than was told of."""
    return any(one.lower_ in ("also", "another", "other", "separately") for one in telling.reading.tokens)


def _is_known(telling: Telling) -> bool:
    """ "The attackers traded fire with the garrison", "the raid on X took place at ten": of what was told before."""
    trigger = telling.trigger
    if trigger.is_noun:
        verb = trigger.token.head
        return trigger.is_definite and trigger.token.dep_ == "nsubj" and verb.lemma_ in HAPPENING
    doer = trigger.agent
    is_doer = doer is not None and doer.lemma_.lower() in DOERS
    return is_doer and doer is not None and any(child.lower_ == "the" for child in doer.children)


def _placing(telling: Telling, attack: Told, codebook: Codebook) -> list[str]:
    ours, theirs = telling.values(Field.PLACE), attack.values(Field.PLACE)
    shared = set(ours) & set(theirs)
    if any(codebook.places[place]["place_type"] in ("settlement", "adm2") for place in shared):
        return ["same_fine_place"]
    if shared:
        return ["same_place"]
    named = [found.text for found in telling.findings if found.field is Field.PLACE]
    known = [found.text for one in attack.tellings for found in one.findings if found.field is Field.PLACE]
    if set(named) & set(known):
        return ["same_fine_place"]
    if any(_is_inside(one, other, codebook) for one in ours for other in theirs):
        return ["closer_place"] if _is_closer(telling, attack, codebook) else ["nested_place"]
    if not named or not known:
        return []
    is_settled = any(codebook.fineness(place) >= SETTLED for place in theirs)
    unknown = [found for found in telling.findings if found.field is Field.PLACE and found.value is None]
    return ["other_place" if is_settled and unknown and not _is_part(telling, unknown[0]) else "new_place"]


def _is_part(telling: Telling, place: Finding) -> bool:
    """ "The Katindo quarter", "Kawo street": a part of a town that is named."""
    start = telling.reading.sentence.char_start
    around = telling.reading.text[max(0, place.span.start - start - REACH) : place.span.end - start + REACH]
    return PART.search(around) is not None


def _is_inside(one: str, other: str, codebook: Codebook) -> bool:
    """Whether one lies in the other, and the other is less than a country: a place told more closely is none new."""
    outer = max(one, other, key=lambda place: -codebook.fineness(place))
    inside = codebook.fits(one, other) and codebook.places[outer]["place_type"] != "country"
    return inside or _loose(one, other, codebook)


def _is_closer(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    """Whether it gives the place of what a lead told of less closely, and of one attack: the details come then."""
    if attack.last.reading.sentence.para_no > LEAD or any(one.trigger.is_many for one in attack.tellings):
        return False
    return is_finer(telling.values(Field.PLACE), attack.values(Field.PLACE), codebook)


def _indefinite(telling: Telling) -> bool:
    """ "A drone", "an attack": something new is told."""
    trigger = telling.trigger
    nouns = [trigger.token if trigger.is_noun else trigger.agent]
    if trigger.kind == "harm" and trigger.agent is not None and trigger.agent.lemma_.lower() in PIECES:
        return False  # "was wounded by a stray bullet"
    return any(
        child.lower_ in ("a", "an") and child.dep_ == "det"
        for noun in nouns
        if noun is not None and not is_date(noun)
        for child in noun.children
    )


def places_fit(ours: list[str], theirs: list[str], codebook: Codebook) -> bool:
    """Every pair lies one in the other; a nation that lies in no common line is another place."""
    return all(codebook.fits(one, other) or _loose(one, other, codebook) for one in ours for other in theirs)


def _loose(one: str, other: str, codebook: Codebook) -> bool:
    """An informal region has no line of its own: it fits what lies in the same country."""
    kinds = {codebook.places[place]["place_type"] for place in (one, other)}
    return "region" in kinds and codebook.ancestors(one)[-1] == codebook.ancestors(other)[-1]


def _days_apart(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    if telling.when is None or telling.when.basis is DateBasis.PUBLICATION_DATE_FALLBACK:
        return False
    if telling.trigger.token.lemma_ in PLANTING and telling.trigger.is_definite:
        return False  # "the mine had been laid the night before"
    spans = [other.when for other in attack.tellings if other.when is not None]
    return any(_are_apart(telling.when, other) for other in spans)


def _are_apart(one: When, other: When) -> bool:
    """Whether two intervals do not meet; the day of a statement may be some days after what it is about."""
    loose = DateBasis.STATEMENT_DATE_ASSUMED in (one.basis, other.basis)
    slack = STATEMENT_LAG if loose else timedelta()
    return one.first > other.last + slack or one.last + slack < other.first


def _weapons_apart(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    if telling.reading is attack.last.reading:
        return False
    ours, theirs = _classes(telling.values(Field.WEAPON), codebook), _classes(attack.values(Field.WEAPON), codebook)
    both = {*ours, *theirs}
    is_loose = both <= {"air", "drone"} or (both <= FIRED and _is_of_known(telling)) or bool(both & ANY)
    return bool(ours and theirs) and not set(ours) & set(theirs) and not is_loose


def _is_of_known(telling: Telling) -> bool:
    """ "The vehicle was hit by two missiles", where a drone is told to have struck a car."""
    done = telling.trigger.patient
    is_placed = any(found.field is Field.PLACE for found in telling.findings)
    return not is_placed and done is not None and any(child.lower_ in POINTING for child in done.children)


def _attackers_apart(telling: Telling, attack: Told, codebook: Codebook) -> bool:
    ours, theirs = telling.values(Field.ATTACKER), attack.values(Field.ATTACKER)
    classes = {actor for actor in (*ours, *theirs) if codebook.actors[actor]["is_class"] == "true"}
    ours, theirs = [one for one in ours if one not in classes], [one for one in theirs if one not in classes]
    if not ours or not theirs or telling.trigger.is_definite:
        return False
    return not any(codebook.kin(one, other) for one in ours for other in theirs)


def _kinds_apart(telling: Telling, attack: Told) -> bool:
    """An abduction is told as one, and people of different names are killed one by one."""
    kinds = {one.event_type for one in attack.tellings}
    if telling.trigger.is_definite or telling.status is not AttackStatus.ACTUAL:
        return False
    if telling.reading is attack.last.reading:
        return False
    if (telling.event_type in APART) != bool(kinds & APART) and telling.event_type is not EventType.OTHER:
        if telling.event_type not in APART and not _is_located(telling) and telling.when is None:
            return False  # "one passenger, who tried to flee, was shot"
        return EventType.OTHER not in kinds or len(kinds) > 1
    ours, theirs = victims_of(telling), {name for one in attack.tellings for name in victims_of(one)}
    return bool(ours and theirs and not ours & theirs and telling.reading is not attack.last.reading)


def victims_of(telling: Telling) -> set[str]:
    """The last names of single people who were hit."""
    texts = [found.text or "" for found in telling.findings if found.field is Field.TARGET_ACTOR and not found.value]
    return {head_of(text) for text in texts if text[:1].isupper() and text.rsplit(maxsplit=1)[-1][:1].isupper()}


def _classes(weapons: list[str], codebook: Codebook) -> list[str]:
    return [codebook.weapons[weapon]["weapon_class"] for weapon in weapons]
