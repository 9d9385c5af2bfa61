"""Statements about attacks in bulk: kept with their number, never counted as attacks."""

import pytest

BULK = [
    ("Partners registered 412 incidents of shelling in the province.", "412 incidents", 412),
    ("Near-daily drone strikes on the town went on.", "Near-daily drone strikes", None),
    ("The pipeline was bombed 259 times last year.", "259 times", 259),
    ("Drivers have been targeted almost every day since April.", "targeted almost every day", None),
    ("Monitors counted more explosions on Monday than on any day since May.", "more explosions on Monday than", None),
    ("The war has killed more than 21,000 people in two years.", "more than 21,000 people in two years", None),
    ("The front saw a wave of attacks on convoys.", "wave of attacks", None),
]
NONE = [
    "Police made 42 arrests.",
    "The shelling killed 12 people in the town.",
    "The driver was hit 29 times with bullets.",
    "In 2003 two attacks on the town shocked the country.",
    "Lawyers who document both sides of the war gave a toll of 36 dead.",
]
LED = "Rebels shelled a market in Goma on Monday, the army said. "


@pytest.mark.parametrize(("said", "words", "number"), BULK)
def test_attacks_in_bulk_are_kept_with_their_number(read, said, words, number):
    found = {row.text: row.best for row in read(LED + said).coding.aggregate_statements}
    assert any(words in text or text in words for text in found)
    assert number in found.values()


@pytest.mark.parametrize("said", NONE)
def test_what_counts_no_attacks_is_no_statement_in_bulk(read, said):
    assert () == read(LED + said).coding.aggregate_statements
