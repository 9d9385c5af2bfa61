"""A page as fetched → its text and metadata, by trafilatura, or the reason why it is no article."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from htmldate import find_date
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document, use_config

from ingest.article.byline import read_byline
from ingest.article.dateline import find_dateline
from ingest.article.dates import DateSaid, choose_date, read_date
from ingest.article.head import Head, read_head
from ingest.article.headline import choose_headline, headings
from ingest.article.live import date_posts
from ingest.article.notices import is_retracted
from ingest.article.paragraphs import Paragraph, Roles, lines_of
from ingest.article.parse import parse
from ingest.article.restored import restore
from ingest.article.structured import Described, describe
from ingest.article.walls import is_paywalled, of_page
from ingest.codes import RejectionReason, TextKind
from ingest.decode import Undecodable, decode
from ingest.instant import parse_iso
from ingest.markup import has_crowded_tag
from ingest.text import PARTING, count_words
from ingest.url import join

MIN_WORDS = 80
_MAX_BYTES = 8 * 2**20
# Real pages have at most 4,274; 15,000 already cost trafilatura seconds, and time grows with the square.
_MAX_ELEMENTS = 15_000
# Real pages have at most 213.
_MAX_CHILDREN = 3_000
_MAX_DATA_CHARS = 200_000
_WORDLESS = ("style", "svg", "link", "iframe", "picture", "video", "audio", "input", "select")
_ELEMENTS = etree.XPath("count(//*)")
_IS_BROAD = etree.XPath(f"boolean(//*[*[{_MAX_CHILDREN + 1}]])")
_CONFIG = use_config()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as captured; `timezone` is its source's, for dates that bear no offset."""

    url: str
    body: bytes
    content_type: str | None
    content_encoding: str | None
    fetched_at: datetime
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of an article, its paragraphs separated by blank lines, with what its page says of it.

    `paragraphs` are those of the text, in order, or empty where nothing shows their parts.
    """

    text: str
    kind: TextKind = TextKind.PAGE
    paragraphs: tuple[Paragraph, ...] = ()
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    is_free: bool | None = None
    published_at: datetime | None = None
    published_basis: str | None = None
    dates: tuple[DateSaid, ...] = ()
    updated_at: datetime | None = None
    is_live: bool = False
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page gave no article; `short` is what it gave where that is merely too little."""

    reason: RejectionReason
    detail: str | None = None
    short: Extracted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a page says of itself, read before extraction eats its tree."""

    described: Described
    head: Head
    headings: tuple[str, ...]
    roles: Roles
    byline: str | None
    dates: tuple[DateSaid, ...]


def extract(page: Page, *, fast: bool = False) -> Extracted | Refused:
    """The article on a page, or the reason why there is none; `fast` leaves out trafilatura's comparisons."""
    if not _is_html(page.content_type):
        return Refused(RejectionReason.UNSUPPORTED_MEDIA, page.content_type)
    try:
        body = decode(page.body, page.content_encoding, max_bytes=_MAX_BYTES)
    except Undecodable as fault:
        return Refused(RejectionReason(str(fault)), fault.subject)
    if has_crowded_tag(body):
        return Refused(RejectionReason.TOO_COMPLEX, "a tag with more attributes than any page has")
    tree = parse(body, page.content_type)
    if tree is None:
        return Refused(RejectionReason.NOT_ARTICLE, "no HTML element")
    if excess := _excess(tree):
        return Refused(RejectionReason.TOO_COMPLEX, excess)
    return _extract(tree, page, fast=fast)


def _excess(tree: html.HtmlElement) -> str | None:
    """What a page has more of than any real one; trafilatura's time grows with the square of it."""
    if _ELEMENTS(tree) > _MAX_ELEMENTS:
        return f"more than {_MAX_ELEMENTS} elements"
    return f"more than {_MAX_CHILDREN} elements side by side" if _IS_BROAD(tree) else None


def _extract(tree: html.HtmlElement, page: Page, *, fast: bool) -> Extracted | Refused:
    described = describe(tree)
    head = read_head(tree)
    if wall := of_page(tree, described, page.url, head.title):
        return Refused(wall.reason, wall.rule)
    dates = _dates(tree, described, head, page)
    _drop_unread(tree)
    _unfold_layout_tables(tree)
    said = _read(tree, described, head, dates)
    posts = date_posts(tree, described, page.fetched_at) if described.is_live else ()
    if described.is_live:
        _keep_times(tree)
    document = _main_text(tree, page, fast=fast)
    title = choose_headline(described, said.head, said.headings)
    lines = restore(lines_of(document.text or "") if document else [], tree, described)
    found = said.roles.paragraphs(lines, title)
    extracted = _assemble(tuple(posts.dated(found)) if posts else tuple(found), title, said, page)
    return _judge(extracted, described, has_text=document is not None or bool(lines))


