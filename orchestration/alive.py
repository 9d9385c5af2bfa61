"""Which runs live: each holds a lock file of its own, which the kernel frees whenever its process ends.

Dagster's own launcher cannot tell a run that was killed from one that is at work.
"""

from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

from orchestration.settings import Settings

_held: dict[str, FileLock] = {}
_RUNNING = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


def hold(settings: Settings, run_id: str) -> None:
    """Say that this process does this run, for as long as it lives."""
    if run_id not in _held:
        path = _folder(settings) / run_id
        path.parent.mkdir(parents=True, exist_ok=True)
        _held[run_id] = FileLock(path)
        _held[run_id].acquire(timeout=0)


def let_go(run_id: str) -> None:
    """The run has ended, though its process goes on."""
    lock = _held.pop(run_id, None)
    if lock:
        lock.release(force=True)
        Path(lock.lock_file).unlink(missing_ok=True)


def bury(settings: Settings, instance: dg.DagsterInstance) -> list[str]:
    """Mark the runs as failed whose process has died, and give back what they hold of Dagster's pools. Their ids."""
    dead = []
    for run in instance.get_runs(dg.RunsFilter(statuses=_RUNNING)):
        if _is_dead(_folder(settings) / run.run_id):
            instance.report_run_failed(run, "its process was killed; the next run goes on where it stopped")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            dead.append(run.run_id)
    _tidy(settings, instance)
    return dead


def _tidy(settings: Settings, instance: dg.DagsterInstance) -> None:
    for path in _folder(settings).glob("*"):
        run = instance.get_run_by_id(path.name)
        if (run is None or run.is_finished) and _is_dead(path):
            path.unlink(missing_ok=True)


def _is_dead(path: Path) -> bool:
    """Whether nobody holds it. A run that has not come to its first step has no file and is not judged."""
    if not path.exists() or path.name in _held:
        return False
    try:
        with FileLock(path, timeout=0):
            return True
    except Timeout:
        return False


def _folder(settings: Settings) -> Path:
    return settings.dagster_home / "alive"
