"""Whose turn it is: one request at a time to a registered domain, with a gap between their starts."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

MAX_CRAWL_DELAY_SECONDS = 60.0


class Turns:
    """Hands out turns by domain. `gap_seconds` says what lies between two starts at least; a site may ask for more."""

    def __init__(self, gap_seconds: Callable[[str | None], float], at_once: int) -> None:
        self._gap_seconds = gap_seconds
        self._asked_for: dict[str | None, float] = {}
        self._started_at: dict[str | None, float] = {}
        self._locks: dict[str | None, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._at_once = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def take(self, domain: str | None) -> AsyncIterator[None]:
        """Wait until a domain may be asked, and keep others from asking it meanwhile."""
        async with self._locks[domain]:
            await asyncio.sleep(self._seconds_left(domain))
            async with self._at_once:
                self._started_at[domain] = asyncio.get_running_loop().time()
                yield

    def slow_down(self, domain: str | None, seconds: float) -> None:
        """Heed a site that asks for a longer gap, up to a minute, from the next turn on."""
        self._asked_for[domain] = max(self._asked_for.get(domain, 0.0), min(seconds, MAX_CRAWL_DELAY_SECONDS))

    def _seconds_left(self, domain: str | None) -> float:
        if domain not in self._started_at:
            return 0.0
        gap = max(self._gap_seconds(domain), self._asked_for.get(domain, 0.0))
        return max(0.0, self._started_at[domain] + gap - asyncio.get_running_loop().time())
