"""Work in batches: a killed run loses one batch at most, and memory stays flat."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
SIZE = 200


def batches(work: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """The work in order, `size` at a time."""
    for start in range(0, len(work), size):
        yield work[start : start + size]
