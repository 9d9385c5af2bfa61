"""The nouns that the stages hand to each other: frozen, keyword-only records without behaviour.

A record that is stored has the name of its table's columns, in their order; `warehouse.store` relies on it.
Instants are timezone-aware UTC. Offsets are half-open ranges of code points into `ArticleVersion.text`.
Every `_id` that is a hash comes from `ingest.keys`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ingest.codes import (
    Anonymity,
    AttackStatus,
    CaptureKind,
    Certainty,
    ChainRole,
    ChangeKind,
    ClaimMode,
    CodingStatus,
    CombatantStatus,
    DateBasis,
    DateGranularity,
    DateRefusal,
    EventType,
    FeedStatus,
    Field,
    Harm,
    Outcome,
    PageOutcome,
    PubStatus,
    RejectionReason,
    ReportKind,
    SectionRole,
    Side,
    Stance,
    Standing,
    TextKind,
    Voice,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An RSS, Atom or JSON Feed address of a source."""

    feed_id: str
    source_id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WireDrop:
    """A folder into which an agency's articles arrive, relative to the data directory's `wire/`.

    A file is taken once two scans `settle_seconds` apart found it the same. No `formats` are all formats.
    """

    source_id: str
    path: str
    formats: tuple[str, ...] = ()
    settle_seconds: int = 10
    poll_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher or agency that we read: one file of the registry.

    `party_actor_id` is the party to a conflict that owns or directs it; `checked_on` the day on which its feeds last
    answered a check.
    """

    source_id: str
    name: str
    kind: str
    homepage: str
    country_iso3: str | None
    language: str
    scale: str
    timezone: str
    party_actor_id: str | None = None
    gap_seconds: int | None = None
    terms_url: str | None = None
    terms_checked_on: date | None = None
    expected_low: int | None = None
    expected_high: int | None = None
    checked_on: date | None = None
    feeds: tuple[Feed, ...] = ()
    wire: WireDrop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed after a request to it: one row a request, of which the newest holds.

    `reason` says why it stands as it does; `next_at` is NULL where nobody asks it again unbidden. `url` replaces the
    registry's address once the feed has moved. The digest, the validators and `item_count` are those of the last
    answer that could be read; `new_count` is NULL where this one was not read. `is_gap` says that nothing of the last
    listing was left, so that items were missed. `arrival_seconds` is a moving average between two items, and
    `news_gap_seconds` between two answers that brought any.
    """

    fetch_id: str
    feed_id: str
    source_id: str
    polled_at: datetime
    status: FeedStatus
    reason: str | None
    next_at: datetime | None
    interval_seconds: int
    points: float
    failure_count: int
    unusable_count: int
    url: str | None
    etag: str | None
    last_modified: str | None
    sha256: str | None
    is_guid_unstable: bool
    item_count: int | None
    new_count: int | None
    is_gap: bool
    arrival_seconds: int | None
    news_gap_seconds: int | None
    moved_to: str | None
    moved_count: int
    moved_since: datetime | None
    gone_since: datetime | None
    last_ok_at: datetime | None
    last_new_at: datetime | None
    last_full_at: datetime | None
    throttled_until: datetime | None
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A request and what came of it, stored in the archive: `status` is NULL where nothing was answered.

    `polled_at` is the `now` of the run that asked, `fetched_at` the instant of the answer. Digest and size are those of
    the payload, which for a revisit is stored with the capture that `revisit_of` names.
    """

    capture_id: str
    kind: CaptureKind
    source_id: str
    feed_id: str | None
    entry_ids: tuple[str, ...]
    url: str
    final_url: str
    status: int | None
    error: str | None
    polled_at: datetime
    fetched_at: datetime
    etag: str | None
    last_modified: str | None
    content_type: str | None
    sha256: str | None
    size_bytes: int
    warc_file: str
    warc_offset: int
    warc_length: int
    is_truncated: bool = False
    revisit_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFetch:
    """One request to a feed and what it brought. `is_malformed` is NULL where nothing was read."""

    fetch_id: str
    feed_id: str
    source_id: str
    capture_id: str
    polled_at: datetime
    status: int | None
    etag: str | None
    last_modified: str | None
    size_bytes: int
    entry_count: int | None
    error: str | None
    loaded_at: datetime
    is_malformed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one item of a feed or wire. An item that its publisher edits gives a second entry."""

    entry_id: str
    item_id: str
    source_id: str
    feed_id: str | None
    capture_id: str
    kind: CaptureKind
    guid: str
    version: str | None
    link: str | None
    title: str | None
    summary: str | None
    body: str | None
    published_at: datetime | None
    published_basis: str | None
    updated_at: datetime | None
    credit: str | None
    dateline: str | None
    byline: str | None
    language: str | None
    is_correction: bool
    first_seen_at: datetime
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WireItem:
    """What only a wire says of an entry. `item_no` is its place in the file, from 0; `marks` are `PartMark`s.

    `text_sha256` is that of the entry's text, `content_sha256` that of the item as the file has it: two items of one
    guid and version with different contents are a conflict.
    """

    entry_id: str
    item_id: str
    source_id: str
    capture_id: str
    item_no: int
    format_name: str
    guid: str
    version: str | None
    provider: str | None
    pub_status: PubStatus
    embargoed_until: datetime | None
    urgency: int | None
    slugline: str | None
    headline: str | None
    ed_note: str | None
    dateline_place: str | None
    dateline_date: date | None
    located: tuple[str, ...]
    subjects: tuple[str, ...]
    marks: tuple[str, ...]
    take_no: int | None
    copyright_holder: str | None
    copyright_notice: str | None
    usage_terms: str | None
    is_keeping_forbidden: bool
    content_sha256: str
    text_sha256: str | None
    modified_at: datetime | None
    first_seen_at: datetime
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingChange:
    """That an item stands in its feed's listing from this request on, or no longer."""

    feed_id: str
    item_id: str
    polled_at: datetime
    is_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """What is stored of an item of a feed, as far as telling it again needs."""

    feed_id: str
    item_id: str
    link: str | None
    title: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An entry whose page could not be had this time; asked for again by a later run."""

    entry_id: str
    capture_id: str
    failed_at: datetime
    error: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An entry that gave no article version, and why."""

    entry_id: str
    capture_id: str
    rejected_at: datetime
    reason: RejectionReason
    detail: str | None
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageObservation:
    """Another look at the page of an article whose text is stored. The old text stays, whatever was seen."""

    entry_id: str
    capture_id: str
    article_id: str
    observed_at: datetime
    status: int | None
    outcome: PageOutcome
    detail: str | None
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One work of one publisher."""

    article_id: str
    source_id: str
    canonical_url: str | None
    guid: str | None
    first_seen_at: datetime
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """One distinct text of an article. `text` is the only text that offsets point into.

    `words_added` and `words_removed` are counted against the version before; NULL for the first.
    """

    article_version_id: str
    article_id: str
    source_id: str
    entry_id: str
    capture_id: str
    version_no: int
    change_kind: ChangeKind
    title: str | None
    text: str
    text_sha256: str
    word_count: int
    language: str | None
    published_at: datetime | None
    published_basis: str | None
    updated_at: datetime | None
    dateline: str | None
    byline: str | None
    credit: str | None
    first_seen_at: datetime
    loaded_at: datetime
    title_language: str | None = None
    words_added: int | None = None
    words_removed: int | None = None
    text_kind: TextKind | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    is_free: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleParagraph:
    """A paragraph of an article version whose page shows what part it plays; `para_no` counts from 0.

    `posted_at` is the instant of the live page's post that it stands in.
    """

    article_version_id: str
    para_no: int
    char_start: int
    char_end: int
    section_role: SectionRole
    posted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDate:
    """A date of publication that somebody gives for an article version, as written there; NULL where it is refused."""

    article_version_id: str
    basis: str
    written: str
    published_at: datetime | None
    refusal: DateRefusal | None
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrint:
    """A digest of a part of a page's sketch: pages of one host that share one say the same."""

    host: str
    print_hash: str
    article_id: str
    title_key: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSketch:
    """What of a version is compared to find its copies: `hashes` ascending, each below 2**31.

    `dated_at` is when it became public, as far as is known; `credited_name` the agency, other than its publisher,
    that it is credited to.
    """

    article_version_id: str
    article_id: str
    dated_at: datetime
    standing: Standing
    credited_name: str | None
    hashes: tuple[int, ...]
    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCopy:
    """What a version is held to copy, from `known_from` until its row with the next `copy_no`, which names a better
    origin. `containment`: the share of the smaller text's hashes that the larger has, 0 to 1."""

    article_version_id: str
    copy_no: int
    copied_version_id: str
    shared_count: int
    containment: float
    known_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article version; `sent_no` counts from 0."""

    article_version_id: str
    sent_no: int
    para_no: int
    char_start: int
    char_end: int
    section_role: SectionRole


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
    """An id that became part of another ("merged_into") or was issued for a part of another ("split_from")."""

    attack_id: str
    change: str
    other_attack_id: str
    known_from: datetime
    reason: str
