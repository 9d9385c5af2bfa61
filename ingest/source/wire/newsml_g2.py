"""NewsML-G2 (IPTC) → entries: bare news items and news messages, text carried as XHTML or NITF inside."""

from hashlib import sha256

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.keys import key
from ingest.markup import text_of
from ingest.records import Capture, Entry
from ingest.source.wire.tame_xml import XML_LANG, parse_xml
from ingest.text import join_paragraphs

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_NS = {"n": NAMESPACE}
_PARAGRAPHS = (
    "n:contentSet/n:inlineXML//*[local-name()='p' or local-name()='hl2' or local-name()='h2' or local-name()='h3']"
)


def parse_newsml_g2(body: bytes, capture: Capture) -> list[Entry]:
    """The text news items of a document; each version of an item is an entry of its own.

    Raises NotAnArticle where the bytes are no NewsML-G2, carry a DTD of their own, or hold no text.
    """
    root = parse_xml(body)
    items = [root] if root.tag == f"{{{NAMESPACE}}}newsItem" else root.findall("n:itemSet/n:newsItem", _NS)
    if not items:
        raise NotAnArticle(f"{capture.url} holds no NewsML-G2 news item", subject=capture.url)
    usable = [item for item in items if item.get("guid")]
    if not usable:
        raise NotAnArticle(f"{capture.url} holds no news item with a guid", subject=capture.url)
    return [_to_entry(item, capture) for item in usable]


def _to_entry(item: etree._Element, capture: Capture) -> Entry:
    guid, version = item.get("guid") or "", item.get("version") or "1"
    item_id = key("itm", capture.source_id, guid)
    until = capture.polled_at
    made = parse_iso(_text(item, "n:itemMeta/n:versionCreated"), until)
    created = parse_iso(
        _text(item, "n:contentMeta/n:contentCreated") or _text(item, "n:itemMeta/n:firstCreated"), until
    )
    return Entry(
        entry_id=key("ent", item_id, version, sha256(etree.tostring(item)).hexdigest()),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=None,
        capture_id=capture.capture_id,
        kind=capture.kind,
        guid=guid,
        version=version,
        link=None,
        title=_text(item, "n:contentMeta/n:headline"),
        summary=_text(item, "n:contentMeta/n:description"),
        body=_body(item),
        published_at=created or made,
        published_basis="wire" if created or made else None,
        updated_at=made,
        credit=_text(item, "n:contentMeta/n:creditline"),
        dateline=_text(item, "n:contentMeta/n:dateline"),
        byline=_text(item, "n:contentMeta/n:by"),
        language=_language(item),
        is_correction=_is_correction(item),
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )


def _body(item: etree._Element) -> str | None:
    found = item.xpath(_PARAGRAPHS, namespaces=_NS)
    elements = found if isinstance(found, list) else []
    return join_paragraphs([text_of(part) for part in elements if isinstance(part, etree._Element)]) or None


def _text(item: etree._Element, path: str) -> str | None:
    element = item.find(path, _NS)
    return None if element is None else text_of(element) or None


def _language(item: etree._Element) -> str | None:
    element = item.find("n:contentMeta/n:language", _NS)
    tag = element.get("tag") if element is not None else item.get(XML_LANG)
    return tag.partition("-")[0].lower() if tag else None


def _is_correction(item: etree._Element) -> bool:
    signals = item.findall("n:itemMeta/n:signal", _NS)
    return any((signal.get("qcode") or "").lower() in ("sig:correction", "sig:corr") for signal in signals)
