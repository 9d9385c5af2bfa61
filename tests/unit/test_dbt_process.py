"""The dbt of a run that was killed ends too: else it would hold the database that the next run needs."""

import os
import subprocess

from orchestration.resources import DBT
from orchestration.settings import PROJECT

PLACES = ["--project-dir", PROJECT, "--profiles-dir", PROJECT]


def environment_of(folder):
    return os.environ | {
        "SIGACT_BUILD_DATABASE": ":memory:", "DBT_TARGET_PATH": str(folder), "DBT_LOG_PATH": str(folder)
    }  # fmt: skip


def test_dbt_ends_when_nobody_hears_it_any_more(tmp_path):
    command, environment = [*DBT, "parse", *PLACES], environment_of(tmp_path)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.close()
    assert 1 == process.wait(timeout=60)
    assert not (tmp_path / "manifest.json").exists()


def test_dbt_says_nothing_after_its_last_word(tmp_path):
    """Its driver reports what is still held at the end, line for line into an operator's journal."""
    command, environment = [*DBT, "show", "--inline", "select 42 as answer", *PLACES], environment_of(tmp_path)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert "42" in done.stdout
    assert "" == done.stderr
    assert "leaked" not in done.stdout
