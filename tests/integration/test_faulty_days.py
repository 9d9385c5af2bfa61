"""Days with kills, full disks, broken feeds, jumping clocks and locked databases end with what quiet days end with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def played(module, *arguments):
    command = [sys.executable, "-m", f"tests.integration.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)


def same_at_the_end(folder, days, seed):
    whole = played("faulty", folder / "whole", days, 0)
    faulty = played("faulty", folder / "faulty", days, seed)
    assert days < len({row[0] for row in whole["told"]})
    assert len({row[6] for row in whole["told"]}) > days // 2
    assert whole["told"] == faulty["told"], faulty["faults"]
    return faulty


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", (2, *(pytest.param(more, marks=pytest.mark.soak) for more in range(3, 6))))
def test_thirty_days_with_faults_tell_what_thirty_quiet_days_tell(tmp_path, seed):
    faults = same_at_the_end(tmp_path, 30, seed)["faults"]
    assert 6 == len(set(faults) - {None})


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", (1, *(pytest.param(more, marks=pytest.mark.soak) for more in range(2, 5))))
def test_three_days_through_dagster_with_faults_publish_the_facts_of_one_run_without(tmp_path, seed):
    """Eight faults and four runs to the end, each with dbt: some two minutes of processor time."""
    whole = played("faulty_runs", tmp_path / "whole", 0)
    faulty = played("faulty_runs", tmp_path / "faulty", seed)
    assert 8 == sum(map(len, faulty["faults"]))
    assert (9, 12) == (len(whole["facts"]["fct_attacks"]), len(whole["told"]))
    assert whole == faulty | {"faults": whole["faults"]}, faulty["faults"]
