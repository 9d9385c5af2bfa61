"""What words for a doer are: nobody in particular, a side without a name, or who speaks, taken for the doer."""

import re
from typing import TYPE_CHECKING

from ingest.mention import actor
from ingest.mention.actor import Actor
from ingest.mention.chain import Attribution
from ingest.mention.codebook import Codebook
from ingest.mention.heard import Step
from ingest.mention.physical import is_weapon
from ingest.mention.reading import Reading, core, obliques, patient, subject
from ingest.mention.trigger import Trigger
from ingest.mention.whose import ATTACKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMELESS = frozenset({"act_gunmen", "act_assailants", "act_suicide_bombers", "act_hitmen", "act_mob"})
# What hangs on a noun behind it, and armed men of whom nothing else is said.
BEHIND = re.compile(r" (?:on|in|with|armed|of|from|wearing|riding|who|aboard|dressed|carrying)\b.*$|,.*$", re.I)
PLAIN = frozenset(
    "armed masked hooded unknown unidentified unnamed heavily other several many some few more own a an the small "
    "large suspected second first third young".split()
)
BEARERS = frozenset("fighter group column squad team pair bomber raider youth motorcyclist rider".split())
WINGS = frozenset("wing spokesman spokeswoman commander leader leadership movement office command statement".split())
SHIELDS = frozenset("defence defense gunner interceptor system force unit battery crew".split())


def is_nameless(reading: Reading, doer: Actor) -> bool:
    """Somebody of whom only the deed is known: "gunmen", "a bomber", "two men on a motorcycle"."""
    if doer.actor_id is not None:
        return doer.actor_id in NAMELESS
    return is_anybody(doer.text, reading.codebook)


def is_anybody(text: str, codebook: Codebook) -> bool:
    """Whether words for attackers name nobody: "men armed with rifles", "fighters on motorcycles"."""
    if any(word[:1].isupper() for word in text.split()[1:]):
        return False
    words = BEHIND.sub("", text).lower().split()
    forms = {form for word in words[-1:] for form in (word, word.removesuffix("s"))}
    if forms & BEARERS:
        return all(word in PLAIN or codebook.means("number", word) for word in words[:-1])
    return bool(forms & ATTACKING or any(codebook.means("doer", form) for form in forms))


def is_side(doer: Actor) -> bool:
    """ "Government planes", "regime artillery": a side without a name."""
    return doer.text.split()[0].lower() in actor.PARTIES


def is_who_tells(step: Step, doer: Actor) -> bool:
    """ "The prosecutor laid it at the door of X": who tells is taken for the one who laid something."""
    return doer.actor_id is None and step.name.lower().endswith(doer.text.lower())


def is_misread(reading: Reading, doer: Actor, told: Attribution) -> bool:
    """ "X, the spokesman, said "battalions" had shelled it": a person who speaks, whom the parser makes the doer."""
    for number, _ in told.tellers:
        noun = subject(reading.doc[number]) if number >= 0 else None
        if noun is not None and noun.ent_type_ == "PERSON" and doer.start <= noun.idx < doer.end:
            return True
    return False


def is_defence(reading: Reading, token: "Token") -> bool:
    """ "Its air defences had destroyed nine drones": what flew at it was stopped, and nothing attacked."""
    done, doer = patient(token), subject(token)
    is_shield = doer is not None and any(part.lemma_.lower() in SHIELDS for part in core(doer))
    return is_shield and done is not None and is_weapon(reading, done)


def keeps_order(reading: Reading, actor_id: str) -> bool:
    """Police in general: they report on attacks, and what they do themselves they do not claim."""
    row = reading.codebook.actors[actor_id]
    return row["is_class"] == "true" and row.get("plover_sector") in ("COP", "JUD")


def is_own_wing(reading: Reading, doer: Actor, step: Step, told: Attribution) -> bool:
    """ "X fighters seized a post, their political wing said"."""
    for number, one in told.tellers:
        noun = subject(reading.doc[number]) if number >= 0 and one == step else None
        if noun is not None and doer.end < noun.idx and noun.lemma_.lower() in WINGS:
            return any(child.dep_ == "poss" and child.lower_ in ("their", "its") for child in noun.children)
    return False


def defends(reading: Reading, token: "Token", doer: Actor) -> bool:
    """ "Three of them were shot dead by security forces", "troops killed six attackers": that is no blame."""
    row = reading.codebook.actors.get(doer.actor_id or "", {})
    if row.get("is_class") != "true" or row.get("plover_sector") not in ("MIL", "COP"):
        return False
    done = patient(token)
    if done is None:
        return False
    if done.lower_ == "it":  # "soldiers destroyed it": what had not gone off
        return True
    words = [done, *[noun for name, noun in obliques(done) if name == "of"]]
    return any(one.lemma_.lower() in ATTACKING or one.lower_ in ("them", "him", "her") for one in words)


def is_of_both(trigger: Trigger | None) -> bool:
    """ "Rebels and soldiers clashed near X, residents said": of two sides who fight neither is blamed."""
    if trigger is None or trigger.event_type != "armed_clash" or trigger.agent is None:
        return False
    return any(other.i > trigger.agent.i for other in trigger.agent.conjuncts) or trigger.token.lemma_ == "clash"
