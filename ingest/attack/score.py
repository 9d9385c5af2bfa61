"""How likely two mentions tell of one attack: a sum of weights, never without its reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ingest.attack.reference import Reference
from ingest.codes import EventType
from ingest.records import ResolvableMention

DAY = timedelta(days=1)
# A mention without a date can tell of anything in the week before it was published.
UNDATED_REACH = timedelta(days=7)
THRESHOLD = 4.0

WEIGHTS = {
    "same site": 3.0,
    "sites near each other": 1.5,
    "same place": 2.0,
    "place within place": 1.0,
    "same days": 2.0,
    "days overlap": 1.0,
    "days adjoin": 0.0,
    "same weapon class": 1.0,
    "other weapon class": -1.5,
    "same event type": 1.0,
    "same count": 1.5,
    "other count": -1.0,
    "same attacker": 0.5,
    "copied text": 3.0,
    "same article": 2.0,
}


@dataclass(frozen=True, slots=True)
class Score:
    """A sum and the features that made it; `veto` where the two cannot be one attack."""

    value: float
    features: tuple[str, ...]
    veto: str | None = None

    @property
    def reason(self) -> str:
        """The features with their weights, for a person."""
        return self.veto or ", ".join(f"{name} {WEIGHTS[name]:+g}" for name in self.features)

    @property
    def is_match(self) -> bool:
        """Whether it suffices to join."""
        return self.veto is None and self.value >= THRESHOLD


def score(one: ResolvableMention, other: ResolvableMention, reference: Reference) -> Score:
    """Compare two mentions. Symmetric in them."""
    veto = _veto(one, other, reference)
    if veto:
        return Score(0.0, (), veto)
    features = (
        _where(one, other, reference)
        + _when(one, other)
        + _how(one, other, reference)
        + _counts(one, other)
        + _who_says(one, other)
    )
    return Score(sum(WEIGHTS[name] for name in features), features)


def reach(mention: ResolvableMention) -> tuple[datetime, datetime] | None:
    """The interval in which the attack may lie, or None where not even a publication date is known."""
    if mention.occurred_start and mention.occurred_end:
        return mention.occurred_start, mention.occurred_end
    if mention.published_at:
        return mention.published_at - UNDATED_REACH, mention.published_at
    return None


def _veto(one: ResolvableMention, other: ResolvableMention, reference: Reference) -> str | None:
    if one.article_version_id == other.article_version_id:
        return "told apart by one article"
    mine, theirs = reach(one), reach(other)
    if mine is None or theirs is None:
        return "no date at all"
    if mine[0] - DAY > theirs[1] or theirs[0] - DAY > mine[1]:
        return "days apart"
    if not _may_be_one_place(one, other, reference):
        return "different places"
    return None


def _may_be_one_place(one: ResolvableMention, other: ResolvableMention, reference: Reference) -> bool:
    sites = frozenset(filter(None, (one.site_id, other.site_id)))
    if one.site_id and other.site_id:
        return one.site_id == other.site_id or sites in reference.related_sites
    mine, theirs = _place(one, reference), _place(other, reference)
    if mine is None or theirs is None:
        return False
    return reference.is_within(mine, theirs) or reference.is_within(theirs, mine)


def _where(one: ResolvableMention, other: ResolvableMention, reference: Reference) -> tuple[str, ...]:
    if one.site_id and other.site_id:
        return ("same site",) if one.site_id == other.site_id else ("sites near each other",)
    same = _place(one, reference) == _place(other, reference)
    return ("same place",) if same else ("place within place",)


def _when(one: ResolvableMention, other: ResolvableMention) -> tuple[str, ...]:
    if not (one.occurred_start and one.occurred_end and other.occurred_start and other.occurred_end):
        return ()
    if (one.occurred_start, one.occurred_end) == (other.occurred_start, other.occurred_end):
        return ("same days",)
    overlaps = one.occurred_start <= other.occurred_end and other.occurred_start <= one.occurred_end
    return ("days overlap",) if overlaps else ("days adjoin",)


def _how(one: ResolvableMention, other: ResolvableMention, reference: Reference) -> tuple[str, ...]:
    features: tuple[str, ...] = ()
    mine, theirs = (reference.class_of_weapon.get(each.weapon_type or "") for each in (one, other))
    if mine and theirs:
        features += ("same weapon class",) if mine == theirs else ("other weapon class",)
    if one.event_type == other.event_type and one.event_type is not EventType.OTHER:
        features += ("same event type",)
    return features


def _counts(one: ResolvableMention, other: ResolvableMention) -> tuple[str, ...]:
    """Munition counts that both give. Tolls are left out: a toll that rises is no disagreement."""
    pairs = (
        (one.launched, other.launched),
        (one.intercepted, other.intercepted),
        (one.impacted, other.impacted),
    )
    return tuple(
        "same count" if mine == theirs else "other count"
        for mine, theirs in pairs
        if mine is not None and theirs is not None
    )


def _who_says(one: ResolvableMention, other: ResolvableMention) -> tuple[str, ...]:
    features: tuple[str, ...] = ()
    if one.attacker_id and one.attacker_id == other.attacker_id:
        features += ("same attacker",)
    origins = {one.near_dup_of or one.article_version_id, other.near_dup_of or other.article_version_id}
    if len(origins) == 1:
        features += ("copied text",)
    if one.article_id == other.article_id:
        features += ("same article",)
    return features


def _place(mention: ResolvableMention, reference: Reference) -> str | None:
    return mention.place_id or reference.place_of_site.get(mention.site_id or "")
