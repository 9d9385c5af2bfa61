"""A burst of wire files taken in bounded batches, beside the same files in one batch: seconds and peak memory.

python benchmarks/drop_burst.py
python benchmarks/drop_burst.py --files 2000

Each way runs in a process of its own: archived, parsed by the workers, loaded, moved out of the way.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from ingest.records import Source, WireDrop
from orchestration.drops import BATCH_FILES, take_files
from orchestration.settings import load_settings
from orchestration.workplace import Workplace

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:desk.example:{n}" version="1">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-09T08:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Report {n} of a long day</headline></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs}</body></html></inlineXML></contentSet></newsItem>"""
PARAGRAPH = "<p>Report {n}: " + "the ministry said on Monday that nothing else was known of it, " * 5 + "</p>"


def burst(files: int, most: int, pipe: "multiprocessing.connection.Connection") -> None:
    """Take so many files, at most `most` at a time; sends seconds, CPU seconds, peak MB and rows."""
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace(load_settings(registry="newsroom", data_dir=Path(folder)))
        workplace.sources = (
            Source(
                source_id="desk", name="Desk", kind="agency", homepage="http://desk.example/", country_iso3=None,
                language="en", scale="Other", timezone="UTC",
                wire=WireDrop(source_id="desk", path="desk", settle_seconds=0),
            ),
        )  # fmt: skip
        drop = Path(folder) / "wire" / "desk"
        drop.mkdir(parents=True)
        for n in range(files):
            (drop / f"{n:06}.xml").write_text(ITEM.format(n=n, paragraphs=PARAGRAPH.format(n=n) * 8))
        begun, cpu = perf_counter(), process_time()
        with workplace.locked():
            added = take_files(workplace, NOW, most=most)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send((perf_counter() - begun, process_time() - cpu, peak, added["wire_items"], len(os.listdir(drop))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    files = parser.parse_args().files
    found = {}
    for name, most in (("bounded", BATCH_FILES), ("one batch", files)):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=burst, args=(files, most, theirs))
        process.start()
        found[name] = ours.recv()
        process.join()
        seconds, cpu, peak, rows, left = found[name]
        print(f"{name:<10} {most:>6} at a time {seconds:>7.1f} s {1000 * cpu / files:>6.2f} ms CPU a file "
              f"{peak:>6.0f} MB peak, {rows} items, left in the folder: {left - 1} files")  # fmt: skip
    print(f"memory ratio {found['bounded'][2] / found['one batch'][2]:.2f}")


if __name__ == "__main__":
    main()
