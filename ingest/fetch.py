"""One guarded GET for everything that comes from the network: capped, timed, hop by hop, without cookies.

What comes back is the response as received, or the reason why there is none; nothing here raises for the far side's
faults. Whom to ask, and when, is decided elsewhere.
"""

import asyncio
import ipaddress
import socket
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from ingest.url import host_of, is_web

_IPV4 = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# IPv6 addresses that are routed on the internet, and what `is_global` passes although it leads elsewhere: 6to4,
# documentation, the old 6to4 relay and a cloud's metadata host. NAT64 and the rest lie outside 2000::/3.
_ROUTED_IPV6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net) for net in ("2002::/16", "3fff::/20", "192.88.99.0/24", "168.63.129.16/32")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one GET may cost; sizes are of the bytes as received."""

    total_seconds: float = 30.0
    connect_seconds: float = 10.0
    max_bytes: int = 10 * 2**20
    max_redirects: int = 5
    at_once: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address, with the validators of the last answer from it."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer as received, still encoded; or `error`, and then perhaps a status but never a body to parse."""

    url: str
    final_url: str
    fetched_at: datetime
    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    error: str | None = None

    def header(self, name: str) -> str | None:
        """The last value of a header, by its name in any case."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None


class _Stopped(Exception):
    """A GET ended by one of our own rules."""


class BlockedAddress(OSError):
    """The address that a name leads to is not a public one."""


class Fetcher:
    """An asynchronous context that GETs.

    `clock` says when an answer came, `gap_seconds` how long to wait between two requests to a host. `resolver` and
    `allow_loopback` serve the newsroom, whose hosts all live on this machine.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        gap_seconds: Callable[[str | None], float] = lambda host: 0.0,
        resolver: AbstractResolver | None = None,
        allow_loopback: bool = False,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._limits = limits or Limits()
        self._resolver = resolver
        self._allow_loopback = allow_loopback
        self._gap_seconds = gap_seconds
        self._free_at: dict[str | None, float] = {}
        self._at_once = asyncio.Semaphore(self._limits.at_once)
        self._host_free: dict[str | None, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=self._resolver,
            socket_factory=self._open_socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_seconds),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, request: Request) -> Response:
        """GET an address, following redirects, within the limits: one request a host at a time."""
        # The deadline is the far side's: time spent waiting for our own turn does not count against it.
        host = host_of(request.url)
        async with self._host_free[host]:
            await self._wait_for_turn(host)
            async with self._at_once:
                return await self._get(request)

    async def _wait_for_turn(self, host: str | None) -> None:
        """Sleep until the host may be asked again, and note when that will be the next time."""
        now = asyncio.get_running_loop().time()
        start = max(now, self._free_at.get(host, now))
        self._free_at[host] = start + self._gap_seconds(host)
        await asyncio.sleep(start - now)

    async def _get(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(self._limits.total_seconds):
                return await self._follow(request)
        except (_Stopped, aiohttp.ClientError, OSError, ValueError) as error:
            return Response(url=request.url, final_url=request.url, fetched_at=self._clock(), error=_error_name(error))

    async def _follow(self, request: Request) -> Response:
        url = request.url
        for _ in range(self._limits.max_redirects + 1):
            if not is_web(url):
                raise _Stopped("bad_redirect" if url != request.url else "bad_address")
            answer = await self._ask(request, url)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or location is None:
                return answer
            url = urljoin(url, location)
        raise _Stopped("bad_redirect")

    async def _ask(self, request: Request, url: str) -> Response:
        validators = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        # Validators belong to the address that gave them; another host must not see them.
        sent = {name: value for name, value in validators.items() if value and url == request.url}
        async with self._session.get(url, headers=sent, allow_redirects=False) as answer:
            return Response(
                url=request.url,
                final_url=url,
                fetched_at=self._clock(),
                status=answer.status,
                reason=(answer.reason or "").encode("ascii", "replace").decode(),
                # As Latin-1, which any bytes are: what cannot be decoded could not be archived either.
                headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.raw_headers),
                body=await self._read(answer),
            )

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for chunk in answer.content.iter_chunked(64 * 1024):
            body += chunk
            if len(body) > self._limits.max_bytes:
                raise _Stopped("too_large")
        return bytes(body)

    def _open_socket(self, address: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, target = address
        if not self._may_connect(str(target[0])):
            raise BlockedAddress(f"{target[0]} is not a public address")
        return socket.socket(family, kind, protocol)

    def _may_connect(self, host: str) -> bool:
        ip = ipaddress.ip_address(host.partition("%")[0])
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        if self._allow_loopback:
            return ip.is_loopback
        is_routed = ip.version == _IPV4 or ip in _ROUTED_IPV6
        # `in` is False for a network of the other version.
        return is_routed and ip.is_global and not ip.is_multicast and not any(ip in net for net in _NOT_PUBLIC)


def _error_name(error: Exception) -> str:
    """The word under which a failed GET is stored."""
    match error:
        case _Stopped():
            return str(error)
        case TimeoutError():
            return "timeout"
        case aiohttp.ClientPayloadError():
            return "incomplete"
        case BlockedAddress() | aiohttp.ClientConnectorError(os_error=BlockedAddress()):
            return "blocked_address"
        case _:
            return f"connection_failed: {type(error).__name__}"
