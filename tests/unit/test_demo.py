"""The demo's options and what it says of its score."""

import os
import signal
import subprocess
import sys
from datetime import date, datetime
from http.client import HTTPConnection
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.console import Console

from orchestration.cli import main
from orchestration.demo import _until
from orchestration.demo_score import show_score
from samples.newsroom.found import Line
from samples.newsroom.press import ROUNDS
from samples.newsroom.score import Score

KEEP = "from rich.console import Console\nfrom orchestration.demo_server import keep_server\n" \
    "from samples.newsroom.press import ROUNDS\nkeep_server(Console(), ROUNDS[1])"  # fmt: skip


def test_a_day_stops_at_the_last_round_up_to_it():
    assert [4, 8, 10] == [instant.day for instant in _until(ROUNDS, 10)]
    assert [4, 8] == [instant.day for instant in _until(ROUNDS, 9)]
    assert ROUNDS == _until(ROUNDS, None) == _until(ROUNDS, 31)


def test_a_day_before_the_first_round_is_told_with_the_days(tmp_path):
    done = CliRunner().invoke(main, ["--data-dir", str(tmp_path / "data"), "demo", "--day", "3"])
    assert 1 == done.exit_code
    assert "they are held on 4, 8, 10, 11, 12, 14, 18, 22 March" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.fixture
def told():
    """What is printed of a score with one part of twenty faults."""
    lines = tuple(Line(f"attack {number}", "killed", number, None if number else 0) for number in range(21))
    score = Score(found={"a": "att_1"}, missed=("b",), invented={"att_2": "2026-03-07: other"}, parts={"fields": lines})

    def tell(**given):
        out = StringIO()
        show_score(Console(file=out, width=200), score, **given)
        return out.getvalue()

    return tell


def test_a_score_is_a_line_a_part_and_the_first_faults(told):
    out = told(is_verbose=False)
    assert "1 of 2 attacks found, 1 invented, 1 of 21 fields right" in out
    assert 8 == out.count("\n  - ")
    assert "and 14 more: --verbose shows them" in out


def test_every_fault_is_shown_on_demand(told):
    out = told(is_verbose=True)
    assert 22 == out.count("\n  - ")
    assert "attack 20: killed is 20, found unknown" in out
    assert "more" not in out


def test_the_press_stays_up_where_it_says_until_it_is_interrupted():
    process = subprocess.Popen([sys.executable, "-uc", KEEP], env=os.environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    out = []
    for line in process.stdout:
        out.append(line)
        if "Ctrl-C" in line:
            break
    port = next(line.rpartition(":")[2] for line in out if "is on 127.0.0.1:" in line)
    connection = HTTPConnection("127.0.0.1", int(port), timeout=5)
    connection.request("GET", "/rss.xml", headers={"Host": "citadelpost.example"})
    body = connection.getresponse().read()
    process.send_signal(signal.SIGINT)
    assert 0 == process.wait(10)
    assert b"Two drones brought down near US consulate in Erbil" in body
    assert any("http://northlight.example/en/feed.json" in line for line in out)


def test_a_line_is_right_with_an_accepted_value():
    assert Line("a", "weapon_type", None, "small_arms", ("small_arms",)).is_right
    assert not Line("a", "weapon_type", None, "mortar", ("small_arms",)).is_right
    assert not Line("a", "event_date", date(2026, 3, 1), datetime(2026, 3, 1)).is_right
