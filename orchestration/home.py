"""Dagster's instance in the data directory: its configuration files, and runs in this process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import yaml

from orchestration.settings import Settings, prepare

LOCATION = "sigact"
# Of the steps that write. The lock alone keeps writers apart; here they wait where the UI shows it.
POOL = "writer"
_INSTANCE = {
    "storage": {
        "custom": {
            "module": "orchestration.events",
            "class": "KeptStorage",
            "config": {"base_dir": {"env": "DAGSTER_HOME"}},
        }
    },
    "telemetry": {"enabled": False},
    "nux": {"enabled": False},
    "python_logs": {"python_log_level": "INFO"},
    "retention": {
        "schedule": {"purge_after_days": 90},
        "sensor": {"purge_after_days": {"skipped": 7, "success": 30, "failure": 90, "started": 90}},
    },
    "concurrency": {"pools": {"default_limit": 1, "granularity": "op"}, "runs": {"max_concurrent_runs": 3}},
    "run_monitoring": {"enabled": True, "start_timeout_seconds": 300, "free_slots_after_run_end_seconds": 60},
}
# What earlier versions have written; it is no operator's work.
_EARLIER_INSTANCES = (
    {name: value for name, value in _INSTANCE.items() if name != "storage"},
    {
        "telemetry": {"enabled": False},
        "nux": {"enabled": False},
        "python_logs": {"python_log_level": "INFO"},
        "retention": {"schedule": {"purge_after_days": 90}},
    },
)
# One name for the code location everywhere: Dagster keys schedules and their state by it.
_WORKSPACE = {"load_from": [{"python_module": {"module_name": "orchestration.definitions", "location_name": LOCATION}}]}


def write_home(settings: Settings) -> None:
    """Make Dagster's home; a configuration that an operator changed is left as it is."""
    prepare(settings)
    settings.dagster_home.mkdir(exist_ok=True)
    for name, content in (("dagster.yaml", _INSTANCE), ("workspace.yaml", _WORKSPACE)):
        path = settings.dagster_home / name
        if not path.exists() or yaml.safe_load(path.read_text(encoding="utf-8")) in _EARLIER_INSTANCES:
            path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


@contextmanager
def open_instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The instance that the UI shows, so that what runs here is seen there."""
    write_home(settings)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    with dg.DagsterInstance.get() as instance:
        yield instance
