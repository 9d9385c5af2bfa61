"""How well mentions are resolved into attacks: floors that only rise, over articles with a digest.

The test part is measured only: nobody looks at what is wrong in it, so that nobody tunes on it.
`sigact eval attacks tests/golden/attacks/dev --raise-floors tests/quality/floors.json attacks_dev` writes new floors.
"""

import csv
import json
from itertools import chain
from pathlib import Path

import pytest

from orchestration.evaluation.attacks import measures, score_coded, score_gold
from orchestration.evaluation.floors import DIGEST, digest, fallen
from orchestration.evaluation.told import read_theatres
from orchestration.settings import SEEDS

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "attacks"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
PARTS = ["dev", "test", "corroborated"]


@pytest.mark.parametrize("part", PARTS)
def test_the_floors_are_of_these_articles(part):
    assert FLOORS[f"attacks_{part}"][DIGEST] == digest([GOLDEN / part])


@pytest.mark.parametrize("part", PARTS)
def test_no_measure_falls_below_its_floor(part):
    theatres = read_theatres([GOLDEN / part])
    assert [] == fallen(FLOORS[f"attacks_{part}"], measures(score_gold(theatres), score_coded(theatres)))


@pytest.mark.parametrize(("seed", "name"), [("places", "place"), ("sites", "site"), ("weapons", "weapon")])
def test_values_of_gold_are_ids_of_the_seeds(seed, name):
    with (SEEDS / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        known = {next(iter(row.values())) for row in csv.DictReader(file)}
    assert set() == {getattr(mention, name) for mention in _mentions()} - known - {None}


def test_attackers_of_gold_are_ids_of_the_seeds():
    with (SEEDS / "actors.csv").open(encoding="utf-8", newline="") as file:
        known = {row["actor_id"] for row in csv.DictReader(file)}
    assert set() == set(chain.from_iterable(mention.attacker for mention in _mentions())) - known


def test_outlets_are_invented():
    articles = [article for theatre in read_theatres([GOLDEN]) for article in theatre.articles]
    assert len(articles) == len({article.id for article in articles})
    assert all(article.source.host.endswith(".example") for article in articles)


def _mentions():
    theatres = read_theatres([GOLDEN])
    return [mention for theatre in theatres for article in theatre.articles for mention in article.mentions]
