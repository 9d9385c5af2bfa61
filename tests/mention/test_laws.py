"""What holds for any text: no crash, spans inside, order of bounds, the same again."""

from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.mention.sentences import split

from .conftest import WEDNESDAY, article

PIECES = [
    "A drone struck Camp Taji on Tuesday",
    "six drones were launched and five were shot down",
    "killing at least 3 soldiers and wounding dozens",
    "Hamas said",
    "Israel denied responsibility",
    "the attack",
    "on March 4",
    "in Kharkiv",
    "Mr. A. B. said “yes",
    "”",
    ". ",
    "\n\n",
    "\n",
    "? ",
    ", ",
    "\x00",
    "\u2028",
    "🛩️",
    "e\u0301",
    "999999999999",
    "attack " * 5,
]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@given(TEXTS)
def test_any_text_is_coded_with_all_spans_inside_their_sentence(coder, text):
    coding = coder.code(article(text), WEDNESDAY)
    sentences = {sentence.sent_no: sentence for sentence in coding.sentences}
    for row in (*coding.assertions, *coding.claims, *coding.casualty_reports, *coding.mentions):
        sentence = sentences[row.sent_no]
        assert sentence.char_start <= row.char_start < row.char_end <= sentence.char_end


@RELAXED
@given(TEXTS)
def test_bounds_are_in_order_and_keys_unique(coder, text):
    coding = coder.code(article(text), WEDNESDAY)
    for row in (*coding.assertions, *coding.casualty_reports):
        known = [bound for bound in (row.low, row.best, row.high) if bound is not None]
        assert known == sorted(known)
    keys = [row.assertion_id for row in coding.assertions] + [row.mention_id for row in coding.mentions]
    assert len(keys) == len(set(keys))
    assert {step.chain_id for step in coding.chain_steps} >= {row.chain_id for row in coding.assertions}


@RELAXED
@given(TEXTS)
def test_the_same_text_gives_the_same_coding(coder, text):
    assert coder.code(article(text), WEDNESDAY) == coder.code(article(text), WEDNESDAY)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_lie_in_order_and_lose_only_white_space(text):
    at = 0
    for number, sentence in enumerate(split(text, "ver_1")):
        assert number == sentence.sent_no
        assert "" == text[at : sentence.char_start].strip()
        assert at <= sentence.char_start < sentence.char_end
        at = sentence.char_end
    assert "" == text[at:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "attack " * 140_000,
        "." * 1_000_000,
        '."' * 500_000,
        "\n" * 1_000_000,
        "a" * 1_000_000,
        "(" * 1_000_000,
        "1 " * 400_000,
    ],
)
def test_a_million_characters_take_seconds(coder, text):
    begun = perf_counter()
    coder.code(article(text), WEDNESDAY)
    assert perf_counter() - begun < 20


def test_what_was_not_read_is_told(coder):
    text = "A drone struck Camp Taji " + "and the sky was dark " * 100 + "."
    assert "1 sentences read in part" == coder.code(article(text), WEDNESDAY).detail
