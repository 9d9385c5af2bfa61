"""How fast the coder reads mixed news beside spaCy's whole pipeline over the same texts, and what memory it takes.

Nine texts in ten come from pages of news (gzipped HTML), one from a file of documents (a JSON object a line). Each side
runs in a fresh process on one core; time is that of its processor, so that other work on the machine costs neither.

    python benchmarks/coder_speed.py PAGES DOCS.jsonl
    python benchmarks/coder_speed.py PAGES DOCS.jsonl --english --profile 40
"""

import argparse
import cProfile
import gzip
import json
import os
import pstats
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from ingest.article.extract import Extracted, Page, extract
from ingest.article.language import detect
from ingest.mention.code import MODEL
from orchestration.evaluation.muc4 import as_input, read_docs

PAGES_TO_ONE_DOC = 9
GOAL = 8.0
GOAL_MB = 800
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side's run: seconds of processor and clock, its peak memory, and how its answers ended."""

    processor_seconds: float
    clock_seconds: float
    peak_mb: float
    endings: Counter[str]


def mixed(pages: Path, docs: Path, *, english: bool) -> list[bytes]:
    """The texts as lines of `sigact code`'s input: all pages that hold an article, and a ninth as many documents."""
    texts = [text for path in sorted(pages.rglob("*.html.gz")) if (text := page_text(path))]
    if english:
        texts = [text for text in texts if detect(text) == "en"]
    lines = [json.dumps({"article_id": f"page-{at}", "text": text}).encode() for at, text in enumerate(texts)]
    found = read_docs(docs)
    wanted = max(1, round(len(lines) / PAGES_TO_ONE_DOC))
    return lines + [as_input(doc) for doc in found[:: max(1, len(found) // wanted)][:wanted]]


def page_text(path: Path) -> str | None:
    page = Page(
        url=f"https://pages.example/{path.stem}",
        body=gzip.decompress(path.read_bytes()),
        content_type="text/html",
        content_encoding=None,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    found = extract(page)
    return found.text if isinstance(found, Extracted) else None


def coder(lines: Sequence[bytes]) -> Measured:
    from orchestration.coding import Coding  # noqa: PLC0415 - spaCy's side shall not carry it

    coding = Coding()
    coding.line(0, lines[-1])  # the parser is loaded when first needed
    begun = process_time(), perf_counter()
    endings = Counter(json.loads(coding.line(number, line))["status"] for number, line in enumerate(lines))
    return measured(begun, endings)


def whole_pipeline(lines: Sequence[bytes]) -> Measured:
    nlp = import_module(MODEL).load()
    texts = [json.loads(line)["text"] for line in lines]
    list(nlp.pipe(texts[-1:]))
    begun = process_time(), perf_counter()
    endings = Counter("parsed" for _ in nlp.pipe(texts, batch_size=16))
    return measured(begun, endings)


def measured(begun: tuple[float, float], endings: Counter[str]) -> Measured:
    return Measured(
        processor_seconds=process_time() - begun[0],
        clock_seconds=perf_counter() - begun[1],
        peak_mb=peak_mb(),
        endings=endings,
    )


def peak_mb() -> float:
    """Of this process alone: getrusage would count what its parent held when it was started."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def on_one_core(cores: Sequence[int]) -> None:
    if cores:
        os.sched_setaffinity(0, {cores[0]})


def alone(side: object, lines: Sequence[bytes], cores: Sequence[int]) -> Measured:
    with get_context("spawn").Pool(1, on_one_core, (cores,)) as pool:
        found: Measured = pool.apply(side, (lines,))  # type: ignore[arg-type]
        return found


def profile(lines: Sequence[bytes], rows: int) -> None:
    from orchestration.coding import Coding  # noqa: PLC0415

    coding = Coding()
    coding.line(0, lines[-1])
    with cProfile.Profile() as profiler:
        for number, line in enumerate(lines):
            coding.line(number, line)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(rows)


def told(name: str, found: Measured, count: int) -> float:
    rate = count / found.processor_seconds
    endings = ", ".join(f"{number} {ending}" for ending, number in found.endings.most_common())
    print(
        f"{name:<24}{rate:>8.1f} articles/s  {found.processor_seconds:.1f} s of processor, "
        f"{found.clock_seconds:.1f} s by the clock, peak {found.peak_mb:.0f} MB ({endings})"
    )
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder with *.html.gz at any depth")
    parser.add_argument("docs", type=Path, help="documents, a JSON object a line")
    parser.add_argument("--english", action="store_true", help="only pages in English: others cost the coder nothing")
    parser.add_argument("--profile", type=int, metavar="ROWS", help="print where the coder's time goes, and leave")
    given = parser.parse_args()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    lines = mixed(given.pages, given.docs, english=given.english)
    letters = sum(len(json.loads(line)["text"]) for line in lines)
    print(f"{len(lines)} articles, {letters / len(lines):.0f} characters each on average")
    if given.profile:
        profile(lines, given.profile)
        return
    cores = sorted(os.sched_getaffinity(0))[-1:] if hasattr(os, "sched_getaffinity") else []
    slow = told("spaCy, whole pipeline", alone(whole_pipeline, lines, cores), len(lines))
    found = alone(coder, lines, cores)
    fast = told("coder", found, len(lines))
    print(f"ratio {fast / slow:.1f} (goal {GOAL:g}), peak of one worker {found.peak_mb:.0f} MB (goal {GOAL_MB})")


if __name__ == "__main__":
    main()
