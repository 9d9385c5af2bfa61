"""NITF 3.x (IPTC) → dispatches: what AP and many smaller agencies and papers exchange."""

import contextlib
from datetime import date, datetime
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
)
from ingest.source.wire.urgency import urgency_of

_DATA = "head/docdata"
_HEAD = "body/body.head"


def read_nitf(root: etree._Element, until: datetime) -> list[Dispatch]:
    """The article of a document, as the one dispatch of a list.

    Raises NotAnArticle, naming the element, where it names no document, or holds no text and takes none back.
    """
    if _guid(root) is None:
        raise NotAnArticle("<nitf> has no <doc-id id-string>: without it no version or cancel can be told apart")
    dispatch = with_text(_dispatch(root, until))
    if dispatch is None:
        raise NotAnArticle("<nitf> has no text in <body.content>: ask the agency for the article itself")
    return [dispatch]


def _guid(root: etree._Element) -> str | None:
    """The document's, or that of the document which it takes back."""
    other = first_attribute(root, _DATA, "management-doc-idref")
    if other and _status(root) is PubStatus.CANCELED:
        return other
    return first_attribute(root, f"{_DATA}/doc-id", "id-string")


def _dispatch(root: etree._Element, until: datetime) -> Dispatch:
    created, made = _instants(root, until)
    headline = first_text(root, f"{_HEAD}/hedline/hl1") or first_text(root, "head/title")
    slugline, note = first_attribute(root, f"{_DATA}/du-key", "key"), _note(root)
    status, embargoed_until = embargo_of(_status(root), *_embargo(root, until))
    if says_kill(note, headline):
        status = PubStatus.CANCELED
    corrects = ["correction"] if first(root, f"{_DATA}/correction") is not None else []
    types = filter(None, (first_attribute(root, "head/tobject", "tobject.type"), *corrects))
    marks, take_no = marks_of(ed_note=note, headline=headline, slugline=slugline, codes=types)
    dateline, place, day = _dateline(root, made)
    return Dispatch(
        format_name="NITF",
        guid=_guid(root) or "",
        version=first_attribute(root, f"{_DATA}/du-key", "version"),
        provider=_provider(root),
        pub_status=status,
        embargoed_until=embargoed_until,
        urgency=urgency_of(first_attribute(root, f"{_DATA}/urgency", "ed-urg")),
        slugline=slugline,
        headline=headline,
        summary=first_text(root, f"{_HEAD}/abstract"),
        byline=first_text(root, f"{_HEAD}/byline"),
        credit=first_text(root, f"{_HEAD}/distributor") or first_attribute(root, f"{_DATA}/doc.copyright", "holder"),
        ed_note=note,
        dateline=dateline,
        dateline_place=place,
        dateline_date=day,
        located=_located(root),
        subjects=_subjects(root),
        marks=marks,
        take_no=take_no,
        language=language_of(_language(root)),
        copyright_holder=first_attribute(root, f"{_DATA}/doc.copyright", "holder"),
        copyright_notice=first_text(root, f"{_HEAD}/rights"),
        usage_terms=first_text(root, f"{_DATA}/doc.rights") or first_attribute(root, f"{_DATA}/doc.rights", "type"),
        created_at=created,
        modified_at=made,
        body=tuple(text for each in find_all(root, "body/body.content") for text in paragraphs_of(each)),
        content_sha256=sha256(etree.tostring(root)).hexdigest(),
    )


def _instants(root: etree._Element, until: datetime) -> tuple[datetime | None, datetime | None]:
    """When it was first issued and when this version was; an issue without an offset is none."""
    issued = parse_iso(first_attribute(root, f"{_DATA}/date.issue", "norm"), until)
    history = [parse_iso(each.get("norm"), until) for each in find_all(root, "head/revision-history")]
    known = [instant for instant in (issued, *history) if instant]
    return min(known, default=None), issued


def _status(root: etree._Element) -> PubStatus:
    """A status that is none of the standard's holds the document back."""
    told = (first_attribute(root, _DATA, "management-status") or "usable").lower()
    if told in ("cancelled", "killed"):
        return PubStatus.CANCELED
    return PubStatus(told) if told in set(PubStatus) else PubStatus.WITHHELD


def _embargo(root: etree._Element, until: datetime) -> tuple[bool, str | None]:
    """Every document may name its release; only one that lies ahead, or cannot be read, is an embargo."""
    release = first_attribute(root, f"{_DATA}/date.release", "norm")
    is_past = parse_iso(release, until) is not None and (parse_iso(release, until) or until) <= until
    return (release is not None and not is_past) or _status(root) is PubStatus.EMBARGOED, release


def _note(root: etree._Element) -> str | None:
    notes = [attribute(each, "info") for name in ("ed-msg", "correction") for each in find_all(root, f"{_DATA}/{name}")]
    return " ".join(dict.fromkeys(filter(None, notes))) or None


def _dateline(root: etree._Element, made: datetime | None) -> tuple[str | None, str | None, date | None]:
    line = first_text(root, f"{_HEAD}/dateline")
    place, day = split_dateline(line, made)
    normed = first_attribute(root, f"{_HEAD}/dateline/story.date", "norm")
    with contextlib.suppress(ValueError):  # a date that cannot be read is as if it were not there
        day = date.fromisoformat(normed[:8]) if normed else day
    return line, first_text(root, f"{_HEAD}/dateline/location") or place, day


def _provider(root: etree._Element) -> str | None:
    named = (attribute(each, "content") for each in find_all(root, "head/meta") if each.get("name") == "provider")
    return next(named, None) or first_attribute(root, f"{_DATA}/doc-id", "regsrc")


def _located(root: etree._Element) -> tuple[str, ...]:
    places = (
        attribute(each, "city") or attribute(each, "county-dist") or attribute(each, "state-prov")
        for each in find_all(root, f"{_DATA}/evloc")
    )
    return tuple(dict.fromkeys(filter(None, places)))


def _subjects(root: etree._Element) -> tuple[str, ...]:
    codes = (each.get("tobject.subject.refnum") or "" for each in find_all(root, "head/tobject/tobject.subject"))
    return tuple(dict.fromkeys(filter(None, map(subject_code, codes))))


def _language(root: etree._Element) -> str | None:
    return root.get(XML_LANG) or next((each.get(XML_LANG) for each in find_all(root, "body")), None)
