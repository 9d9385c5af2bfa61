"""One guarded GET for everything that comes from the network: capped, timed, hop by hop, without cookies.

What comes back is the response as received, or the reason why there is none; nothing here raises for the far side's
faults. Whom to ask, and when, is decided elsewhere.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from ingest.address import Reach, registered_domain, without_credentials
from ingest.codes import NOT_ASKED, FetchError
from ingest.connection import Line, Lines, Stopped, fetch_error
from ingest.credential import Credential
from ingest.decode import MAX_RATIO, Gauge
from ingest.headers import is_bot_gate
from ingest.response import Hop, Response
from ingest.turns import Turns
from ingest.url import host_of, is_web, origin_of

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT_REDIRECTS = frozenset({301, 308})
_TOO_MANY_REQUESTS = 429
_CHUNK_BYTES = 64 * 1024
# Errors with which a domain's client gives it up for this run, after so many in a row.
_NO_ANSWER = frozenset({FetchError.TIMEOUT, FetchError.CONNECTION_FAILED, FetchError.DISCONNECTED})
_MOST_UNANSWERED = 3
# What our own rules end before anybody is asked.
_NOT_ASKED = NOT_ASKED | {FetchError.ROBOTS, FetchError.ROBOTS_UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one GET may cost. `max_bytes` counts as received, `max_decoded_bytes` and the ratio what that grows to."""

    total_seconds: float = 30.0
    connect_seconds: float = 10.0
    max_bytes: int = 10 * 2**20
    max_decoded_bytes: int = 10 * 2**20
    max_ratio: float = MAX_RATIO
    max_redirects: int = 5
    max_header_bytes: int = 8190
    max_headers: int = 128
    at_once: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address, with the validators of the last answer from it.

    `refuses`, if given, says of every address on the way why it may not be asked; `max_bytes` is a tighter cap than
    the client's. A `credential` is shown to the origin of `url` and to nobody else on the way; what comes back is
    cleaned of it.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    refuses: Callable[[str], Awaitable[FetchError | None]] | None = None
    max_bytes: int | None = None
    credential: Credential | None = None


@dataclass(slots=True)
class _Trip:
    """A GET under way, over all its hops."""

    request: Request
    url: str
    seconds_left: float
    hops: list[Hop] = field(default_factory=list)
    is_done: bool = False
    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False

    @property
    def domain(self) -> str | None:
        return registered_domain(host_of(self.url))

    @property
    def place(self) -> str | None:
        """Where it may go on within one turn: the host where every new one must be asked for leave, else the domain."""
        return host_of(self.url) if self.request.refuses else self.domain

    def arrive(self, answer: aiohttp.ClientResponse) -> None:
        self.status = answer.status
        self.reason = (answer.reason or "").encode("ascii", "replace").decode()
        # As Latin-1, which any bytes are: what cannot be decoded could not be archived either.
        self.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.raw_headers)

    def turn(self, location: str) -> None:
        """Go on to where a redirect points."""
        try:
            self.url = without_credentials(urljoin(self.url, location))
        except ValueError:
            raise Stopped(FetchError.BAD_REDIRECT) from None
        if credential := self.request.credential:
            self.url = credential.unsigned(self.url)
            if credential.is_told_in(self.url):
                self.url = credential.masked(self.url)
                raise Stopped(FetchError.BAD_REDIRECT)
        self.status, self.reason, self.headers = None, "", ()

    def end(self, now: datetime, error: str | None, max_bytes: int) -> Response:
        reason, headers, body = self.reason, self.headers, bytes(self.body)
        if credential := self.request.credential:
            reason = credential.masked(reason)
            headers, body = credential.clean(headers, body, max_bytes=max_bytes)
        return Response(
            url=without_credentials(self.request.url),
            final_url=self.url,
            fetched_at=now,
            status=self.status,
            reason=reason,
            headers=headers,
            body=body,
            error=error,
            is_truncated=self.status is not None and not self.is_whole,
            hops=tuple(self.hops),
        )


def moved_to(hops: Sequence[Hop], final_url: str) -> str | None:
    """Where an unbroken chain of permanent redirects leads, if there is one."""
    steps = [hop.status for hop in hops[:-1]]
    return final_url if steps and _PERMANENT_REDIRECTS.issuperset(steps) else None


