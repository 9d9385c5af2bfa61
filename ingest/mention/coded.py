"""The public answer of `sigact code`: one object an article, with everything resolved to one best value a field.

What a key means to a reader stands here and becomes the published JSON Schema. A change that breaks a reader of the
old form needs a new SCHEMA_VERSION.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ingest.codes import (
    Anonymity,
    AttackerStatus,
    AttackStatus,
    Certainty,
    ChainRole,
    ClaimMode,
    CodingStatus,
    CombatantStatus,
    Damage,
    DateBasis,
    DateGranularity,
    EventType,
    Harm,
    Outcome,
    ReportKind,
    Side,
    SiteRelation,
    Stance,
)

SCHEMA_VERSION: Literal["1"] = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSentence:
    """A sentence of the text; offsets are half-open ranges of code points."""

    sent_no: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that give a value, and the chain through which they came."""

    sent_no: int
    char_start: int
    char_end: int
    text: str
    chain: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDate:
    """The local days that close the interval of the attack; null where the text gives none."""

    start: date | None
    end: date | None
    granularity: DateGranularity
    basis: DateBasis | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlace:
    """The finest place named; `precision` is the kind of place that the coordinates stand for."""

    name: str
    place_id: str | None
    country_iso3: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSite:
    """An installation, building or object; `site_id` and `name` are null where it is only described."""

    site_id: str | None
    name: str | None
    text: str
    relation: SiteRelation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """An actor as the text has it; `actor_id` and `name` are null where the codebook does not know it."""

    actor_id: str | None
    name: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedAttacker:
    """Who did it, and how sure anyone is."""

    actor_id: str | None
    name: str | None
    text: str | None
    status: AttackerStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTarget:
    """What was aimed at or hit, in the article's words."""

    actor_id: str | None
    site_id: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedWeapon:
    """A type of weapon and the words for it."""

    type: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with its bounds: low <= best <= high; an open one is null."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Munitions:
    """How many were launched, intercepted and hit: intercepted + impacted <= launched."""

    launched: Count | None = None
    intercepted: Count | None = None
    impacted: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDamage:
    """What became of a thing that was hit."""

    extent: Damage
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """The figure that holds at the article's end. An unknown number is null, never 0."""

    side: Side
    combatant_status: CombatantStatus
    harm: Harm
    report_kind: ReportKind
    low: int | None
    best: int | None
    high: int | None
    vague_term: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedClaim:
    """A speech act about responsibility, or about whether the attack happened."""

    stance: Stance
    speaker: NamedActor | None
    about: NamedActor | None
    certainty: Certainty
    mode: ClaimMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a chain."""

    role: ChainRole
    name: str
    actor_id: str | None
    source_id: str | None
    anonymity: Anonymity


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedChain:
    """Through whom it reached us: publisher first, origin or own voice last."""

    chain_id: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedMention:
    """One attack as told by the article; the main sentence stands first."""

    mention_id: str
    attack_status: AttackStatus
    is_countable: bool
    event_type: EventType
    sentences: tuple[CodedSentence, ...]
    date: CodedDate
    place: CodedPlace | None
    site: CodedSite | None
    attacker: CodedAttacker
    attackers: tuple[CodedAttacker, ...]
    targets: tuple[CodedTarget, ...]
    interceptor: NamedActor | None
    weapon: CodedWeapon | None
    weapons: tuple[CodedWeapon, ...]
    munitions: Munitions
    outcome: Outcome
    outcome_claimed: Outcome | None
    damage: tuple[CodedDamage, ...]
    casualties: tuple[Casualties, ...]
    claims: tuple[CodedClaim, ...]
    chains: tuple[CodedChain, ...]
    confidence: float
    reason: str
    evidence: dict[str, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedAggregate:
    """A number or rate of attacks that cannot be counted one by one."""

    text: str
    low: int | None
    best: int | None
    high: int | None
    actor_id: str | None
    place_id: str | None
    sent_no: int
    char_start: int
    char_end: int
    chain: CodedChain | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderIdentity:
    """Which coder, in which version, with which codebook."""

    name: str
    version: str
    codebook_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """The answer for one article; `reason` says why where the status is not `coded`, and what was left unread."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    article_id: str | None
    status: CodingStatus
    reason: str | None = None
    mentions: tuple[CodedMention, ...] = ()
    aggregate_statements: tuple[CodedAggregate, ...] = ()
    coder: CoderIdentity = field()
