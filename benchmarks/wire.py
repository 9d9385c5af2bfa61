"""Wire documents per second, beside the reader that the standard's own body publishes (newsmlg2), in one run.

python benchmarks/wire.py FOLDER
python benchmarks/wire.py FOLDER --seconds 10

FOLDER holds wire files, such as IPTC's samples of NewsML-G2; those that newsmlg2 reads too are timed with both.
"""

import argparse
import contextlib
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from NewsMLG2.document import NewsMLG2Document

from ingest.errors import NotAnArticle
from ingest.source.wire.parse import read_wire

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def ours(body: bytes) -> None:
    with contextlib.suppress(NotAnArticle):
        read_wire(body, NOW)


def theirs(body: bytes) -> None:
    NewsMLG2Document(body)


def is_read(body: bytes) -> bool:
    """Whether both make something of it: a news item with text."""
    try:
        return bool(read_wire(body, NOW)) and NewsMLG2Document(body).get_item() is not None
    except Exception:  # noqa: BLE001 - newsmlg2 raises whatever its objects stumble over
        return False


def rate(read: Callable[[bytes], None], bodies: list[bytes], seconds: float) -> float:
    """Documents per second of processor time."""
    count, begun = 0, process_time()
    while (spent := process_time() - begun) < seconds:
        for body in bodies:
            read(body)
        count += len(bodies)
    return count / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each of the two")
    given = parser.parse_args()
    with contextlib.redirect_stdout(io.StringIO()):  # newsmlg2 prints a warning for each catalog that it does not know
        bodies = [body for path in sorted(given.folder.rglob("*.xml")) if is_read(body := path.read_bytes())]
        if not bodies:
            raise SystemExit(f"{given.folder} holds no news item that both read")
        fast, slow = rate(ours, bodies, given.seconds), rate(theirs, bodies, given.seconds)
    print(f"{len(bodies)} documents, {sum(map(len, bodies)) / len(bodies) / 1000:.1f} kB each on average")
    print(f"sigact    {fast:>9,.0f} documents/s {1000 / fast:>8.3f} ms a document")
    print(f"newsmlg2  {slow:>9,.0f} documents/s {1000 / slow:>8.3f} ms a document")
    print(f"ratio     {fast / slow:>9.1f}")


if __name__ == "__main__":
    main()
