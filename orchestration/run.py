"""One run of the daily job in this process, and what it found."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import dagster as dg

from ingest.errors import SigactError
from orchestration.assets import PREFIX
from orchestration.definitions import build
from orchestration.facts import PUBLISHED
from orchestration.home import open_instance
from orchestration.progress import Reporter
from orchestration.schedules import JOB, run_config
from orchestration.settings import Settings
from orchestration.workplace import Workplace

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunFailed(SigactError):
    """A step of the run failed; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that a run added, by ledger table, and whether it published anything new."""

    run_id: str
    added: Counter[str]
    is_new: bool


def run_job(
    settings: Settings, instants: Sequence[datetime], reporter: Reporter, *, replays_from: datetime | None = None
) -> Found:
    """Run everything at these instants (none: those that the settings imply) while being the one writer.

    Given `replays_from`, nobody is asked: what the archive holds from then on is loaded instead.
    Raises Busy when another run is at work, RunFailed when a step or a blocking check fails.
    """
    workplace = Workplace(settings)
    workplace.check()
    with workplace.locked(wait_seconds=0):
        with workplace.database():
            pass  # one that is another registry's, or of a newer version, ends the run here
        return _run(Workplace(settings, reporter, replays_from), instants)


def build_facts_again(settings: Settings, reporter: Reporter) -> Found:
    """Derive the facts from what is stored and publish them; nothing is fetched, coded or resolved. Raises as above."""
    workplace = Workplace(settings, reporter)
    with workplace.locked(wait_seconds=0):
        return _run(workplace, (), is_facts_only=True)


def _run(workplace: Workplace, instants: Sequence[datetime], *, is_facts_only: bool = False) -> Found:
    with open_instance(workplace.settings) as instance:
        job = build(workplace.settings, workplace).resolve_job_def(JOB)
        config = run_config([instant.isoformat() for instant in instants]) | _QUIET
        facts = [key for key in job.asset_layer.executable_asset_keys if key.path[0] != PREFIX]
        with _silence():
            result = job.execute_in_process(
                instance=instance,
                run_config=config,
                raise_on_error=False,
                asset_selection=facts if is_facts_only else None,
            )
        if not result.success:
            raise RunFailed(_why(result))
        return _found(result)


def _found(result: dg.ExecuteInProcessResult) -> Found:
    added, is_new = Counter[str](), False
    for event in result.all_events:
        if event.is_step_materialization:
            made = event.step_materialization_data.materialization
            values = {name: value.value for name, value in made.metadata.items()}
            is_new = bool(values["is_new"]) if made.asset_key == PUBLISHED else is_new
            if rows := values.get("rows_added"):
                added[made.asset_key.path[-1]] += int(str(rows))
    return Found(result.run_id, added, is_new)


def _why(result: dg.ExecuteInProcessResult) -> str:
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error and error.cause and (error.cls_name or "").startswith("Dagster"):
                error = error.cause
            reason = error.message.strip().splitlines()[0].partition(": ")[2] if error else "no reason given"
            return f"the step `{event.step_key}` failed: {reason} (run {result.run_id}; `sigact dev` shows its log)"
    return f"run {result.run_id} failed; `sigact dev` shows its log"


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """dbt's own lines would break the progress bars; they are kept in its log file."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield
    sys.stdout.flush()
