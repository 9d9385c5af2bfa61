"""What is watched beside the drop folders: the registry, silence, runs that were killed, runs that failed."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import dagster as dg

from ingest.errors import Busy
from ingest.source.load import read_registry
from orchestration.alerts import TOLD, of_run, of_silence, send
from orchestration.alive import bury
from orchestration.schedules import JOB, POLL, request_now, sensor_status
from orchestration.settings import Settings
from orchestration.workplace import Workplace

_FIVE_MINUTES, _AN_HOUR = 300, 3600


def build_watches(settings: Settings) -> list[dg.SensorDefinition]:
    """The four of them."""
    return [_registry_changed(settings), _source_silent(settings), _run_died(settings), _run_failed(settings)]


def _registry_changed(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(
        job_name=JOB if settings.registry == "newsroom" else POLL,
        minimum_interval_seconds=_FIVE_MINUTES,
        default_status=sensor_status(settings),
        description="Starts a poll when a file of the registry has changed, so that a new source is asked at once.",
    )
    def registry_changed(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        now = _digest(settings.registry_folders)
        if context.cursor in (None, now):
            return dg.SensorResult(skip_reason="the registry is as it was", cursor=now)
        for fault in read_registry(*settings.registry_folders).faults:
            context.log.warning(f"left out: {fault}")
        if settings.registry == "world" and settings.contact is None:
            return dg.SensorResult(skip_reason="real sources are asked only with a contact address", cursor=now)
        return dg.SensorResult(run_requests=[request_now(settings, now)], cursor=now)

    return registry_changed


def _source_silent(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(
        job_name=POLL,
        minimum_interval_seconds=_AN_HOUR,
        default_status=sensor_status(settings),
        description="Sends an alert when a source has brought nothing for four times as long as is usual with it.",
    )
    def source_silent(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        try:
            silent = _silent(settings)
        except Busy:
            return dg.SkipReason("a run is at work")
        new = sorted(set(silent) - set(json.loads(context.cursor or "[]")))
        context.update_cursor(json.dumps(silent))
        if not new:
            return dg.SkipReason(
                f"{len(silent)} sources are silent, none of them newly" if silent else "none is silent"
            )
        told = f"silent for longer than usual: {', '.join(new)}. `sigact sources health` says since when."
        send(settings, of_silence(settings, told))
        return dg.SkipReason(told)

    return source_silent


def _run_died(settings: Settings) -> dg.SensorDefinition:
    @dg.sensor(
        job_name=JOB,
        minimum_interval_seconds=_FIVE_MINUTES,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Marks runs as failed whose process was killed, and frees what they hold.",
    )
    def run_died(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        dead = bury(settings, context.instance)
        return dg.SkipReason(f"{len(dead)} runs were killed: {', '.join(dead)}" if dead else "none was killed")

    return run_died


def _run_failed(settings: Settings) -> dg.SensorDefinition:
    @dg.run_failure_sensor(
        name="run_failed",
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends an alert for each run that failed, with a link to it.",
    )
    def run_failed(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        if TOLD not in run.tags:
            reason = (context.failure_event.message or "no reason given").strip().splitlines()[0]
            send(settings, of_run(settings, run.run_id, run.job_name, reason))

    return run_failed


def _silent(settings: Settings) -> list[str]:
    if not settings.build_database.exists():
        return []
    workplace = Workplace(settings)
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        rows = connection.execute("select source_id from ingest.source_health where is_silent order by all").fetchall()
    return [source_id for (source_id,) in rows]


def _digest(folders: Iterable[Path]) -> str:
    files = sorted(path for folder in folders for path in folder.glob("*.yaml"))
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()
