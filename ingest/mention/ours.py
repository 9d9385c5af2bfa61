"""Whose own deed it is, though who tells of it does not say "we": an army's arm, a state's war on rebels."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.codebook import BANDS, STATE_KINDS
from ingest.mention.doer import keeps_order
from ingest.mention.heard import GROUPS, Step
from ingest.mention.reading import Reading, core, is_among, obliques, phrase, subject
from ingest.mention.trigger import ON, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

HOUSES = frozenset(
    "ministry minister president government presidency palace command staff cabinet kremlin pentagon junta".split()
)
ARMS = frozenset({"air force", "army", "navy", "military", "forces", "troops", "aircraft", "jets", "warplanes"})
STATE_MEDIUM = re.compile(r"state(?:-run)? (?:television|tv|radio|media|broadcaster|news agency)\b", re.I)
SERVICES = frozenset("agency service directorate bureau organisation organization movement group guard corps".split())
# A state's armed men without a name, and who speaks for them.
OURS = frozenset("military army troop soldier force jet aircraft warplane gunner artillery navy police".split())
STATES = frozenset(
    "military army junta government regime president presidency ministry minister premier command staff kremlin "
    "pentagon navy".split()
)
SELF = frozenset("we us they it he she i our its their his her ours theirs".split())
# Who fights a state without being one, by a word for him or for where he hides.
OUTLAWS = frozenset(
    "militant terrorist insurgent jihadist jihadi rebel guerrilla extremist militia militiaman bandit separatist "
    "operative fighter hideout cartel gang trafficker".split()
)
OUTSIDE = frozenset({"REB", "UAF", "CRM"})
OURSELVES = frozenset("movement group organisation organization party front faction resistance militia".split())
FLOWN = frozenset("jet warplane aircraft plane helicopter gunship bomber".split())


def fights(reading: Reading, step: Step) -> bool:
    """Whether a speaker is one who attacks: a known actor, or "fighters", "the general staff" in so many words."""
    words = step.name.lower().split()
    if step.actor_id is not None and reading.codebook.acts(step.actor_id):
        return not keeps_order(reading, step.actor_id)
    if HOUSES.intersection(words):
        return True
    if step.actor_id is not None:
        return False
    forms = {form for word in words for form in (word, word.removesuffix("s"))}
    return any(reading.codebook.means("force", form) for form in forms)


def is_class(reading: Reading, doer: Actor) -> bool:
    """Nobody by name: a class of men, or words for them."""
    return doer.actor_id is None or reading.codebook.actors[doer.actor_id]["is_class"] == "true"


def is_their_arm(reading: Reading, doer: "Token", steps: Sequence[Step]) -> bool:
    """ "The air force", "the army", told by a state's own forces or on its own television."""
    start, end = phrase(doer)
    is_arm = reading.text[start:end].lower() in ARMS and any(child.lower_ == "the" for child in doer.children)
    for step in steps if is_arm else ():
        return STATE_MEDIUM.match(step.name) is not None or _is_state(reading, step)
    return False


def is_itself(reading: Reading, doer: "Token", steps: Sequence[Step]) -> bool:
    """ "The X spokesman said that the movement had fired it": the group that speaks, by a word for it."""
    is_bare = [child.lower_ for child in doer.children if child.dep_ in ("det", "amod", "compound", "poss")] == ["the"]
    return (
        is_bare and doer.lemma_.lower() in OURSELVES and any(reading.codebook.is_band(step.actor_id) for step in steps)
    )


def is_their_craft(reading: Reading, doer: "Token", steps: Sequence[Step]) -> bool:
    """ "40 jets attacked targets in Iran, the Israeli military said": nobody's by name, and over another's land."""
    if doer.lemma_.lower() not in FLOWN or any(child.dep_ in ("poss", "acl", "relcl") for child in doer.children):
        return False
    lands = {
        reading.codebook.places[name.id]["country_iso3"]
        for hit in reading.names
        for name in hit.values
        if name.kind == "place" and name.id in reading.codebook.places
    }
    for step in steps:
        row = reading.codebook.actors.get(step.actor_id or "", {})
        own = row.get("country_iso3", "")
        return row.get("actor_kind") == "state_forces" and bool(own) and bool(lands - {own})
    return False


def is_force(reading: Reading, step: Step) -> bool:
    """A state's army or service by its name: what "American aircraft" did it did itself."""
    return is_force_id(reading, step.actor_id)


def is_force_id(reading: Reading, actor_id: str | None) -> bool:
    """Whether an id is that of a state's army or service."""
    return reading.codebook.actors.get(actor_id or "", {}).get("actor_kind") == "state_forces"


