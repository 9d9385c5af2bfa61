"""Every question of the cookbook is run, and its page shows what the demo answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import SettingError
from orchestration.cookbook import answer, page, question, questions
from orchestration.query import open_published

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"

OLDER = """
import json, sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    connection.execute("use marts; set timezone = 'UTC'")
    rows = [connection.sql(query).pl().height for query in json.load(sys.stdin)]
print(json.dumps([duckdb.__version__[:3], *rows]))
"""


@pytest.fixture(scope="module")
def published(played):
    return played.published


def test_there_are_at_least_two_dozen_questions_and_no_name_twice():
    names = [one.name for one in questions()]
    assert len(names) >= 24
    assert len(set(names)) == len(names)
    assert all(one.asked.endswith("?") for one in questions())


@pytest.mark.parametrize("one", questions(), ids=lambda one: one.name)
def test_a_question_is_answered_twice_alike(published, one):
    with open_published(published) as connection:
        columns, rows = answer(connection, one)
        assert (columns, rows) == answer(connection, one)
    assert len(set(columns)) == len(columns)


@pytest.mark.skipif(
    "SIGACT_OLDER_DUCKDB" not in os.environ,
    reason="SIGACT_OLDER_DUCKDB names no folder (pip install --target FOLDER duckdb==1.5.5 polars pyarrow)",
)
def test_the_driver_before_answers_every_question_too(published):
    environment = os.environ | {"PYTHONPATH": os.environ["SIGACT_OLDER_DUCKDB"]}
    asked = json.dumps([one.sql for one in questions()])
    done = subprocess.run(
        [sys.executable, "-c", OLDER, str(published)],
        input=asked, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    with open_published(published) as connection:
        rows = [len(answer(connection, one)[1]) for one in questions()]
    assert ["1.5", *rows] == json.loads(done.stdout)


def test_the_page_shows_what_the_demo_answers(published):
    with open_published(published) as connection:
        assert PAGE.read_text(encoding="utf-8") == page(connection)


def test_a_name_that_no_question_has_is_told():
    with pytest.raises(SettingError, match="sigact cookbook"):
        question("weather")


def test_the_command_prints_an_answer(played):
    said = played.installed.run(played.folder, "--data-dir", "demo-data", "cookbook", "zero_against_unknown")
    assert "nobody_died" in said
