"""One run of the daily job in this process, and what it found."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import dagster as dg

from ingest.errors import SigactError
from orchestration.alerts import TOLD, of_run, send
from orchestration.alive import bury, hold, let_go
from orchestration.assets import PREFIX
from orchestration.definitions import build
from orchestration.facts import PUBLISHED, STANDS
from orchestration.home import open_instance
from orchestration.occasion import Span
from orchestration.progress import Reporter
from orchestration.resources import DAY, FIRST_DAY, LAST_DAY
from orchestration.schedules import JOB, run_config
from orchestration.settings import Settings
from orchestration.workplace import Workplace

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunFailed(SigactError):
    """A step of the run failed; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that a run added, by ledger table, whether it published anything new, and why it built no facts if so."""

    run_id: str
    added: Counter[str]
    is_new: bool
    stands: str | None = None


def run_job(
    settings: Settings,
    instants: Sequence[datetime],
    reporter: Reporter,
    *,
    replays_from: datetime | None = None,
    days: Span | None = None,
) -> Found:
    """Run everything at these instants (none: those that the settings imply) while being the one writer.

    Given `replays_from`, nobody is asked: what the archive holds from then on is loaded instead. Given `days` and no
    instant, those days come again from the archive.
    Raises Busy when another run is at work, RunFailed when a step or a blocking check fails.
    """
    return run_at(Workplace(settings, reporter, replays_from), instants, days)


def run_at(workplace: Workplace, instants: Sequence[datetime], days: Span | None = None) -> Found:
    """The same, in a workplace that the caller has furnished."""
    workplace.check()
    with workplace.locked(wait_seconds=0):
        with workplace.database():
            pass  # one that is another registry's, or of a newer version, ends the run here
        return _run(workplace, instants, days or _one_day(instants))


def build_facts_again(settings: Settings, reporter: Reporter) -> Found:
    """Derive the facts from what is stored and publish them; nothing is fetched, coded or resolved. Raises as above."""
    workplace = Workplace(settings, reporter)
    with workplace.locked(wait_seconds=0):
        return _run(workplace, (), None, is_facts_only=True)


def _one_day(instants: Sequence[datetime]) -> Span | None:
    """The day of a run of one day. One of several days, as the demo, stands in no partition: Dagster would write
    an event for every table and day."""
    days = {instant.astimezone(UTC).date() for instant in instants}
    return Span(*days, *days) if len(days) == 1 else None


def _run(
    workplace: Workplace, instants: Sequence[datetime], days: Span | None, *, is_facts_only: bool = False
) -> Found:
    run_id = str(uuid4())
    with open_instance(workplace.settings) as instance:
        bury(workplace.settings, instance)
        hold(workplace.settings, run_id)
        job = build(workplace.settings, workplace, is_partitioned=days is not None).resolve_job_def(JOB)
        config = run_config([instant.isoformat() for instant in instants]) | _QUIET
        facts = [key for key in job.asset_layer.executable_asset_keys if key.path[0] != PREFIX]
        try:
            with _silence():
                result = job.execute_in_process(
                    instance=instance,
                    run_config=config,
                    raise_on_error=False,
                    run_id=run_id,
                    tags=_tags(days) | {TOLD: "on the command line"},
                    asset_selection=facts if is_facts_only else None,
                )
        finally:
            let_go(run_id)
        if not result.success:
            reason = _why(result)
            send(workplace.settings, of_run(workplace.settings, run_id, JOB, reason))
            raise RunFailed(reason)
        return _found(result)


def _tags(days: Span | None) -> dict[str, str]:
    if days is None:
        return {}
    if days.first == days.last:
        return {DAY: days.first.isoformat()}
    return {FIRST_DAY: days.first.isoformat(), LAST_DAY: days.last.isoformat()}


def _found(result: dg.ExecuteInProcessResult) -> Found:
    """A run of several days says the same of each of them: the last one counts."""
    added, is_new, stands = {}, False, None
    for event in result.all_events:
        if event.is_step_materialization:
            made = event.step_materialization_data.materialization
            values = {name: value.value for name, value in made.metadata.items()}
            is_new = bool(values["is_new"]) if made.asset_key == PUBLISHED else is_new
            stands = str(values[STANDS]) if STANDS in values else stands
            if rows := values.get("rows_added"):
                added[made.asset_key.path[-1]] = int(str(rows))
    return Found(result.run_id, Counter(added), is_new, stands)


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
