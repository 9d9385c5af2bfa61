"""Kinds of attack of which one attack is never both: what comes from afar, and what was laid or carried there."""

from collections.abc import Set

from ingest.codes import EventType

FROM_AFAR = frozenset({EventType.AIRSTRIKE, EventType.ARTILLERY_SHELLING})
LAID = frozenset({EventType.IED_OR_MINE, EventType.SUICIDE_BOMBING})


def are_other_means(kind: EventType, kinds: Set[EventType]) -> bool:
    """Whether one is of bombs from aircraft or guns, and all the others of bombs that were laid, or the other way."""
    return (kind in FROM_AFAR and kinds <= LAID) or (kind in LAID and kinds <= FROM_AFAR)
