"""An agency's service: which page to ask for, and where it stands after one came. Pure, as `health` is for feeds.

The cursor is a position in the agency's stream, from the oldest to the newest. It moves with the page that was read
and never otherwise: what cannot be read is asked for again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from ingest.keys import key
from ingest.records import Capture, WirePoll, WireService
from ingest.url import origin_of, without_key

_PLACE = "{cursor}"
_LOGIN = frozenset({401, 402, 403, 407})
_LONGEST_CURSOR = 4096
_HOUR = 3600
_LONGEST_BACKOFF = 6 * _HOUR
# A login that is refused stays refused until somebody changes it; asking often has accounts locked.
_AFTER_REFUSAL = 6 * _HOUR
_LONGEST_WAIT = timedelta(hours=25)
_CLOCK_WENT_BACK = timedelta(days=1)
BAD_CURSOR = "bad_cursor"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """What came of a page: items where it was read, `next` as the answer says it; or the error."""

    capture: Capture
    error: str | None = None
    item_count: int | None = None
    unread_reason: str | None = None
    next: str | None = None
    retry_at: datetime | None = None


def address_of(service: WireService, last: WirePoll | None) -> str:
    """What to ask: from where the last page led, or from the beginning, where `{cursor}` is left out."""
    cursor = _cursor(service, last)
    if _PLACE not in service.url:
        return cursor or service.url
    if cursor is not None:
        return service.url.replace(_PLACE, quote(cursor, safe=""))
    parts = urlsplit(service.url)
    kept = (each for each in parts.query.split("&") if _PLACE not in each)
    return urlunsplit(parts._replace(query="&".join(kept)))


def is_due(service: WireService, last: WirePoll | None, now: datetime, *, asks_all: bool = False) -> bool:
    """Whether to ask now. A new address is due at once; what told us to wait is left alone even if all is asked."""
    if last is None or last.service_url != service.url or last.polled_at > now + _CLOCK_WENT_BACK:
        return True
    is_throttled = last.error in ("http_429", "http_503") and now < last.next_at <= now + _LONGEST_WAIT
    return last.next_at <= now or (asks_all and not is_throttled and last.polled_at != now)


def after(service: WireService, last: WirePoll | None, came: AskedPage) -> WirePoll:
    """The poll as a row: what came, and where to go on."""
    capture, before = came.capture, _cursor(service, last)
    cursor, error = before, came.error
    if error is None and came.next is not None:
        cursor = _followed(service, capture, came.next)
        error = BAD_CURSOR if cursor is None else None
        cursor = cursor or before
    has_more = error is None and came.next is not None and bool(came.item_count) and not _is_same(service, last, cursor)
    failures = 0 if error is None else (last.failure_count if last else 0) + 1
    wait = _wait(service, came, error, failures)
    return WirePoll(
        poll_id=key("wpl", capture.capture_id),
        source_id=service.source_id,
        capture_id=capture.capture_id,
        service_url=service.url,
        polled_at=capture.polled_at,
        page_no=last.page_no + 1 if last and last.polled_at == capture.polled_at else 0,
        status=capture.status,
        error=error,
        item_count=came.item_count,
        unread_reason=came.unread_reason,
        cursor=cursor,
        has_more=has_more,
        failure_count=failures,
        next_at=capture.polled_at if has_more else capture.polled_at + wait,
        loaded_at=capture.polled_at,
    )


def _cursor(service: WireService, last: WirePoll | None) -> str | None:
    return last.cursor if last and last.service_url == service.url else None


def _followed(service: WireService, capture: Capture, told: str) -> str | None:
    """The cursor that an answer tells; None for an address on another host, or one that is too long to be any."""
    if len(told) > _LONGEST_CURSOR:
        return None
    if _PLACE in service.url:
        return told
    try:
        address = urljoin(capture.final_url, told)
    except ValueError:
        return None
    kind, _, name = service.auth_as.partition(":")
    bare = address.partition("#")[0]
    bare = without_key(bare, name) if kind == "query" else bare
    return bare if origin_of(bare) == origin_of(service.url) is not None and "@" not in urlsplit(bare).netloc else None


def _is_same(service: WireService, last: WirePoll | None, cursor: str | None) -> bool:
    """Whether the next page would be the one that just came."""
    return cursor == (_cursor(service, last) or (None if _PLACE in service.url else service.url))


def _wait(service: WireService, came: AskedPage, error: str | None, failures: int) -> timedelta:
    if error is None:
        return timedelta(seconds=service.poll_seconds)
    backoff = min(service.poll_seconds * 2 ** min(failures, 12), max(_LONGEST_BACKOFF, service.poll_seconds))
    if came.retry_at:
        return max(came.retry_at - came.capture.polled_at, timedelta(seconds=service.poll_seconds))
    return timedelta(seconds=max(backoff, _AFTER_REFUSAL) if came.capture.status in _LOGIN else backoff)
