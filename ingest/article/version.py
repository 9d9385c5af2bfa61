"""What an entry brought → article, article version, rejection or failure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from ingest import url as web
from ingest.article.changes import Change, compare, measure
from ingest.article.dateline import find_dateline
from ingest.article.dates import DateSaid
from ingest.article.extract import MIN_WORDS, Extracted, Refused
from ingest.article.language import detect
from ingest.article.notices import correction_notes, is_retracted
from ingest.codes import CaptureKind, ChangeKind, RejectionReason, TextKind
from ingest.keys import key
from ingest.records import (
    Article,
    ArticleDate,
    ArticleParagraph,
    ArticleVersion,
    Capture,
    Entry,
    Failure,
    Rejection,
)
from ingest.text import PARTING, count_words

# A summary of fewer words says no more than its headline.
MIN_TEASER_WORDS = 20
# Pages that could not be read, or hold little: what stands behind a wall is no text of ours to replace.
_TEASED = frozenset(
    {
        RejectionReason.TOO_SHORT,
        RejectionReason.TOO_LARGE,
        RejectionReason.TOO_COMPLEX,
        RejectionReason.BAD_ENCODING,
        RejectionReason.TIMEOUT,
        RejectionReason.CRASHED,
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an article: the digests of its texts, oldest first."""

    article_id: str
    digests: tuple[str, ...] = ()
    last_text: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A new version together with the article it belongs to."""

    article: Article
    version: ArticleVersion
    paragraphs: tuple[ArticleParagraph, ...] = ()
    dates: tuple[ArticleDate, ...] = ()


def identify(entry: Entry, capture: Capture, extracted: Extracted | None) -> tuple[str, str | None]:
    """The article that an entry tells, as article_id and canonical address (NULL for wire).

    What carries its text with it and names no page is told from others by its own identity. A page's own canonical
    link counts only within the registered domain that it was fetched from, and never the homepage.
    """
    if entry.kind is CaptureKind.WIRE or entry.link is None:
        return key("art", entry.source_id, entry.item_id), None
    fetched = web.canonicalise(capture.final_url)
    stated = web.canonicalise(extracted.canonical_url) if extracted and extracted.canonical_url else fetched
    canonical = stated if web.is_same_site(stated, fetched) and not web.is_homepage(stated) else fetched
    return key("art", canonical), canonical


def choose_text(entry: Entry, found: Extracted | Refused | None) -> Extracted | Refused:
    """The page's text, else the full text that the entry carries, else a teaser that says so, else why there is none.

    A page that shows fewer words than its entry's summary is none: where the summary is long it is the text.
    """
    told = count_words(entry.summary or "")
    if isinstance(found, Extracted) and count_words(found.text) >= told:
        return found
    if entry.body and carries_text(entry):
        return Extracted(text=entry.body, kind=TextKind.WIRE if entry.kind is CaptureKind.WIRE else TextKind.FEED)
    if entry.summary and told >= MIN_WORDS:
        return Extracted(text=entry.summary, kind=TextKind.FEED)
    return _teaser(entry, found) or _refusal(entry, found)


def _teaser(entry: Entry, found: Extracted | Refused | None) -> Extracted | None:
    """The longer of a short page and the summary, where it says more than a headline; nothing from behind a wall."""
    page = found.short if isinstance(found, Refused) else None
    is_walled = isinstance(found, Refused) and found.reason not in _TEASED and page is None
    if entry.kind is CaptureKind.WIRE or is_walled:
        return None
    summary = entry.summary or entry.body or ""
    if page is not None and count_words(page.text) >= count_words(summary):
        return replace(page, kind=TextKind.TEASER) if count_words(page.text) >= MIN_TEASER_WORDS else None
    if page is not None and page.text:
        return None
    return Extracted(text=summary, kind=TextKind.TEASER) if count_words(summary) >= MIN_TEASER_WORDS else None


def _refusal(entry: Entry, found: Extracted | Refused | None) -> Refused:
    if not isinstance(found, Refused):
        return Refused(RejectionReason.TOO_SHORT, f"{count_words(entry.body or '')} words")
    shown, told = count_words(found.short.text) if found.short else 0, count_words(entry.summary or "")
    if 0 < shown < told and told >= MIN_TEASER_WORDS:
        return Refused(RejectionReason.TEASER_ONLY, f"{shown} words of {told} in the feed's summary")
    return found


def carries_text(entry: Entry) -> bool:
    """Whether an entry brings a whole text with it, so that its page is not needed."""
    if entry.kind is CaptureKind.WIRE:  # an agency's file is the whole of its article, however short
        return bool(entry.body)
    return entry.body is not None and count_words(entry.body) >= MIN_WORDS


def make_version(
    entry: Entry, capture: Capture, chosen: Extracted, known: Known, url: str | None, *, now: datetime
) -> Version | Refused:
    """The next version of an article, unless this is the text that it has; one that returns is a version again."""
    digest = sha256(chosen.text.encode()).hexdigest()
    if known.digests and digest == known.digests[-1]:
        return Refused(RejectionReason.DUPLICATE_VERSION, known.article_id)
    number = len(known.digests) + 1
    change = measure(compare(known.last_text, chosen.text)) if known.last_text is not None else None
    language = detect(chosen.text, entry.language or chosen.language)
    title = entry.title or chosen.title
    published_at, basis = (
        (entry.published_at, entry.published_basis)
        if entry.published_at
        else (chosen.published_at, chosen.published_basis)
    )
    article = Article(
        article_id=known.article_id,
        source_id=entry.source_id,
        canonical_url=url,
        guid=entry.guid,
        first_seen_at=entry.first_seen_at,
        loaded_at=now,
    )
    version = ArticleVersion(
        article_version_id=key("ver", known.article_id, digest, *([number] if digest in known.digests else [])),
        article_id=known.article_id,
        source_id=entry.source_id,
        entry_id=entry.entry_id,
        capture_id=capture.capture_id,
        version_no=number,
        change_kind=_change_kind(entry, chosen, known, change),
        title=title,
        text=chosen.text,
        text_sha256=digest,
        word_count=count_words(chosen.text),
        language=language,
        published_at=published_at,
        published_basis=basis,
        updated_at=chosen.updated_at or entry.updated_at,
        dateline=entry.dateline or chosen.dateline or find_dateline(chosen.text),
        byline=entry.byline or chosen.byline,
        credit=entry.credit,
        first_seen_at=capture.polled_at,
        loaded_at=now,
        title_language=detect(title or "", language),
        words_added=change.added if change else None,
        words_removed=change.removed if change else None,
        text_kind=chosen.kind,
        section=chosen.section,
        tags=chosen.tags,
        is_free=chosen.is_free,
    )
    paragraphs = tuple(_paragraphs(chosen, version.article_version_id))
    return Version(article, version, paragraphs, tuple(_dates(entry, chosen, version)))


def _paragraphs(chosen: Extracted, article_version_id: str) -> Iterator[ArticleParagraph]:
    start = 0
    for number, paragraph in enumerate(chosen.paragraphs):
        yield ArticleParagraph(
            article_version_id=article_version_id,
            para_no=number,
            char_start=start,
            char_end=start + len(paragraph.text),
            section_role=paragraph.role,
            posted_at=paragraph.posted_at,
        )
        start += len(paragraph.text) + len(PARTING)


def _dates(entry: Entry, chosen: Extracted, version: ArticleVersion) -> Iterator[ArticleDate]:
    """The entry's date and the page's, in the order in which they are believed."""
    said = list(chosen.dates)
    if entry.published_at and entry.published_basis:
        written = entry.published_at.isoformat()
        said.insert(0, DateSaid(basis=entry.published_basis, written=written, published_at=entry.published_at))
    for each in said:
        yield ArticleDate(
            article_version_id=version.article_version_id,
            basis=each.basis,
            written=each.written,
            published_at=each.published_at,
            refusal=each.refusal,
            is_chosen=each.basis == version.published_basis,
        )


def make_rejection(entry: Entry, capture: Capture, refused: Refused, now: datetime) -> Rejection:
    """An entry that gave no article, with the reason."""
    return Rejection(
        entry_id=entry.entry_id,
        capture_id=capture.capture_id,
        rejected_at=capture.fetched_at,
        reason=refused.reason,
        detail=refused.detail,
        loaded_at=now,
    )


def make_failure(entry: Entry, capture: Capture, now: datetime) -> Failure:
    """An entry whose page could not be had."""
    return Failure(
        entry_id=entry.entry_id,
        capture_id=capture.capture_id,
        failed_at=capture.fetched_at,
        error=capture.error or f"http_{capture.status}",
        loaded_at=now,
    )


def _change_kind(entry: Entry, chosen: Extracted, known: Known, change: Change | None) -> ChangeKind:
    """What is taken back stays so for as long as it says so, from its first version on; a note of correction counts
    once, and one that was changed is another."""
    if is_retracted(entry.title or chosen.title, chosen.text):
        return ChangeKind.RETRACTION
    if change is None:
        return ChangeKind.INITIAL
    if entry.is_correction or correction_notes(chosen.text) - correction_notes(known.last_text or ""):
        return ChangeKind.CORRECTION
    if chosen.is_update:
        return ChangeKind.UPDATE
    return ChangeKind.LIVE_UPDATE if chosen.is_live or change.is_growth else ChangeKind.MINOR
