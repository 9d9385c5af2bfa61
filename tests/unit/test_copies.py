"""Who is the origin of a copy: credit, standing, date, and that order does not matter."""

from datetime import timedelta

import pytest

from ingest.article.copies import WINDOW, choose_copied, make_sketch, spans
from ingest.article.credit import find_credit
from ingest.codes import Standing
from ingest.records import Candidate, Pair
from tests.copied import NOON, PUBLISHERS, hours, told, version

TEXT = told("market")


@pytest.mark.parametrize(
    ("source", "given", "expected"),
    [
        ("desk", {}, None),
        ("desk", {"credit": "Zab Press Agency"}, "Zab Press Agency"),
        ("desk", {"credit": "© 2026 ZAB PRESS AGENCY, all rights reserved"}, "Zab Press Agency"),
        ("desk", {"credit": "AFP"}, "Agence Fictive du Port"),
        ("desk", {"credit": "Somebody's Wire"}, "Somebody's Wire"),
        ("desk", {"credit": "The Desk"}, None),
        ("zab", {"credit": "Zab Press Agency"}, None),
        ("zab", {"credit": "AFP"}, "Agence Fictive du Port"),
        ("desk", {"byline": "Desk staff with AFP"}, "Agence Fictive du Port"),
        ("desk", {"byline": "A. Writer"}, None),
        ("desk", {"byline": "Afpan Zabar"}, None),
        ("desk", {"text": f"KIRKUK, March 10 (AFP) — {TEXT}"}, "Agence Fictive du Port"),
        ("desk", {"text": f"The market (AFP says so) is closed. {TEXT}"}, None),
    ],
)
def test_a_text_is_credited_to_the_agency_that_its_publisher_names(source, given, expected):
    assert expected == find_credit(
        version("v", **({"text": TEXT} | given), published_at=NOON, source_id=source), PUBLISHERS
    )


@pytest.mark.parametrize(
    ("source", "given", "expected"),
    [
        ("zab", {}, Standing.AGENCY),
        ("zab", {"credit": "AFP"}, Standing.CREDITED),
        ("desk", {"credit": "AFP", "dateline": "KIRKUK"}, Standing.CREDITED),
        ("desk", {"dateline": "KIRKUK"}, Standing.DATELINED),
        ("desk", {}, Standing.PLAIN),
    ],
)
def test_a_version_stands_by_what_is_said_of_its_origin(source, given, expected):
    assert expected == make_sketch(version("v", TEXT, NOON, source, **given), PUBLISHERS, NOON).standing


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, NOON),
        ({"published_at": None}, hours(100)),
        ({"published_at": hours(200)}, hours(100)),
        ({"published_basis": "page_day"}, hours(24)),
        ({"updated_at": hours(9)}, NOON),
        ({"version_no": 2, "updated_at": hours(9)}, hours(9)),
        ({"version_no": 2}, hours(100)),
    ],
    ids=["published", "undated", "published after it was seen", "a day ends", "updated later", "version 2", "unstated"],
)
def test_a_version_is_dated_when_it_became_public(given, expected):
    made = make_sketch(version("v", TEXT, **({"published_at": NOON} | given)), PUBLISHERS, NOON)
    assert expected == made.dated_at


def candidate(name, at=NOON, standing=Standing.PLAIN, **held):
    return Candidate(article_version_id=name, dated_at=at, standing=standing, **held)


def chosen(*candidates, pairs):
    found = [Pair(article_version_id=a, other_version_id=b, shared_count=9, containment=0.9) for a, b in pairs]
    rows = choose_copied(found, {each.article_version_id: each for each in candidates}, NOON)
    return {row.article_version_id: (row.copied_version_id, row.copy_no) for row in rows}


def test_an_agencys_own_text_is_the_origin_of_what_was_printed_before_it():
    late = candidate("late", hours(5), Standing.AGENCY)
    assert {"early": ("late", 1)} == chosen(candidate("early"), late, pairs=[("early", "late")])


def test_of_equals_the_earliest_is_the_origin_and_of_those_the_lesser_id():
    assert {"b": ("a", 1)} == chosen(candidate("a"), candidate("b", hours(1)), pairs=[("a", "b")])
    assert {"b": ("a", 1)} == chosen(candidate("a"), candidate("b"), pairs=[("b", "a")])


def test_a_better_origin_replaces_the_one_held_and_a_lesser_one_does_not():
    held = candidate("copy", hours(9), copied_version_id="paper", copy_no=1)
    paper = candidate("paper", hours(2))
    better, lesser = candidate("new", hours(1)), candidate("new", hours(3))
    assert {"copy": ("new", 2)} == chosen(held, paper, better, pairs=[("copy", "new")])
    assert {} == chosen(held, paper, lesser, pairs=[("copy", "new")])


def test_spans_leave_out_what_no_window_reaches():
    far = NOON + 2 * WINDOW + timedelta(seconds=1)
    assert [(NOON, hours(1)), (far + timedelta(hours=1), far + timedelta(hours=1))] == spans(
        [far + timedelta(hours=1), hours(1), NOON]
    )
