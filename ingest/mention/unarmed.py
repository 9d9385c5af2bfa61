"""Who attacks and storms without arms: beasts, and crowds before a gate."""

from typing import TYPE_CHECKING

from ingest.mention.reading import Reading

if TYPE_CHECKING:
    from ingest.mention.trigger import Trigger

BEASTS = frozenset(
    "elephant lion tiger leopard bear crocodile hippo shark dog wolf monkey snake bee bull jackal hyena buffalo boar "
    "locust wasp".split()
)
# Who gathers before gates and storms them, without arms.
CROWDS = frozenset(
    "parent protester demonstrator marcher supporter mourner relative activist student pupil voter customer shopper "
    "journalist reporter fan striker commuter".split()
)


def is_of_beast(trigger: "Trigger") -> bool:
    """Whether an animal did it."""
    doer = trigger.agent
    return doer is not None and doer.pos_ == "NOUN" and doer.lemma_.lower() in BEASTS


def is_of_crowd(reading: Reading, trigger: "Trigger") -> bool:
    """ "Parents besieged the school", "protesters stormed the hall"."""
    doer = trigger.agent
    return not trigger.is_noun and doer is not None and doer.lemma_.lower() in CROWDS and not reading.weapons
