import pytest

from orchestration.evaluation.partition import agreement

WANTED = {"a": 1, "b": 1, "c": 2, "d": 2}


def test_the_true_partition_agrees_whatever_its_parts_are_called():
    found = agreement({"a": "x", "b": "x", "c": "y", "d": "y"}, WANTED)
    assert (1.0, 1.0, 1.0) == (found.pairs.f1, found.b_cubed, found.precision)


def test_what_is_put_together_wrongly_costs_precision():
    found = agreement(dict.fromkeys(WANTED, "x"), WANTED)
    assert (2, 6, 2) == (found.pairs.right, found.pairs.given, found.pairs.wanted)
    assert (0.5, 1.0) == (found.precision, found.recall)


def test_what_is_left_apart_costs_recall():
    found = agreement({item: item for item in WANTED}, WANTED)
    assert (1.0, 0.5) == (found.precision, found.recall)


def test_an_item_that_is_missing_costs_recall_only():
    found = agreement({"a": "x", "b": "x"}, WANTED)
    assert (1.0, 0.5) == (found.precision, found.recall)
    assert pytest.approx(2 / 3) == found.b_cubed


def test_pairs_that_must_not_be_joined_are_told():
    given = {"a": "x", "b": "y", "c": "x", "d": "z"}
    assert [("a", "c")] == list(agreement(given, WANTED, [frozenset((1, 2))]).violations)
