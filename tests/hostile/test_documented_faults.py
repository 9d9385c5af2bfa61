"""The tables of faults in docs/ingestion.md name a test for every row, and every test that they name is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def table(heading):
    """The rows of the table below a heading."""
    text = (ROOT / "docs" / "ingestion.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    lines = [line for line in text.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return lines[2:]


def functions(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if hasattr(node, "name")}


@pytest.mark.parametrize(("heading", "count"), [("What can go wrong", 36), ("What a stranger may not do", 11)])
def test_every_row_of_a_table_of_faults_names_a_test_that_is_there(heading, count):
    rows = table(heading)
    assert count == len(rows)
    for row in rows:
        named = _TEST.findall(row)
        assert named, row
        assert [] == [name for file, name in named if name not in functions(ROOT / file)], row
