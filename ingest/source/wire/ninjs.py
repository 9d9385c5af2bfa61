"""ninjs 1.x, 2.x and 3.x (IPTC's news in JSON) → entries. A value of the wrong type is as if it were not there."""

import re
from hashlib import sha256
from typing import Any

from ingest.errors import NotAnArticle
from ingest.instant import parse_iso
from ingest.keys import key
from ingest.records import Capture, Entry
from ingest.source.plain import paragraphs, plain
from ingest.source.tame_json import identifier, load_object, objects, text
from ingest.text import join_paragraphs

_TEXTUAL = frozenset({"text", "composite", "component", None})
_CORRECTS = re.compile(r"\bcorrect(?:s|ed|ing|ion)\b", re.IGNORECASE)


def parse_ninjs(body: bytes, capture: Capture) -> list[Entry]:
    """The article of a document, as the one entry of a list.

    Raises NotAnArticle where the bytes are no ninjs, name no item, or tell of a picture, a film or a plan.
    """
    try:
        item = load_object(body)
    except ValueError as error:
        raise NotAnArticle(f"not readable JSON: {error}") from error
    guid, kind = text(item, "uri"), text(item, "type")
    if guid is None:
        raise NotAnArticle(f"{capture.url} holds no ninjs item with a uri", subject=capture.url)
    if kind not in _TEXTUAL:
        raise NotAnArticle(f"{capture.url} holds no text but: {kind}", subject=capture.url)
    return [_to_entry(item, guid, body, capture)]


def _to_entry(item: dict[str, Any], guid: str, body: bytes, capture: Capture) -> Entry:
    item_id = key("itm", capture.source_id, guid)
    version = identifier(item, "version") or "1"
    made = parse_iso(text(item, "versioncreated", "versionCreated"), capture.polled_at)
    created = [text(item, name, f"{name[:-7]}Created") for name in ("firstcreated", "contentcreated")]
    first = next((instant for each in created if (instant := parse_iso(each, capture.polled_at))), made)
    return Entry(
        entry_id=key("ent", item_id, version, sha256(body).hexdigest()),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=None,
        capture_id=capture.capture_id,
        kind=capture.kind,
        guid=guid,
        version=version,
        link=None,
        title=_headline(item),
        summary=_description(item),
        body=_body(item),
        published_at=first,
        published_basis="wire" if first else None,
        updated_at=made,
        credit=text(item, "creditline", "creditLine", "copyrightholder", "copyrightHolder"),
        dateline=text(item, "located"),
        byline=plain(text(item, "by", "byline")),
        language=_language(item),
        is_correction=bool(_CORRECTS.search(text(item, "ednote", "edNote") or "")),
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )


def _headline(item: dict[str, Any]) -> str | None:
    """2.x and later have a list of headlines with roles; 1.x one headline, or since 1.2 a title."""
    listed = objects(item, "headlines")
    main = next((each for each in listed if text(each, "role") == "main"), listed[0] if listed else {})
    return plain(text(main, "value") or text(item, "headline", "title", "name"))


def _description(item: dict[str, Any]) -> str | None:
    listed = (text(each, "value") for each in objects(item, "descriptions"))
    return plain(next((each for each in listed if each), None) or text(item, "description_text", "description_html"))


def _body(item: dict[str, Any]) -> str | None:
    """The text, from markup where there is some: plain text often runs its paragraphs together."""
    found = [
        (text(each, "contenttype", "contentType", "role") or "", text(each, "value"))
        for each in objects(item, "bodies")
    ]
    found += [(name, text(item, name)) for name in sorted(item) if name.startswith("body_")]
    marked = next((value for kind, value in found if value and _is_markup(kind)), None)
    bare = next((value for _, value in found if value), None)
    return paragraphs(marked) if marked else join_paragraphs(bare.splitlines()) or None if bare else None


def _is_markup(kind: str) -> bool:
    return any(word in kind.casefold() for word in ("html", "xml", "nitf"))


def _language(item: dict[str, Any]) -> str | None:
    tag = text(item, "language")
    return tag.replace("_", "-").partition("-")[0].lower() if tag else None
