"""What an article costs is counted in sentences parsed: no sentence twice, none of a text that tells of no attack."""

import pytest
from spacy.language import Language

from ingest.mention.code import MODEL, MOST_SENTENCES
from ingest.mention.parser import load_parser

TOLD = "Rebels shelled the town of Kupiansk on Monday, killing three people."
BESIDE = "Seven others were injured."
ANSWER = "The ministry denied responsibility."
IDLE = "The council met twice and spoke of roads."
HARMLESS = "A man was killed when a bus left the road."


TEXTS: list[str] = []


@Language.component("heard")
def heard(doc):
    TEXTS.append(doc.text.strip())
    return doc


@pytest.fixture
def parsed():
    """The texts that the parser was given, in order."""
    TEXTS.clear()
    parser = load_parser(MODEL)
    parser.add_pipe("heard", last=True)
    yield TEXTS
    parser.remove_pipe("heard")


def test_only_sentences_with_a_word_of_attack_or_harm_are_parsed_and_each_once(read, parsed):
    assert read(" ".join([TOLD, IDLE, BESIDE, *[IDLE] * 40])).countable
    assert sorted([TOLD, BESIDE]) == sorted(parsed)


def test_a_text_without_a_word_of_attack_is_not_parsed(read, parsed):
    read(" ".join([IDLE] * 40))
    assert [] == parsed


def test_what_only_adds_to_an_attack_is_not_parsed_where_none_is_told(read, parsed):
    """Who answers for what is read where another sentence tells of an attack."""
    read(" ".join([HARMLESS, *[ANSWER] * 40]))
    assert [HARMLESS] == parsed


def test_a_long_article_is_parsed_up_to_a_bound(read, parsed):
    read(" ".join(f"{TOLD} {IDLE}" for _ in range(2 * MOST_SENTENCES)))
    assert MOST_SENTENCES == len(parsed)
