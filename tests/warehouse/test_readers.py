"""Readers of every kind at the published file while its writer goes on: processes of their own, and not one error."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from warehouse.publish import LINK, TABLES, publish

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)
SHELL = Path(sys.executable).with_name("duckdb")
# Each opens the file anew, asks, and prints how many rows it saw, until its seconds are over.
PYTHON = """
import sys, time, duckdb
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        print(connection.execute("select count(*) from marts.fct_attacks").fetchall()[0][0], flush=True)
    time.sleep(0.1)
"""
STAYING = """
import sys, time, duckdb
until = time.monotonic() + float(sys.argv[2])
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    while time.monotonic() < until:
        print(connection.execute("select count(*) from marts.fct_attacks").fetchall()[0][0], flush=True)
        time.sleep(0.1)
"""
SHELLED = """
import subprocess, sys, time
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    query = "select count(*) from marts.fct_attacks"
    command = [sys.argv[3], "-readonly", "-noheader", "-list", sys.argv[1], query]
    print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)
    time.sleep(0.1)
"""
HARLEQUIN = """
import sys, time
from harlequin_duckdb import DuckDbAdapter
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    connection = DuckDbAdapter([sys.argv[1]], read_only=True).connect()
    connection.get_catalog()
    print(connection.execute("select count(*) as n from marts.fct_attacks").fetchall()["n"][0], flush=True)
    connection.close()
    time.sleep(0.1)
"""


@pytest.fixture
def build(tmp_path):
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        for table, key in TABLES.items():
            columns = ", ".join(f"value as {column}" for column in key)
            connection.execute(f"create table marts.{table} as select {columns} from range(1000) as rows (value)")
    return path


def reader(script, *arguments):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("seconds", [4, *(pytest.param(long, marks=pytest.mark.soak) for long in (120, 600))])
def test_several_readers_and_a_writer_meet_no_error(build, tmp_path, seconds):
    folder = tmp_path / "published"
    publish(build, folder, NOW, "world")
    link = folder / LINK
    scripts = [PYTHON, PYTHON, STAYING, SHELLED, *([HARLEQUIN] if find_spec("harlequin_duckdb") else [])]
    readers = [reader(script, link, seconds, SHELL) for script in scripts]
    until, written = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        written += 1
        with duckdb.connect(str(build)) as connection:
            connection.execute("insert into marts.fct_attacks values (?)", [1000 + written])
        publish(build, folder, NOW + timedelta(minutes=written), "world")
    answers = [each.communicate(timeout=60) for each in readers]
    assert [(0, "")] * len(scripts) == [
        (each.returncode, error) for each, (_, error) in zip(readers, answers, strict=True)
    ]
    seen = [[int(line) for line in output.split()] for output, _ in answers]
    # Whoever opens the file anew sees it grow; whoever stays keeps reading what was there.
    assert all(counts and counts == sorted(counts) and counts[0] >= 1000 for counts in seen)
    assert {seen[2][0]} == set(seen[2])
    assert written > 1
