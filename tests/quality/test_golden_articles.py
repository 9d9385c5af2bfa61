"""How well golden articles are coded: floors that only rise, over articles with a digest.

The test part is frozen: it is scored here without a word about what is wrong in it, so that nobody tunes on it.
The unseen part is not even scored: docs/quality.md says how often it was read.
`sigact eval golden … --raise-floors tests/quality/floors.json golden_dev` writes new floors.
"""

import json
from pathlib import Path

import pytest

from orchestration.evaluation.floors import DIGEST, digest, fallen, measures
from orchestration.evaluation.gold import read_gold
from orchestration.evaluation.run import code_golden, score_golden

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
PARTS = [part for part in ("dev", "test") if f"golden_{part}" in FLOORS]


@pytest.mark.parametrize("part", PARTS)
def test_the_floors_are_of_these_articles(part):
    """Changed articles need floors of their own."""
    assert FLOORS[f"golden_{part}"][DIGEST] == digest([GOLDEN / part])


@pytest.mark.parametrize("part", ["test", "unseen"])
def test_what_was_frozen_is_as_it_was(part):
    assert (GOLDEN / f"{part}.sha256").read_text(encoding="utf-8").strip() == digest([GOLDEN / part])


@pytest.mark.parametrize("part", PARTS)
def test_no_measure_falls_below_its_floor(part):
    reached = measures(score_golden(code_golden([GOLDEN / part])))
    assert [] == fallen(FLOORS[f"golden_{part}"], reached)


@pytest.mark.parametrize("part", ["dev", "test", "unseen"])
def test_golden_articles_are_named_as_their_files_and_kept_apart(part):
    names = [path.stem for path in sorted((GOLDEN / part).glob("*.yaml"))]
    assert names == [gold.article.article_id for gold in read_gold([GOLDEN / part])]
    assert all(name.startswith(f"{part}-") for name in names)
