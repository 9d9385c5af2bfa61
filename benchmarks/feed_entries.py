"""Entries that we read from a folder of feeds against what feedparser gives with its defaults, and every difference.

python benchmarks/feed_entries.py FOLDER …     # .xml, .xml.gz and .json files; without one, $SIGACT_OUTSIDE_DATA/feeds
"""

import contextlib
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from ingest import url as web
from ingest.codes import CaptureKind
from ingest.errors import NotAFeed
from ingest.records import Capture
from ingest.source.feed import parse_feed, read_feed

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [Path(os.environ["SIGACT_OUTSIDE_DATA"]) / "feeds"]
    for folder in folders:
        compare(folder, sorted(path for path in folder.rglob("*") if is_feed(path)))
        merged(folder)


def is_feed(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".xml", ".xml.gz", ".json")) and path.name != "index.json"


def compare(folder: Path, paths: list[Path]) -> None:
    ours = theirs = 0
    seconds = [0.0, 0.0]
    reasons, crashed = Counter(), 0
    for path in paths:
        body = read(path)
        try:
            found, why = entries_of(body)
        except Exception as error:  # noqa: BLE001 - a crash is what is counted
            crashed += 1
            print(f"  CRASHED {path.relative_to(folder)}: {error!r}")
            continue
        seconds[0] += timed(read_feed, body, capture())
        started = time.process_time()
        given = default_entries(body)
        seconds[1] += time.process_time() - started
        ours, theirs = ours + found, theirs + given
        if found != given:
            reasons[why or "other"] += 1
            if not why:
                print(f"  {path.relative_to(folder)}: {found} entries, feedparser {given}")
    print(f"{folder}: {len(paths)} files, {crashed} crashed, {ours} entries; feedparser's defaults {theirs} entries")
    for reason, count in reasons.most_common():
        print(f"  {count} files differ: {reason}")
    print(f"  {seconds[0]:.1f} s of CPU, feedparser's defaults {seconds[1]:.1f} s: ratio {seconds[1] / seconds[0]:.1f}")


def timed(function: Callable[..., object], *arguments: object) -> float:
    """Seconds of CPU that a call takes."""
    started = time.process_time()
    with contextlib.suppress(NotAFeed):
        function(*arguments)
    return time.process_time() - started


def entries_of(body: bytes) -> tuple[int, str]:
    """How many entries we read, and what would explain a difference."""
    try:
        items = read_feed(body, capture()).items
    except NotAFeed as fault:
        return 0, f"no feed to us: {str(fault).partition(' ')[2][:60]}"
    found = len(parse_feed(body, capture()))
    plain = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    if len(items) != len(plain.entries):
        bare = sum(not (entry.keys() & {"id", "link", "title"}) for entry in plain.entries)
        return (
            found,
            "items without id, link and title are left out"
            if bare
            else "a comment or space stands before the declaration",
        )
    return found, "the same item twice" if found != len(items) else ""


def default_entries(body: bytes) -> int:
    try:
        return len(feedparser.parse(body).entries)
    except Exception as error:  # noqa: BLE001 - of feedparser's own
        print(f"  feedparser raises {error!r}")
        return 0


def merged(folder: Path) -> None:
    """How many addresses of items there are, and canonical addresses that more than one title shares."""
    links: dict[str, set[str]] = {}
    raw = set()
    for path in sorted(path for path in folder.rglob("*") if is_feed(path)):
        try:
            items = read_feed(read(path), capture(url=f"http://{path.stem}.example/")).items
        except NotAFeed:
            continue
        for item in items:
            if item.link and item.title:
                raw.add(item.link)
                links.setdefault(web.canonicalise(item.link), set()).add(item.link)
    shared = {page: found for page, found in links.items() if len(found) > 1}
    print(f"  {len(raw)} addresses, {len(links)} canonical ones; {len(shared)} of them stand for several:")
    for page, found in sorted(shared.items())[:40]:
        print(f"    {page} <- {sorted(found)}")


def read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def capture(url: str = "http://feed.example/") -> Capture:
    return Capture(
        capture_id="c", kind=CaptureKind.FEED, source_id="s", feed_id="f", entry_ids=(), url=url, final_url=url,
        status=200, error=None, polled_at=NOW, fetched_at=NOW, etag=None, last_modified=None, content_type=None,
        sha256=None, size_bytes=0, warc_file="", warc_offset=0, warc_length=0,
    )  # fmt: skip


if __name__ == "__main__":
    main()
