"""How much of the newsroom's truth is found: floors that only rise, over a corpus with a digest.

The texts are known to the authors of the rules, so this guards against losing what was reached; it is no estimate of
how well unknown texts are coded.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from orchestration.truth_check import read_found
from samples.newsroom.score import score
from samples.newsroom.truth import truth_files

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "samples" / "newsroom"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["newsroom"]
# What the machinery around the coder does has no excuse for a fault.
WHOLE = ("counts", "copies", "later versions", "rejections and failures", "other languages", "retracted articles")


@pytest.fixture(scope="module")
def scored(played):
    return score(read_found(played.data / "build.duckdb"))


def test_the_floors_are_of_these_articles():
    """Changed articles or truth need floors of their own: read the new score, then write both."""
    files = [*sorted((NEWSROOM / "articles").glob("*.yaml")), *truth_files()]
    assert FLOORS["corpus_sha256"] == sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_attacks_found_do_not_fall_below_their_floor(scored):
    assert FLOORS["attacks found"] <= len(scored.found), f"missed: {scored.missed}"


def test_no_more_attacks_are_invented_than_were(scored):
    assert len(scored.invented) <= FLOORS["attacks invented at most"], scored.invented


@pytest.mark.parametrize("part", FLOORS["right"])
def test_what_is_right_does_not_fall_below_its_floor(scored, part):
    assert FLOORS["right"][part] <= scored.right(part), [line for name, line in scored.wrong() if name == part]


@pytest.mark.parametrize("part", WHOLE)
def test_every_text_of_the_press_ends_as_it_must(scored, part):
    assert scored.parts[part]
    assert [] == [line for name, line in scored.wrong() if name == part]
