"""The dbt of a run that was killed ends too: else it would hold the database that the next run needs."""

import os
import subprocess

from orchestration.resources import DBT
from orchestration.settings import PROJECT


def test_dbt_ends_when_nobody_hears_it_any_more(tmp_path):
    environment = os.environ | {
        "SIGACT_BUILD_DATABASE": ":memory:", "DBT_TARGET_PATH": str(tmp_path), "DBT_LOG_PATH": str(tmp_path)
    }  # fmt: skip
    command = [*DBT, "parse", "--project-dir", PROJECT, "--profiles-dir", PROJECT]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.close()
    assert 1 == process.wait(timeout=60)
    assert not (tmp_path / "manifest.json").exists()
