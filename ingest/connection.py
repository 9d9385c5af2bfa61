"""The sockets of the client: where they may lead, where they led, and what a failed one is called."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import SimpleNamespace

import aiohttp

from ingest.address import Reach
from ingest.codes import FetchError

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Stopped(Exception):
    """A GET ended by one of our own rules."""

    def __init__(self, error: FetchError) -> None:
        super().__init__(error)
        self.error = error


class BlockedAddress(OSError):
    """The address that a name leads to is not one that may be connected to."""


@dataclass(slots=True)
class Line:
    """The connection of one hop: the sockets tried for it, and where the one that held leads."""

    ip: str | None
    begun_at: float
    connect_seconds: float | None = None
    is_blocked: bool = False
    sockets: list[socket.socket] = field(default_factory=list)

    def seconds(self) -> float:
        """Since the hop began."""
        return round(asyncio.get_running_loop().time() - self.begun_at, 3)


_current: ContextVar[Line] = ContextVar("line")


class Lines:
    """Opens the sockets of a client within its reach and remembers to which address each host led."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._ip_of: dict[str | None, str | None] = {}

    @contextlib.contextmanager
    def line(self, host: str | None) -> Iterator[Line]:
        """The line of the hop that begins here; aiohttp's own tasks see it too."""
        line = Line(self._ip_of.get(host), asyncio.get_running_loop().time())
        token = _current.set(line)
        try:
            yield line
        except aiohttp.ClientConnectorError as fault:
            # Of several addresses that all failed, aiohttp tells only a text.
            if line.is_blocked:
                raise Stopped(FetchError.BLOCKED_ADDRESS) from fault
            raise
        finally:
            _current.reset(token)
            self._ip_of[host] = line.ip

    def open_socket(self, address: aiohttp.AddrInfoType) -> socket.socket:
        """A socket for an address, given as numbers: the last moment before a connection. Raises BlockedAddress."""
        family, kind, protocol, _, target = address
        line = _current.get()
        if not self._reach.allows(str(target[0]), int(target[1])):
            line.is_blocked = True
            raise BlockedAddress(f"{target[0]} port {target[1]} is not to be connected to")
        line.sockets.append(socket.socket(family, kind, protocol))
        return line.sockets[-1]

    def trace(self) -> aiohttp.TraceConfig:
        """What tells a line that it stands."""
        config = aiohttp.TraceConfig()
        config.on_connection_create_end.append(_note_connection)
        return config


async def _note_connection(
    session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceConnectionCreateEndParams
) -> None:
    line = _current.get()
    line.connect_seconds = line.seconds()
    for opened in line.sockets:
        with contextlib.suppress(OSError):  # one that lost the race is closed
            line.ip = opened.getpeername()[0]
    line.sockets.clear()


_ERRORS = (
    (TimeoutError, FetchError.TIMEOUT),
    (aiohttp.ClientPayloadError, FetchError.INCOMPLETE),
    (aiohttp.ClientResponseError, FetchError.BAD_HTTP),
    (aiohttp.ClientSSLError, FetchError.TLS),
    (aiohttp.ServerDisconnectedError, FetchError.DISCONNECTED),
    (ConnectionResetError, FetchError.DISCONNECTED),
    (aiohttp.InvalidURL, FetchError.BAD_ADDRESS),
)


def fetch_error(fault: Exception) -> FetchError:
    """The word under which a failed GET is stored."""
    if isinstance(fault, Stopped):
        return fault.error
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return FetchError.DNS_NOT_FOUND if fault.os_error.errno in _NO_SUCH_NAME else FetchError.DNS_TEMPORARY
    return next((error for kind, error in _ERRORS if isinstance(fault, kind)), FetchError.CONNECTION_FAILED)
