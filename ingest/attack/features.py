"""What two mentions have in common and what sets them apart: names of features, and vetoes that no score outweighs."""

from collections.abc import Iterator
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from ingest.attack.profile import DAY, Profile, slack
from ingest.attack.reference import Point, Reference
from ingest.codes import EventType, Outcome

CLOSE_KM = 12.0
APART_KM = 40.0
SHORT = 2 * DAY
WEEK = 8 * DAY
SMALL_TOLL = 2
SOME_WORDS = 4
ONE_ARTICLE = "told apart by one article"
# Kinds of attack that one outlet calls this and another that.
_KINDRED = (
    # A car bomb opens the gate and gunmen run in.
    frozenset(
        {
            EventType.SUICIDE_BOMBING,
            EventType.IED_OR_MINE,
            EventType.SHOOTING_OR_AMBUSH,
            EventType.ARMED_CLASH,
            EventType.ASSASSINATION,
        }
    ),
    frozenset({EventType.SHOOTING_OR_AMBUSH, EventType.ARMED_CLASH, EventType.ABDUCTION}),
    frozenset({EventType.AIRSTRIKE, EventType.DRONE_ATTACK, EventType.MISSILE_OR_ROCKET}),
    # "Bombs" fall and are planted.
    frozenset({EventType.AIRSTRIKE, EventType.IED_OR_MINE}),
    frozenset({EventType.ARTILLERY_SHELLING, EventType.MISSILE_OR_ROCKET}),
    frozenset({EventType.NAVAL_ATTACK, EventType.MISSILE_OR_ROCKET, EventType.SHOOTING_OR_AMBUSH}),
)
_NO_HIT = frozenset({Outcome.INTERCEPTED_ALL, Outcome.MISSED, Outcome.FAILED_MALFUNCTION, Outcome.ABORTED})
_HIT = frozenset({Outcome.HIT, Outcome.PARTLY_INTERCEPTED_HIT})


def veto(one: Profile, other: Profile, reference: Reference) -> str | None:
    """Why two mentions cannot be one attack, or None. Symmetric in them."""
    if one.mention.article_version_id == other.mention.article_version_id:
        return ONE_ARTICLE
    if one.reach is None or other.reach is None:
        return "no date at all"
    if _gap(one, other) > max(slack(one.mention), slack(other.mention)):
        return "days apart"
    if _sites(one, other, reference) == "different sites":
        return "different sites"
    if _area(one, other, reference) is None and not _is_copy(one, other):
        return "different places"
    return None


def features(one: Profile, other: Profile, reference: Reference) -> tuple[str, ...]:
    """The names of what two mentions share and differ in, sorted. Symmetric in them; there is no veto."""
    return tuple(
        sorted(
            (
                *_where(one, other, reference),
                *_when(one, other),
                *_how(one, other),
                *_counts(one, other),
                *_tolls(one, other),
                *_who(one, other),
                *_says(one, other),
            )
        )
    )


def _sites(one: Profile, other: Profile, reference: Reference) -> str | None:
    mine, theirs = one.mention.site_id, other.mention.site_id
    if mine is None or theirs is None:
        return None
    relation = "same_as" if mine == theirs else reference.site_relations.get(frozenset((mine, theirs)))
    match relation:
        case "same_as":
            return "same site"
        case "houses" | "inside":
            return "site within site"
        case "adjacent" | "near":
            return "neighbouring sites"
    return "different sites"


def _area(one: Profile, other: Profile, reference: Reference) -> str | None:
    """How two places lie to each other; None where they are apart."""
    if one.place_id is None or other.place_id is None:
        return None
    km = distance(one.point, other.point)
    if one.place_id == other.place_id:
        return "same town" if reference.is_fine(one.place_id) else "same wider area"
    if one.place_id in other.line or other.place_id in one.line:
        if km is not None and (km > APART_KM or km <= CLOSE_KM):
            return "same town" if km <= CLOSE_KM else None
        outer = one.place_id if one.place_id in other.line else other.place_id
        return "town within country" if reference.type_of_place.get(outer) == "country" else "town within area"
    if km is not None:
        return "places close by" if km <= CLOSE_KM else None
    return "perhaps the same area" if _may_be_in_region(one, other, reference) else None


def _may_be_in_region(one: Profile, other: Profile, reference: Reference) -> bool:
    """Whether one place is an informal region of what the other lies in: the tree does not say more."""
    return any(
        region.place_id is not None
        and reference.is_region(region.place_id)
        and reference.parent_of.get(region.place_id) in inner.line
        for region, inner in ((one, other), (other, one))
    )


