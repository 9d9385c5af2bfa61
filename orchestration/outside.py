"""What lies outside: the real world, or the newsroom on this machine at a simulated instant."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from aiohttp.abc import AbstractResolver, ResolveResult

from ingest.address import WEB_PORTS, Reach, registered_domain
from ingest.fetch import Fetcher
from ingest.records import Source
from ingest.url import host_of
from orchestration.settings import Settings
from samples.newsroom.server import Newsroom

# Between two requests to one real publisher.
GAP_SECONDS = 5.0


class Outside(Protocol):
    """Whom a run asks."""

    def advance(self, now: datetime) -> None:
        """Be at the run's instant; only a simulated world can."""

    def fetcher(self, now: datetime) -> Fetcher:
        """What to ask with."""


class World:
    """The network, at the time of the clock on the wall."""

    def __init__(self, settings: Settings, sources: Iterable[Source]) -> None:
        self._settings = settings
        self._gaps: dict[str | None, float] = {}
        for source in sources:
            services = [source.wire_service.url] if source.wire_service else []
            for url in (source.homepage, *(feed.url for feed in source.feeds), *services):
                domain = registered_domain(host_of(url))
                self._gaps[domain] = max(self._gaps.get(domain, GAP_SECONDS), float(source.gap_seconds or 0))

    def advance(self, now: datetime) -> None:
        """The world needs no help."""

    def fetcher(self, now: datetime) -> Fetcher:
        """Public addresses only; an answer bears the time at which it came."""
        return Fetcher(
            user_agent=self._settings.user_agent,
            clock=lambda: datetime.now(UTC),
            gap_seconds=self._gap,
            reach=Reach(ports=WEB_PORTS | set(self._settings.extra_ports or ())),
        )

    def _gap(self, domain: str | None) -> float:
        return self._gaps.get(domain, GAP_SECONDS)


class Simulated:
    """The newsroom: each of its hosts is a port on this machine, and its clock stands still during a poll."""

    def __init__(self, settings: Settings, newsroom: Newsroom) -> None:
        self._settings = settings
        self._newsroom = newsroom

    def advance(self, now: datetime) -> None:
        """Publish what the press has by `now`, files of its agency included."""
        self._newsroom.set_now(now)
        self._settings.wire.mkdir(parents=True, exist_ok=True)
        self._newsroom.deliver_wire(self._settings.wire)

    def fetcher(self, now: datetime) -> Fetcher:
        """Loopback only: nothing of a simulated run can leave the machine."""
        return Fetcher(
            user_agent=self._settings.user_agent,
            clock=lambda: now,
            resolver=LoopbackResolver(self._newsroom.port),
            reach=Reach(loopback_ports=frozenset({self._newsroom.port})),
        )


@contextmanager
def face(settings: Settings, sources: Iterable[Source]) -> Iterator[Outside]:
    """The outside that the settings name, up for as long as the context lasts."""
    if settings.registry == "world":
        yield World(settings, sources)
        return
    with Newsroom() as newsroom:
        yield Simulated(settings, newsroom)


class LoopbackResolver(AbstractResolver):
    """Every name leads to one port on this machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The newsroom's address, whatever the name."""
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing is held."""
