"""A wire file as captured → entries, each with what only a wire says of its item."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ingest.codes import PartMark
from ingest.keys import key
from ingest.records import Capture, Entry, WireItem
from ingest.source.wire.dispatch import Dispatch
from ingest.source.wire.marks import forbids_keeping
from ingest.source.wire.parse import read_wire
from ingest.text import join_paragraphs


@dataclass(frozen=True, slots=True)
class Received:
    """One version of one item: the entry that every stage knows, and the agency's own data beside it."""

    entry: Entry
    item: WireItem


def receive(body: bytes, capture: Capture) -> list[Received]:
    """The items of an agency's file, in its order. Raises NotAnArticle, with the reason.

    An item's family is the source that it came from and its guid: agencies spell their own names in several ways,
    and a cancel must not miss.
    """
    return received_of(read_wire(body, capture.polled_at), capture)


def received_of(dispatches: Iterable[Dispatch], capture: Capture) -> list[Received]:
    """Dispatches as what a source received with a capture."""
    return [_received(dispatch, number, capture) for number, dispatch in enumerate(dispatches)]


def _received(dispatch: Dispatch, number: int, capture: Capture) -> Received:
    entry = _entry(dispatch, capture)
    return Received(entry, _item(dispatch, entry, number))


def _entry(dispatch: Dispatch, capture: Capture) -> Entry:
    item_id = key("itm", capture.source_id, dispatch.guid)
    return Entry(
        entry_id=key("ent", item_id, dispatch.version, dispatch.content_sha256),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=None,
        capture_id=capture.capture_id,
        kind=capture.kind,
        guid=dispatch.guid,
        version=dispatch.version,
        link=None,
        title=dispatch.headline,
        summary=dispatch.summary,
        body=join_paragraphs(list(dispatch.body)) or None,
        published_at=dispatch.created_at,
        published_basis="wire" if dispatch.created_at else None,
        updated_at=dispatch.modified_at,
        credit=dispatch.credit,
        dateline=dispatch.dateline or next(iter(dispatch.located), None),
        byline=dispatch.byline,
        language=dispatch.language,
        is_correction=PartMark.CORRECTION in dispatch.marks,
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )


def _item(dispatch: Dispatch, entry: Entry, number: int) -> WireItem:
    return WireItem(
        entry_id=entry.entry_id,
        item_id=entry.item_id,
        source_id=entry.source_id,
        capture_id=entry.capture_id,
        item_no=number,
        format_name=dispatch.format_name,
        guid=dispatch.guid,
        version=dispatch.version,
        provider=dispatch.provider,
        pub_status=dispatch.pub_status,
        embargoed_until=dispatch.embargoed_until,
        urgency=dispatch.urgency,
        slugline=dispatch.slugline,
        headline=dispatch.headline,
        ed_note=dispatch.ed_note,
        dateline_place=dispatch.dateline_place,
        dateline_date=dispatch.dateline_date,
        located=dispatch.located,
        subjects=dispatch.subjects,
        marks=tuple(mark.value for mark in dispatch.marks),
        take_no=dispatch.take_no,
        copyright_holder=dispatch.copyright_holder,
        copyright_notice=dispatch.copyright_notice,
        usage_terms=dispatch.usage_terms,
        is_keeping_forbidden=forbids_keeping(dispatch.usage_terms, dispatch.copyright_notice, dispatch.ed_note),
        content_sha256=dispatch.content_sha256,
        text_sha256=sha256(entry.body.encode()).hexdigest() if entry.body else None,
        modified_at=dispatch.modified_at,
        first_seen_at=entry.first_seen_at,
        loaded_at=entry.loaded_at,
    )
