"""Whatever text is given to the coder: a status, never a crash, and work that is bounded however long the text."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.codes import CodingStatus
from ingest.mention.code import LONGEST_SENTENCE, MOST_SENTENCES, MOST_TELLINGS, code
from ingest.mention.codebook import load_codebook
from ingest.mention.sentences import split
from ingest.records import CodableArticle
from orchestration.coding import Coding, as_object
from orchestration.evaluation.gold import read_gold
from orchestration.settings import SEEDS

DEV = Path(__file__).parents[1] / "quality" / "golden" / "dev"
MILLION = 1_000_000
STRUCK = "A drone struck Camp Taji on Tuesday, killing two soldiers and wounding dozens, officials said"
STATUSES = {status.value for status in CodingStatus}
CODING = Coding()
CODEBOOK = load_codebook(SEEDS)
ARTICLES = [gold.article.text for gold in read_gold([DEV])]
SENTENCES = [text[one.char_start : one.char_end] for text in ARTICLES for one in split(text, "ver_1")]
ODDITIES = [
    "\x00",
    "\u2028",
    "\u202e",
    "\u200b",
    "\U0001f6e9\ufe0f",
    "e\u0301",
    "هجوم صاروخي",
    "ракетный удар",
    "导弹袭击",
    "&nbsp;",
    "<p class='x'>",
    "</div>",
    "((",
    "“",
    "”",
    "999999999999999",
    "2 to 1",
    "at least up to",
    "31 February",
    "9999-12-31",
    "0001-01-01",
    "March 4, 9999",
    "overnight",
    "\n\n",
]
QUICK = settings(max_examples=15, deadline=None)

pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(ODDITIES), st.text(max_size=20))
shuffled = st.lists(pieces, min_size=1, max_size=10).map(" ".join)
truncated = st.tuples(st.sampled_from(ARTICLES), st.floats(0, 1), st.floats(0, 1)).map(
    lambda cut: cut[0][int(min(cut[1:]) * len(cut[0])) : int(max(cut[1:]) * len(cut[0]))]
)
texts = st.one_of(shuffled, truncated)
instants = st.none() | st.sampled_from(
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, tzinfo=UTC),
        datetime(2024, 2, 29, 23, 59, tzinfo=UTC),
        datetime(2199, 12, 31, 23, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ]
)


def article(text, **given):
    fields = {"article_version_id": "ver_1", "source_id": "desk", "source_name": "The Desk", "text": text}
    return CodableArticle(**(fields | {"language": "en"} | given))


def line(**given):
    return json.dumps({"article_id": "a1", **given}).encode()


def rows(coding):
    return (
        *coding.mentions,
        *coding.assertions,
        *coding.claims,
        *coding.casualty_reports,
        *coding.aggregate_statements,
    )


@QUICK
@given(texts, instants, st.sampled_from(["UTC", "Asia/Baghdad", "Pacific/Kiritimati", "Etc/GMT+12"]))
def test_newsy_garbage_gives_rows_inside_the_text_at_any_instant(text, published, zone):
    """Every row lies in its sentence, every bound is in order, every key stands once."""
    coding = code(article(text, published_at=published, timezone=zone), CODEBOOK)
    sentences = {one.sent_no: one for one in coding.sentences}
    for row in rows(coding):
        sentence = sentences[row.sent_no]
        assert sentence.char_start <= row.char_start < row.char_end <= sentence.char_end <= len(text)
    for row in (*coding.assertions, *coding.casualty_reports, *coding.aggregate_statements):
        known = [bound for bound in (row.low, row.best, row.high) if bound is not None]
        assert known == sorted(known)
        assert all(bound >= 0 for bound in known)
    mentions = [mention.mention_id for mention in coding.mentions]
    assert len(mentions) == len(set(mentions))


@QUICK
@given(texts)
def test_the_answer_for_newsy_garbage_quotes_it_and_adds_up(text):
    """A quote is the text at its offsets; never more is stopped and let through than was sent."""
    answer = CODING.article(article(text, published_at=datetime(2026, 3, 11, 12, tzinfo=UTC)))
    assert answer.status.value in STATUSES - {CodingStatus.REJECTED}, answer.reason
    for mention in answer.mentions:
        for spans in mention.evidence.values():
            assert [one.text for one in spans] == [text[one.char_start : one.char_end] for one in spans]
        sent, stopped, struck = mention.munitions.launched, mention.munitions.intercepted, mention.munitions.impacted
        if sent is not None and sent.best is not None:
            assert sum(count.best or 0 for count in (stopped, struck) if count) <= sent.best
        assert mention.date.start is None or mention.date.end is None or mention.date.start <= mention.date.end
        assert 0 <= mention.confidence <= 1


@QUICK
@given(shuffled, st.datetimes(timezones=st.just(UTC)))
def test_now_only_stamps(text, now):
    """What is read does not depend on when it is read; an answer bears no stamp at all."""
    stamped, plain = code(article(text), CODEBOOK, now), code(article(text), CODEBOOK)
    assert [row.mention_id for row in plain.mentions] == [row.mention_id for row in stamped.mentions]
    assert as_object(CODING.article(article(text))) == as_object(CODING.article(article(text)))
    assert all(row.loaded_at == now for row in stamped.mentions)


def test_the_order_of_articles_does_not_matter():
    """Nothing that one article says is remembered for the next."""
    lines = [line(article_id=f"a{at}", text=text) for at, text in enumerate(ARTICLES[:12])]
    forth = {one: CODING.line(1, one) for one in lines}
    assert forth == {one: CODING.line(1, one) for one in reversed(lines)}


@pytest.mark.parametrize(
    "unit",
    [
        "attack ",
        ".",
        "7",
        "1 ",
        "“",
        '("',
        "U.S. ",
        " ",
        "\n",
        "\x00",
        "\u202eهجوم ",
        "<b>attack</b>&nbsp;",
        "a\u0301",
        f"{STRUCK}. ",
        "BAGHDAD, March 4 (X) -- ",
        '"An attack," he said. ',
    ],
)
def test_of_a_million_characters_a_bounded_part_is_parsed(unit, monkeypatch):
    """Splitting and looking for words take one pass; what costs more is cut, and the answer says so."""
    text = (unit * (MILLION // len(unit) + 1))[:MILLION]
    parsed = []
    monkeypatch.setattr("ingest.mention.code._plain", lambda piece: parsed.append(_plain(piece)) or parsed[-1])
    coding = code(article(text), CODEBOOK)
    assert len(parsed) <= MOST_SENTENCES
    assert all(len(piece) <= LONGEST_SENTENCE for piece in parsed)
    assert coding.status.value in STATUSES
    assert len(coding.mentions) <= MOST_TELLINGS


def _plain(text):
    return text[:LONGEST_SENTENCE].replace("\x00", " ")


@pytest.mark.parametrize(
    "given_line",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        b'{"article_id": "a1"}',
        b'{"text": "A drone struck Camp Taji."}',
        b'{"article_id": "a1", "text": null}',
        b'{"article_id": "a1", "text": 7}',
        b'{"article_id": "a1", "text": "x", "title": []}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_no_article_is_rejected_with_its_number(given_line):
    answer = json.loads(CODING.line(7, given_line))
    assert ("rejected", True) == (answer["status"], "line 7" in answer["reason"])


@pytest.mark.parametrize("published", ["0001-01-01T00:00Z", "9999-12-31T23:59Z", "tomorrow", "2026-02-30", 7, [], True])
def test_an_instant_that_is_none_costs_the_article_its_date_alone(published):
    answer = json.loads(CODING.line(1, line(text=f"{STRUCK}.", published_at=published)))
    assert ("coded", None) == (answer["status"], answer["mentions"][0]["date"]["start"])
    assert "published_at" in answer["reason"]


def test_lone_surrogates_and_nul_come_back_as_text_that_can_be_written():
    """JSON can hold half a character; no answer may fail to be written for it."""
    given_line = b'{"article_id": "a\\ud800", "title": "\\udfff", "text": "A drone\\u0000 struck \\ud83d Camp Taji."}'
    assert json.loads(CODING.line(1, given_line).encode("utf-8"))["status"] == "coded"
