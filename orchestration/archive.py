"""The archive as a whole: its index made anew, its digests checked, and everything after the captures run again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ingest.archive import list_files, list_landed, read_file
from ingest.errors import DamagedArchive, DataDirectoryError, SettingError
from ingest.records import Capture
from orchestration.progress import Reporter
from orchestration.run import Found, run_job
from orchestration.settings import Settings
from orchestration.workplace import Workplace
from warehouse.captures import instants_since, replace_captures


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many files and captures hold what was written to them, and what is wrong with the others."""

    files: int
    captures: Counter[str]
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
    return Verified(files=files, captures=captures, faults=tuple(faults))


def replay(settings: Settings, since: datetime, reporter: Reporter) -> Found:
    """Build a new database from the archive: every instant from `since` on, each as if it were now; nobody is asked.

    Raises DataDirectoryError where there is a build database, SettingError where the archive has nothing of that time.
    """
    workplace = Workplace(settings, reporter)
    if settings.build_database.exists():
        message = f"{settings.build_database} is there: move it away first, a replay begins with an empty database"
        raise DataDirectoryError(message, subject=str(settings.build_database))
    if not list_files(settings.archive):
        raise SettingError(f"{settings.archive} holds no capture: there is nothing to replay", subject="data_dir")
    reindex(workplace)
    with workplace.database() as connection:
        instants = instants_since(connection, since)
    if not instants:
        raise SettingError(f"the archive holds no capture since {since.isoformat()}", subject="--since")
    return run_job(settings, instants, reporter, replays_from=since)


def _captures(workplace: Workplace) -> Iterator[list[Capture]]:
    settings = workplace.settings
    list_landed(settings.archive, settings.landing)  # what a killed run left open is made whole
    paths = list_files(settings.archive)
    tick = workplace.reporter.stage("reading the archive", len(paths))
    for path in paths:
        yield [captured.capture for captured in read_file(settings.archive, path)]
        tick()
