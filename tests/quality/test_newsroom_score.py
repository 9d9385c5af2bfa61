"""How much of the newsroom's truth is found: floors that only rise, over a corpus with a digest.

The texts are known to the authors of the rules, so this guards against losing what was reached; it is no estimate of
how well unknown texts are coded.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from samples.newsroom.score import load_truth, missed_claims, score

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "samples" / "newsroom"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["newsroom"]


def records(played, table):
    """The rows of a mart as mappings."""
    columns = [row[0] for row in played.rows(f"select column_name from (describe marts.{table})")]
    return [dict(zip(columns, row, strict=True)) for row in played.rows(f"select * from marts.{table}")]


@pytest.fixture
def scored(played):
    return score(records(played, "fct_attacks"))


def test_the_floors_are_of_these_articles():
    """Changed articles or truth need floors of their own: read the new score, then write both."""
    files = [*sorted((NEWSROOM / "articles").glob("*.yaml")), NEWSROOM / "truth.yaml"]
    assert FLOORS["articles_sha256"] == sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_no_attack_is_invented(scored):
    assert () == scored.invented


def test_attacks_found_do_not_fall_below_their_floor(scored):
    assert FLOORS["attacks_found"] <= len(scored.found), f"missed: {scored.missed}"


def test_fields_right_do_not_fall_below_their_floor(scored):
    assert FLOORS["fields_right"] <= scored.right, [line for line in scored.lines if not line.is_right]


def test_claims_right_do_not_fall_below_their_floor(played, scored):
    missed = missed_claims(scored.found, records(played, "fct_claims"))
    assert FLOORS["claims_right"] <= len(load_truth()["claims"]) - len(missed), f"missed: {missed}"
