"""What a coding run read in an article version: mentions, assertions, claims, tolls, chains."""

from dataclasses import dataclass
from datetime import date, datetime

from ingest.codes import (
    Anonymity,
    AttackStatus,
    Certainty,
    ChainRole,
    ClaimMode,
    CodingStatus,
    CombatantStatus,
    DateBasis,
    DateGranularity,
    EventType,
    Field,
    Harm,
    ReportKind,
    SectionRole,
    Side,
    Stance,
    Voice,
)
from ingest.records.article import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRun:
    """One coder, in one version, with one codebook. `known_at` is the `now` of the run that first used it."""

    run_id: str
    known_at: datetime
    coder_kind: str
    coder_version: str
    codebook_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One attack as told by one version of one article.

    `occurred_start` and `occurred_end` close the interval in which the text places the attack; day boundaries are
    local to the place. Both are NULL where the text gives no date. The span is that of the main sentence.
    """

    run_id: str
    mention_id: str
    article_version_id: str
    ordinal: int
    event_type: EventType
    attack_status: AttackStatus
    is_countable: bool
    occurred_start: datetime | None
    occurred_end: datetime | None
    event_date: date | None
    date_granularity: DateGranularity
    date_basis: DateBasis | None
    confidence: float
    reason: str
    sent_no: int
    char_start: int
    char_end: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A value that a mention gives for a field, and the words that give it.

    `value` is an id or code where the name is known and NULL where it is not: then `text` keeps the name. Munition
    counts stand in `low`, `best` and `high`.
    """

    run_id: str
    assertion_id: str
    mention_id: str
    field: Field
    value: str | None
    text: str | None
    low: int | None
    best: int | None
    high: int | None
    certainty: Certainty
    voice: Voice
    chain_id: str
    sent_no: int
    char_start: int
    char_end: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A speech act about responsibility for an attack, or about whether it happened."""

    run_id: str
    claim_id: str
    mention_id: str
    stance: Stance
    speaker_actor_id: str | None
    speaker_text: str | None
    about_actor_id: str | None
    about_text: str | None
    certainty: Certainty
    claim_mode: ClaimMode
    chain_id: str
    sent_no: int
    char_start: int
    char_end: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyReport:
    """A reported figure of casualties. An unknown is NULL; 0 stands only where somebody says none."""

    run_id: str
    report_id: str
    mention_id: str
    side: Side
    combatant_status: CombatantStatus
    harm: Harm
    report_kind: ReportKind
    low: int | None
    best: int | None
    high: int | None
    vague_term: str | None
    chain_id: str
    sent_no: int
    char_start: int
    char_end: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregateStatement:
    """A number or rate of attacks that cannot be counted one by one; `low` to `high` is NULL where none is given."""

    run_id: str
    statement_id: str
    article_version_id: str
    low: int | None
    best: int | None
    high: int | None
    actor_id: str | None
    place_id: str | None
    text: str
    chain_id: str
    sent_no: int
    char_start: int
    char_end: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A step of a source chain: 0 is the publisher, the last the origin or the publisher's own voice."""

    run_id: str
    chain_id: str
    article_version_id: str
    step: int
    role: ChainRole
    name: str
    actor_id: str | None
    source_id: str | None
    anonymity: Anonymity


@dataclass(frozen=True, slots=True, kw_only=True)
class CodableArticle:
    """What a coder is given: text and the little that dates and places it.

    The roles, and the instants of live posts, are of the text's paragraphs in order, or empty where they are unknown.
    """

    article_version_id: str
    source_id: str
    source_name: str
    text: str
    title: str | None = None
    language: str | None = None
    published_at: datetime | None = None
    dateline: str | None = None
    credit: str | None = None
    timezone: str = "UTC"
    paragraph_roles: tuple[SectionRole, ...] = ()
    posted_at: tuple[datetime | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that one coder says of one article version."""

    article_version_id: str
    status: CodingStatus
    detail: str | None = None
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    claims: tuple[Claim, ...] = ()
    casualty_reports: tuple[CasualtyReport, ...] = ()
    aggregate_statements: tuple[AggregateStatement, ...] = ()
    chain_steps: tuple[ChainStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedVersion:
    """That a version was coded by a run, with how it ended, so that no version is coded twice or forgotten."""

    run_id: str
    article_version_id: str
    status: CodingStatus
    detail: str | None
    loaded_at: datetime
