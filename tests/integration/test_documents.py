"""The documents are tested: each command that asks the demo's database prints what the document says."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"```console\n\$ \.venv/bin/sigact --data-dir demo-data sql (\"[^\"]+\")\n(.*?)```", re.DOTALL)
ARTICLE = re.compile(r"```console\n\$ \.venv/bin/sigact --data-dir demo-data (article \S+ \S+)\n(.*?)```", re.DOTALL)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ASKED = [
    (path.name, shlex.split(query)[0], out) for path in DOCUMENTS for query, out in BLOCK.findall(path.read_text())
]


def lines(text):
    return [line.rstrip() for line in text.strip().splitlines()]


def test_there_are_queries_to_test():
    assert {"README.md", "tutorial.md"} <= {name for name, _, _ in ASKED}


@pytest.mark.parametrize(("name", "query", "expected"), ASKED, ids=lambda part: str(part)[:40].replace("\n", " "))
def test_a_document_shows_what_its_query_prints(played, name, query, expected):
    assert lines(expected) == lines(played.sql(query))


@pytest.mark.parametrize(("command", "expected"), ARTICLE.findall((ROOT / "docs" / "tutorial.md").read_text()))
def test_the_tutorial_shows_lines_of_what_an_article_prints(played, command, expected):
    printed = lines(played.installed.run(played.folder, "--data-dir", "demo-data", *command.split()))
    assert [] == [line for line in lines(expected) if line != "…" and line not in printed]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_links_to_files_that_are_there(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not (path.parent / link).exists()]


def test_the_readmes_numbers_are_the_demos(played):
    score = re.search(r"(\d+) of (\d+) attacks found, (\d+) invented, (\d+) of (\d+) fields right", played.output)
    assert score
    assert score.group() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readmes_first_thirty_lines_hold_what_a_newcomer_needs():
    top = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30])
    for told in ("is **not**", "**source**", "**fact**", "$ make demo", "$ make test", "attacks found", "passed"):
        assert told in top
