"""The sensor that starts a run when an agency has delivered files; how they are taken is decided by the run."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import dagster as dg

from ingest.records import Source, WireDrop
from ingest.source.drop import listing
from orchestration.schedules import JOB, run_config
from orchestration.settings import Settings
from orchestration.workplace import Workplace

Listings = Mapping[str, Mapping[str, tuple[int, int]]]


def build_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """One sensor for all drop folders, as often as the most eager asks; none where no source has a folder."""
    workplace = Workplace(settings)
    drops = _drops(workplace.sources)
    if not drops:
        return []
    is_on = settings.registry == "world" and settings.contact

    @dg.sensor(
        job_name=JOB,
        minimum_interval_seconds=min(drop.poll_seconds for drop in drops),
        default_status=dg.DefaultSensorStatus.RUNNING if is_on else dg.DefaultSensorStatus.STOPPED,
        description="Starts a run when a file in a drop folder has looked the same twice.",
    )
    def wire_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        before = json.loads(context.cursor) if context.cursor else {}
        now = {drop.path: listing(settings.wire / drop.path) for drop in drops}
        cursor = json.dumps(now)
        finished = settled(before, now)
        if not finished:
            return dg.SensorResult(skip_reason="no finished file", cursor=cursor)
        config = run_config([datetime.now(UTC).isoformat()]) if settings.registry == "world" else {}
        # The same files are asked for once: while the run that takes them is at work they still lie there.
        run_key = sha256(json.dumps(finished, sort_keys=True).encode()).hexdigest()
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=run_key, run_config=config)], cursor=cursor)

    return [wire_files]


def settled(before: Listings, now: Listings) -> dict[str, dict[str, tuple[int, int]]]:
    """The files that a look before this one found the same, by folder; folders without any are left out."""
    found = {
        path: {name: facts for name, facts in files.items() if tuple(before.get(path, {}).get(name, ())) == facts}
        for path, files in now.items()
    }
    return {path: files for path, files in found.items() if files}


def _drops(sources: tuple[Source, ...]) -> list[WireDrop]:
    return [source.wire for source in sources if source.wire]
