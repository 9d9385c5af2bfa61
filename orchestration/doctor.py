"""`sigact doctor`: what may keep a run from going well, each with what to do about it. Reads only."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata

import duckdb

from ingest.archive import list_files, made_at
from ingest.errors import DataDirectoryError
from orchestration.archive import verify
from orchestration.settings import Settings, prepare
from orchestration.status import is_locked, last_runs, tell_schedules
from orchestration.workplace import Workplace
from warehouse.connect import newest_version, read_meta

PACKAGES = ("sigact", "dagster", "dagster-dbt", "dbt-core", "dbt-duckdb", "duckdb", "spacy", "trafilatura")
_LITTLE_BYTES = 2 * 2**30
_LATE = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do."""

    name: str
    told: str
    advice: str | None = None
    is_well: bool = True


def examine(settings: Settings, now: datetime, *, reads_archive: bool = False) -> Iterator[Finding]:
    """Look at everything; with `reads_archive` at every byte of the archive, which takes its time."""
    looks: list[Callable[[], Finding]] = [
        _versions,
        lambda: _folder(settings),
        lambda: _disk(settings),
        lambda: _clock(settings, now),
        lambda: _lock(settings),
        lambda: _registry(settings),
        lambda: _database(settings),
        lambda: _landing(settings),
        lambda: _archive(settings, is_read=reads_archive),
        lambda: _schedules(settings),
        lambda: _runs(settings),
        lambda: _published(settings, now),
    ]
    for look in looks:
        yield look()


def _versions() -> Finding:
    return Finding("versions", ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES))


def _folder(settings: Settings) -> Finding:
    if not settings.data_dir.exists():
        return Finding("data", f"{settings.data_dir} is not there yet", "the first run makes it")
    try:
        prepare(settings)
    except DataDirectoryError as fault:
        return Finding("data", str(fault), "let the user who runs sigact write there", is_well=False)
    return Finding("data", f"{settings.data_dir} can be written to")


def _disk(settings: Settings) -> Finding:
    place = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free >= _LITTLE_BYTES:
        return Finding("disk", f"{free / 2**30:.1f} GiB free")
    advice = "make room, or move the data directory: publishing writes a whole new file"
    return Finding("disk", f"{free / 2**30:.1f} GiB free", advice, is_well=False)


def _clock(settings: Settings, now: datetime) -> Finding:
    """A clock that went back would put new captures before old ones."""
    files = list_files(settings.archive)
    last = made_at(files[-1]) if files else None
    if settings.registry == "world" and last and last > now:
        told = f"the archive ends at {last:%Y-%m-%d %H:%M} UTC, later than now, {now:%Y-%m-%d %H:%M} UTC"
        return Finding("clock", told, "set the clock right, for example with chrony", is_well=False)
    return Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _lock(settings: Settings) -> Finding:
    return Finding("lock", "a run is writing" if is_locked(settings) else "free")


def _registry(settings: Settings) -> Finding:
    registry = Workplace(settings).registry
    if registry.faults:
        told = f"{len(registry.sources)} sources, and left out: {'; '.join(map(str, registry.faults))}"
        return Finding("registry", told, "correct the file; `sigact sources list` reads it again", is_well=False)
    folders = ", ".join(str(folder) for folder in settings.registry_folders)
    return Finding("registry", f"{len(registry.sources)} sources in {folders}")


def _database(settings: Settings) -> Finding:
    if not settings.build_database.exists():
        return Finding("database", "not there yet", "`sigact run` makes it")
    if is_locked(settings):
        return Finding("database", "in use by a run")
    try:
        version = int(read_meta(settings.build_database).get("schema_version", 0))
    except duckdb.Error as fault:
        advice = "move it away, then `sigact replay --since` the first day of the archive"
        return Finding("database", str(fault).splitlines()[0], advice, is_well=False)
    told = f"schema version {version}, this sigact knows {newest_version()}"
    if version > newest_version():
        return Finding("database", told, "use the newer sigact", is_well=False)
    return Finding("database", told, "the next run brings it up to date" if version < newest_version() else None)


def _landing(settings: Settings) -> Finding:
    count = len(list(settings.landing.glob("*.json"))) if settings.landing.exists() else 0
    advice = "the next run loads what a killed one left" if count else None
    return Finding("landing", f"{count} archived files wait to be loaded", advice)


def _archive(settings: Settings, *, is_read: bool) -> Finding:
    files = list_files(settings.archive)
    if not is_read:
        return Finding("archive", f"{len(files)} files, not read", "`sigact doctor --archive` reads them")
    faults = verify(Workplace(settings)).faults
    if faults:
        return Finding("archive", "; ".join(faults), "restore them from a backup", is_well=False)
    return Finding("archive", f"{len(files)} files are sound")


def _schedules(settings: Settings) -> Finding:
    is_well = settings.registry == "newsroom" or settings.contact is not None
    advice = None if is_well else "set SIGACT_CONTACT to your address"
    return Finding("schedules", tell_schedules(settings), advice, is_well=is_well)


def _runs(settings: Settings) -> Finding:
    runs = [told for _, told in last_runs(settings)]
    failed = [told for told in runs if ", failure," in told]
    if runs and failed and failed[0] == runs[0]:
        return Finding("runs", f"the last one failed: {runs[0]}", "`sigact dev` shows its log", is_well=False)
    return Finding("runs", f"the last one: {runs[0]}" if runs else "none yet")


def _published(settings: Settings, now: datetime) -> Finding:
    if not settings.database.exists():
        return Finding("published", "nothing yet", "`sigact run`, or `sigact demo`")
    path = settings.database.resolve()
    age = now - datetime.fromtimestamp(path.stat().st_mtime, UTC)
    told = f"{path.name}, written {age.days} days and {age.seconds // 3600} hours ago"
    if settings.registry == "world" and age > _LATE:
        return Finding("published", told, "nothing new, or runs fail: `sigact status` lists them", is_well=False)
    return Finding("published", told)
