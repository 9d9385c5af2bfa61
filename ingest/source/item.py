"""What a feed of any format says of one of its items → an `Entry`."""

from dataclasses import dataclass
from datetime import datetime

from ingest import url as web
from ingest.codes import CaptureKind
from ingest.keys import key
from ingest.records import Capture, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as its feed gives it, its texts plain and normalised, its instants in UTC, the forms those of `Dated`."""

    guid: str | None
    link: str | None
    title: str | None
    summary: str | None
    body: str | None
    published_at: datetime | None
    updated_at: datetime | None
    byline: str | None
    language: str | None = None
    published_form: str = ""
    updated_form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed as it came: the name that it gives itself, its items, how long it asks us to wait, whether it is torn."""

    title: str | None
    items: tuple[Item, ...]
    asked_seconds: int = 0
    is_malformed: bool = False


def to_entry(item: Item, capture: Capture, item_id: str) -> Entry:
    """The entry of one version of an item.

    A page that is linked tells versions apart, and not the guid: feeds that draw new guids for what they had bring
    nothing new.
    """
    page = page_of(item)
    told_by = key("itm", capture.feed_id, page) if page else item_id
    basis = f"feed_updated{item.updated_form}" if item.updated_at else None
    basis = f"feed{item.published_form}" if item.published_at else basis
    return Entry(
        entry_id=key("ent", told_by, page, item.title, item.summary, item.body, str(item.updated_at)),
        item_id=item_id,
        source_id=capture.source_id,
        feed_id=capture.feed_id,
        capture_id=capture.capture_id,
        kind=CaptureKind.FEED,
        guid=item.guid or page or f"{item.title}|{item.published_at}",
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


def page_of(item: Item) -> str | None:
    """The canonical address of the page that an item names as its own; a front page is nobody's."""
    page = web.canonicalise(item.link) if item.link else None
    return page if page and not web.is_homepage(page) else None
