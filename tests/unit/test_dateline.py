"""Where a text says that it was written."""

import pytest

from ingest.article.dateline import find_dateline


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KIRKUK — Two members of the police were killed.", "KIRKUK"),
        ("MEXICO CITY (AP) — The economy grew.", "MEXICO CITY"),
        ("KATHMANDU, April 25 (Reuters) - The authority disputed it.", "KATHMANDU"),
        ("Beirut, Oct 10 (Agency) -- Shells fell.", "Beirut"),
        ("Baghdad, Iraq, 10 March 2026 – Shells fell.", "Baghdad"),
        ("MÜNCHEN (dpa) - Schüsse fielen.", "MÜNCHEN"),
        ("A headline\n\nKIRKUK, March 10 (Agency) — Shells fell.", "KIRKUK"),
        ("CORRECTION — An earlier version was wrong.", None),
        ("Shells fell - and the market burned.", None),
        ("Iraq - a country of rivers", None),
        ("The governor (a doctor) said so - twice.", None),
        ("a\n\nb\n\nc\n\nKIRKUK — Shells fell.", None),
        ("", None),
    ],
)
def test_a_dateline_is_a_place_before_a_dash_in_capitals_or_beside_a_day_or_an_agency(line, place):
    assert place == find_dateline(line)
