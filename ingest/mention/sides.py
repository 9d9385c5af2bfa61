"""On which side the dead and hurt of an attack were, by all that an article says of its attackers."""

from dataclasses import replace

from ingest.codes import EventType, Field, Stance
from ingest.mention.codebook import Codebook
from ingest.mention.finding import Toll
from ingest.mention.telling import Told
from ingest.mention.whose import OUTLAWS, REGULARS, Fight, is_regular, side

# Who does this was attacked.
REPELLING = frozenset("repel repulse thwart foil beat fend withstand".split())


def sided(found: Toll, attack: Told, codebook: Codebook) -> Toll:
    """A toll with the side that it is of by all that is known of the attackers at the end."""
    if found.party is None:
        return found
    doers = _answering(attack)
    fight = _fight(attack)
    words = [word for one in attack.tellings for word in (one.trigger.token, one.trigger.token.head)]
    if any(word.lemma_ in REPELLING for word in words):
        doers = {one for one in doers if not is_regular(one, codebook)}
        fight = Fight.PARTLY
    elif not doers and _are_two(attack):
        fight = Fight.PARTLY
    return replace(found, side=side(found.party, doers, codebook, fight))


def _are_two(attack: Told) -> bool:
    """Whether soldiers or police are among the dead and hurt, and outlaws, whom nobody else will have been."""
    parties = [one.party.statuses for one, _ in attack.tolls if one.party is not None]
    return any(one & REGULARS for one in parties) and any(one & OUTLAWS for one in parties)


def told_doers(attack: Told) -> set[str]:
    """The attackers told of so far, by id or in words."""
    found = (found for telling in attack.tellings for found in telling.findings if found.field is Field.ATTACKER)
    return {name for one in found if (name := one.value or one.text)}


def _fight(attack: Told) -> Fight:
    """How far it is told as a fight."""
    fights = [telling.event_type is EventType.ARMED_CLASH for telling in attack.tellings]
    return Fight.WHOLLY if all(fights) else Fight.PARTLY if any(fights) else Fight.NO


def _answering(attack: Told) -> set[str]:
    """The attackers by all that was told, claims among it."""
    claimed = (
        stated.about_id or stated.about
        for stated, _ in attack.claims
        if stated.stance in (Stance.CLAIMS_RESPONSIBILITY, Stance.BLAMES, Stance.CONFIRMS, Stance.CONCEDES)
    )
    extra = (found.value or found.text for found, _ in attack.extra if found.field is Field.ATTACKER)
    return told_doers(attack) | {one for one in (*claimed, *extra) if one}
