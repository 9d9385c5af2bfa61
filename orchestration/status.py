"""`sigact status`: where everything is, and what it holds."""

from collections.abc import Iterable, Iterator, Sequence

import duckdb
from filelock import FileLock, Timeout

from ingest.errors import SettingError
from ingest.records import Source, WireDrop, WirePoll, WireService
from ingest.source.drop import listing, passed_over
from orchestration.credentials import credential_of
from orchestration.highlight import visible
from orchestration.settings import TOML, Settings
from orchestration.workplace import Workplace
from warehouse.connect import read_meta
from warehouse.services import last_polls

_RUNS = 5


def describe(settings: Settings, sources: Iterable[Source] | None = None) -> Iterator[tuple[str, str]]:
    """What there is, as label and value; reads only, and never waits for a run. The sources are the registry's."""
    sources = tuple(Workplace(settings).sources if sources is None else sources)
    yield "settings", f"{TOML.absolute()}" if TOML.exists() else f"defaults (no {TOML} here)"
    yield "registry", f"{settings.registry} ({', '.join(str(folder) for folder in settings.registry_folders)})"
    yield "contact", settings.contact or "not set: real sources are not asked without one"
    yield "data", f"{settings.data_dir}{'' if settings.data_dir.exists() else ' (not there yet)'}"
    yield "at work", "a run is writing" if is_locked(settings) else "no run"
    yield "archive", _archive(settings)
    yield "build database", _build(settings)
    yield "published", _published(settings)
    yield "schedules", tell_schedules(settings)
    yield from last_runs(settings)
    for drop in (source.wire for source in sources if source.wire):
        yield f"wire {drop.path}", _drop(settings, drop)
    yield from _services(settings, [source.wire_service for source in sources if source.wire_service])


def tell_schedules(settings: Settings) -> str:
    """When runs start by themselves."""
    if settings.schedules is False:
        return "off by the setting `schedules`"
    if settings.registry == "newsroom":
        return "under `sigact dev` the newsroom's next morning every minute"
    if settings.contact is None:
        return "off until a contact is set"
    return f"feeds every {settings.poll_minutes} min, daily at {settings.daily_at}, weekly on {settings.weekly_at} UTC"


def last_runs(settings: Settings) -> Iterator[tuple[str, str]]:
    """The newest runs that Dagster knows; nothing where it never ran."""
    if not (settings.dagster_home / "history").exists():
        return
    from orchestration.home import open_instance  # noqa: PLC0415 - Dagster takes a second to import

    with open_instance(settings) as instance:
        for record in instance.get_run_records(limit=_RUNS):
            run, end = record.dagster_run, record.end_time
            seconds = f", {end - record.start_time:.0f} s" if end and record.start_time else ""
            began = f"{record.create_timestamp:%Y-%m-%d %H:%M} UTC"
            yield f"run {run.run_id[:8]}", f"{run.job_name}, {run.status.value.lower()}, {began}{seconds}"


def is_locked(settings: Settings) -> bool:
    """Whether a run is at work."""
    if not settings.lock.exists():
        return False
    try:
        with FileLock(settings.lock, timeout=0):
            return False
    except Timeout:
        return True


def _drop(settings: Settings, drop: WireDrop) -> str:
    """How many files wait, were taken, were set aside; and what lies there that nobody will take as it is."""
    folder = settings.wire / drop.path
    aside = len(list((folder / "quarantine").glob("*.reason.json")))
    left = "; ".join(f"{visible(name)}: {reason}" for name, reason in passed_over(folder).items())
    return f"{folder}: {len(listing(folder))} waiting, {aside} in quarantine/" + (
        f", left in place: {left}" if left else ""
    )


def _services(settings: Settings, services: Sequence[WireService]) -> Iterator[tuple[str, str]]:
    """Where each agency's service stands, and what keeps it from being asked."""
    last = _last_polls(settings) if services else {}
    for service in services:
        yield f"wire {service.source_id}", _service(service, last.get(service.source_id))


def _last_polls(settings: Settings) -> dict[str, WirePoll]:
    if not settings.build_database.exists() or is_locked(settings):
        return {}
    with duckdb.connect(str(settings.build_database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return last_polls(connection)


def _service(service: WireService, poll: WirePoll | None) -> str:
    try:
        credential_of(service)
    except SettingError as fault:
        return f"not asked: {fault}"
    if poll is None:
        return f"{visible(service.url)}: not asked yet, as far as can be seen"
    if poll.error:
        why = f"; is {service.auth_env} still right?" if poll.status in (401, 403) and service.auth_env else ""
        return f"{visible(poll.error)}{why}, again from {poll.next_at:%Y-%m-%d %H:%M} UTC; nothing is skipped"
    unread = f"; not read: {visible(poll.unread_reason)}" if poll.unread_reason else ""
    return f"asked {poll.polled_at:%Y-%m-%d %H:%M} UTC, {poll.item_count} items in the last page{unread}"


def _archive(settings: Settings) -> str:
    files = list(settings.archive.rglob("*.warc.gz"))
    waiting = len(list(settings.landing.glob("*.json"))) if settings.landing.exists() else 0
    size = sum(file.stat().st_size for file in files)
    return f"{len(files)} WARC files, {size / 1e6:.1f} MB" + (f", {waiting} not loaded yet" if waiting else "")


def _build(settings: Settings) -> str:
    if not settings.build_database.exists():
        return "not there yet: `sigact run` or `sigact demo` makes it"
    if is_locked(settings):
        return f"{settings.build_database}, in use"
    meta = read_meta(settings.build_database)
    return (
        f"{settings.build_database}, registry {meta.get('registry', 'unknown')}, "
        f"schema version {meta.get('schema_version', 'unknown')}"
    )


def _published(settings: Settings) -> str:
    if not settings.database.exists():
        return "nothing yet"
    with duckdb.connect(str(settings.database.resolve()), read_only=True) as connection:
        [(attacks, articles)] = connection.execute(
            "select (select count(*) from marts.fct_attacks), (select count(*) from marts.dim_articles)"
        ).fetchall()
    return f"{settings.database} → {settings.database.resolve().name}: {attacks} attacks, {articles} article versions"
