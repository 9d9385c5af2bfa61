"""With what: the weapon that a trigger's words name, and the kind of attack that follows from it."""

from ingest.codes import EventType, Field
from ingest.mention.codebook import Term
from ingest.mention.finding import Finding
from ingest.mention.names import Hit
from ingest.mention.reading import Reading, core
from ingest.mention.trigger import Trigger


def weapon_hits(reading: Reading, trigger: Trigger) -> list[Hit[Term]]:
    """Weapon terms of the trigger: in its own words and nouns first, else anywhere in its clause."""
    doers = [noun for noun in (trigger.agent,) if noun is not None]
    tiers = (
        [trigger.token, *doers, *(other for noun in doers for other in noun.conjuncts if other.i > noun.i)],
        [trigger.patient] if trigger.patient is not None else [],
        [noun for _, noun in trigger.obliques],
    )
    for tier in tiers:
        own = [part for noun in tier for part in core(noun)]
        near = [hit for hit in reading.weapons if any(hit.start <= token.idx < hit.end for token in own)]
        if near:
            return near
    scope = [token for token in reading.doc if token.i in trigger.scope]
    return [hit for hit in reading.weapons if any(hit.start <= token.idx < hit.end for token in scope)]


def weapon_findings(reading: Reading, trigger: Trigger) -> list[Finding]:
    """The weapons as assertions, one a type: the most specific words for a type win."""
    found: dict[str, Finding] = {}
    for hit in weapon_hits(reading, trigger):
        code = hit.values[0].code
        words = reading.text[hit.start : hit.end]
        if code not in found and not (found and code in ("ied", "small_arms", "airstrike_unspecified")):
            span = reading.span(hit.start, hit.end)
            found[code] = Finding(field=Field.WEAPON, span=span, value=code, text=words)
    return list(found.values())


def event_type(reading: Reading, trigger: Trigger) -> EventType:
    """The kind of attack: the trigger's own, else that of its weapon; a shooting before the guns it was done with."""
    if trigger.event_type in (EventType.ABDUCTION, EventType.ASSASSINATION, EventType.ARMED_CLASH):
        return EventType(trigger.event_type)
    hits = weapon_hits(reading, trigger)
    own = next((hit.values[0].event_type for hit in hits if hit.values[0].event_type), "")
    return EventType(own or trigger.event_type or EventType.OTHER)
