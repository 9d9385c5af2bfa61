"""Sketches: what share of a text stands in another, in scripts with and without spaces."""

import random

import pytest

from ingest.article.sketch import containment, shared, sketch

RANDOM = random.Random(7)
WORDS = [f"w{number}" for number in RANDOM.sample(range(3000), 300)]
TEXT = " ".join(WORDS)


def test_a_cut_text_is_wholly_contained_in_the_uncut():
    assert 1.0 == containment(sketch(" ".join(WORDS[90:210])), sketch(TEXT))


def test_half_a_text_with_as_much_of_its_own_is_half_contained():
    other = " ".join(WORDS[:150] + [f"x{number}" for number in range(150)])
    assert 0.4 < containment(sketch(other), sketch(TEXT)) < 0.6


def test_case_punctuation_and_layout_do_not_count():
    assert sketch(TEXT) == sketch(TEXT.upper().replace(" ", ",\n\n“") + "”.")


def test_hashes_fit_a_signed_column_and_never_change():
    assert all(0 <= value < 2**31 for value in sketch(TEXT))
    assert (839128474, 1574388666) == sketch("Shells fell on the market of the town at noon.")[-2:]


@pytest.mark.parametrize(
    "sentence",
    ["武装勢力が市場を砲撃し三人が死亡したと警察が明らかにした", "กองกำลังติดอาวุธยิงถล่มตลาดในเมืองเมื่อวันจันทร์มีผู้เสียชีวิตสามคน"],
)
def test_a_text_without_spaces_is_sketched_by_its_characters(sentence):
    assert 8 <= shared(sketch(sentence), sketch(f"別の記事。{sentence}、また続く。"))


def test_the_vowel_signs_of_a_script_do_not_cut_its_words():
    """Nine words have seven shingles; cut at each sign they would have many more."""
    assert len(sketch("हिन्दी में समाचार लिखा गया है और यह लंबा")) <= 7


@pytest.mark.parametrize("text", ["", "two words", "!!! …"])
def test_a_text_without_a_shingle_has_an_empty_sketch_and_is_contained_in_nothing(text):
    assert ((), 0.0) == (sketch(text), containment(sketch(text), sketch(TEXT)))
