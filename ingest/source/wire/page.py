"""One page of an agency's service → its items, and what its answer says to ask next."""

import re
from dataclasses import dataclass

from lxml import etree

from ingest.errors import NotAnArticle
from ingest.headers import Headers, header
from ingest.records import Capture
from ingest.source.tame_json import Number, load_value, looks_like_json
from ingest.source.wire.dispatch import Dispatch
from ingest.source.wire.ninjs import items_of, read_items
from ingest.source.wire.parse import is_wire, read_root
from ingest.source.wire.receive import Received, received_of
from ingest.source.wire.tame_xml import find_all, local_name, parse_xml

_LINK = re.compile(r"<([^<>]{1,4096})>\s*((?:;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+)\s*)*)")
_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)
_MOST_TOLD = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: items read, how many there were, why some were not, and the next cursor as it is told."""

    received: tuple[Received, ...] = ()
    item_count: int = 0
    unread_reason: str | None = None
    next: str | None = None


def read_page(body: bytes, headers: Headers, capture: Capture, cursor: str | None) -> Page:
    """A page whose cursor stands where the registry says. One without items is sound: nothing is new.

    Raises NotAnArticle where the bytes are broken or hold neither items nor a list of none.
    """
    if not body.strip():
        return Page(next=_of_headers(headers, cursor))
    if looks_like_json(body, "{["):
        return _of_json(body, headers, capture, cursor)
    root = parse_xml(body)
    count = _count(root)
    dispatches, fault = [], None
    if count:
        try:
            dispatches = read_root(root, capture.polled_at)
        except NotAnArticle as refusal:
            if not is_wire(root):
                raise
            fault = str(refusal)
    return _page(dispatches, count, fault, capture, _of_headers(headers, cursor))


def _of_json(body: bytes, headers: Headers, capture: Capture, cursor: str | None) -> Page:
    try:
        value = load_value(body)
    except ValueError as error:
        raise NotAnArticle(f"not readable JSON: {error}") from error
    items = items_of(value)
    if items is None:
        raise NotAnArticle("no list of ninjs items, such as `items` or `data.items`: is this the right address?")
    dispatches, faults = read_items(items, capture.polled_at)
    told = _of_headers(headers, cursor) or _at(value, cursor)
    return _page(dispatches, len(items), "; ".join(faults) or None, capture, told)


def _page(dispatches: list[Dispatch], count: int, fault: str | None, capture: Capture, told: str | None) -> Page:
    return Page(
        received=tuple(received_of(dispatches, capture)),
        item_count=count,
        unread_reason=fault[:_MOST_TOLD] if fault else None,
        next=told,
    )


def _count(root: etree._Element) -> int:
    """Items of whatever class; a document that is no collection is one."""
    path = {"newsMessage": "itemSet/*", "NewsML": "NewsItem"}.get(local_name(root))
    return 1 if path is None else sum(1 for _ in find_all(root, path))


def _of_headers(headers: Headers, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    if cursor == "link":
        values = (value for name, value in headers if name.lower() == "link")
        found = (link for value in values for link in _LINK.finditer(value))
        return next((link[1].strip() for link in found if _NEXT.search(link[2])), None)
    kind, _, name = cursor.partition(":")
    return (header(headers, name) or "").strip() or None if kind == "header" and name else None


def _at(value: object, path: str | None) -> str | None:
    """The word, number or address at a dotted path."""
    for name in (path or "").split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return str(value).strip() or None if isinstance(value, str | Number) else None
