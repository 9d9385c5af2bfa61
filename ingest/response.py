"""What came back from an address that was asked, and from each on the way to it."""

from dataclasses import dataclass
from datetime import datetime

from ingest.headers import header, retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One address asked on the way to an answer: NULLs where nothing was answered or connected."""

    url: str
    status: int | None
    ip: str | None
    connect_seconds: float | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer as received, still encoded.

    Where there is an `error`, status, headers and body are what had come by then: evidence, never to be parsed.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    error: str | None = None
    is_truncated: bool = False
    hops: tuple[Hop, ...] = ()

    def header(self, name: str) -> str | None:
        """The last value of a header, by its name in any case."""
        return header(self.headers, name)

    @property
    def retry_after(self) -> datetime | None:
        """When a 429, 503 or 403 asks us back, at most 24 hours on."""
        return retry_after(self.status, self.headers, self.fetched_at)
