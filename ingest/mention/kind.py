"""Of what kind an attack is, by all that tells of it: the codebook's event types."""

from ingest.codes import AttackStatus, EventType, Field, Harm, ReportKind, Side
from ingest.mention import weapon
from ingest.mention.captured import HELD, POSTS
from ingest.mention.codebook import Codebook
from ingest.mention.reading import core
from ingest.mention.same import head_of
from ingest.mention.telling import Telling, Told

VAGUE_KINDS = (EventType.SHOOTING_OR_AMBUSH, EventType.OTHER)
# How bases are attacked on the ground, and with what.
GROUND = frozenset("storm overrun assault raid repel besiege invade storming onslaught siege".split())
ON_FOOT = frozenset({"small_arms", "unknown", "other", "grenade", "melee"})


def event_type(attack: Told, codebook: Codebook) -> EventType:
    """The kind told first, but for what later words make of it."""
    actual = [telling.event_type for telling in attack.tellings if telling.status is attack.status]
    first = next((kind for kind in actual if kind is not EventType.OTHER), EventType.OTHER)
    if first is EventType.OTHER and any(weapon.is_by_guns(telling.trigger) for telling in attack.tellings):
        first = EventType.SHOOTING_OR_AMBUSH
    if first in VAGUE_KINDS and _is_fought(attack):
        return EventType.ARMED_CLASH
    if first is EventType.OTHER and _is_on_post(attack, codebook):
        return EventType.ARMED_CLASH
    if first in (EventType.SHOOTING_OR_AMBUSH, EventType.OTHER) and _is_chosen(attack, codebook):
        return EventType.ASSASSINATION
    if EventType.SUICIDE_BOMBING in actual and first in (*VAGUE_KINDS, EventType.IED_OR_MINE):
        return EventType.SUICIDE_BOMBING
    return EventType.ABDUCTION if EventType.ABDUCTION in actual and first in VAGUE_KINDS else first


def _is_fought(attack: Told) -> bool:
    """ "Fired on the post, and the clash went on": told as a fight where it is first told."""
    first = attack.tellings[0].reading
    return any(one.event_type is EventType.ARMED_CLASH for one in attack.tellings if one.reading is first)


def _is_on_post(attack: Told, codebook: Codebook) -> bool:
    """ "Stormed an army outpost": where a post of men with arms is attacked on the ground both sides fight."""
    ground = [
        found.text or ""
        for one in attack.tellings
        if one.trigger.token.lemma_.lower() in GROUND and one.status is AttackStatus.ACTUAL and not _is_by_arms(one)
        for found in one.findings
        if found.field is Field.SITE
    ]
    return any(_is_post(text, codebook) for text in ground)


def _is_post(text: str, codebook: Codebook) -> bool:
    head = head_of(text)
    site = codebook.means("site", head)
    is_held = head in POSTS or (site is not None and site.code in HELD)
    return is_held and (head != "camp" or any(codebook.means("force", word) for word in text.lower().split()))


def _is_by_arms(telling: Telling) -> bool:
    """With what is no rifle: a drone, a bomb, a missile."""
    return any(found.field is Field.WEAPON and found.value not in ON_FOOT for found in telling.findings)


def _is_chosen(attack: Told, codebook: Codebook) -> bool:
    """Whether one person was killed who holds an office or is known in public: chosen, and not one of many."""
    dead = [toll for toll, _ in attack.tolls if toll.harm is Harm.KILLED and toll.kind is ReportKind.COUNT]
    if not dead or any(toll.best != 1 for toll in dead) or any(toll.side is Side.ATTACKER for toll in dead):
        return False
    killing = [telling for telling in attack.tellings if telling.trigger.kind == "harm" and not telling.trigger.is_noun]
    words = [part for telling in killing if telling.trigger.patient for part in core(telling.trigger.patient)]
    return any(codebook.means("office", part.lemma_.lower()) for part in words)