def is_arm_of(reading: Reading, doer: Actor, step: Step) -> bool:
    """ "The air force eliminated him," the military wrote: its own."""
    before = reading.text[max(doer.start - 4, 0) : doer.start].lower()
    is_arm = doer.text.lower() in ARMS and before in ("the ", "our ", "its ")
    return is_arm and is_class(reading, doer) and _is_state(reading, step)


def is_its_house(reading: Reading, doer: Actor, step: Step) -> bool:
    """ "It was the work of the agency", a source in the X agency said: its own."""
    words = {
        word.lower() for word in ((step.actor_id and reading.codebook.actors[step.actor_id]["name"]) or "").split()
    }
    before = reading.text[max(doer.start - 4, 0) : doer.start].lower()
    is_lone = doer.actor_id is None and before == "the " and doer.text.lower() in SERVICES
    return is_lone and bool(words & SERVICES) and fights(reading, step)


def is_same_service(reading: Reading, doer: Actor, step: Step) -> bool:
    """ "The X security service hit a ship, the agency said": the one that was named."""
    name = reading.codebook.actors.get(doer.actor_id or "", {}).get("name", "")
    is_service = bool(SERVICES & {word.lower() for word in name.split()}) and is_force_id(reading, doer.actor_id)
    return is_service and step.actor_id is None and step.name.lower() in SERVICES


def is_own_army(reading: Reading, doer: Actor, step: Step, told: Attribution) -> bool:
    """ "A spokesman for the junta confirmed that the military had done it": whose else, where no land is named."""
    words = {word.lower().removesuffix("s") for word in doer.text.split()}
    if (
        reading.codebook.is_band(step.actor_id)
        or not words & OURS
        or any(word[:1].isupper() for word in doer.text.split())
    ):
        return False
    for number, one in told.tellers:
        speaker = subject(reading.doc[number]) if number >= 0 and one == step else None
        if speaker is None or is_among(speaker, SELF):
            continue
        of = [deep for name, noun in obliques(speaker) if name in ("for", "of", "from") for deep in core(noun)]
        own = {part.lower_.removesuffix("s") for part in (*core(speaker), *of)} | set(step.name.lower().split())
        if own & STATES and not any(_is_foreign(part) for part in (*core(speaker), *of)):
            return True
    return False


def is_on_outlaws(reading: Reading, trigger: Trigger | None) -> bool:
    """Whether an attack hit armed men whom states fight: "strikes on hideouts of X", "a terrorist base was bombed"."""
    if trigger is None:
        return False
    hit = [*trigger.patients, *(noun for name, noun in trigger.obliques if name in ON)]
    return any(_is_outlaw(reading, part) for noun in hit for part in core(noun))


def is_war_of(reading: Reading, doer: Actor | None, step: Step, trigger: Trigger | None) -> bool:
    """ "Turkish jets bombed X shelters, the defence ministry said": a state's own, which the house that tells serves.

    Without a doer ("strikes had been carried out on X hideouts, the army said") it is the teller's own.
    """
    if not is_on_outlaws(reading, trigger):
        return False
    if doer is None:
        return _is_state(reading, step) or (_is_house(step) and fights(reading, step))
    row = reading.codebook.actors.get(doer.actor_id or "", {})
    return row.get("actor_kind") in STATE_KINDS and row.get("is_class") != "true" and _is_house(step)


def _is_house(step: Step) -> bool:
    """ "The defence ministry", "the army", of which the text has not to say whose."""
    words = step.name.split()
    is_bare = step.actor_id is None and all(word.islower() for word in words)
    return (
        is_bare
        and bool((STATES | {"force"}) & {word.removesuffix("'s") for word in words})
        and not (GROUPS & set(words))
    )


def _is_state(reading: Reading, step: Step) -> bool:
    row = reading.codebook.actors.get(step.actor_id or "", {})
    return row.get("actor_kind") in STATE_KINDS and row.get("is_class") != "true"


def _is_outlaw(reading: Reading, part: "Token") -> bool:
    if part.lemma_.lower() in OUTLAWS:
        return True
    rows = [
        reading.codebook.actors[name.id]
        for hit in reading.names
        for name in hit.values
        if name.kind == "actor" and hit.start <= part.idx < hit.end
    ]
    return any(
        row["actor_kind"] in BANDS or (row["is_class"] == "true" and row["plover_sector"] in OUTSIDE) for row in rows
    )


def _is_foreign(part: "Token") -> bool:
    """ "The Rwandan army", "rebels": of another side than a government that is named by nothing else."""
    return part.lemma_.lower() in GROUPS or part.lower_ in ("shadow", "exile", "parallel", "opposition", "former")
