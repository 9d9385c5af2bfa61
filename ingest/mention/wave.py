"""Who attacked where a text names him once, for a whole wave, and tells of its attacks one by one without him."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from ingest.codes import AttackerStatus, AttackStatus, Certainty, Field, Stance, Voice
from ingest.mention.addressed import NAMING
from ingest.mention.chain import Attribution
from ingest.mention.claim import Speech
from ingest.mention.codebook import STATE_KINDS, Codebook
from ingest.mention.finding import Finding, Stated
from ingest.mention.telling import Telling, Told

# So many paragraphs from its beginning a text says in sum what it then tells one by one.
LEAD = 2
WIDE = frozenset({"country", "region", "adm1"})
NEAR = timedelta(days=2)
SUM = re.compile(
    r"\b(?:(?:waves?|series|string|spate|run|rash|flurry|slew) of|spree|offensive|onslaught"
    r"|(?:co-?ordinated|simultaneous|twin|multiple|several|massive|large-scale|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d+) (?:\w+[ -]){0,2}(?:attacks?|strikes|raids|assaults|bombings|explosions|blasts|shootings"
    r"|incidents)"
    r"|(?:dozens|scores|hundreds|hundred|several|\d+)(?: of)? (?:\w+[ -]){0,3}(?:drones|missiles|rockets)"
    r"|barrages?|bombardment)\b",
    re.I,
)
# How a state's forces tell of all that they did in a night.
MASSED = re.compile(
    r"\b(?:massed|massive|mass|group|combined|concentrated|large-scale|overnight|series of|wave of|night of)\W+"
    r"(?:[\w-]+\W+){0,4}?(?:strikes?|attacks?|salvos?|launches)\b"
    r"|\ball (?:of )?(?:the |its |their )?(?:\w+ )?(?:targets|objects|objectives|facilities)\b",
    re.I,
)
APART = re.compile(
    r"\b(?:separate(?:ly)?|meanwhile|in another|unrelated|elsewhere|in a different|also on|for its part|in turn|earlier"
    r" this|last (?:week|month|year))\b",
    re.I,
)
Claim = tuple[Stated, Attribution]


def spread(attacks: Sequence[Told], loose: Sequence[tuple[Speech, tuple[int, int]]], codebook: Codebook) -> None:
    """Give the attacks of a wave, where nobody is named for them, those whom the lead names for the whole."""
    told = [one for one in attacks if one.status is AttackStatus.ACTUAL]
    first = min((telling.reading.sentence.para_no for one in attacks for telling in one.tellings), default=0)
    for attack in attacks:
        if (source := _summing(attack, first, codebook)) is not None:
            claims = [pair for pair in attack.claims if pair[0].stance in NAMING]
            claims += [(one.stated, one.told) for one, at in loose if at[0] == source.reading.sentence.sent_no]
            for other in told:
                if other is not attack and _is_taken(other, source, attack, codebook):
                    _give(other, claims, source)


def claimed(attacks: Sequence[Told], codebook: Codebook) -> None:
    """Give what a state's forces say of a whole night's strikes to each attack of it that they stand accused of."""
    told = [one for one in attacks if one.status is AttackStatus.ACTUAL]
    for attack in attacks:
        for pair in [one for one in attack.claims if _is_massed(one[0], attack, codebook)]:
            for other in told:
                if other is not attack and _is_accused(other, pair[0], attack, codebook):
                    other.claims.append(pair)


def _is_massed(claim: Stated, attack: Told, codebook: Codebook) -> bool:
    row = codebook.actors.get(claim.speaker_id or "", {})
    if claim.stance is not Stance.CLAIMS_RESPONSIBILITY or row.get("actor_kind") not in STATE_KINDS:
        return False
    texts = [one.reading.text for one in attack.tellings if one.reading.sentence.sent_no == claim.span.sent_no]
    return any(MASSED.search(text) for text in texts)


def _is_accused(attack: Told, claim: Stated, source: Told, codebook: Codebook) -> bool:
    """Whether an attack of about that day is laid at the door of who claims, and claimed by nobody yet."""
    days, others = attack.days(), source.days()
    if days and others and min(abs(one - other) for one in days for other in others) > NEAR:
        return False
    if any(one.stance is Stance.CLAIMS_RESPONSIBILITY for one, _ in attack.claims):
        return False
    first = attack.tellings[0].reading.sentence.sent_no
    charged = {one.about_id for one, _ in attack.claims if one.stance in NAMING}
    charged |= {found.value for found, _ in attack.extra if found.field is Field.ATTACKER}
    charged |= set(attack.values(Field.ATTACKER))
    return first < claim.span.sent_no and any(
        codebook.answers_for(claim.speaker_id or "", one or "") for one in charged
    )


def _is_wide(telling: Telling, codebook: Codebook) -> bool:
    """ "Insurgents bombed shops and a petrol station in the southern provinces": several things, in no one town."""
    places = [codebook.places[one]["place_type"] for one in telling.values(Field.PLACE) if one in codebook.places]
    is_many = any(noun.tag_ in ("NNS", "NNPS") for noun in telling.trigger.patients)
    return is_many and bool(places) and WIDE.issuperset(places) and not telling.trigger.is_noun


def _summing(attack: Told, first: int, codebook: Codebook) -> Telling | None:
    """What tells of an attack, or of several, as the whole of which the text then tells the parts."""
    for telling in attack.tellings[:1]:
        sentence = telling.reading.sentence
        if sentence.para_no - first < LEAD and (SUM.search(telling.reading.text) or _is_wide(telling, codebook)):
            return telling
    return None


def _is_taken(attack: Told, source: Telling, whole: Told, codebook: Codebook) -> bool:
    """Whether an attack is one of the wave: told after it, in its land and about its day, and nobody else's."""
    first = attack.tellings[0]
    sentence = first.reading.sentence
    if sentence.sent_no <= source.reading.sentence.sent_no or _is_answered(attack):
        return False
    if any(APART.search(one.reading.text) for one in attack.tellings[:1]):
        return False
    days, others = attack.days(), whole.days()
    if days and others and min(abs(one - other) for one in days for other in others) > NEAR:
        return False
    return _lies_in(attack, whole, codebook)