def _where(one: Profile, other: Profile, reference: Reference) -> Iterator[str]:
    sites = _sites(one, other, reference)
    if sites is not None:
        yield sites
        return
    has_site = bool(one.mention.site_id or other.mention.site_id)
    area = _area(one, other, reference)
    yield f"{area}, one site" if area and has_site else area or "place unknown"


def _gap(one: Profile, other: Profile) -> timedelta:
    """The time between two intervals; zero where they overlap."""
    if one.reach is None or other.reach is None:
        return timedelta.max
    return max(one.reach[0] - other.reach[1], other.reach[0] - one.reach[1], timedelta())


def _when(one: Profile, other: Profile) -> Iterator[str]:
    gap, wider = _gap(one, other), max(one.width, other.width)
    if not (one.is_dated and other.is_dated):
        yield "one undated"
    elif gap >= DAY / 2:
        yield "days adjoin"
    elif gap:
        yield "hours apart"
    elif wider <= DAY:
        yield "same day"
    elif wider <= SHORT:
        yield "same night or day"
    else:
        yield "days overlap" if wider <= WEEK else "weeks overlap"


def _how(one: Profile, other: Profile) -> Iterator[str]:
    kind = _kind(one.mention.event_type, other.mention.event_type)
    if one.mention.weapon_type == other.mention.weapon_type and one.weapon_class:
        weapon = "same weapon"
    elif one.weapon_class and other.weapon_class:
        weapon = "same weapon class" if one.weapon_class == other.weapon_class else "other weapon class"
    else:
        weapon = ""
    if weapon == "other weapon class" and kind == "other event type":
        yield "other weapon and event type"
    else:
        yield from filter(None, (weapon, kind))
    yield from _outcomes(one.mention.outcome, other.mention.outcome)


def _kind(mine: EventType, theirs: EventType) -> str:
    kinds = {mine, theirs}
    if EventType.OTHER in kinds:
        return ""
    if len(kinds) == 1:
        return "same event type"
    return "kindred event type" if any(kinds <= kindred for kindred in _KINDRED) else "other event type"


def _outcomes(mine: Outcome | None, theirs: Outcome | None) -> Iterator[str]:
    if mine in _HIT | _NO_HIT and theirs in _HIT | _NO_HIT:
        yield "same outcome" if (mine in _HIT) == (theirs in _HIT) else "other outcome"


def _counts(one: Profile, other: Profile) -> Iterator[str]:
    """Munition counts that both give; a single one tells little."""
    pairs = (
        (one.mention.launched, other.mention.launched),
        (one.mention.intercepted, other.mention.intercepted),
        (one.mention.impacted, other.mention.impacted),
    )
    known = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    if any(mine != theirs for mine, theirs in known):
        yield "other count"
    elif any(mine > 1 for mine, _ in known):
        yield "same count"


def _tolls(one: Profile, other: Profile) -> Iterator[str]:
    """Tolls that both give: one that rises from the earlier text to the later is no disagreement."""
    first, second = sorted((one, other), key=_published)
    for harm, before, after in (
        ("dead", first.mention.killed, second.mention.killed),
        ("hurt", first.mention.injured, second.mention.injured),
    ):
        if before is None or after is None:
            continue
        if before == after:
            yield f"same number of {harm}" if after > SMALL_TOLL else f"same small number of {harm}"
        elif _published(first) == _published(second) or before < after <= 4 * before + 3:
            yield f"number of {harm} rises"
        else:
            yield f"other number of {harm}"


def _published(each: Profile) -> float:
    return each.mention.published_at.timestamp() if each.mention.published_at else 0.0


def _who(one: Profile, other: Profile) -> Iterator[str]:
    if not one.attackers or not other.attackers:
        return
    if one.attackers & other.attackers:
        yield "same attacker"
    elif one.attackers & other.attackers_above or other.attackers & one.attackers_above:
        yield "attacker within attacker"
    else:
        yield "other attacker"


def _says(one: Profile, other: Profile) -> Iterator[str]:
    if one.original_id == other.original_id:
        yield "copied text"
    if one.mention.article_id == other.mention.article_id:
        yield "same article"
    if set(one.mention.origins) & set(other.mention.origins):
        yield "same named origin"
    shared = len(one.words & other.words)
    if shared:
        yield "one rare word" if shared == 1 else "several rare words"
    elif min(len(one.words), len(other.words)) >= SOME_WORDS:
        yield "no rare word"


def _is_copy(one: Profile, other: Profile) -> bool:
    return one.original_id == other.original_id or one.mention.article_id == other.mention.article_id


def distance(one: Point | None, other: Point | None) -> float | None:
    """Kilometres between two points on a sphere (haversine); None where one is unknown."""
    if one is None or other is None:
        return None
    (lat, lon), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))
