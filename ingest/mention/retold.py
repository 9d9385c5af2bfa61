"""The attacks of a whole article beside one another: those told twice far apart, and leads that sum several up."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.codes import AttackStatus, EventType, Field
from ingest.mention.codebook import Codebook
from ingest.mention.same import contradicts, is_finer, places_fit, victims_of
from ingest.mention.telling import Told


def united(attacks: Sequence[Told], codebook: Codebook) -> list[Told]:
    """The attacks of a whole article, those told twice far apart being one: the same named victim, the same site."""
    kept: list[Told] = []
    for attack in attacks:
        first = next((one for one in kept if _is_retold(attack, one, codebook)), None)
        if first is None:
            kept.append(attack)
        else:
            first.tellings += attack.tellings
            first.tolls += attack.tolls
            first.claims += attack.claims
            first.extra += attack.extra
            first.accounts += attack.accounts
            first.moments += attack.moments
    return kept


def in_sum(attacks: Sequence[Told], codebook: Codebook) -> list[Told]:
    """The attacks, what a lead told of in the plural being a summary where several are then told in its bounds."""
    return [_summed(one) if one.tellings and _is_sum(one, attacks, codebook) else one for one in attacks]


def _is_sum(attack: Told, attacks: Sequence[Told], codebook: Codebook) -> bool:
    bounds = attack.values(Field.PLACE)
    if not bounds or attack.values(Field.SITE) or not any(one.trigger.is_many for one in attack.tellings):
        return False
    parts = [
        one
        for one in attacks
        if one is not attack
        and one.status is AttackStatus.ACTUAL
        and one.last.reading.sentence.sent_no > attack.last.reading.sentence.sent_no
        and places_fit(one.values(Field.PLACE), bounds, codebook)
        and is_finer(one.values(Field.PLACE), bounds, codebook)
    ]
    return len(parts) > 1


def _summed(attack: Told) -> Told:
    tellings = [
        replace(one, status=AttackStatus.GENERIC) if one.status is AttackStatus.ACTUAL else one
        for one in attack.tellings
    ]
    return replace(attack, tellings=tellings)


def _is_retold(attack: Told, first: Told, codebook: Codebook) -> bool:
    if attack.status is not first.status or any(contradicts(one, first, codebook) for one in attack.tellings):
        return False
    ours = {name for one in attack.tellings for name in victims_of(one)}
    theirs = {name for one in first.tellings for name in victims_of(one)}
    sites = set(attack.values(Field.SITE)) & set(first.values(Field.SITE))
    is_meant = all(one.trigger.is_noun and one.trigger.is_definite for one in attack.tellings)
    return bool(ours & theirs or (sites and (is_meant or _kinds(attack) & _kinds(first))))


def _kinds(attack: Told) -> set[EventType]:
    return {one.event_type for one in attack.tellings}
