"""A page as fetched → its text and metadata, by trafilatura, or the reason why it is no article."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document, use_config
from trafilatura.utils import decode_file

from ingest.article.notices import is_retracted
from ingest.article.structured import Described, describe
from ingest.article.walls import asks_consent, is_paywalled
from ingest.codes import RejectionReason
from ingest.decode import Undecodable, decode
from ingest.instant import parse_iso
from ingest.markup import has_crowded_tag
from ingest.text import count_words, join_paragraphs, normalise

MIN_WORDS = 80
_MAX_BYTES = 8 * 2**20
# Real pages have at most 4,274; 15,000 already cost trafilatura seconds, and time grows with the square.
_MAX_ELEMENTS = 15_000
_MAX_DATA_CHARS = 200_000
_HEAD_BYTES = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_CONFIG = use_config()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as captured."""

    url: str
    body: bytes
    content_type: str | None
    content_encoding: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of an article, its paragraphs separated by blank lines, with what its page says of it."""

    text: str
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    published_at: datetime | None = None
    published_basis: str | None = None
    updated_at: datetime | None = None
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page gave no article."""

    reason: RejectionReason
    detail: str | None = None


def extract(page: Page) -> Extracted | Refused:
    """The article on a page, or the reason why there is none; a hostile page costs seconds, not the run."""
    if not _is_html(page.content_type):
        return Refused(RejectionReason.UNSUPPORTED_MEDIA, page.content_type)
    try:
        body = decode(page.body, page.content_encoding, max_bytes=_MAX_BYTES)
    except Undecodable as fault:
        return Refused(RejectionReason(str(fault)), fault.subject)
    if has_crowded_tag(body):
        return Refused(RejectionReason.TOO_COMPLEX, "a tag with more attributes than any page has")
    tree = _parse(body, page.content_type)
    if tree is None:
        return Refused(RejectionReason.NOT_ARTICLE, "no HTML element")
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        return Refused(RejectionReason.TOO_COMPLEX, f"more than {_MAX_ELEMENTS} elements")
    return _extract(tree, page)


def _extract(tree: html.HtmlElement, page: Page) -> Extracted | Refused:
    described = describe(tree)
    if asks_consent(tree, described, page.url):
        return Refused(RejectionReason.CONSENT_WALL)
    _drop_long_data(tree)
    _unfold_layout_tables(tree)
    if described.is_live:
        _keep_times(tree)
    document = _main_text(tree, page)
    text = join_paragraphs((document.text or "").split("\n")) if document else ""
    if is_paywalled(described, count_words(text)):
        return Refused(RejectionReason.PAYWALL, f"{count_words(text)} words")
    if document is None:
        return Refused(RejectionReason.NOT_ARTICLE, "no main text")
    if count_words(text) < MIN_WORDS and not is_retracted(document.title, text):
        return Refused(RejectionReason.TOO_SHORT, f"{count_words(text)} words")
    published_at, basis = _published(described, document.date, page.fetched_at)
    return Extracted(
        text=text,
        title=normalise(document.title) or None if document.title else None,
        byline=normalise(document.author) or None if document.author else None,
        language=_language(tree),
        canonical_url=document.url,
        published_at=published_at,
        published_basis=basis,
        updated_at=parse_iso(described.modified, page.fetched_at),
        is_live=described.is_live,
    )


def _main_text(tree: html.HtmlElement, page: Page) -> Document | None:
    dates = {"original_date": True, "extensive_search": False, "max_date": _day_after(page.fetched_at)}
    document = bare_extraction(
        tree,
        url=page.url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dates,
        config=_CONFIG,
    )
    return document if isinstance(document, Document) else None


def _is_html(content_type: str | None) -> bool:
    kind = (content_type or "text/html").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml")


def _parse(body: bytes, content_type: str | None) -> html.HtmlElement | None:
    """Decode by what the header, else the bytes, else the document, else a guess says, and parse."""
    charset = _charset(content_type) or _charset_of_document(body)
    try:
        is_marked = body.startswith(b"\xef\xbb\xbf")
        markup = body.decode(charset, "replace") if charset and not is_marked else decode_file(body)
    except (LookupError, ValueError):
        markup = decode_file(body)
    # lxml refuses text that declares an encoding, and an XML declaration says nothing once it is text.
    markup = markup.replace("\x00", "")
    if markup.lstrip().startswith("<?xml"):
        markup = markup.partition("?>")[2]
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _charset_of_document(body: bytes) -> str | None:
    """UTF-8 where the bytes are that, else what a meta element names: templates are older than what fills them."""
    try:
        body.decode()
        return "utf-8"
    except UnicodeDecodeError:
        named = _META_CHARSET.search(body[:_HEAD_BYTES])
        return named[1].decode() if named else None


def _charset(content_type: str | None) -> str | None:
    message = Message()
    message["content-type"] = (content_type or "").replace("\n", " ").replace("\r", " ")
    return message.get_content_charset()


def _drop_long_data(tree: html.HtmlElement) -> None:
    """trafilatura searches structured data with patterns that take minutes for a megabyte of it."""
    for script in tree.xpath("//script"):
        if len(script.text or "") > _MAX_DATA_CHARS:
            script.text = ""


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


def _published(described: Described, day: str | None, fetched_at: datetime) -> tuple[datetime | None, str | None]:
    """JSON-LD's instant, else htmldate's day, which stands for its midnight in UTC; never the present."""
    instant = parse_iso(described.published, fetched_at)
    if instant is not None:
        return instant, "json_ld"
    found = parse_iso(f"{day}T00:00:00+00:00", fetched_at) if day else None
    return found, "page_day" if found else None


def _day_after(instant: datetime) -> str:
    return (instant + timedelta(days=1)).strftime("%Y-%m-%d")


def _language(tree: html.HtmlElement) -> str | None:
    tag = tree.get("lang") or ""
    return tag.replace("_", "-").partition("-")[0].lower()[:3] or None
