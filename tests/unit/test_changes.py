"""What changed from one text to the next."""

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article.changes import Change, Fate, Run, compare, measure

texts = st.lists(st.sampled_from(["a", "b ", "three", " ", ".", "\n\n", "é"]), max_size=40).map("".join)


@given(texts, texts)
def test_the_runs_are_both_texts(before, after):
    runs = compare(before, after)
    assert before == "".join(run.text for run in runs if run.fate is not Fate.ADDED)
    assert after == "".join(run.text for run in runs if run.fate is not Fate.REMOVED)


def test_a_number_that_changed_is_one_word():
    assert [
        Run(Fate.KEPT, "A shell killed "),
        Run(Fate.REMOVED, "three "),
        Run(Fate.ADDED, "four "),
        Run(Fate.KEPT, "people."),
    ] == compare("A shell killed three people.", "A shell killed four people.")


def test_a_new_paragraph_is_added_whole():
    assert [Run(Fate.KEPT, "One."), Run(Fate.ADDED, "\n\nTwo."), Run(Fate.KEPT, "\n\nThree.")] == compare(
        "One.\n\nThree.", "One.\n\nTwo.\n\nThree."
    )


@pytest.mark.parametrize(
    ("kept", "removed", "added", "expected"),
    [(100, 0, 40, True), (100, 0, 39, False), (90, 10, 40, True), (89, 11, 40, False), (1000, 0, 299, False)],
)
def test_a_text_grows_where_nine_tenths_stand_and_three_tenths_come(kept, removed, added, expected):
    assert expected is Change(kept=kept, removed=removed, added=added).is_growth


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 100_000, "b a " * 50_000),
        ("x\n\n" * 20_000, "y\n\n" * 20_000),
        ("\n\n".join(["x"] * 500), "\n\n".join(["x", "y"] * 250)),
        (" ".join(str(n % 101) for n in range(2000)), " ".join(str(n % 103) for n in range(2000))),
    ],
    ids=["one word", "one paragraph", "two paragraphs", "a hundred words"],
)
def test_texts_that_repeat_themselves_are_compared_in_a_moment(before, after):
    started = monotonic()
    measure(compare(before, after))
    assert monotonic() - started < 3
