"""The jobs, and when they run by themselves. What a run does is no business of this module."""

from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from orchestration.assets import STEPS, key_of
from orchestration.maintenance import MAINTENANCE
from orchestration.occasion import archived_until, day_of, mornings_left, newsroom_days
from orchestration.settings import Settings

JOB, POLL = "daily", "poll"
# A tick that comes later than this, as after a night without power, is left to the next one.
_LATEST = timedelta(minutes=10)
_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]
Answer = dg.RunRequest | dg.SkipReason


def build_jobs() -> list[UnresolvedAssetJobDefinition]:
    """The whole day, and its first two steps alone; each in one process, as starting one a step costs more."""
    asked = [key_of(table) for step in STEPS if step.name in ("register", "collect") for table in step.tables]
    return [
        dg.define_asset_job(
            JOB,
            selection=dg.AssetSelection.all(),
            executor_def=dg.in_process_executor,
            description="Poll, archive, extract, code, resolve, build the facts, check, publish.",
        ),
        dg.define_asset_job(
            POLL,
            selection=dg.AssetSelection.assets(*asked).without_checks(),
            executor_def=dg.in_process_executor,
            description="Ask the feeds that are due, and archive and load what comes. The daily job makes facts of it.",
        ),
    ]


def build_schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """A day and a week, and of real sources the quarter of an hour."""
    if settings.registry == "newsroom":
        return [_next_morning(settings), _every_week(settings)]
    return [_poll_feeds(settings), _every_day(settings), _every_week(settings)]


def is_on(settings: Settings) -> bool:
    """Whether schedules and sensors are on from the start: real sources are asked only once there is a contact."""
    allowed = settings.registry == "newsroom" or settings.contact is not None
    return allowed and settings.schedules is not False


def schedule_status(settings: Settings) -> dg.DefaultScheduleStatus:
    """How a schedule stands that nobody has switched."""
    return dg.DefaultScheduleStatus.RUNNING if is_on(settings) else dg.DefaultScheduleStatus.STOPPED


def sensor_status(settings: Settings) -> dg.DefaultSensorStatus:
    """How a sensor stands that nobody has switched."""
    return dg.DefaultSensorStatus.RUNNING if is_on(settings) else dg.DefaultSensorStatus.STOPPED


def run_config(instants: list[str]) -> dict[str, object]:
    """The configuration of a run that stands at these instants."""
    return {"resources": {"clock": {"config": {"instants": instants}}}}


def request(instant: datetime, run_key: str | None = None, **given: str) -> dg.RunRequest:
    """A run at one instant, in the partition of its day."""
    config = run_config([instant.isoformat()])
    return dg.RunRequest(run_key=run_key, run_config=config, partition_key=day_of(instant), **given)  # type: ignore[arg-type]


def request_now(settings: Settings, run_key: str) -> dg.RunRequest:
    """A run at this instant; the newsroom's clock stands where it was last asked."""
    if settings.registry == "world":
        return request(datetime.now(UTC), run_key)
    return request(archived_until(settings) or newsroom_days()[0], run_key)


def _every_day(settings: Settings) -> dg.ScheduleDefinition:
    hour, minute = settings.daily_at.split(":")

    @dg.schedule(
        job_name=JOB,
        cron_schedule=f"{int(minute)} {int(hour)} * * *",
        execution_timezone="UTC",
        default_status=schedule_status(settings),
        description=f"The daily run, at {settings.daily_at} UTC.",
    )
    def every_day(context: dg.ScheduleEvaluationContext) -> Answer:
        instant = context.scheduled_execution_time
        return _without_contact(settings) or request(instant, run_key=instant.isoformat())

    return every_day


def _poll_feeds(settings: Settings) -> dg.ScheduleDefinition:
    @dg.schedule(
        job_name=POLL,
        cron_schedule=f"*/{settings.poll_minutes} * * * *",
        execution_timezone="UTC",
        default_status=schedule_status(settings),
        description=f"Asks the feeds that are due, every {settings.poll_minutes} minutes.",
    )
    def poll_feeds(context: dg.ScheduleEvaluationContext) -> Answer:
        instant = context.scheduled_execution_time
        if datetime.now(UTC) - instant > _LATEST:
            return dg.SkipReason("this tick was missed; the next one asks what is due")
        if at_work := _at_work(context.instance, POLL):
            return dg.SkipReason(f"run {at_work} is still polling")
        return _without_contact(settings) or request(instant, run_key=instant.isoformat())

    return poll_feeds


def _next_morning(settings: Settings) -> dg.ScheduleDefinition:
    @dg.schedule(
        name="every_day",
        job_name=JOB,
        cron_schedule="* * * * *",
        execution_timezone="UTC",
        default_status=schedule_status(settings),
        description="The daily run of the newsroom: every minute its next morning, until all of them are played.",
    )
    def every_day(context: dg.ScheduleEvaluationContext) -> Answer:
        if at_work := _at_work(context.instance, JOB):
            return dg.SkipReason(f"run {at_work} is still at work")
        mornings = mornings_left(settings)
        if not mornings:
            return dg.SkipReason(f"all mornings are played, up to {day_of(newsroom_days()[-1])}")
        return request(mornings[0])

    return every_day


def _every_week(settings: Settings) -> dg.ScheduleDefinition:
    @dg.schedule(
        job_name=MAINTENANCE,
        cron_schedule=_weekly(settings.weekly_at),
        execution_timezone="UTC",
        default_status=schedule_status(settings),
        description=f"Maintenance: the archive verified, the database compacted, {settings.weekly_at} UTC.",
    )
    def every_week(context: dg.ScheduleEvaluationContext) -> Answer:
        return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat())

    return every_week


def _weekly(text: str) -> str:
    day, _, clock = text.partition(" ")
    hour, minute = clock.split(":")
    return f"{int(minute)} {int(hour)} * * {day.upper()}"


def _without_contact(settings: Settings) -> dg.SkipReason | None:
    """A schedule that somebody switched on asks nobody without a contact."""
    if settings.registry == "world" and settings.contact is None:
        return dg.SkipReason("real sources are asked only with a contact address: set SIGACT_CONTACT")
    return None


def _at_work(instance: dg.DagsterInstance, job: str) -> str | None:
    found = instance.get_runs(dg.RunsFilter(job_name=job, statuses=_UNFINISHED), limit=1)
    return found[0].run_id[:8] if found else None
