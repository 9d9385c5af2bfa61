"""A run that is killed and started again ends with the rows of one that was not: nothing lost, nothing double.

The points are before and after whatever becomes durable: a flush, a rename, a commit.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nearby import Site
from tests.played import dump

ROOT = Path(__file__).parents[2]
REST = "".join(f"<p>Paragraph {number} tells of a market at noon and of the road to it.</p>" for number in range(12))
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>Bus {0}</title><link>http://a.example/{0}</link></item>"
POINTS = 10


def page(name):
    return f"<html lang='en'><body><article><h1>{name}</h1>{REST}<p>{name}</p></article></body></html>".encode()


@pytest.fixture(scope="module")
def port():
    site = Site()
    items = "".join(map(ITEM.format, ("one", "two")))
    site.answers = {f"/{name}": (200, page(name), {"Content-Type": "text/html"}) for name in ("one", "two")}
    site.answers["/rss"] = (200, f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), {})
    with site.serve() as port:
        yield port


def test_a_round_killed_at_any_of_ten_points_loses_nothing_and_doubles_nothing(port, tmp_path):
    command = [sys.executable, "-m", "tests.integration.killed", str(tmp_path), str(port), str(POINTS)]
    environment = os.environ | {"POLARS_MAX_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=250, check=False)
    assert 0 == done.returncode, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert 0 == told["whole"]
    assert POINTS == len(told["codes"])
    expected = dump(tmp_path / "whole" / "build.duckdb")
    assert 2 == len(expected["ingest.article_versions"])
    for point, codes in told["codes"].items():
        assert [137, 0] == codes
        assert expected == dump(tmp_path / point / "build.duckdb"), f"killed at point {point} of {told['count']}"
