"""The sensors that start a run when an agency has delivered, or is to be asked; the run decides what is taken."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import dagster as dg

from ingest.records import WireDrop, WireService
from ingest.source.drop import listing
from orchestration.schedules import JOB, request_now, sensor_status
from orchestration.settings import Settings
from orchestration.workplace import Workplace

_AT_WORK = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED)
Listings = Mapping[str, Mapping[str, tuple[int, int]]]


def build_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """A sensor for all drop folders and one for all services, where there are any; as often as the most eager asks."""
    sources = Workplace(settings).sources
    drops = [source.wire for source in sources if source.wire]
    services = [source.wire_service for source in sources if source.wire_service]
    return ([_files_sensor(settings, drops)] if drops else []) + (
        [_services_sensor(settings, services)] if services else []
    )


def _status(settings: Settings) -> dg.DefaultSensorStatus:
    """The newsroom's agency delivers while a run is at work."""
    return sensor_status(settings) if settings.registry == "world" else dg.DefaultSensorStatus.STOPPED


def _files_sensor(settings: Settings, drops: list[WireDrop]) -> dg.SensorDefinition:
    @dg.sensor(
        job_name=JOB,
        minimum_interval_seconds=min(drop.poll_seconds for drop in drops),
        default_status=_status(settings),
        description="Starts a run when a file in a drop folder has looked the same twice.",
    )
    def wire_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        before = json.loads(context.cursor) if context.cursor else {}
        now = {drop.path: listing(settings.wire / drop.path) for drop in drops}
        cursor = json.dumps(now)
        finished = settled(before, now)
        if not finished:
            return dg.SensorResult(skip_reason="no finished file", cursor=cursor)
        # The same files are asked for once: while the run that takes them is at work they still lie there.
        run_key = sha256(json.dumps(finished, sort_keys=True).encode()).hexdigest()
        return dg.SensorResult(run_requests=[request_now(settings, run_key)], cursor=cursor)

    return wire_files


def _services_sensor(settings: Settings, services: list[WireService]) -> dg.SensorDefinition:
    """Which of them are due is decided by the run, which knows what each answered last."""
    seconds = min(service.poll_seconds for service in services)

    @dg.sensor(
        job_name=JOB,
        minimum_interval_seconds=seconds,
        default_status=_status(settings),
        description="Starts a run when an agency's service is to be asked again and no run is at work.",
    )
    def wire_services(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        at_work = dg.RunsFilter(job_name=JOB, statuses=[*_AT_WORK])
        if context.instance.get_runs(at_work, limit=1):
            return dg.SensorResult(skip_reason="a run is at work")
        run_key = f"wire services {int(datetime.now(UTC).timestamp()) // seconds}"
        return dg.SensorResult(run_requests=[request_now(settings, run_key)])

    return wire_services


def settled(before: Listings, now: Listings) -> dict[str, dict[str, tuple[int, int]]]:
    """The files that a look before this one found the same, by folder; folders without any are left out."""
    found = {
        path: {name: facts for name, facts in files.items() if tuple(before.get(path, {}).get(name, ())) == facts}
        for path, files in now.items()
    }
    return {path: files for path, files in found.items() if files}
