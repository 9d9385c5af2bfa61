"""NewsML 1.x (IPTC's first, before G2) → dispatches: an envelope, items, and components nested in each other."""

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from lxml import etree

from ingest.codes import PubStatus
from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.source.plain import lines_of
from ingest.source.wire.blocks import paragraphs_of
from ingest.source.wire.dateline import split_dateline
from ingest.source.wire.dispatch import Dispatch, with_text
from ingest.source.wire.embargo import embargo_of
from ingest.source.wire.marks import marks_of, says_kill
from ingest.source.wire.subjects import subject_code
from ingest.source.wire.tame_xml import (
    XML_LANG,
    find_all,
    first,
    first_attribute,
    first_text,
    language_of,
    local_name,
    words,
)
from ingest.source.wire.urgency import urgency_of

_IDENTIFIER = "Identification/NewsIdentifier"
_MANAGEMENT = "NewsManagement"
_NOTE = re.compile("note|advisory", re.IGNORECASE)
_TEXT_ROLES = ("main", "body", "maintext", "text", "")
_STATUSES = {
    "usable": PubStatus.USABLE,
    "embargoed": PubStatus.EMBARGOED,
    "withheld": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED,
    "cancelled": PubStatus.CANCELED,
}


def read_newsml_1(root: etree._Element, until: datetime) -> list[Dispatch]:
    """The items of a document that hold text or take one back.

    Raises NotAnArticle, naming the element, where there are none.
    """
    found, faults = [], []
    for item in find_all(root, "NewsItem"):
        dispatch = with_text(_dispatch(item, until))
        if not _guid(item):
            faults.append("<NewsItem> has no <ProviderId>, <DateId> and <NewsItemId>: nothing tells it from another")
        elif dispatch is None:
            faults.append("<NewsItem> has no <DataContent> with text: only text is read")
        else:
            found.append(dispatch)
    if not found:
        raise NotAnArticle("; ".join(dict.fromkeys(faults)) or "<NewsML> holds no <NewsItem>: nothing is to be read")
    return found


def _dispatch(item: etree._Element, until: datetime) -> Dispatch:
    components = list(item.iter("{*}NewsComponent"))
    made = parse_iso(first_text(item, f"{_MANAGEMENT}/ThisRevisionCreated"), until)
    headline, slugline = _line(components, "HeadLine"), _line(components, "SlugLine")
    note = _note(item)
    status, embargoed_until = embargo_of(_status(item), *_embargo(item))
    if says_kill(note, headline):
        status = PubStatus.CANCELED
    codes = (first_attribute(item, f"{_MANAGEMENT}/{name}", "FormalName") for name in ("NewsItemType", "Instruction"))
    marks, take_no = marks_of(ed_note=note, headline=headline, slugline=slugline, codes=filter(None, codes))
    dateline = _line(components, "DateLine")
    place, day = split_dateline(dateline, made)
    return Dispatch(
        format_name="NewsML 1",
        guid=_guid(item),
        version=first_text(item, f"{_IDENTIFIER}/RevisionId"),
        provider=_party(components, "Provider") or first_text(item, f"{_IDENTIFIER}/ProviderId"),
        pub_status=status,
        embargoed_until=embargoed_until,
        urgency=urgency_of(first_attribute(item, f"{_MANAGEMENT}/Urgency", "FormalName")),
        slugline=slugline,
        headline=headline,
        summary=_line(components, "SubHeadLine"),
        byline=_line(components, "ByLine"),
        credit=_line(components, "CreditLine"),
        ed_note=note,
        dateline=dateline,
        dateline_place=place,
        dateline_date=day,
        located=_located(components),
        subjects=_subjects(components),
        marks=marks,
        take_no=take_no,
        language=_language(item, components),
        copyright_holder=_first(components, "RightsMetadata/Copyright/CopyrightHolder"),
        copyright_notice=_line(components, "CopyrightLine"),
        usage_terms=_line(components, "RightsLine") or _first(components, "RightsMetadata/UsageRights/UsageType"),
        created_at=parse_iso(first_text(item, f"{_MANAGEMENT}/FirstCreated"), until) or made,
        modified_at=made,
        body=_body(components),
        content_sha256=sha256(etree.tostring(item, with_tail=False)).hexdigest(),
    )