def _is_answered(attack: Told) -> bool:
    """Whether the text says by itself who it was, or that nobody has said so."""
    if any(stated.stance in NAMING for stated, _ in attack.claims):
        return True
    if any(found.field is Field.ATTACKER_STATUS for found, _ in attack.extra):
        return True
    return any(found.field is Field.ATTACKER and _is_name(found) for one in attack.tellings for found in one.findings)


def _is_name(found: Finding) -> bool:
    return found.value is not None or any(word[:1].isupper() for word in (found.text or "").split()[1:])


def _lies_in(attack: Told, whole: Told, codebook: Codebook) -> bool:
    """Within the places of the whole, as far as both are known."""
    lands = [one for one in whole.values(Field.PLACE) if one in codebook.places]
    places = [one for one in attack.values(Field.PLACE) if one in codebook.places]
    if not lands or not places:
        return True
    lines = [{one, *codebook.ancestors(one)} for one in places]
    return any({land, *codebook.ancestors(land)} & line for land in lands for line in lines)


def _give(attack: Told, claims: Sequence[Claim], source: Telling) -> None:
    named = [pair for pair in claims if pair[0].about_id or pair[0].about]
    if named:
        attack.claims += named
    elif source.status is AttackStatus.ACTUAL:
        attack.extra += list(_told_of(source))


def _told_of(source: Telling) -> Iterator[tuple[Finding, Attribution]]:
    """The attackers of the whole in the article's own voice, as likely ones of the part."""
    named = [found for found in source.findings if found.field is Field.ATTACKER and _is_name(found)]
    for found in named if len(named) == 1 else ():
        is_own = source.attribution.voice is Voice.OWN
        status = AttackerStatus.PUBLISHER_OWN_VOICE if is_own else AttackerStatus.BLAMED
        yield replace(found, certainty=Certainty.LIKELY), source.attribution
        state = Finding(
            field=Field.ATTACKER_STATUS, span=found.span, value=status.value, text=found.value or found.text
        )
        yield state, source.attribution
