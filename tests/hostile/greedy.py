"""Feeds that make a parser hang or bloat, and limits under which a small one of them does so at once."""

import resource
from pathlib import Path

from ingest.source import discover, read
from ingest.worker import Limits, Workers

HANGING = b"<rss version='2.0'><channel><item><title>" + b"<b>" * 80_000
BLOATING = b"<rss version='2.0'><channel>" + b"<item><title>x</title><link>y</link><guid>z</guid></item>" * 15_000
BRIEF = Limits(wall_seconds=1.5)
_SPARE_BYTES = 12 * 2**20


def narrow(workers: Workers) -> Limits:
    """Little more memory than the one worker has already."""
    held = workers.run(_held_bytes, None, Limits())
    assert isinstance(held, int)
    return Limits(memory_bytes=held + _SPARE_BYTES)


def _held_bytes(_: None) -> int:
    """With all that a worker loads before it parses."""
    assert discover.sample and read.read
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
