"""docs/how-to/correct-an-attack.md, run as it stands on the demo's data, and what is refused on the way."""

import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.played import dump

pytestmark = pytest.mark.soak  # the facts are built again with dbt: a minute of processor time
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "correct-an-attack.md"


@pytest.fixture(scope="module")
def walked(played, tmp_path_factory):
    """The folder in which the whole page was run, and what it printed."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(played.data, folder / "demo-data", symlinks=True)
    script = "".join(re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    python = "sigact() { " + " ".join(played.installed.command()) + ' "$@"; }\n'
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", python + script],
        cwd=folder,
        env=played.installed.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return folder, done.stdout


def test_the_walk_ends_with_what_was_decided(walked):
    folder, printed = walked
    assert "killed_best 12 [set]" in printed
    assert "by mina" in printed
    with duckdb.connect(str(folder / "demo-data" / "published" / "sigact.duckdb"), read_only=True) as published:
        actions = published.execute(
            "select action, undone_at is not null from marts.fct_decisions order by decided_at"
        ).fetchall()
        [(killed, state)] = published.execute(
            "select killed_best, review_state from marts.fct_attacks where place_id = 'pl_khanaqin'"
        ).fetchall()
    assert [("set", False), ("reject", False), ("merge", True)] == actions
    assert (12, "analyst_edited") == (killed, state)


def test_nothing_that_is_printed_can_act_on_a_terminal(walked):
    _, printed = walked
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)


def test_decisions_and_the_history_of_belief_come_again_from_the_archive_alone(walked, played):
    folder, _ = walked
    build = folder / "demo-data" / "build.duckdb"
    before = dump(build)
    build.unlink()
    played.installed.run(folder, "--data-dir", "demo-data", "replay", "--since", "2026-03-01")
    after = dump(build)
    assert before.keys() == after.keys()
    assert [] == [table for table in before if before[table] != after[table]]
    actions = [value for row in after["marts.fct_decisions"] for value in row if value in ("set", "reject", "merge")]
    assert ["merge", "reject", "set"] == sorted(actions)
    assert len(after["marts.fct_attacks"]) < len(after["marts.fct_attacks_history"])
