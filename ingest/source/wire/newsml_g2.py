"""NewsML-G2 (IPTC) → dispatches: news items, bare and in news messages, their text as XHTML, NITF or plain."""

from datetime import datetime
from hashlib import sha256

from lxml import etree

from ingest.codes import PubStatus
from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.source.wire.blocks import paragraphs_of
from ingest.source.wire.dateline import split_dateline
from ingest.source.wire.dispatch import Dispatch, with_text
from ingest.source.wire.embargo import embargo_of
from ingest.source.wire.marks import marks_of, says_kill
from ingest.source.wire.subjects import subject_code
from ingest.source.wire.tame_xml import (
    XML_LANG,
    attribute,
    find_all,
    first,
    first_attribute,
    first_text,
    language_of,
    local_name,
    words,
)
from ingest.source.wire.urgency import urgency_of

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
ROOTS = frozenset({
    "newsItem", "newsMessage", "packageItem", "knowledgeItem", "conceptItem", "planningItem", "catalogItem",
})  # fmt: skip
_MARKUP = frozenset(
    {"html", "body", "section", "article", "div", "p", "pre", "ul", "ol", "h1", "h2", "h3", "hl2", "block"}
)
_STATUSES = {"stat:usable": PubStatus.USABLE, "stat:withheld": PubStatus.WITHHELD, "stat:canceled": PubStatus.CANCELED}
_STATUS_URI = "http://cv.iptc.org/newscodes/pubstatusg2/"


def read_newsml_g2(root: etree._Element, until: datetime) -> list[Dispatch]:
    """The text news items of a document; each version of an item is a dispatch of its own.

    Raises NotAnArticle, naming the element, where no item holds text or takes one back.
    """
    items = [root] if local_name(root) == "newsItem" else list(find_all(root, "itemSet/newsItem"))
    if not items:
        raise NotAnArticle(_without_items(root))
    found, faults = [], []
    for item in items:
        if attribute(item, "guid") is None:
            faults.append("<newsItem> has no guid: without it no version or cancel can be told from another item's")
        elif (dispatch := with_text(dispatch_of(item, until))) is None:
            faults.append(_without_text(item))
        else:
            found.append(dispatch)
    if not found:
        raise NotAnArticle("; ".join(dict.fromkeys(faults)))
    return found


def _without_items(root: etree._Element) -> str:
    """Why a document that is no news item and holds none is not read."""
    held = sorted({local_name(each) for each in find_all(root, "itemSet/*")} - {""})
    name = f"<{local_name(root)}>" + (f" with {', '.join(f'<{each}>' for each in held)}" if held else "")
    return f"{name} holds no news text: only <newsItem> is read, so ask the agency for the news items themselves"


def _without_text(item: etree._Element) -> str:
    kind = first_attribute(item, "itemMeta/itemClass", "qcode") or first_attribute(item, "itemMeta/itemClass", "uri")
    held = dict.fromkeys(_path(each) for each in find_all(item, "contentSet/*") if local_name(each))
    content = f"<contentSet> holds {', '.join(held)}" if held else "no <contentSet>"
    return f"<newsItem> of class {kind or 'unknown'} holds no text ({content}): only text is read"


def _path(content: etree._Element) -> str:
    inside = next((f"/{local_name(each)}" for each in content if local_name(each)), "")
    return f"<{local_name(content)}{inside}>"


