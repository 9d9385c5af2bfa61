"""Articles, their versions, parts, dates and copies."""

from dataclasses import dataclass
from datetime import datetime

from ingest.codes import (
    ChangeKind,
    DateRefusal,
    PageOutcome,
    SectionRole,
    Standing,
    TextKind,
)


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
