"""Days with kills, full disks, broken feeds, jumping clocks and locked databases end with what quiet days end with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def played(folder, days, seed):
    command = [sys.executable, "-m", "tests.integration.faulty", str(folder), str(days), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=800, check=False)
    assert 0 == done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)


def same_at_the_end(folder, days, seed):
    whole, faulty = played(folder / "whole", days, 0), played(folder / "faulty", days, seed)
    assert days < len({row[0] for row in whole["told"]})
    assert len({row[6] for row in whole["told"]}) > days // 2
    assert whole["told"] == faulty["told"], faulty["faults"]
    return faulty


@pytest.mark.soak
def test_days_with_every_kind_of_fault_tell_what_quiet_days_tell(tmp_path):
    faults = same_at_the_end(tmp_path, 8, 1)["faults"]
    assert 6 == len(set(faults) - {None})


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 6))
def test_thirty_days_with_faults_tell_what_thirty_quiet_days_tell(tmp_path, seed):
    same_at_the_end(tmp_path, 30, seed)
