"""The journal: written before the database, read after a kill or a loss, and never twice."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.errors import DamagedArchive
from ingest.journal import Commit, list_files, read, write
from ingest.records import AttackIdentity, Membership
from orchestration.journal import commit, waiting
from orchestration.resolving import apply_journal
from tests.attack.conftest import NOON
from tests.played import dump

ROOT = Path(__file__).parents[2]
POINTS = 8


def made(number=0, **given):
    now = NOON + timedelta(days=number)
    identity = AttackIdentity(attack_id=f"att_{number}", founding_mention_id=f"men_{number}", created_at=now)
    membership = Membership(
        mention_id=f"men_{number}", attack_id=f"att_{number}", known_from=now, method="m", score=None,
        reason="alone – “quoted”\n", decided_by="machine",
    )  # fmt: skip
    return Commit(now=now, identities=(identity,), memberships=(membership,), **given)


def written(archive):
    return [found for file in list_files(archive) for _, found in read(archive, file)]


def test_what_is_read_is_what_was_written(tmp_path):
    commits = [made(0, run_id="run", mention_ids=("men_0",)), made(1), made(0, method="m")]
    for each in commits:
        write(tmp_path, each)
    assert [commits[0], commits[2], commits[1]] == written(tmp_path)


def test_a_torn_line_is_cut_off_by_the_next_one(tmp_path):
    write(tmp_path, made())
    path = tmp_path / "journal" / f"{NOON:%Y-%m-%d}.jsonl"
    with path.open("ab") as file:
        file.write(b'{"commit":{"chan')
    assert [made()] == written(tmp_path)
    write(tmp_path, made(method="later"))
    assert [made(), made(method="later")] == written(tmp_path)


def test_a_line_that_was_changed_is_damage(tmp_path):
    write(tmp_path, made())
    path = tmp_path / "journal" / f"{NOON:%Y-%m-%d}.jsonl"
    path.write_text(path.read_text().replace("att_0", "att_1"))
    with pytest.raises(DamagedArchive, match="line 1 is not what was written"):
        written(tmp_path)


def test_a_line_is_stored_once(ledger, tmp_path):
    commit(ledger.connection, tmp_path, made())
    write(tmp_path, made(1))
    desk = ledger.desk(tmp_path)
    assert [made(1)] == [found for _, found in waiting(ledger.connection, tmp_path)]
    assert [] == waiting(ledger.connection, tmp_path, NOON)
    assert 1 == apply_journal(desk)["attack_membership"]
    assert not apply_journal(desk)
    assert [("men_0",), ("men_1",)] == ledger.rows("select mention_id from ingest.attack_membership order by all")


def test_killed_at_any_of_eight_points_around_journal_and_commit_nothing_is_lost_and_nothing_double(tmp_path):
    command = [sys.executable, "-m", "tests.attack.killed_deciding", str(tmp_path), str(POINTS)]
    environment = os.environ | {"POLARS_MAX_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert 0 == done.returncode, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert (0, POINTS) == (told["whole"], len(told["codes"]))
    expected = dump(tmp_path / "whole" / "build.duckdb")
    assert [6, 3] == [len(expected[f"ingest.{table}"]) for table in ("reachable_mentions", "analyst_decisions")]
    journal = written(tmp_path / "whole" / "archive")
    for point, codes in told["codes"].items():
        assert [137, 0] == codes
        assert expected == dump(tmp_path / point / "build.duckdb"), f"killed at point {point} of {told['count']}"
        assert journal == written(tmp_path / point / "archive")
