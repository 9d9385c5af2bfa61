"""NITF 3.x (IPTC) → entries: what AP and many smaller agencies and papers exchange."""

from datetime import datetime
from hashlib import sha256

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.keys import key
from ingest.markup import text_of
from ingest.records import Capture, Entry
from ingest.source.wire.tame_xml import XML_LANG, find_all, first_attribute, first_text, local_name, parse_xml
from ingest.text import join_paragraphs

_DATA = "head/docdata"
_HEAD = "body/body.head"
_BLOCKS = frozenset({"p", "hl2", "li"})
# Captions and tables of figures are no part of the running text.
_ASIDE = frozenset({"media", "table", "nitf-table", "fn"})


def parse_nitf(body: bytes, capture: Capture) -> list[Entry]:
    """The article of a document, as the one entry of a list.

    Raises NotAnArticle where the bytes are no NITF, declare a DTD of their own, or name no document.
    """
    root = parse_xml(body)
    if local_name(root) != "nitf":
        raise NotAnArticle(f"{capture.url} is no NITF", subject=capture.url)
    guid = first_attribute(root, f"{_DATA}/doc-id", "id-string")
    if guid is None:
        raise NotAnArticle(f"{capture.url} has no doc-id", subject=capture.url)
    return [_to_entry(root, guid, capture)]


def _to_entry(root: etree._Element, guid: str, capture: Capture) -> Entry:
    item_id = key("itm", capture.source_id, guid)
    version = first_attribute(root, f"{_DATA}/du-key", "version") or "1"
    first, last = _instants(root, capture.polled_at)
    return Entry(
        entry_id=key("ent", item_id, version, sha256(etree.tostring(root)).hexdigest()),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=None,
        capture_id=capture.capture_id,
        kind=capture.kind,
        guid=guid,
        version=version,
        link=None,
        title=first_text(root, f"{_HEAD}/hedline/hl1") or first_text(root, "head/title"),
        summary=first_text(root, f"{_HEAD}/abstract"),
        body=_body(root),
        published_at=first,
        published_basis="wire" if first else None,
        updated_at=last,
        credit=first_text(root, f"{_HEAD}/distributor") or first_attribute(root, f"{_DATA}/doc.copyright", "holder"),
        dateline=first_text(root, f"{_HEAD}/dateline"),
        byline=first_text(root, f"{_HEAD}/byline"),
        language=_language(root),
        is_correction=_is_correction(root),
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )


def _instants(root: etree._Element, until: datetime) -> tuple[datetime | None, datetime | None]:
    """When it was first issued and when this version was; an issue without an offset is none."""
    issued = parse_iso(first_attribute(root, f"{_DATA}/date.issue", "norm"), until)
    history = [parse_iso(each.get("norm"), until) for each in find_all(root, "head/revision-history")]
    known = [instant for instant in (issued, *history) if instant]
    return min(known, default=None), issued


def _body(root: etree._Element) -> str | None:
    texts = [text_of(block) for content in find_all(root, "body/body.content") for block in _blocks(content)]
    return join_paragraphs(texts) or None


def _blocks(element: etree._Element) -> list[etree._Element]:
    """The blocks of running text in document order, without recursion: a hostile file nests thousands."""
    found, waiting = [], [element]
    while waiting:
        node = waiting.pop()
        name = local_name(node)
        if name in _BLOCKS:
            found.append(node)
        elif name and name not in _ASIDE:
            waiting += reversed(node)
    return found


def _language(root: etree._Element) -> str | None:
    tag = root.get(XML_LANG) or next((each.get(XML_LANG) for each in find_all(root, "body")), None)
    return tag.partition("-")[0].lower() if tag else None


def _is_correction(root: etree._Element) -> bool:
    told = first_attribute(root, f"{_DATA}/ed-msg", "info") or ""
    return bool(find_all(root, f"{_DATA}/correction")) or told.casefold().startswith("correct")
