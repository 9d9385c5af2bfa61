"""robots.txt: what a site lets programs read and how often, asked through the same client and kept in the archive.

Pages are read only with leave. A feed is published to be subscribed to, so only a rule about its own path counts.
"""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from ingest.archive import Captured
from ingest.codes import NOT_ASKED, FetchError
from ingest.decode import decode_start
from ingest.fetch import Fetcher, Request
from ingest.headers import Headers, header
from ingest.response import Response

# The product token of RFC 9309, by which a site can name us.
AGENT = "sigact"
KEPT_FOR = timedelta(hours=24)
ASKED_AGAIN_AFTER = timedelta(hours=1)
MAX_BYTES = 512 * 1024
_BLANKET = re.compile(r"^[ \t]*disallow[ \t]*:[ \t]*/?\*?[ \t]*(#.*)?$", re.IGNORECASE | re.MULTILINE)
_TOO_MANY_REQUESTS = 429
# An answer that breaks off, or that we stop reading, still says what it says up to there.
_READABLE = frozenset({None, FetchError.TOO_LARGE, FetchError.INCOMPLETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a robots.txt says; NULLs where it forbids nothing. Where it could not be had, nobody may read pages, and
    `fault` says why.
    """

    asked_at: datetime
    is_known: bool = True
    pages: Protego | None = None
    feeds: Protego | None = None
    fault: FetchError = FetchError.ROBOTS_UNKNOWN

    def holds_at(self, now: datetime) -> bool:
        """Whether it is fresh enough to be heeded without asking again."""
        return now - self.asked_at < (KEPT_FOR if self.is_known else ASKED_AGAIN_AFTER)

    def refuses_page(self, url: str) -> FetchError | None:
        """Why a page may not be read, if it may not."""
        if not self.is_known:
            return self.fault
        return None if self.pages is None or self.pages.can_fetch(url, AGENT) else FetchError.ROBOTS

    def refuses_feed(self, url: str) -> FetchError | None:
        """Why a feed may not be read: a rule about more than the whole site forbids it."""
        return None if self.feeds is None or self.feeds.can_fetch(url, AGENT) else FetchError.ROBOTS

    @property
    def crawl_delay_seconds(self) -> float:
        """What it wants between two requests."""
        return (self.pages.crawl_delay(AGENT) or 0.0) if self.pages else 0.0


def read_rules(status: int | None, error: str | None, headers: Headers, body: bytes, asked_at: datetime) -> Rules:
    """An answer as rules (RFC 9309, 2.3.1): a refusal or absence allows all, a fault of the server nothing for now."""
    if status is not None and status < 300 and error in _READABLE:
        text = decode_start(body, header(headers, "content-encoding"), max_bytes=MAX_BYTES).decode("utf-8", "replace")
        text = text.removeprefix("\ufeff")
        return Rules(asked_at=asked_at, pages=Protego.parse(text), feeds=Protego.parse(_BLANKET.sub("", text)))
    is_client_error = status is not None and 400 <= status < 500 and status != _TOO_MANY_REQUESTS
    return Rules(asked_at=asked_at, is_known=is_client_error or error == FetchError.BAD_REDIRECT)


def robots_url(url: str) -> str:
    """Where the rules of an address's host stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


class Robots:
    """The rules of every host that a run meets, each asked for once.

    `known` holds the answers of earlier runs by address, read when they are first needed; `keep` archives a new one
    for the source that it was asked for.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        now: datetime,
        *,
        known: Mapping[str, Callable[[], Captured]],
        keep: Callable[[str, Response], None],
    ) -> None:
        self._fetcher, self._now = fetcher, now
        self._known, self._keep = known, keep
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def refuses_page(self, url: str, source_id: str) -> FetchError | None:
        """Why a page may not be read, if it may not."""
        return (await self._rules_for(url, source_id)).refuses_page(url)

    async def refuses_feed(self, url: str, source_id: str) -> FetchError | None:
        """Why a feed may not be read, if it may not."""
        return (await self._rules_for(url, source_id)).refuses_feed(url)

    async def _rules_for(self, url: str, source_id: str) -> Rules:
        place = robots_url(url)
        host = urlsplit(place).netloc  # one set of rules for http and https, which lead to one another
        async with self._asking[host]:
            if host not in self._rules:
                self._rules[host] = self._remembered(place) or await self._ask(place, source_id)
                self._fetcher.slow_down(url, self._rules[host].crawl_delay_seconds)
            return self._rules[host]

    def _remembered(self, place: str) -> Rules | None:
        if place not in self._known:
            return None
        found = self._known[place]()
        answer = found.capture
        rules = read_rules(answer.status, answer.error, found.headers, found.payload, answer.polled_at)
        return rules if rules.holds_at(self._now) else None

    async def _ask(self, place: str, source_id: str) -> Rules:
        answer = await self._fetcher.get(Request(url=place, max_bytes=MAX_BYTES))
        if answer.error in NOT_ASKED:
            return Rules(asked_at=self._now, is_known=False, fault=FetchError(answer.error))
        self._keep(source_id, answer)
        return read_rules(answer.status, answer.error, answer.headers, answer.body, self._now)
