"""What resolution reads and writes: identities, memberships, pairs and their scores, changes."""

from dataclasses import dataclass
from datetime import datetime

from ingest.codes import (
    DateGranularity,
    DecisionAction,
    EventType,
    Outcome,
    Standing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A place that a coding named by its id in the gazetteer, "gn_98182", and no reviewed list holds."""

    place_id: str
    geonames_id: int
    name: str
    country_iso3: str
    admin1_code: str | None
    latitude: float
    longitude: float
    timezone: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackIdentity:
    """An id that was issued for a real-world attack. Ids are never reused."""

    attack_id: str
    founding_mention_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A mention's assignment to an attack, from `known_from` until the mention's next row."""

    mention_id: str
    attack_id: str
    known_from: datetime
    method: str
    score: float | None
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions of different articles that share enough, whichever copies the other."""

    article_version_id: str
    other_version_id: str
    shared_count: int
    containment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What decides whether a version is taken for the origin of another, and what it is held to copy so far."""

    article_version_id: str
    dated_at: datetime
    standing: Standing
    copied_version_id: str | None = None
    copy_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvableMention:
    """What resolution needs to know of a mention.

    `killed` and `injured` leave the attackers' own losses out; `origins` are the named ones of its chains, in lower
    case; `words` those of its sentences that tell it from others.
    """

    mention_id: str
    article_id: str
    article_version_id: str
    near_dup_of: str | None
    published_at: datetime | None
    event_type: EventType
    occurred_start: datetime | None
    occurred_end: datetime | None
    date_granularity: DateGranularity = DateGranularity.DAY
    place_id: str | None = None
    site_id: str | None = None
    attacker_ids: tuple[str, ...] = ()
    weapon_type: str | None = None
    launched: int | None = None
    intercepted: int | None = None
    impacted: int | None = None
    outcome: Outcome | None = None
    killed: int | None = None
    injured: int | None = None
    origins: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachableMention(ResolvableMention):
    """A resolvable mention of a coding run with the keys by which others find it.

    `reach_start` to `reach_end` is the interval in which the attack may lie; the country is the root of the place
    tree; `original_id` is the version that its text was first told in.
    """

    run_id: str
    reach_start: datetime | None
    reach_end: datetime | None
    country_id: str | None
    division_id: str | None
    weapon_class: str | None
    original_id: str
    known_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How like two mentions are, the lower id first: the sum, and what each feature adds to it, as JSON."""

    run_id: str
    method: str
    mention_id: str
    other_mention_id: str
    score: float
    contributions: str
    known_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackChange:
    """An id that became part of another ("merged_into"), was issued for a part of another ("split_from"), or came back
    when an analyst undid a merge ("restored")."""

    attack_id: str
    change: str
    other_attack_id: str
    known_from: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalystDecision:
    """What an analyst decided of an attack; the migration that makes its table says what each column means."""

    decision_id: str
    decided_at: datetime
    analyst: str
    action: DecisionAction
    attack_id: str
    other_attack_id: str | None = None
    mention_ids: tuple[str, ...] = ()
    other_mention_ids: tuple[str, ...] = ()
    field: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    reason: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """A line of the journal whose rows are stored: the digest of its content, its file and its length."""

    commit_id: str
    file: str
    size_bytes: int