def dispatch_of(item: etree._Element, until: datetime) -> Dispatch:
    """What one <newsItem> says, of whatever class, with text or without."""
    item_meta, meta = _part(item, "itemMeta"), _part(item, "contentMeta")
    made = parse_iso(first_text(item_meta, "versionCreated"), until)
    created = parse_iso(first_text(meta, "contentCreated") or first_text(item_meta, "firstCreated"), until)
    status, embargoed_until = embargo_of(_status(item), *_embargo(item_meta))
    headline, slugline, note = first_text(meta, "headline"), first_text(meta, "slugline"), _notes(item_meta)
    if says_kill(note, headline):
        status = PubStatus.CANCELED
    marks, take_no = marks_of(ed_note=note, headline=headline, slugline=slugline, codes=_codes(item_meta, meta))
    dateline = first_text(meta, "dateline")
    place, day = split_dateline(dateline, made)
    return Dispatch(
        format_name="NewsML-G2",
        guid=attribute(item, "guid") or "",
        version=attribute(item, "version") or "1",  # which is what the standard takes a missing one for
        provider=_name(item_meta, "provider"),
        pub_status=status,
        embargoed_until=embargoed_until,
        urgency=urgency_of(first_text(meta, "urgency")),
        slugline=slugline,
        headline=headline,
        summary=first_text(meta, "description"),
        byline=first_text(meta, "by"),
        credit=first_text(meta, "creditline"),
        ed_note=note,
        dateline=dateline,
        dateline_place=place,
        dateline_date=day,
        located=tuple(filter(None, (_name_of(each) for each in find_all(meta, "located")))),
        subjects=_subjects(meta),
        marks=marks,
        take_no=take_no,
        language=language_of(first_attribute(meta, "language", "tag") or item.get(XML_LANG)),
        copyright_holder=_name(item, "rightsInfo/copyrightHolder"),
        copyright_notice=first_text(item, "rightsInfo/copyrightNotice"),
        usage_terms=first_text(item, "rightsInfo/usageTerms"),
        created_at=created or made,
        modified_at=made,
        body=_body(item),
        content_sha256=sha256(etree.tostring(item, with_tail=False)).hexdigest(),
    )


def _part(item: etree._Element, name: str) -> etree._Element:
    part = first(item, name)
    return etree.Element(name) if part is None else part


def _status(item: etree._Element) -> PubStatus:
    """What may be done with the item; the standard takes a missing status for usable, an unknown one is held back."""
    element = first(item, "itemMeta/pubStatus")
    if element is None:
        return PubStatus.USABLE
    code = (element.get("qcode") or (element.get("uri") or "").replace(_STATUS_URI, "stat:")).strip()
    return _STATUSES.get(code.lower(), PubStatus.WITHHELD)


def _embargo(item_meta: etree._Element) -> tuple[bool, str | None]:
    element = first(item_meta, "embargoed")
    return element is not None, None if element is None else words(element)


def _body(item: etree._Element) -> tuple[str, ...]:
    found: list[str] = []
    for content in find_all(item, "contentSet/*"):
        match local_name(content):
            case "inlineXML" if (child := _text_root(content)) is not None:
                found += paragraphs_of(child)
            case "inlineData" if (content.get("contenttype") or "text/plain").startswith("text/"):
                found += [line for each in (content.text or "").splitlines() if (line := " ".join(each.split()))]
    return tuple(found)


def _text_root(content: etree._Element) -> etree._Element | None:
    """What of the content is running text: a NITF or XHTML document, or a fragment of one."""
    child = next((each for each in content if local_name(each)), None)
    name = local_name(child) if child is not None else ""
    if name == "nitf" and child is not None:
        return first(child, "body/body.content")
    return content if name in _MARKUP else None


def _codes(item_meta: etree._Element, meta: etree._Element) -> list[str]:
    """Signals, roles and genres without their schemes."""
    places = (*find_all(item_meta, "signal"), *find_all(item_meta, "role"), *find_all(meta, "genre"))
    codes = (each.get("qcode") or each.get("uri") or "" for each in places)
    return [code.rpartition("/")[2].rpartition(":")[2] for code in codes]


def _notes(item_meta: etree._Element) -> str | None:
    return " ".join(found for each in find_all(item_meta, "edNote") if (found := words(each))) or None


def _name(item: etree._Element, path: str) -> str | None:
    element = first(item, path)
    return None if element is None else _name_of(element)


def _name_of(element: etree._Element) -> str | None:
    """Its name, else whatever identifies it."""
    codes = (attribute(element, name) for name in ("literal", "qcode", "uri"))
    return first_text(element, "name") or next(filter(None, codes), None)


def _subjects(meta: etree._Element) -> tuple[str, ...]:
    codes = (each.get("qcode") or each.get("uri") or "" for each in find_all(meta, "subject"))
    return tuple(dict.fromkeys(filter(None, map(subject_code, codes))))
