"""How fast pages become article versions beside bare trafilatura with metadata, and what a second worker gains.

The whole article stage: pages are read from the archive, extracted in workers, identified, compared and stored. Time is
that of the processors, of the workers too, so that other work on the machine costs neither side.

    nice python benchmarks/extract.py PAGES
    nice python benchmarks/extract.py PAGES --pages 5000 --memory
"""

import argparse
import gzip
import logging
import resource
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from trafilatura import bare_extraction

from ingest.archive import ArchiveWriter, Asked, list_files, read_file
from ingest.article.language import detect
from ingest.article.task import LIMITS
from ingest.codes import CaptureKind
from ingest.records import Entry
from ingest.response import Response
from ingest.worker import Workers
from orchestration.extraction import extract_articles
from orchestration.settings import load_settings
from orchestration.workplace import Workplace
from warehouse.store import append_all

GOAL = 0.90
NOW = datetime(2026, 9, 1, tzinfo=UTC)
HTML = (("Content-Type", "text/html"),)
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side's run: seconds of all its processors and of the clock, and what it gave."""

    processor_seconds: float
    clock_seconds: float
    given: str


def bare(bodies: list[bytes]) -> Measured:
    logging.disable()
    bare_extraction(bodies[0], with_metadata=True)
    begun = spent(), perf_counter()
    dates = {"original_date": True, "extensive_search": False}
    found = [
        bare_extraction(
            body,
            url=f"http://p{number}.example/a",
            with_metadata=True,
            include_comments=False,
            date_extraction_params=dates,
        )
        for number, body in enumerate(bodies)
    ]
    return measured(begun, f"{sum(each is not None for each in found)} texts")


def stage(bodies: list[bytes], workers: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        workplace = prepared(Path(folder), bodies)
        workplace.workers = Workers(workers)
        with workplace.workers:
            list(workplace.workers.map(warm, range(2 * workers), LIMITS))
            detect("Le maire a dit que les secours sont sur place.")
            assert workplace.sources
            begun = spent(), perf_counter()
            added = extract_articles(workplace, NOW + timedelta(hours=1))
        return measured(begun, ", ".join(f"{count} {table}" for table, count in sorted(added.items())))


def prepared(folder: Path, bodies: list[bytes]) -> Workplace:
    """A workplace whose archive and ledger hold the pages, each of a host of its own, as the next stage finds them."""
    workplace = Workplace(load_settings(registry="newsroom", data_dir=folder / "data"))
    with workplace.locked(), ArchiveWriter(workplace.settings.archive, folder / "landing", NOW) as writer:
        for number, body in enumerate(bodies):
            url = f"http://p{number}.example/a"
            asked = Asked(
                kind=CaptureKind.PAGE, source_id="desk", feed_id=None, entry_ids=(f"ent_{number}",), polled_at=NOW
            )
            writer.add(asked, Response(url=url, final_url=url, fetched_at=NOW, status=200, headers=HTML, body=body))
    archive = workplace.settings.archive
    captures = [each.capture for path in list_files(archive) for each in read_file(archive, path)]
    with workplace.database() as connection:
        append_all(connection, captures, [entry(number) for number in range(len(bodies))])
    return workplace


def entry(number: int) -> Entry:
    unknown = dict.fromkeys(
        ("feed_id", "version", "summary", "body", "published_at", "published_basis", "updated_at", "credit")
    )
    return Entry(
        **unknown,  # type: ignore[arg-type]
        entry_id=f"ent_{number}",
        item_id=f"itm_{number}",
        source_id="desk",
        capture_id="cap_feed",
        kind=CaptureKind.FEED,
        guid=str(number),
        link=f"http://p{number}.example/a",
        title=f"Article {number}",
        dateline=None,
        byline=None,
        language=None,
        is_correction=False,
        first_seen_at=NOW,
        loaded_at=NOW,
    )


def warm(_number: int) -> int:
    """Inside a worker: what every process pays once is no cost of a page, as on the bare side."""
    bare_extraction("<html><body><p>Shells fell.</p></body></html>", with_metadata=True)
    return resident_mb()


def resident_mb() -> int:
    return int(_STATM.read_text().split()[1]) * resource.getpagesize() // 2**20 if _STATM.exists() else 0


def spent() -> float:
    """Of this process and of the workers that have ended or live: /proc counts what getrusage does not yet."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + living()


def living() -> float:
    tasks = Path("/proc/self/task")
    if not tasks.exists():
        return 0.0
    ticks = 0
    for child in {pid for path in tasks.glob("*/children") for pid in path.read_text().split()}:
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / 100


def measured(begun: tuple[float, float], given: str) -> Measured:
    return Measured(processor_seconds=spent() - begun[0], clock_seconds=perf_counter() - begun[1], given=given)


def memory(bodies: list[bytes], count: int) -> None:
    """What one process holds after every thousandth page that it reads, with the limits of a worker."""
    from ingest.article.extract import Page, extract  # noqa: PLC0415

    logging.disable()
    for number, body in enumerate(islice(cycle(bodies), count), start=1):
        page = Page(
            url="http://p.example/a", body=body, content_type="text/html", content_encoding=None, fetched_at=NOW
        )
        extract(page)
        if number % 1000 == 0 or number == 200:
            print(f"{number:>6} pages: {resident_mb()} MB", flush=True)


def alone(side: object, *arguments: object) -> Measured:
    with get_context("spawn").Pool(1) as pool:
        # A pool's process may start no others: it is no daemon to us.
        found: Measured = pool.apply(side, arguments)  # type: ignore[arg-type]
        return found


def told(name: str, found: Measured, count: int) -> float:
    rate = count / found.processor_seconds
    print(
        f"{name:<26}{rate:>7.1f} pages/s per core  {found.processor_seconds:.1f} s of processors, "
        f"{found.clock_seconds:.1f} s by the clock: {count / found.clock_seconds:.1f} pages/s ({found.given})",
        flush=True,
    )
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with *.html.gz at any depth")
    parser.add_argument("--pages", type=int, help="so many, by reading the folder again and again")
    parser.add_argument("--memory", action="store_true", help="only print what a process holds over the pages")
    given = parser.parse_args()
    bodies = [gzip.decompress(path.read_bytes()) for path in sorted(given.folder.rglob("*.html.gz"))]
    if not bodies:
        sys.exit(f"{given.folder} holds no *.html.gz")
    if given.memory:
        memory(bodies, given.pages or 5000)
        return
    bodies = list(islice(cycle(bodies), given.pages or len(bodies)))
    print(f"{len(bodies)} pages of {sum(map(len, bodies)) / len(bodies) / 1024:.0f} KB on average")
    slow = told("bare trafilatura", alone(bare, bodies), len(bodies))
    one = alone(stage, bodies, 1)
    rate = told("article stage, 1 worker", one, len(bodies))
    two = alone(stage, bodies, 2)
    told("article stage, 2 workers", two, len(bodies))
    print(f"ratio {rate / slow:.2f} (goal {GOAL:g}); two workers {one.clock_seconds / two.clock_seconds:.2f} times one")


if __name__ == "__main__":
    main()
