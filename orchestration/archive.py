"""The archive as a whole: its index made anew from the files, and their digests checked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import journal
from ingest.archive import list_files, list_landed, read_file
from ingest.errors import DamagedArchive
from ingest.records import Capture
from orchestration.workplace import Workplace
from warehouse.captures import replace_captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many files, captures and lines of the journal hold what was written, and what is wrong with the others."""

    files: int
    captures: Counter[str]
    lines: int
    faults: tuple[str, ...]


def reindex(workplace: Workplace) -> int:
    """Make `ingest.captures` anew from the WARC files alone; how many rows it has. Raises DamagedArchive."""
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        return replace_captures(connection, _captures(workplace))


def verify(workplace: Workplace) -> Verified:
    """Read every file of the archive and check its digests, revisits included; nothing is changed."""
    files, captures, faults = 0, Counter[str](), []
    archive = workplace.settings.archive
    paths = list_files(archive)
    tick = workplace.reporter.stage("reading the archive", len(paths))
    for path in paths:
        try:
            captures.update(captured.capture.kind.value for captured in read_file(archive, path))
            files += 1
        except DamagedArchive as fault:
            faults.append(str(fault))
        tick()
    lines = 0
    for file in journal.list_files(archive):
        try:
            lines += sum(1 for _ in journal.read(archive, file))
            files += 1
        except DamagedArchive as fault:
            faults.append(str(fault))
    return Verified(files=files, captures=captures, lines=lines, faults=tuple(faults))


def _captures(workplace: Workplace) -> Iterator[list[Capture]]:
    settings = workplace.settings
    list_landed(settings.archive, settings.landing)  # what a killed run left open is made whole
    paths = list_files(settings.archive)
    tick = workplace.reporter.stage("reading the archive", len(paths))
    for path in paths:
        yield [captured.capture for captured in read_file(settings.archive, path)]
        tick()
