"""What Dagster hands to the assets: the instants of a run, and dbt. The workplace is handed over as it is."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import metadata

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version
from pydantic import Field

from ingest.errors import SettingError
from orchestration.dbt_results import target
from orchestration.occasion import Occasion, Span, at, over, unplanned
from orchestration.settings import PROJECT, Settings

# This Python's dbt, whatever PATH says; -P, as the folder that it runs in is no package.
DBT = (sys.executable, "-P", "-m", "orchestration.dbt_process")
# Dagster's tags of a run of one partition, or of several that follow each other.
DAY = "dagster/partition"
FIRST_DAY, LAST_DAY = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


class Clock(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The instants that a run stands at, one round each. Given none, those of its days, or what the settings imply."""

    instants: list[str] = Field(default_factory=list)

    def occasion(self, context: dg.AssetExecutionContext, settings: Settings) -> Occasion:
        """What the run is about; the same for every step of it."""
        if self.instants:
            return at([_instant(text) for text in self.instants])
        record = context.instance.get_run_record_by_id(context.run_id)
        if record is None:
            raise SettingError(f"run {context.run_id} is unknown to its Dagster instance: give it `instants`")
        started_at, span = record.create_timestamp.astimezone(UTC), _span(context.run.tags)
        return over(settings, span, started_at) if span else unplanned(settings, started_at)


class Dbt(DbtCliResource):
    """dbt from this environment. Its version is read from the package: asking the program costs seconds."""

    @property
    def _cli_version(self) -> Version:
        return Version(metadata.version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> None:  # type: ignore[override]
        """None: a second dbt in this process, for what we do not ask of it, costs seconds too."""


def make_dbt(settings: Settings) -> Dbt:
    """dbt on the shipped project, writing into the data directory."""
    os.environ.update(dbt_environment(settings))
    python, *words = DBT
    return Dbt(
        project_dir=str(PROJECT), profiles_dir=str(PROJECT), dbt_executable=python, global_config_flags=list(words)
    )


def dbt_environment(settings: Settings) -> dict[str, str]:
    """The variables that the shipped profile reads."""
    return {
        "SIGACT_BUILD_DATABASE": str(settings.build_database),
        "SIGACT_DBT_THREADS": str(settings.dbt_threads),
        "SIGACT_MEMORY_LIMIT": settings.memory_limit,
        "SIGACT_DBT_SPILL": str(settings.spill_folder),
        "DBT_TARGET_PATH": str(target(settings)),
        "DBT_LOG_PATH": str(settings.dbt / "logs"),
        "DO_NOT_TRACK": "1",
    }


def _span(tags: Mapping[str, str]) -> Span | None:
    """The days that a run was launched for."""
    first, last = (tags.get(name, tags.get(DAY)) for name in (FIRST_DAY, LAST_DAY))
    return Span(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"`instants`: {text!r} is no instant such as 2026-03-10T05:00Z", subject=text) from error
    if instant.tzinfo is None:
        raise SettingError(f"`instants`: {text!r} lacks its offset, such as Z", subject=text)
    return instant.astimezone(UTC)
