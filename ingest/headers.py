"""What an answer's headers ask of us."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Headers = Iterable[tuple[str, str]]

_MAX_WAIT = timedelta(hours=24)
_FORBIDDEN = 403
_TRY_LATER = frozenset({_FORBIDDEN, 429, 503})
_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})")
_BOT_GATES = ("cf-mitigated", "x-datadome")


def header(headers: Headers, name: str) -> str | None:
    """The last value of a header, by its name in any case."""
    values = [value for key, value in headers if key.lower() == name.lower()]
    return values[-1] if values else None


def retry_after(status: int | None, headers: Headers, answered_at: datetime) -> datetime | None:
    """When a 429, 503 or 403 asks us back, in seconds or as a date, at most 24 hours on; None if it does not say."""
    value = (header(headers, "retry-after") or "").strip() if status in _TRY_LATER else ""
    if value.isascii() and value.isdigit():
        return answered_at + timedelta(seconds=min(int(value[:9]), int(_MAX_WAIT.total_seconds())))
    try:
        asked = parsedate_to_datetime(value)
    except ValueError:
        return None
    asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
    return min(max(asked, answered_at), answered_at + _MAX_WAIT)


def max_age(headers: Headers) -> int:
    """For how many seconds an answer calls itself fresh; 0 where it does not, or asks not to be kept."""
    value = (header(headers, "cache-control") or "").lower()
    found = _MAX_AGE.search(value)
    return int(found[1]) if found and "no-cache" not in value and "no-store" not in value else 0


def is_bot_gate(status: int | None, headers: Headers) -> bool:
    """Whether a refusal comes from a service that keeps programs out; it is heeded, never worked around."""
    return status == _FORBIDDEN and any(header(headers, name) is not None for name in _BOT_GATES)
