"""A step as a unit of work: its run is alive, what passes is tried again, its cost is noted, it says one line."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from sqlite3 import OperationalError
from time import monotonic

import dagster as dg
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from ingest.errors import Busy
from orchestration.alive import hold
from orchestration.workplace import Workplace
from warehouse.metrics import StepRun, save_step

MAX_TRIES = 4
# What another try may find gone. A wrong setting, a damaged file, a full disk is none of these: somebody must act.
TRANSIENT = (Busy, OperationalError, ConnectionError, TimeoutError)
_IN_DBT = ("Could not set lock", "Conflicting lock")


class Unit:
    """What a step did so far."""

    def __init__(self) -> None:
        self.added = Counter[str]()


@contextmanager
def unit_of_work(context: dg.AssetExecutionContext, workplace: Workplace, name: str) -> Iterator[Unit]:
    """Be the one writer for a step; when it ends, note in table and log what it cost. Raises RetryRequested."""
    hold(workplace.settings, context.run.run_id)
    unit, started, started_at = Unit(), monotonic(), datetime.now(UTC)
    with tried_again(context.retry_number, workplace.settings.retry_pause_seconds), workplace.locked():
        waited = monotonic() - started
        yield unit
        step = StepRun(
            run_id=context.run.run_id,
            step=name,
            started_at=started_at,
            seconds=round(monotonic() - started, 3),
            waited_seconds=round(waited, 3),
            rows_added=dict(unit.added),
        )
        with workplace.database() as connection:
            save_step(connection, step)
    cost = {"seconds": step.seconds, "waited_seconds": step.waited_seconds}
    workplace.log.info(f"{name}.finished", run_id=context.run.run_id, **cost, **unit.added)


@contextmanager
def tried_again(tries: int, first_pause: float) -> Iterator[None]:
    """Ask Dagster for another try where the fault may pass: after so many seconds, then twice and four times that."""
    try:
        yield
    except Exception as fault:
        if not is_transient(fault) or tries + 1 >= MAX_TRIES:
            raise
        raise dg.RetryRequested(max_retries=MAX_TRIES - 1, seconds_to_wait=first_pause * 2**tries) from fault


def is_transient(fault: BaseException) -> bool:
    """Whether the same step may well succeed a little later."""
    if isinstance(fault, DagsterDbtCliRuntimeError):
        return any(sign in str(fault) for sign in _IN_DBT)
    return isinstance(fault, TRANSIENT)
