"""The job and when it runs."""

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from orchestration.settings import Settings

JOB = "daily"


def build_job() -> UnresolvedAssetJobDefinition:
    """Everything, from the feeds to the published database, in one process: starting one a step costs more."""
    return dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        executor_def=dg.in_process_executor,
        description="Poll, archive, extract, code, resolve, build the facts, check, publish.",
    )


def build_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """Once a day, at the instant of the tick; on from the start only where real sources may be asked."""
    hour, minute = settings.daily_at.split(":")

    @dg.schedule(
        job_name=JOB,
        cron_schedule=f"{int(minute)} {int(hour)} * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING
        if settings.registry == "world" and settings.contact
        else dg.DefaultScheduleStatus.STOPPED,
        description=f"The daily run, at {settings.daily_at} UTC.",
    )
    def every_day(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        instant = context.scheduled_execution_time.isoformat()
        config = run_config([instant]) if settings.registry == "world" else {}
        return dg.RunRequest(run_key=instant, run_config=config)

    return every_day


def run_config(instants: list[str]) -> dict[str, object]:
    """The configuration of a run that stands at these instants."""
    return {"resources": {"clock": {"config": {"instants": instants}}}}
