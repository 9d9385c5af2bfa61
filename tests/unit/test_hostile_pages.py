"""Pages that are made to hang or bloat: each costs little, and says why it is no article."""

from datetime import UTC, datetime
from time import monotonic

import pytest

from ingest.article.extract import Extracted, Page, Refused, extract
from ingest.article.task import LIMITS, read, settle
from ingest.codes import RejectionReason
from ingest.worker import Fault, Limits, Workers

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
BODY = "".join(f"<p>Paragraph {n} tells of shells that fell on the market of the town at noon.</p>" for n in range(9))
BRIEF = Limits(wall_seconds=1.0, cpu_seconds=1, memory_bytes=LIMITS.memory_bytes)


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as made:
        yield made


def page(inner, **given):
    body = f"<html><head><title>Shells</title></head><body><article><h1>Shells</h1>{inner}</article></body></html>"
    fields = {"url": "http://desk.example/a", "content_type": "text/html", "content_encoding": None, "fetched_at": NOW}
    return Page(**({"body": body.encode()} | fields | given))


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<div>" * 14_000 + BODY, None),
        ("<p>" + "<b><i>x</i></b>" * 28_000, RejectionReason.TOO_COMPLEX),
        ("<p>" + "<b>x</b> " * 14_000 + BODY, RejectionReason.TOO_COMPLEX),
        ("<script>" + 'var a="x";' * 2_000_000 + "</script>" + BODY, RejectionReason.TOO_LARGE),
        ("<script>" + 'var a="x";' * 400_000 + "</script>" + BODY, None),
        ("<script type='application/ld+json'>" + '{"a":[' * 300_000 + "</script>" + BODY, None),
        ("<div " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">" + BODY, RejectionReason.TOO_COMPLEX),
        ("<div " + " ".join(f"a{n}" for n in range(100_000)) + ">" + BODY, RejectionReason.TOO_COMPLEX),
        ("<table>" * 2_000 + "<tr><td>x" * 2_000 + BODY, None),
        (BODY.replace("noon", "no\x00on"), None),
        ("<!--" * 100_000 + BODY, None),
        ("<h1>" + "a | " * 100_000 + "</h1>" + BODY, None),
    ],
)
def test_a_hostile_page_costs_seconds_and_gives_a_text_or_a_reason(workers, inner, reason):
    begun = monotonic()
    given = page(inner)
    found = workers.run(read, given, LIMITS)
    assert monotonic() - begun < LIMITS.wall_seconds
    assert not isinstance(found, Fault)
    assert reason is None or (isinstance(found, Refused) and reason == found.reason)
    if isinstance(found, Extracted):
        assert "\x00" not in found.text


def test_a_page_that_hangs_costs_its_worker_and_has_a_reason_and_the_next_is_read(workers, monkeypatch):
    monkeypatch.setattr("ingest.article.task.LIMITS", BRIEF)
    given = page("<" * 5_000_000)
    found = settle(workers, given, workers.run(read, given, BRIEF))
    assert isinstance(found, Refused)
    assert RejectionReason.TIMEOUT == found.reason
    assert isinstance(workers.run(read, page(BODY), LIMITS), Extracted)


@pytest.mark.parametrize("written", ["&#1;", "&#x1f", "&#xFFFF;", "&#00000;", "\x0b", "\ufffe", "&#xd800;"])
def test_a_character_that_no_tree_may_hold_costs_a_page_nothing(written):
    found = extract(page(f"{BODY}<p title='{written}'>The last {written} word.</p>"))
    assert isinstance(found, Extracted)
    assert found.text.count("Paragraph") == 9
    assert found.text.replace("\ufffd ", "").endswith("The last word.")


def test_a_character_that_stands_for_another_number_is_kept():
    found = extract(page(f"{BODY}<p>Written as &#310;, &#x1fa; and &#x1f600;.</p>"))
    assert isinstance(found, Extracted)
    assert found.text.endswith("Written as Ķ, Ǻ and 😀.")


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "punycode", "cp037", "no-such", "shift_jis", "utf-8;x=\x00"])
def test_a_wrong_charset_in_a_header_never_stops_a_page(workers, charset):
    found = workers.run(read, page(BODY, content_type=f"text/html; charset={charset}"), LIMITS)
    assert isinstance(found, Extracted)
    assert found.text.count("Paragraph") == 9
