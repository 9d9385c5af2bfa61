"""The archive as a whole: its index made anew from the files, and their digests checked."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest import journal
from ingest.archive import list_files, list_landed, read_file
from ingest.errors import Busy, DamagedArchive
from ingest.records import Capture
from orchestration.settings import Settings
from orchestration.workplace import Workplace
from warehouse.captures import captures_by_file, replace_captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many files, captures and lines of the journal hold what was written, and what is wrong with the others.

    `is_compared` is whether the files were compared with the index: not while a run is at work.
    """

    files: int
    captures: Counter[str]
    lines: int
    is_compared: bool
    faults: tuple[str, ...]


def reindex(workplace: Workplace) -> int:
    """Make `ingest.captures` anew from the WARC files alone; how many rows it has.

    Raises DamagedArchive, and leaves the index as it is, for a file that cannot be read or that is missing.
    """
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        missing = _missing(workplace.settings, captures_by_file(connection))
        if missing:
            raise DamagedArchive(missing[0], subject=str(workplace.settings.archive))
        return replace_captures(connection, _captures(workplace))


def verify(workplace: Workplace) -> Verified:
    """Read every file of the archive, check its digests, revisits included, and compare it with the index.

    Nothing is changed, and no run is kept waiting: while one is at work the index is not looked at.
    """
    settings, held, faults = workplace.settings, dict[str, int](), []
    captures, known = Counter[str](), _indexed(workplace)
    paths = list_files(settings.archive)
    tick = workplace.reporter.stage("reading the archive", len(paths))
    for path in paths:
        try:
            kinds = [captured.capture.kind.value for captured in read_file(settings.archive, path)]
            held[path.relative_to(settings.archive).as_posix()] = len(kinds)
            captures.update(kinds)
        except DamagedArchive as fault:
            faults.append(str(fault))
        tick()
    short = _short(settings, known or {}, held)
    faults += short + _missing(settings, known or {})
    files, lines = len(held) - len(short), 0
    for file in journal.list_files(settings.archive):
        try:
            lines += sum(1 for _ in journal.read(settings.archive, file))
            files += 1
        except DamagedArchive as fault:
            faults.append(str(fault))
    is_compared = known is not None
    return Verified(files=files, captures=captures, lines=lines, is_compared=is_compared, faults=tuple(faults))


def _indexed(workplace: Workplace) -> dict[str, int] | None:
    """File → how many captures the index knows of it; empty where there is no index yet, None while a run has it."""
    if not workplace.settings.build_database.exists():
        return {}
    try:
        with workplace.locked(wait_seconds=0), workplace.database() as connection:
            return captures_by_file(connection)
    except Busy:
        return None


def _short(settings: Settings, known: Mapping[str, int], held: Mapping[str, int]) -> list[str]:
    """What is wrong with files that were cut between two records: nothing in them shows it."""
    return [
        f"{settings.archive / name} holds {held[name]} captures of {count} in the index: restore it from a backup"
        for name, count in known.items()
        if held.get(name, count) < count
    ]


def _missing(settings: Settings, known: Mapping[str, int]) -> list[str]:
    return [
        f"{settings.archive / name} is missing, with {count} captures: restore it from a backup"
        for name, count in known.items()
        if not (settings.archive / name).exists()
    ]


def _captures(workplace: Workplace) -> Iterator[list[Capture]]:
    settings = workplace.settings
    list_landed(settings.archive, settings.landing)  # what a killed run left open is made whole
    paths = list_files(settings.archive)
    tick = workplace.reporter.stage("reading the archive", len(paths))
    for path in paths:
        yield [captured.capture for captured in read_file(settings.archive, path)]
        tick()
