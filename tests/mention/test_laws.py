"""What holds for any text: no crash, spans inside, order of bounds, the same again."""

from datetime import UTC, datetime

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


def test_what_was_not_read_is_told(coder):
    text = "A drone struck Camp Taji " + "and the sky was dark " * 100 + "."
    assert "1 sentences read in part" == coder.code(article(text), WEDNESDAY).detail


def test_words_of_attack_beyond_what_people_write_are_left_out_and_told(coder):
    """Each is compared with all before it: without an end to them time would grow with their square."""
    found = coder.code(article(f"A drone struck Camp Taji, {'the attack by Hamas on Erbil, ' * 35}."), WEDNESDAY)
    assert "words of attack left out" in found.detail


@pytest.mark.parametrize("year", [1, 9999])
def test_an_instant_at_the_end_of_the_calendar_is_none(coder, year):
    text = "A drone struck Camp Taji overnight, killing two soldiers."
    found = coder.code(article(text, published_at=datetime(year, 12, 31, 23, 59, tzinfo=UTC)), WEDNESDAY)
    assert [None] == [mention.event_date for mention in found.mentions]
