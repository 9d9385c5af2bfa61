"""What Dagster loads. `build` returns fresh definitions for given settings; nothing happens at import."""

import dagster as dg

from orchestration.assets import build_assets
from orchestration.checks import build_checks
from orchestration.facts import build_facts, find_manifest
from orchestration.home import POOL
from orchestration.maintenance import build_maintenance
from orchestration.occasion import partitions
from orchestration.resources import Clock, make_dbt
from orchestration.schedules import build_jobs, build_schedules
from orchestration.sensors import build_sensors
from orchestration.settings import Settings, load_settings
from orchestration.watches import build_watches
from orchestration.workplace import Workplace


def build(settings: Settings, workplace: Workplace | None = None, *, is_partitioned: bool = True) -> dg.Definitions:
    """Everything that Dagster knows of us. Parses the dbt project if there is no manifest of it yet."""
    days = partitions(settings) if is_partitioned else None
    manifest = find_manifest(settings)
    # A run on the command line has the lock already: one that waited for Dagster's pool meanwhile could wait for ever.
    pool = None if workplace else POOL
    return dg.Definitions(
        assets=[*build_assets(days, pool, manifest), *build_facts(settings, manifest, pool)],
        asset_checks=build_checks(),
        jobs=[*build_jobs(), build_maintenance()],
        schedules=build_schedules(settings),
        sensors=[*build_sensors(settings), *build_watches(settings)],
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