def _judge(found: Extracted, described: Described, *, has_text: bool) -> Extracted | Refused:
    words = count_words(found.text)
    if is_paywalled(described, words):
        return Refused(RejectionReason.PAYWALL, f"{words} words")
    if not has_text:
        return Refused(RejectionReason.NOT_ARTICLE, "no main text", found)
    if words < MIN_WORDS and not is_retracted(found.title, found.text):
        return Refused(RejectionReason.TOO_SHORT, f"{words} words", found)
    return found


def _read(tree: html.HtmlElement, described: Described, head: Head, dates: tuple[DateSaid, ...]) -> _Said:
    summaries = [summary for summary in (described.summary, *head.summaries) if summary]
    return _Said(
        described=described,
        head=head,
        headings=headings(tree),
        roles=Roles(tree, summaries),
        byline=read_byline(tree, described, head),
        dates=dates,
    )


def _assemble(paragraphs: tuple[Paragraph, ...], title: str | None, said: _Said, page: Page) -> Extracted:
    described, head = said.described, said.head
    chosen = choose_date(said.dates)
    text = PARTING.join(paragraph.text for paragraph in paragraphs)
    return Extracted(
        text=text,
        paragraphs=paragraphs,
        title=title,
        byline=said.byline,
        dateline=described.dateline or find_dateline(text),
        language=_language(head),
        canonical_url=join(page.url, head.canonical) if head.canonical else None,
        section=described.section or head.section,
        tags=described.tags or head.tags,
        is_free=described.is_free,
        published_at=chosen.published_at if chosen else None,
        published_basis=chosen.basis if chosen else None,
        dates=said.dates,
        updated_at=parse_iso(described.modified, page.fetched_at),
        is_live=described.is_live,
    )


def _main_text(tree: html.HtmlElement, page: Page, *, fast: bool) -> Document | None:
    document = bare_extraction(
        tree,
        url=page.url,
        fast=fast,
        include_comments=False,
        include_tables=True,
        config=_CONFIG,
    )
    return document if isinstance(document, Document) else None


def _is_html(content_type: str | None) -> bool:
    kind = (content_type or "text/html").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml")


def _drop_unread(tree: html.HtmlElement) -> None:
    """What holds no text is gone before trafilatura copies the tree, several times. Of scripts it reads structured
    data alone, with patterns that take minutes for a megabyte of it."""
    etree.strip_elements(tree, *_WORDLESS, with_tail=False)
    for script in list(tree.iter("script")):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _MAX_DATA_CHARS:
            script.drop_tree()


def _unfold_layout_tables(tree: html.HtmlElement) -> None:
    """A table that holds a heading, a form or other tables is an old way to lay out a page: its cells are no data,
    and neither are the tables in it that name no columns."""
    layout = "//table[.//table or .//h1 or .//form]"
    for table in tree.xpath(f"{layout} | {layout}//table[not(.//th)]"):
        for part in (table, *table.xpath("./tr | ./tr/td | ./tbody | ./tbody/tr | ./tbody/tr/td")):
            part.tag = "div"


def _keep_times(tree: html.HtmlElement) -> None:
    """The times of a live page date its parts; trafilatura would leave them out."""
    for time in tree.xpath("//time"):
        time.tag = "span"


def _dates(tree: html.HtmlElement, described: Described, head: Head, page: Page) -> tuple[DateSaid, ...]:
    """What JSON-LD, the head, marked times and, last, htmldate say; each place once."""
    written = (
        ("json_ld", described.published),
        ("meta", head.published),
        ("marked_time", head.marked_published),
        ("page_day", _day(tree, head.canonical or page.url, page.fetched_at)),
    )
    read = (read_date(place, value, page.fetched_at, page.timezone) for place, value in written)
    return tuple(each for each in read if each is not None)


def _day(tree: html.HtmlElement, url: str, until: datetime) -> str | None:
    """The day that htmldate finds; its wide search, for any date in the text, errs too often."""
    latest = (until + timedelta(days=1)).strftime("%Y-%m-%d")
    return find_date(tree, extensive_search=False, original_date=True, url=url, max_date=latest)


def _language(head: Head) -> str | None:
    return (head.language or "").replace("_", "-").partition("-")[0].lower()[:3] or None
