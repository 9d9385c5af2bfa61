"""`sigact code`: a line out for every line in, in order, whatever stands in them and however many work on them."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from orchestration.coding import code_lines
from orchestration.coding_input import BrokenLine, make_article, read_line

ATTACK = "Gunmen opened fire on a bus in Quetta on Monday, killing at least seven passengers, police said."
PEACE = "The council of Quetta met on Monday and spoke of bread prices, of schools and of the rain that had come late."
LINES = [
    json.dumps({"article_id": "one", "text": ATTACK, "published_at": "2026-03-11T12:00Z"}).encode(),
    b"",
    b"not JSON",
    b"[1, 2]",
    b'{"text": "without an id"}',
    b'{"article_id": "no-text"}',
    b'{"article_id": "number", "text": 7}',
    b"\xff\xfe",
    json.dumps({"article_id": 5, "text": PEACE}).encode(),
    json.dumps({"article_id": "fr", "text": "x", "language": "fr"}).encode(),
    json.dumps({"article_id": "late", "text": ATTACK, "published_at": "soon"}).encode(),
    b'{"article_id": "half", "text": "\\ud800 Rockets hit the airport in Aden on Tuesday"}',
    b"[" * 100_000,
]


@pytest.fixture(scope="module")
def answers():
    return [json.loads(line) for line in code_lines(LINES)]


def test_every_line_is_answered_in_its_place(answers):
    ids = ["one", None, None, None, None, "no-text", "number", None, "5", "fr", "late", "half", None]
    assert ids == [answer["article_id"] for answer in answers]


def test_what_cannot_be_coded_is_rejected_with_its_line(answers):
    reasons = [answer["reason"] for answer in answers if answer["status"] == "rejected"]
    assert ["line 2: empty", "line 3: no JSON (Expecting value: line 1 column 1 (char 0))"] == reasons[:2]
    assert all(reason.startswith("line ") for reason in reasons)
    assert 8 == len(reasons)


def test_another_language_is_said_to_be_unsupported(answers):
    assert "unsupported_language" == answers[9]["status"]


def test_a_date_that_is_none_costs_the_article_its_date_only(answers):
    assert "coded" == answers[10]["status"]
    assert None is answers[10]["mentions"][0]["date"]["start"]
    assert "read without it" in answers[10]["reason"]


def test_half_a_character_is_written_as_what_it_is_not(answers):
    assert "coded" == answers[11]["status"]


def test_an_attack_says_where_it_stands(answers):
    (found,) = answers[0]["mentions"]
    place = found["evidence"]["place"][0]
    assert "Quetta" == ATTACK[place["char_start"] : place["char_end"]]


def test_more_workers_change_nothing(answers):
    lines = LINES * 3
    assert list(code_lines(lines)) == list(code_lines(lines, workers=2))


def test_no_more_is_read_than_is_worked_on():
    """An endless input is answered as it comes."""
    taken = count()
    endless = (json.dumps({"article_id": str(next(taken)), "text": PEACE}).encode() for _ in iter(int, 1))
    assert 3 == len(list(islice(code_lines(endless), 3)))
    assert next(taken) <= 4


def test_the_command_reads_stdin_and_writes_stdout():
    result = CliRunner().invoke(main, ["code", "-", "--workers", "1"], input=LINES[0] + b"\n\n")
    assert [("one", "coded"), (None, "rejected")] == [
        (answer["article_id"], answer["status"]) for answer in map(json.loads, result.stdout.splitlines())
    ]


def test_the_command_writes_a_file(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(LINES[0])
    assert 0 == CliRunner().invoke(main, ["code", str(source), "--out", str(out), "--workers", "1"]).exit_code
    assert "one" == json.loads(out.read_bytes())["article_id"]


def test_a_file_that_is_not_there_is_one_sentence():
    result = CliRunner().invoke(main, ["code", "nowhere.jsonl"])
    assert (1, "sigact: nowhere.jsonl cannot be read (No such file or directory)\n") == (
        result.exit_code,
        result.stderr,
    )


def test_the_schema_is_printed():
    printed = CliRunner().invoke(main, ["code", "--schema"]).stdout
    assert "CodedArticle" == json.loads(printed)["title"]


def children(process):
    """The processes that any thread of one has started."""
    return [int(one) for told in Path(f"/proc/{process}/task").glob("*/children") for one in told.read_text().split()]


def are_gone(processes):
    for _ in range(100):
        if not any(Path(f"/proc/{process}").exists() for process in processes):
            return True
        time.sleep(0.1)
    return False


def test_an_interrupt_leaves_no_process_and_no_traceback():
    command = [sys.executable, "-c", "from orchestration.cli import main; main()", "code", "-", "--workers", "2"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(40):
        process.stdin.write(LINES[0] + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    workers = children(process.pid)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert 2 == len(workers)
    assert b"Traceback" not in told
    assert are_gone(workers)


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("2024-05-14T09:30:00+03:00", "Etc/GMT-3"),
        ("2024-05-14T09:30:00+05:30", "Asia/Kolkata"),
        ("2024-05-14T09:30:00-04:00", "Etc/GMT+4"),
        ("2024-05-14", "UTC"),
        ("2024-05-14T09:30:00+07:13", "UTC"),
    ],
)
def test_the_offset_of_a_publication_is_the_outlets(given, zone):
    found, _ = make_article({"article_id": "a", "text": "b", "published_at": given})
    assert zone == found.timezone


@pytest.mark.parametrize("given", ["0001-01-01", "9999-12-31T23:59:59-12:00", "2024-13-45", "12", "2024-05-14T25:00"])
def test_an_impossible_instant_is_no_instant(given):
    found, note = make_article({"article_id": "a", "text": "b", "published_at": given})
    assert (None, True) == (found.published_at, bool(note))


def test_a_line_without_an_id_is_broken():
    with pytest.raises(BrokenLine, match="no article_id"):
        read_line(b'{"article_id": "  "}'.replace(b"  ", b""))


def test_a_worker_that_dies_costs_no_line(answers):
    """What it was at is tried again; the order stays."""

    def lines():
        for number, line in enumerate(LINES * 3):
            if number == 30:
                for worker in children(os.getpid()):
                    os.kill(worker, signal.SIGKILL)
            yield line

    assert list(code_lines(LINES * 3)) == list(code_lines(lines(), workers=2))


COMMANDS = [("code",), ("try", "article"), *(("eval", name) for name in main.commands["eval"].commands)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_shows_an_example(command):
    assert "Examples:" in CliRunner().invoke(main, [*command, "--help"]).stdout
