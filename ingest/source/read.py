"""An archived feed, wire file or page of a service → what it holds, in one function of one argument for a worker."""

from dataclasses import dataclass

from ingest.codes import CaptureKind
from ingest.decode import Undecodable, decode
from ingest.errors import NotAFeed, NotAnArticle
from ingest.headers import Headers
from ingest.records import Capture, WireService
from ingest.source.feed import read_feed
from ingest.source.item import Document
from ingest.source.wire.page import Page, read_page
from ingest.source.wire.receive import Received, receive
from ingest.url import is_web
from ingest.worker import Fault, Limits

MAX_FEED_BYTES = 10 * 2**20
LIMITS = Limits(wall_seconds=10, cpu_seconds=10)


@dataclass(frozen=True, slots=True)
class Unread:
    """A capture as it was archived; `timezone` is where hours without an offset are meant."""

    capture: Capture
    payload: bytes
    content_encoding: str | None
    headers: Headers = ()
    service: WireService | None = None
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a capture holds: a feed's document, what a wire file gives, or a page of a service; or why none of these."""

    document: Document | None = None
    received: tuple[Received, ...] = ()
    page: Page | None = None
    error: str | None = None


def read(unread: Unread) -> Reading:
    """Decode and parse. What is wrong with a document is told, and raises nothing."""
    try:
        if unread.capture.kind is CaptureKind.WIRE and not is_web(unread.capture.url):
            return Reading(received=tuple(receive(unread.payload, unread.capture)))
        body = decode(unread.payload, unread.content_encoding, max_bytes=MAX_FEED_BYTES)
        if unread.capture.kind is CaptureKind.WIRE:
            page = read_page(body, unread.headers, unread.capture, unread.service.cursor if unread.service else None)
            return Reading(received=page.received, page=page)
        return Reading(read_feed(body, unread.capture, unread.timezone))
    except NotAFeed:
        return Reading(error="not_feed")
    except (NotAnArticle, Undecodable) as fault:
        return Reading(error=str(fault))


def reading_of(result: Reading | Fault) -> Reading:
    """A worker's result; a document that cost a worker is told so."""
    return Reading(error=f"parser_{result.kind}") if isinstance(result, Fault) else result
