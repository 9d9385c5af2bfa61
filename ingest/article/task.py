"""One page read in a process that can be killed: what costs a worker is tried once more, faster, and then refused."""

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.codes import RejectionReason
from ingest.worker import Fault, FaultKind, Limits, Workers

LIMITS = Limits(wall_seconds=15.0, cpu_seconds=15, memory_bytes=3 * 2**29)
_REASONS = {
    FaultKind.TIMEOUT: RejectionReason.TIMEOUT,
    FaultKind.OUT_OF_MEMORY: RejectionReason.TOO_COMPLEX,
    FaultKind.CRASHED: RejectionReason.CRASHED,
}


def read(page: Page) -> Extracted | Refused:
    """What a worker does with a page."""
    return extract(page)


def read_fast(page: Page) -> Extracted | Refused:
    """What a worker does with a page that cost another its life."""
    return extract(page, fast=True)


def settle(workers: Workers, page: Page, found: Extracted | Refused | Fault) -> Extracted | Refused:
    """What a page gave, at the second try where the first failed."""
    if not isinstance(found, Fault):
        return found
    again = workers.run(read_fast, page, LIMITS)
    if not isinstance(again, Fault):
        return again
    return Refused(_REASONS[again.kind], f"{again.kind}: {again.detail}"[:200])
