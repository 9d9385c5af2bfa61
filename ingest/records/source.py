"""What a source is, and what came from it: addresses, fetches, captures, entries, wire items, rejections, failures."""

from dataclasses import dataclass
from datetime import date, datetime

from ingest.codes import (
    CaptureKind,
    FeedStatus,
    PubStatus,
    RejectionReason,
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
class WireService:
    """An agency's service that is asked over HTTP, page by page.

    `cursor` says where an answer tells what to ask next: "link", "header:NAME" or a dotted path into its JSON; None
    where the same address is asked each time. `{cursor}` in `url` is its place where it is no address itself.
    `auth_env` names the environment variable that holds the credential, `auth_as` where that goes: "bearer",
    "header:NAME" or "query:KEY".
    """

    source_id: str
    url: str
    cursor: str | None = None
    auth_env: str | None = None
    auth_as: str = "bearer"
    poll_seconds: int = 900


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
    wire_service: WireService | None = None


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
class PageAsked:
    """How often the page that an entry names was asked for, for whichever entry, and when last (None: never).

    `is_own` says that it was asked for this entry, `is_edit` that no entry for which it was asked has the title and
    the date of update of this one.
    """

    count: int = 0
    last_at: datetime | None = None
    is_own: bool = False
    is_edit: bool = False


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
class WirePoll:
    """A page that an agency's service was asked for and what came of it; the newest row says where to go on.

    `service_url` is the registry's address: where that changes, the cursor counts no more. `cursor` is what to ask
    with next, an opaque word or an address, NULL for the beginning; `has_more` that the next page is due at once.
    `item_count` is NULL where nothing could be read; `unread_reason` says why some or all items of a page were not.
    """

    poll_id: str
    source_id: str
    capture_id: str
    service_url: str
    polled_at: datetime
    page_no: int
    status: int | None
    error: str | None
    item_count: int | None
    unread_reason: str | None
    cursor: str | None
    has_more: bool
    failure_count: int
    next_at: datetime
    loaded_at: datetime
