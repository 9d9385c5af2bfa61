"""ninjs 1.x, 2.x and 3.x (IPTC's news in JSON) → dispatches. A value of the wrong type is as if it were not there."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from ingest.codes import PubStatus
from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.source.plain import lines_of, plain
from ingest.source.tame_json import identifier, load_value, objects, text
from ingest.source.wire.blocks import paragraphs_of
from ingest.source.wire.dispatch import Dispatch, with_text
from ingest.source.wire.embargo import embargo_of
from ingest.source.wire.marks import marks_of, says_kill
from ingest.source.wire.subjects import subject_code
from ingest.source.wire.tame_xml import first, language_of, local_name, parse_xml
from ingest.source.wire.urgency import urgency_of

_TEXTUAL = frozenset({"text", "composite", "component", None})
_LISTS = ("items", "associations", "results", "data")


def read_ninjs(body: bytes, until: datetime) -> list[Dispatch]:
    """The articles of a document: one item, a list of them, or an object that holds such a list.

    Raises NotAnArticle, naming the property, where the bytes are no ninjs, or no item holds text or takes one back.
    """
    try:
        value = load_value(body)
    except ValueError as error:
        raise NotAnArticle(f"not readable JSON: {error}: ask the agency to send it again") from error
    found, faults = read_items(items_of(value) or [], until)
    if not found:
        raise NotAnArticle("; ".join(faults) or "no ninjs item: an object with a `uri` is wanted")
    return found


def read_items(items: list[dict[str, Any]], until: datetime) -> tuple[list[Dispatch], list[str]]:
    """The items that hold text or take one back, and why the others do not, each reason once."""
    read = [_read(item, until) for item in items]
    faults = dict.fromkeys(each for each in read if isinstance(each, str))
    return [each for each in read if isinstance(each, Dispatch)], list(faults)


def items_of(value: object) -> list[dict[str, Any]] | None:
    """One item, a list of items, or those of an object that holds a list; None where there is neither.

    Services wrap: the list may stand below `data`, an item inside an object's `item`.
    """
    if isinstance(value, list):
        return [_unwrapped(each) for each in value if isinstance(each, dict)]
    if not isinstance(value, dict):
        return None
    if text(value, "uri") is not None:
        return [value]
    for name in _LISTS:
        held = value.get(name)
        if isinstance(held, list):
            return items_of(held)
        if isinstance(held, dict) and (inside := items_of(held)) is not None:
            return inside
    return None


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    inside = value.get("item")
    return inside if text(value, "uri") is None and isinstance(inside, dict) else value


def _read(item: dict[str, Any], until: datetime) -> Dispatch | str:
    """The item, or why it is none."""
    if text(item, "uri") is None:
        return "no ninjs item: `uri` is missing, and without it no version or cancel can be told from another item's"
    kind = text(item, "type")
    dispatch = _dispatch(item, until)
    if kind not in _TEXTUAL and dispatch.pub_status is not PubStatus.CANCELED:
        return f"`type` is {kind!r}: only text is read"
    return with_text(dispatch) or "no text in `bodies`, or `body_…` as ninjs 1 calls it: ask for the full item"


def _dispatch(item: dict[str, Any], until: datetime) -> Dispatch:
    made = parse_iso(text(item, "versioncreated", "versionCreated"), until)
    created = [text(item, name, f"{name[:-7]}Created") for name in ("firstcreated", "contentcreated")]
    headline, note = _headline(item), text(item, "ednote", "edNote")
    slugline = text(item, "slugline")
    status, embargoed_until = embargo_of(_status(item), "embargoed" in item, text(item, "embargoed"))
    if says_kill(note, headline):
        status = PubStatus.CANCELED
    marks, take_no = marks_of(ed_note=note, headline=headline, slugline=slugline, codes=_codes(item))
    located = text(item, "located")
    return Dispatch(
        format_name="ninjs",
        guid=text(item, "uri") or "",
        version=identifier(item, "version"),
        provider=_provider(item),
        pub_status=status,
        embargoed_until=embargoed_until,
        urgency=urgency_of(identifier(item, "urgency")),
        slugline=slugline,
        headline=headline,
        summary=_description(item),
        byline=plain(text(item, "by", "byline")),
        credit=text(item, "creditline", "creditLine", "copyrightholder", "copyrightHolder"),
        ed_note=note,
        dateline=None,
        dateline_place=None,
        dateline_date=None,
        located=(located,) if located else (),
        subjects=_subjects(item),
        marks=marks,
        take_no=take_no,
        language=language_of(text(item, "language")),
        copyright_holder=text(item, "copyrightholder", "copyrightHolder"),
        copyright_notice=text(item, "copyrightnotice", "copyrightNotice"),
        usage_terms=text(item, "usageterms", "usageTerms"),
        created_at=next((instant for each in created if (instant := parse_iso(each, until))), made),
        modified_at=made,
        body=_body(item),
        content_sha256=sha256(json.dumps(item, sort_keys=True).encode()).hexdigest(),
    )


def _status(item: dict[str, Any]) -> PubStatus:
    """A status that is none of ours, such as `commissioned`, holds the item back."""
    told = (text(item, "pubstatus", "pubStatus") or "usable").lower()
    if told == "cancelled":
        return PubStatus.CANCELED
    return PubStatus(told) if told in set(PubStatus) else PubStatus.WITHHELD


def _headline(item: dict[str, Any]) -> str | None:
    """2.x and later have a list of headlines with roles; 1.x one headline, or since 1.2 a title."""
    listed = objects(item, "headlines")
    main = next((each for each in listed if text(each, "role") == "main"), listed[0] if listed else {})
    return plain(text(main, "value") or text(item, "headline", "headline_main", "title", "name"))


def _description(item: dict[str, Any]) -> str | None:
    listed = (text(each, "value") for each in objects(item, "descriptions"))
    return plain(next((each for each in listed if each), None) or text(item, "description_text", "description_html"))


def _body(item: dict[str, Any]) -> tuple[str, ...]:
    """The text, from markup where there is some: plain text often runs its paragraphs together."""
    found = [
        (text(each, "contenttype", "contentType", "role") or "", text(each, "value"))
        for each in objects(item, "bodies")
    ]
    found += [(name, text(item, name)) for name in sorted(item) if name.startswith("body_")]
    marked = next(((kind, value) for kind, value in found if value and _is_markup(kind)), None)
    bare = next((value for _, value in found if value), None)
    return _of_markup(*marked) if marked else lines_of(bare) if bare else ()


def _is_markup(kind: str) -> bool:
    return any(word in kind.casefold() for word in ("html", "xml", "nitf"))


def _of_markup(kind: str, value: str) -> tuple[str, ...]:
    """Paragraphs of HTML, or of a NITF document that stands inside."""
    if "nitf" in kind.casefold():
        try:
            root = parse_xml(value.encode())
        except NotAnArticle:
            return lines_of(value)
        inside = first(root, "body/body.content") if local_name(root) == "nitf" else root
        return paragraphs_of(inside) if inside is not None else ()
    return lines_of(value)


def _provider(item: dict[str, Any]) -> str | None:
    named = (text(each, "name") for each in objects(item, "infosources", "infoSources", "infosource"))
    return next(filter(None, named), None) or text(item, "copyrightholder", "copyrightHolder")


def _codes(item: dict[str, Any]) -> list[str]:
    genres = objects(item, "genres", "genre")
    return [name for each in genres if (name := text(each, "name", "code", "literal"))]


def _subjects(item: dict[str, Any]) -> tuple[str, ...]:
    codes = (text(each, "uri") or text(each, "code", "literal") or "" for each in objects(item, "subjects", "subject"))
    return tuple(dict.fromkeys(filter(None, map(subject_code, codes))))
