"""How fast captures are written to the archive and read from it at random, and what they take, against a file each.

The pages (gzipped HTML, at any depth) are captured twice: as a server sends them that compresses, and as one that does
not. A plain file holds the same bytes, with what was asked and answered in a JSON file beside it. Time is that of the
processor, so that other work on the machine costs neither side; the disk's own is left out.

    python benchmarks/archive.py PAGES
    python benchmarks/archive.py PAGES --reads 500
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from ingest.archive import ArchiveWriter, Asked, list_files, read_file, read_payload
from ingest.codes import CaptureKind
from ingest.response import Response

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
SEED = 20260309


def answers(pages: Path, *, is_compressed: bool) -> list[Response]:
    found = []
    encoding = (("Content-Encoding", "gzip"),) if is_compressed else ()
    for number, path in enumerate(sorted(pages.rglob("*.html.gz"))):
        body = path.read_bytes() if is_compressed else gzip.decompress(path.read_bytes())
        url = f"https://pages.example/{number}"
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"), *encoding)
        found.append(
            Response(url=url, final_url=url, fetched_at=NOW, status=200, reason="OK", headers=headers, body=body)
        )
    return found


def write_archive(folder: Path, pages: Sequence[Response]) -> None:
    asked = Asked(kind=CaptureKind.PAGE, source_id="desk", feed_id=None, entry_ids=("ent_1",), polled_at=NOW)
    with ArchiveWriter(folder / "archive", folder / "landing", NOW) as writer:
        for page in pages:
            writer.add(asked, page)


def write_plain(folder: Path, pages: Sequence[Response]) -> None:
    folder.mkdir()
    for number, page in enumerate(pages):
        facts = {"url": page.url, "status": page.status, "headers": page.headers, "at": page.fetched_at.isoformat()}
        (folder / f"{number}.body").write_bytes(page.body)
        (folder / f"{number}.json").write_text(json.dumps(facts))


def size_on_disk(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def compare(name: str, pages: Sequence[Response], reads: int) -> None:
    size = sum(len(page.body) for page in pages)
    with TemporaryDirectory() as made:
        folder = Path(made)
        written = seconds(lambda: write_archive(folder, pages)), seconds(lambda: write_plain(folder / "plain", pages))
        archive = folder / "archive"
        captures = [each.capture for path in list_files(archive) for each in read_file(archive, path)]
        chosen = random.Random(SEED).choices(range(len(pages)), k=reads)
        read = (
            seconds(lambda: [read_payload(archive, captures[number]).payload for number in chosen]),
            seconds(lambda: [(folder / "plain" / f"{number}.body").read_bytes() for number in chosen]),
        )
        taken = size_on_disk(archive), size_on_disk(folder / "plain")
        assert all(read_payload(archive, captures[n]).payload == pages[n].body for n in chosen[:50])
    print(f"{name}: {len(pages)} pages, {size / 1e6:.1f} MB")
    told("write, MB/s", *(size / 1e6 / each for each in written))
    told("write, pages/s", *(len(pages) / each for each in written))
    told("random reads/s", *(reads / each for each in read))
    told("on the disk, MB", *(each / 1e6 for each in taken))


def told(name: str, ours: float, plain: float) -> None:
    print(f"  {name:<18}archive {ours:>9.1f}   a file each {plain:>9.1f}   ratio {ours / plain:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder with *.html.gz at any depth")
    parser.add_argument("--reads", type=int, default=2000)
    given = parser.parse_args()
    compare("sent compressed", answers(given.pages, is_compressed=True), given.reads)
    compare("sent as they are", answers(given.pages, is_compressed=False), given.reads)


if __name__ == "__main__":
    main()
