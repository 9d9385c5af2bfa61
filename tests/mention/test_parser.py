"""What makes the parser faster changes nothing that it says."""

from importlib import import_module
from pathlib import Path

import pytest

from ingest.mention.code import MODEL
from ingest.mention.parser import load_parser
from orchestration.evaluation.gold import read_gold

DEV = Path(__file__).parents[1] / "quality" / "golden" / "dev"
ODD = [
    "",
    "   ",
    "\u2028",
    "gonna",
    "C'mon y'all, let's go: it ain't there.",
    "There is \U0001f6e9 a\u0301 1,000",
    "'s.",
]


@pytest.fixture(scope="module")
def shipped():
    return import_module(MODEL).load(exclude=["ner"])


def told(doc):
    return [
        (token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i, str(token.morph)) for token in doc
    ]


def test_every_token_is_as_the_shipped_pipeline_has_it(shipped):
    paragraphs = [part for gold in read_gold([DEV])[::8] for part in gold.article.text.split("\n\n")]
    ours = load_parser(MODEL).pipe([*paragraphs, *ODD])
    assert [told(doc) for doc in shipped.pipe([*paragraphs, *ODD])] == [told(doc) for doc in ours]


def test_what_is_remembered_of_words_does_not_grow_with_the_texts():
    """Only the words that rules ask for are kept apart."""
    parser = load_parser(MODEL)
    known = parser.get_pipe("attribute_ruler").match.__self__._known
    list(parser.pipe(f"The word{number} fell." for number in range(50)))
    before = len(known)
    list(parser.pipe(f"The word{number} fell." for number in range(50, 1000)))
    assert len(known) - before < 50
