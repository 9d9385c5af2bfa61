"""What a feed of any format says of one of its items → an `Entry`."""

from dataclasses import dataclass
from datetime import datetime

from ingest import url as web
from ingest.codes import CaptureKind
from ingest.keys import key
from ingest.records import Capture, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as its feed gives it, its texts plain and normalised, its instants in UTC."""

    guid: str | None
    link: str | None
    title: str | None
    summary: str | None
    body: str | None
    published_at: datetime | None
    updated_at: datetime | None
    byline: str | None
    language: str | None = None


def to_entry(item: Item, capture: Capture) -> Entry:
    """The entry of one version of an item.

    A page that is linked tells versions apart, and not the guid: feeds that draw new guids for what they had bring
    nothing new.
    """
    page = web.canonicalise(item.link) if item.link else None
    guid = item.guid or page or f"{item.title}|{item.published_at}"
    item_id = key("itm", capture.feed_id, guid)
    told_by = key("itm", capture.feed_id, page) if page and not web.is_homepage(page) else item_id
    basis = "feed" if item.published_at else "feed_updated" if item.updated_at else None
    return Entry(
        entry_id=key("ent", told_by, page, item.title, item.summary, item.body, str(item.updated_at)),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=capture.feed_id,
        capture_id=capture.capture_id,
        kind=CaptureKind.FEED,
        guid=guid,
        version=None,
        link=item.link,
        title=item.title,
        summary=item.summary,
        body=item.body,
        published_at=item.published_at or item.updated_at,  # RSS 1.0's dc:date arrives as `updated`
        published_basis=basis,
        updated_at=item.updated_at,
        credit=None,
        dateline=None,
        byline=item.byline,
        language=item.language,
        is_correction=False,
        first_seen_at=capture.polled_at,
        loaded_at=capture.polled_at,
    )
