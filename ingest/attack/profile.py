"""A mention as it is compared: what can be worked out of it alone, once, before it meets others."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ingest.attack.reference import Point, Reference
from ingest.codes import DateGranularity
from ingest.records import ResolvableMention

DAY = timedelta(days=1)
# A mention without a date can tell of anything in the week before it was published.
UNDATED_REACH = timedelta(days=7)
# What lies further back than a month is told as history, so no wider interval says more.
LONGEST_REACH = timedelta(days=31)
_ASSUMED = frozenset({DateGranularity.DAY_ASSUMED, DateGranularity.NIGHT_AMBIGUOUS})


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A mention with the interval, the places, the actors and the words that it is compared by.

    `reach` is the closed interval in which the attack may lie, None where not even a publication date is known.
    """

    mention: ResolvableMention
    reach: tuple[datetime, datetime] | None
    is_dated: bool
    place_id: str | None
    line: frozenset[str]
    point: Point | None
    weapon_class: str | None
    attackers: frozenset[str]
    attackers_above: frozenset[str]
    words: frozenset[str]
    original_id: str

    @property
    def width(self) -> timedelta:
        """How long the interval is."""
        return self.reach[1] - self.reach[0] if self.reach else timedelta()


def profile(mention: ResolvableMention, reference: Reference) -> Profile:
    """Work out what a mention is compared by."""
    place_id = mention.place_id or reference.place_of_site.get(mention.site_id or "")
    attackers = frozenset(mention.attacker_ids)
    return Profile(
        mention=mention,
        reach=reach(mention),
        is_dated=bool(mention.occurred_start and mention.occurred_end),
        place_id=place_id,
        line=frozenset(reference.line(place_id or "")),
        point=reference.points.get(mention.site_id or "") or reference.points.get(place_id or ""),
        weapon_class=reference.class_of_weapon.get(mention.weapon_type or ""),
        attackers=attackers,
        attackers_above=attackers.union(*(reference.above.get(actor, frozenset()) for actor in attackers)),
        words=frozenset(mention.words),
        original_id=mention.near_dup_of or mention.article_version_id,
    )


def reach(mention: ResolvableMention) -> tuple[datetime, datetime] | None:
    """The interval in which the attack may lie, or None where not even a publication date is known.

    One that is longer than a month is cut to the month before publication, so that no mention reaches everything.
    """
    published = mention.published_at
    if mention.occurred_start is None or mention.occurred_end is None:
        return (published - UNDATED_REACH, published) if published else None
    start, end = mention.occurred_start, mention.occurred_end
    if end - start <= LONGEST_REACH:
        return start, end
    last = min(end, published + DAY) if published else end
    return max(start, last - LONGEST_REACH), max(start, last)


def slack(mention: ResolvableMention) -> timedelta:
    """How far the interval may be off: a day, for local days told as UTC's; two where the day is assumed."""
    return 2 * DAY if mention.date_granularity in _ASSUMED else DAY