def _guid(item: etree._Element) -> str:
    """The standard's public identifier without its revision: the same for all versions."""
    parts = [first_text(item, f"{_IDENTIFIER}/{name}") for name in ("ProviderId", "DateId", "NewsItemId")]
    return f"urn:newsml:{':'.join(filter(None, parts))}" if all(parts) else ""


def _status(item: etree._Element) -> PubStatus:
    """A status that is none of the standard's holds the item back."""
    told = first_attribute(item, f"{_MANAGEMENT}/Status", "FormalName")
    return _STATUSES.get(told.lower(), PubStatus.WITHHELD) if told else PubStatus.USABLE


def _embargo(item: etree._Element) -> tuple[bool, str | None]:
    """An embargoed item may say when it will be usable."""
    if _status(item) is not PubStatus.EMBARGOED:
        return False, None
    for change in find_all(item, f"{_MANAGEMENT}/StatusWillChange"):
        if (first_attribute(change, "FutureStatus", "FormalName") or "").lower() == "usable":
            return True, first_text(change, "DateAndTime")
    return True, None


def _note(item: etree._Element) -> str | None:
    lines = ((first_attribute(each, "NewsLineType", "FormalName"), each) for each in item.iter("{*}NewsLine"))
    notes = (first_text(each, "NewsLineText") for kind, each in lines if kind and _NOTE.search(kind))
    return " ".join(filter(None, notes)) or None


def _first(components: list[etree._Element], path: str) -> str | None:
    return next((found for each in components if (found := first_text(each, path))), None)


def _line(components: list[etree._Element], name: str) -> str | None:
    return _first(components, f"NewsLines/{name}")


def _party(components: list[etree._Element], role: str) -> str | None:
    paths = (first_attribute(each, f"AdministrativeMetadata/{role}/Party", "FormalName") for each in components)
    return next(filter(None, paths), None)


def _located(components: list[etree._Element]) -> tuple[str, ...]:
    properties = (each for part in components for each in find_all(part, "DescriptiveMetadata/Location/Property"))
    names = (each.get("Value") for each in properties if (each.get("FormalName") or "").lower() in ("city", "place"))
    return tuple(dict.fromkeys(filter(None, names)))


def _subjects(components: list[etree._Element]) -> tuple[str, ...]:
    codes = (
        each.get("FormalName") or ""
        for part in components
        for code in find_all(part, "DescriptiveMetadata/SubjectCode")
        for each in code.iterchildren("{*}Subject", "{*}SubjectMatter", "{*}SubjectDetail")
    )
    return tuple(dict.fromkeys(filter(None, map(subject_code, codes))))


def _language(item: etree._Element, components: list[etree._Element]) -> str | None:
    named = (first_attribute(each, "DescriptiveMetadata/Language", "FormalName") for each in components)
    return language_of(next(filter(None, named), None) or item.get(XML_LANG))


def _body(components: list[etree._Element]) -> tuple[str, ...]:
    """The text of the component that plays the main part, else of the first that plays none."""
    held = [(_role(each), found) for each in components if (found := _text(each))]
    return next((found for wanted in _TEXT_ROLES for role, found in held if role == wanted), ())


def _role(component: etree._Element) -> str:
    return (first_attribute(component, "Role", "FormalName") or "").lower()


def _text(component: etree._Element) -> tuple[str, ...]:
    return tuple(text for content in find_all(component, "ContentItem/DataContent") for text in _paragraphs(content))


def _paragraphs(content: etree._Element) -> Iterator[str]:
    child = next((each for each in content if local_name(each)), None)
    if child is None:
        yield from lines_of(content.text or "")
        return
    inside = first(child, "body/body.content") if local_name(child) == "nitf" else content
    yield from paragraphs_of(inside) if inside is not None else [words(child)]
