"""Once a week: the archive verified, all facts made anew, the build database compacted, what is old put away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from ingest.errors import DamagedArchive
from orchestration.archive import verify
from orchestration.facts import build_everything
from orchestration.settings import Settings
from orchestration.workplace import Workplace
from warehouse.compact import compact

MAINTENANCE = "maintenance"
_KEPT_RUNS = timedelta(days=90)
_LARGE_LOG_BYTES = 50 * 2**20
_KEPT_LOGS = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that is done, and what it says of itself."""

    name: str
    description: str
    work: Callable[[Workplace, dg.DagsterInstance], str]


def build_maintenance() -> dg.JobDefinition:
    """The tasks one after another; one that fails does not keep the others from their turn."""
    ops = [_op(task) for task in TASKS]

    @dg.job(
        name=MAINTENANCE,
        executor_def=dg.in_process_executor,
        description="Verify the archive, make all facts anew, compact the build database, put away old runs and logs.",
    )
    def maintenance() -> None:
        for each in ops:
            each()

    return maintenance


def maintain(workplace: Workplace, instance: dg.DagsterInstance) -> list[tuple[str, str]]:
    """Every task, from the command line: its name, and what it says. Raises what the first failure raises."""
    return [(task.name, task.work(workplace, instance)) for task in TASKS]


def _op(task: Task) -> dg.OpDefinition:
    @dg.op(name=task.name, description=task.description)
    def work(context: dg.OpExecutionContext, workplace: dg.ResourceParam[Workplace]) -> None:
        told = task.work(workplace, context.instance)
        context.log.info(told)
        workplace.log.info("maintenance.finished", run_id=context.run_id, task=task.name, told=told)

    return work


def _verify(workplace: Workplace, instance: dg.DagsterInstance) -> str:
    found = verify(workplace)
    if found.faults:
        raise DamagedArchive("; ".join(found.faults), subject=str(workplace.settings.archive))
    return f"{found.files} files of the archive are sound, with {found.captures.total()} captures"


def _build_everything(workplace: Workplace, instance: dg.DagsterInstance) -> str:
    with workplace.locked():
        if not workplace.settings.build_database.exists():
            return "there is no build database yet"
        return build_everything(workplace)


def _compact(workplace: Workplace, instance: dg.DagsterInstance) -> str:
    path = workplace.settings.build_database
    with workplace.locked():
        if not path.exists():
            return "there is no build database yet"
        done = compact(path)
    if done.before == done.after:
        return f"{path.name}: {done.after / 1e6:.1f} MB, nothing to gain"
    return f"{path.name}: {done.before / 1e6:.1f} MB before, {done.after / 1e6:.1f} MB after"


def _forget_runs(workplace: Workplace, instance: dg.DagsterInstance) -> str:
    """Dagster keeps every run for ever: what it says of old ones is in the run metrics and the log."""
    old = dg.RunsFilter(created_before=datetime.now(UTC) - _KEPT_RUNS)
    runs = [run for run in instance.get_runs(old) if run.is_finished]
    for run in runs:
        instance.delete_run(run.run_id)
    return f"{len(runs)} runs older than {_KEPT_RUNS.days} days forgotten"


def _turn_logs(workplace: Workplace, instance: dg.DagsterInstance) -> str:
    log = workplace.settings.logs / "sigact.jsonl"
    if log.exists() and log.stat().st_size > _LARGE_LOG_BYTES:
        log.replace(log.with_name(f"sigact-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.jsonl"))
    removed = _old_logs(workplace.settings)
    for path in removed:
        path.unlink()
    return f"{len(removed)} old logs removed"


def _old_logs(settings: Settings) -> list[Path]:
    return sorted(settings.logs.glob("sigact-*.jsonl"))[:-_KEPT_LOGS]


TASKS = (
    Task("verify_archive", "Reads every WARC file and checks its digests.", _verify),
    Task("build_everything", "Makes all facts anew and puts every test to all their rows.", _build_everything),
    Task("compact_database", "Writes the build database anew where a quarter of it is unused.", _compact),
    Task("forget_old_runs", f"Deletes Dagster's runs that are older than {_KEPT_RUNS.days} days.", _forget_runs),
    Task("turn_logs", "Begins a new log where the old one has grown large, and keeps the last four.", _turn_logs),
)
