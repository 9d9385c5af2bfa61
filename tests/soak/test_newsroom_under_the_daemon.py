"""The newsroom's 21 mornings under the real daemon, unattended: one tick a minute, one morning each.

The facts at the end are those of the same mornings in one process.
"""

import signal
import subprocess
import time

import duckdb
import pytest

from orchestration.occasion import archived_until, newsroom_days
from orchestration.progress import Silent
from orchestration.run import run_job
from orchestration.settings import load_settings
from orchestration.status import is_locked

# A tick a minute is 21 minutes; the rest is for a machine that does much other work.
_DEADLINE_SECONDS = 120 * 60
_FACTS = ("fct_attacks", "fct_evidence", "fct_claims", "fct_casualty_reports")


def facts(settings):
    """Rows of the published facts, without the times at which the ledger learned of them."""
    with duckdb.connect(str(settings.database.resolve()), read_only=True) as connection:
        return {
            table: sorted(connection.execute(f"select * from marts.{table}").fetchall(), key=repr) for table in _FACTS
        }


def played_to_the_end(settings):
    """Whether the last morning is archived, published, and nobody is at work."""
    last = newsroom_days()[-1]
    name = f"sigact-{last:%Y%m%dT%H%M%SZ}"
    published = settings.database.exists() and settings.database.resolve().name.startswith(name)
    return archived_until(settings) == last and published and not is_locked(settings)


@pytest.mark.soak
@pytest.mark.timeout(_DEADLINE_SECONDS + 1800)
def test_twenty_one_mornings_under_the_daemon_end_with_the_facts_of_one_run(installed, tmp_path):
    command = installed.command("--registry", "newsroom", "--data-dir", "data", "daemon")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen(command, cwd=tmp_path, env=installed.environment(), **quiet)
    settings = load_settings(registry="newsroom", data_dir=tmp_path / "data")
    try:
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while not played_to_the_end(settings):
            assert process.poll() is None, "the daemon ended by itself"
            assert time.monotonic() < deadline, f"played to {archived_until(settings)} only"
            time.sleep(5)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    alone = load_settings(registry="newsroom", data_dir=tmp_path / "alone")
    run_job(alone, newsroom_days(), Silent())
    assert facts(alone) == facts(settings)
