"""What a day with nothing new costs, and where its seconds go; beside it, a bare `dbt build` of the same database.

python benchmarks/operation.py                   plays the newsroom first, into a folder of its own
python benchmarks/operation.py --data-dir demo-data

Prints wall and processor seconds of `sigact run`, of loading the code location, and the run's own account by step.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

import duckdb

from orchestration.resources import dbt_environment, dbt_executable
from orchestration.settings import PROJECT, load_settings

SIGACT = Path(sys.executable).with_name("sigact")
_GOAL_DAY_SECONDS, _GOAL_LOAD_SECONDS = 20.0, 5.0
_LOADED = "from orchestration import definitions, settings; definitions.build(settings.load_settings())"


def timed(command, environment):
    """Wall and processor seconds of a command and all that it starts."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), monotonic()
    subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
    wall, after = monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def steps_of_last_run(database):
    """Step → its seconds."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select step, seconds from operation.steps "
            "where run_id = (select arg_max(run_id, started_at) from operation.steps) order by started_at"
        ).fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, help="a folder in which the newsroom was played to its end")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.data_dir or Path(folder) / "data")


def measure(folder: Path) -> None:
    settings = load_settings(registry="newsroom", data_dir=folder)
    environment = settings.as_environment()
    subprocess.run([SIGACT, "run"], env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
    day, day_cpu = timed([SIGACT, "run"], environment)
    load, load_cpu = timed([sys.executable, "-c", _LOADED], environment)
    command = [dbt_executable(), "build", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--quiet"]
    bare, bare_cpu = timed([*command, "--exclude-resource-type", "unit_test"], dbt_environment(settings))
    print(f"{'':<34}{'wall s':>8}{'cpu s':>8}")
    print(f"{'sigact run, nothing new':<34}{day:>8.1f}{day_cpu:>8.1f}   goal {_GOAL_DAY_SECONDS:.0f} s wall, two cores")
    for step, seconds in steps_of_last_run(settings.build_database):
        print(f"    {step:<30}{seconds:>8.1f}")
    print(f"{'loading the code location':<34}{load:>8.1f}{load_cpu:>8.1f}   goal {_GOAL_LOAD_SECONDS:.0f} s warm")
    print(f"{'dbt build alone, its own process':<34}{bare:>8.1f}{bare_cpu:>8.1f}")
    print(f"ratio of the day to dbt alone: {day / bare:.2f} wall, {day_cpu / bare_cpu:.2f} processor")


if __name__ == "__main__":
    main()
