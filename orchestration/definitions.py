"""What Dagster loads. `build` returns fresh definitions for given settings; nothing happens at import."""

import dagster as dg

from orchestration.assets import build_assets
from orchestration.checks import build_checks
from orchestration.facts import build_facts, find_manifest
from orchestration.resources import Clock, make_dbt
from orchestration.schedules import build_job, build_schedule
from orchestration.sensors import build_sensors
from orchestration.settings import Settings, load_settings
from orchestration.workplace import Workplace


def build(settings: Settings, workplace: Workplace | None = None) -> dg.Definitions:
    """Assets, checks, job, schedule, sensor and resources. Parses the dbt project if there is no manifest of it yet."""
    manifest = find_manifest(settings)
    return dg.Definitions(
        assets=[*build_assets(), *build_facts(settings, manifest)],
        asset_checks=build_checks(),
        jobs=[build_job()],
        schedules=[build_schedule(settings)],
        sensors=build_sensors(settings),
        executor=dg.in_process_executor,
        resources={
            "clock": Clock.configure_at_launch(),
            "dbt": make_dbt(settings),
            "workplace": workplace or Workplace(settings),
        },
    )


@dg.definitions
def definitions() -> dg.Definitions:
    """The code location, for Dagster's own processes: settings come from their environment."""
    return build(load_settings())