class Fetcher:
    """An asynchronous context that GETs.

    `clock` says when an answer came, `gap_seconds` how long to wait between two requests to a registered domain.
    `resolver` and `reach` serve the newsroom, whose hosts all live on this machine.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        gap_seconds: Callable[[str | None], float] = lambda domain: 0.0,
        resolver: AbstractResolver | None = None,
        reach: Reach | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._limits = limits or Limits()
        self._resolver = resolver
        self._lines = Lines(reach or Reach())
        self._turns = Turns(gap_seconds, self._limits.at_once)
        self._held: dict[str | None, FetchError] = {}
        self._unanswered: Counter[str | None] = Counter()

    async def __aenter__(self) -> Self:
        # The system's own resolver, whatever else is installed: its errors tell "no such name" from "not now".
        resolver = self._resolver or aiohttp.ThreadedResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, resolver=resolver, socket_factory=self._lines.open_socket),
            auto_decompress=False,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_seconds),
            max_line_size=self._limits.max_header_bytes,
            max_field_size=self._limits.max_header_bytes,
            max_headers=self._limits.max_headers,
            trace_configs=[self._lines.trace()],
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    @property
    def user_agent(self) -> str:
        """Who asks."""
        return self._user_agent

    def slow_down(self, url: str, seconds: float) -> None:
        """Leave a longer gap between the requests to an address's domain, because it asks for one."""
        self._turns.slow_down(registered_domain(host_of(url)), seconds)

    async def get(self, request: Request) -> Response:
        """GET an address, following redirects, within the limits: one request a registered domain at a time.

        A domain that has answered 429, or 503 or 403 with a time, is not asked again through this client, nor is one
        that has not answered three times in a row: the error is `throttled` or `unresponsive` then.
        """
        trip = _Trip(request, without_credentials(request.url), self._limits.total_seconds)
        error = None
        try:
            while not trip.is_done:
                await self._advance(trip)
        except (Stopped, aiohttp.ClientError, OSError, ValueError) as fault:
            error = fetch_error(fault)
        if error is None and is_bot_gate(trip.status, trip.headers):
            error = FetchError.BOT_GATE
        answer = trip.end(self._clock(), error, self._limits.max_decoded_bytes)
        self._learn(trip.domain, answer)
        return answer

    def _learn(self, domain: str | None, answer: Response) -> None:
        """Remember of a domain whether it may be asked again: dozens of deadlines would keep the others waiting."""
        if answer.error in _NOT_ASKED:
            return
        self._unanswered[domain] = self._unanswered[domain] + 1 if answer.error in _NO_ANSWER else 0
        if answer.status == _TOO_MANY_REQUESTS or answer.retry_after:
            self._held[domain] = FetchError.THROTTLED
        elif self._unanswered[domain] >= _MOST_UNANSWERED:
            self._held[domain] = FetchError.UNRESPONSIVE

    async def _advance(self, trip: _Trip) -> None:
        """Ask from where a trip stands, in one turn, for as long as it stays in its place."""
        if trip.request.refuses and is_web(trip.url) and (refusal := await trip.request.refuses(trip.url)):
            raise Stopped(refusal)
        loop, place, domain = asyncio.get_running_loop(), trip.place, trip.domain
        async with self._turns.take(domain):
            if fault := self._held.get(domain):
                raise Stopped(fault)
            # The deadline is the far side's: time spent waiting for our own turn does not count against it.
            begun_at = loop.time()
            try:
                async with asyncio.timeout(trip.seconds_left):
                    while not trip.is_done and trip.place == place:
                        await self._ask(trip)
            finally:
                trip.seconds_left -= loop.time() - begun_at

    async def _ask(self, trip: _Trip) -> None:
        if not is_web(trip.url):
            raise Stopped(FetchError.BAD_REDIRECT if trip.hops else FetchError.BAD_ADDRESS)
        if len(trip.hops) > self._limits.max_redirects:
            raise Stopped(FetchError.BAD_REDIRECT)
        url, status = trip.url, None
        credential = _credential(trip)
        asked, headers = (credential.signed(url), credential.headers()) if credential else (url, {})
        with self._lines.line(host_of(url)) as line:
            try:
                async with self._session.get(
                    asked, headers=_validators(trip) | headers, allow_redirects=False
                ) as answer:
                    status = answer.status
                    await self._take(trip, answer)
            finally:
                trip.hops.append(_hop(url, status, line))

    async def _take(self, trip: _Trip, answer: aiohttp.ClientResponse) -> None:
        location = answer.headers.get("location")
        if answer.status in _REDIRECTS and location is not None:
            trip.turn(location)
            return
        trip.arrive(answer)
        await self._read(trip, answer)
        trip.is_done = True

    async def _read(self, trip: _Trip, answer: aiohttp.ClientResponse) -> None:
        limits = self._limits
        most = min(limits.max_bytes, trip.request.max_bytes or limits.max_bytes)
        gauge = Gauge(
            answer.headers.get("content-encoding"), max_bytes=limits.max_decoded_bytes, max_ratio=limits.max_ratio
        )
        try:
            async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
                is_more = len(trip.body) + len(chunk) > most
                trip.body += chunk[: most - len(trip.body)]
                if is_more or not gauge.feed(chunk):
                    raise Stopped(FetchError.TOO_LARGE)
        except aiohttp.ClientPayloadError:
            trip.body += _unread(answer)[: most - len(trip.body)]
            raise
        trip.is_whole = True
        if trip.body and gauge.is_broken():
            raise Stopped(FetchError.BAD_ENCODING)


def _validators(trip: _Trip) -> dict[str, str]:
    """Validators belong to the address that gave them; another one must not see them."""
    request = trip.request
    if trip.url != without_credentials(request.url):
        return {}
    validators = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in validators.items() if value}


def _credential(trip: _Trip) -> Credential | None:
    """It belongs to the origin that it was given for; another host, port or scheme must not see it."""
    return trip.request.credential if origin_of(trip.url) == origin_of(trip.request.url) else None


def _hop(url: str, status: int | None, line: Line) -> Hop:
    return Hop(url=url, status=status, ip=line.ip, connect_seconds=line.connect_seconds, seconds=line.seconds())


def _unread(answer: aiohttp.ClientResponse) -> bytes:
    """What arrived before a connection broke: aiohttp has it, and gives it to nobody who asks by its front door."""
    return answer.content._read_nowait(-1)
