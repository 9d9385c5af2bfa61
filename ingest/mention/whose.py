"""Whose the dead and hurt of a toll are: decided when all that an article says of the attackers is read."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from ingest.codes import CombatantStatus, Side
from ingest.mention.codebook import Codebook

# Nouns that say by themselves on which side somebody was.
ATTACKING = frozenset(
    "attacker assailant bomber hijacker perpetrator raider intruder infiltrator gunman aggressor invader".split()
)
BYSTANDING = frozenset("bystander passer-by passer passerby passersby onlooker".split())
OUTLAWS = frozenset({CombatantStatus.ARMED_GROUP_MEMBER})
REGULARS = frozenset({CombatantStatus.MILITARY, CombatantStatus.POLICE})
GROUPS = frozenset({"armed_group", "umbrella"})
STATES = frozenset("army military force forces navy ministry government aircraft jets warplanes planes".split())
REGULAR_SECTORS = frozenset({"MIL", "COP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What a sentence says of those harmed.

    `actors` are named in the words for them, `owners` those whose men they are called, `statuses` what their nouns
    say that they were, `killer` who harmed them, an outlaw or he who tells it, `speaker` who tells it of his own.
    """

    lemmas: frozenset[str] = frozenset()
    head: str = ""
    actors: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    statuses: frozenset[CombatantStatus] = frozenset()
    is_killed_by_regulars: bool = False
    is_nobody_else: bool = False
    speaker: str | None = None
    killer: str | None = None
    is_own: bool = False


class Fight(Enum):
    """How far an attack is told as a fight of two sides."""

    NO = "no"
    PARTLY = "partly"
    WHOLLY = "wholly"


def side(party: Party, doers: Collection[str], codebook: Codebook, fight: Fight = Fight.NO) -> Side:
    """Whose they were: those who attacked, those who stood by, else the attacked. `doers` by id or in words.

    Of a fight in which nobody is told to have attacked the outlaws are taken for the attackers. Where the whole
    attack is a fight between two sides, whose "four people" were is not known.
    """
    if party.lemmas & (ATTACKING | BYSTANDING):
        return Side.ATTACKER if party.lemmas & ATTACKING else Side.BYSTANDER
    known = {doer for doer in doers if doer in codebook.actors}
    if party.owners or party.is_own:
        return _of(_are_own(party, doers, known, codebook))
    if party.killer is not None and _is_doer(party.killer, known, codebook):
        return Side.TARGET
    if fight is not Fight.NO and not doers:
        return _of(bool(party.statuses & OUTLAWS) or (party.is_nobody_else and party.is_killed_by_regulars))
    if fight is Fight.WHOLLY and _may_be_either(party, doers, codebook):
        return Side.UNKNOWN
    return _of(_is_named(party, doers, known, codebook) or _is_by_kind(party, doers, codebook))


def _may_be_either(party: Party, doers: Collection[str], codebook: Codebook) -> bool:
    """ "Four people", and "six fighters" where both sides are groups."""
    if party.is_killed_by_regulars:
        return False
    are_groups = len(doers) > 1 and all(_is_group(doer, codebook) for doer in doers)
    return party.is_nobody_else or (are_groups and not party.actors and party.statuses == OUTLAWS)


def _are_own(party: Party, doers: Collection[str], known: Collection[str], codebook: Codebook) -> bool:
    """Whether they are called the men of an attacker, or of one who speaks of his own."""
    if party.owners:
        return any(codebook.answers_for(one, doer) for one in party.owners for doer in known)
    speaker = party.speaker
    if speaker is not None and speaker not in codebook.actors and not _is_doer(speaker, known, codebook):
        return any(is_regular(doer, codebook) for doer in doers)
    return _is_doer(speaker, known, codebook)


def _of(is_attacker: bool) -> Side:
    return Side.ATTACKER if is_attacker else Side.TARGET


def _is_doer(speaker: str | None, known: Collection[str], codebook: Codebook) -> bool:
    """Whether he who tells of his own losses attacked; nobody and no army by its name are taken for the others."""
    if speaker is None:
        return True
    if speaker not in codebook.actors:
        return not any(_is_regular(word, codebook) for word in speaker.lower().split())
    if codebook.actors[speaker]["is_class"] == "true":
        is_group = _is_group(speaker, codebook)
        return any(is_group == _is_group(doer, codebook) for doer in known) if known else is_group
    return any(codebook.answers_for(speaker, doer) for doer in known)


def _is_named(party: Party, doers: Collection[str], known: Collection[str], codebook: Codebook) -> bool:
    """Whether they are called as the attackers are; soldiers are not, where a group attacked."""
    is_regular = bool(party.statuses & REGULARS) and _are_groups(doers, codebook)
    heads = {doer.lower().rsplit(maxsplit=1)[-1] for doer in doers if doer not in known and doer.strip()}
    if party.head and party.head in heads:
        return True
    return any(
        codebook.kin(one, doer)
        for one in party.actors
        for doer in known
        if not (is_regular and codebook.actors[doer]["is_class"] == "true")
    )


def _is_by_kind(party: Party, doers: Collection[str], codebook: Codebook) -> bool:
    """Whether a group attacked and these are fighters of nobody else, or killed by those who were attacked."""
    if not _are_groups(doers, codebook):
        return False
    if any(codebook.acts(one) and codebook.actors[one]["is_class"] != "true" for one in party.actors):
        return False
    return bool(party.statuses & OUTLAWS) or (party.is_nobody_else and party.is_killed_by_regulars)


def is_regular(doer: str, codebook: Codebook) -> bool:
    """Whether an attacker, by id or in words, is of a state's forces."""
    return not _is_group(doer, codebook)


def _are_groups(doers: Collection[str], codebook: Codebook) -> bool:
    """Whether a group or men of none are among the attackers, and no state's forces by their name."""
    groups = [doer for doer in doers if _is_group(doer, codebook)]
    rest = [doer for doer in doers if doer not in groups]
    return bool(groups) and all(codebook.actors.get(one, {}).get("is_class") == "true" for one in rest)


def _is_group(doer: str, codebook: Codebook) -> bool:
    row = codebook.actors.get(doer)
    if row is None:
        return not any(_is_regular(word, codebook) for word in doer.lower().split())
    if row["actor_kind"] == "class":
        return row["plover_sector"] not in REGULAR_SECTORS
    return row["actor_kind"] in GROUPS


def _is_regular(word: str, codebook: Codebook) -> bool:
    term = codebook.means("victim", word) or codebook.means("victim", word.removesuffix("s"))
    return word in STATES or (term is not None and term.code in REGULARS)
