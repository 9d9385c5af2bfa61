"""`sigact checks`: how the checks of the last run ended, and the rows that one of them did not like."""

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg

from ingest.errors import SigactError
from orchestration.checks import build_checks
from orchestration.dbt_results import last_results
from orchestration.home import open_instance
from orchestration.settings import Settings
from orchestration.workplace import Workplace

_DBT = {"pass": "passed", "warn": "warns", "fail": "FAILED", "error": "FAILED", "skipped": "not run"}


class NoSuchCheck(SigactError):
    """A check that no run has made, or that has no rows to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A check, how it ended in the last run that made it, and what it says; `rows` that dbt counted as faults."""

    name: str
    outcome: str
    says: str
    rows: int | None = None


def read_checks(settings: Settings) -> list[Checked]:
    """Our own checks, then dbt's tests; those that did not pass first."""
    found = [*_own(settings), *_tests(settings)]
    return sorted(found, key=lambda check: (check.outcome == "passed", check.outcome != "FAILED"))


def faults(workplace: Workplace, name: str, limit: int) -> tuple[list[str], list[tuple[object, ...]]]:
    """The rows that a test of dbt finds in the build database, as it is now: column names and values.

    Raises NoSuchCheck where no test has the name, Busy while a run is at work.
    """
    code = last_results(workplace.settings).get(name, {}).get("compiled_code")
    if not code:
        raise NoSuchCheck(f"no test of the last run is called {name!r}: `sigact checks --all` lists them", subject=name)
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        result = connection.execute(f"select * from ({code}) limit {limit}")
        rows = result.fetchall()
        return [column[0] for column in result.description or ()], rows


def _tests(settings: Settings) -> Iterator[Checked]:
    for name, result in last_results(settings).items():
        outcome = _DBT.get(str(result["status"]), "not run")
        says = "" if outcome == "passed" else str(result["message"] or "").splitlines()[0]
        yield Checked(name=name, outcome=outcome, says=says, rows=result["failures"])


def _own(settings: Settings) -> Iterator[Checked]:
    keys = [key for check in build_checks() for key in check.check_keys]
    with open_instance(settings) as instance:
        found = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
    for key in keys:
        event = found[key].event if key in found else None
        data = event.dagster_event.event_specific_data if event and event.dagster_event else None
        if isinstance(data, dg.AssetCheckEvaluation):
            is_warning = data.severity is dg.AssetCheckSeverity.WARN
            outcome = "passed" if data.passed else "warns" if is_warning else "FAILED"
            yield Checked(name=key.name, outcome=outcome, says=data.description or "")
