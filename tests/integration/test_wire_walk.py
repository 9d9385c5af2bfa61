"""The walk of docs/how-to/receive-wire-files.md, command by command; and an embargo over whole runs."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from ingest.archive import list_files, read_file
from orchestration.progress import Silent
from orchestration.run import run_job
from orchestration.settings import load_settings
from warehouse.publish import TABLES

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "wire"
GUIDE = (ROOT / "docs" / "how-to" / "receive-wire-files.md").read_text(encoding="utf-8")
WALK = GUIDE[GUIDE.index("## Point sigact") : GUIDE.index("## What the rules are")]
STEPS = [
    (command, shown)
    for block in re.findall(r"```console\n(.*?)```", WALK, re.DOTALL)
    for command, shown in re.findall(r"^\$ ([^\n]+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_the_walk_has_its_files_and_shows_the_registry_s():
    assert 12 <= len(STEPS)
    assert f"```yaml\n{(SAMPLES / 'lake_agency.yaml').read_text()}```" in WALK


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_the_walk_prints_what_the_guide_shows(tmp_path):
    shutil.copytree(SAMPLES, tmp_path / "samples" / "wire")
    for command, shown in STEPS:
        printed = [line.rstrip() for line in say(command, tmp_path).splitlines()]
        for line in shown.splitlines():
            assert line.startswith("…") or line.rstrip() in printed, (command, printed)
        if "…" not in shown:
            assert len(shown.splitlines()) == len(printed), (command, printed)


def say(command, folder):
    name, *arguments = shlex.split(command)
    ours = Path(sys.executable).parent / name
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SIGACT_")}
    done = subprocess.run(
        [str(ours) if ours.exists() else name, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=800,
    )  # fmt: skip
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_text_under_embargo_is_archived_and_in_no_table_until_its_time(tmp_path):
    settings = load_settings(data_dir=tmp_path, only_sources=("lake_agency",))
    drop = tmp_path / "wire" / "lake_agency"
    drop.mkdir(parents=True)
    (tmp_path / "sources").mkdir()
    shutil.copy(SAMPLES / "lake_agency.yaml", tmp_path / "sources")
    held = "<embargoed>2026-03-12T09:00:00+03:00</embargoed><pubStatus"
    (drop / "taji-1.xml").write_text((SAMPLES / "taji-1.xml").read_text().replace("<pubStatus", held))

    run_job(settings, [datetime(2026, 3, 12, 5, 59, tzinfo=UTC)], Silent())
    payloads = [each.payload for path in list_files(settings.archive) for each in read_file(settings.archive, path)]
    assert [True] == [b"Camp Taji" in payload for payload in payloads]
    assert [] == published_with(settings, "Taji") == published_with(settings, "LNA0101")

    run_job(settings, [datetime(2026, 3, 12, 6, 0, tzinfo=UTC)], Silent())
    assert {"dim_articles", "fct_evidence", "fct_attacks"} <= set(published_with(settings, "Taji", "st_taji"))


def published_with(settings, *words):
    """The published tables in which one of these words stands, reference data aside."""
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        lines = "(select to_json(line)::varchar as line from marts.{} as line)"
        wanted = " or ".join(f"contains(line, '{word}')" for word in words)
        return [
            table
            for table in TABLES
            if (table.startswith("fct_") or table == "dim_articles")
            and connection.execute(f"select 1 from {lines.format(table)} where {wanted} limit 1").fetchall()
        ]
