"""Faults that a whole round must bear: what is stored, what is asked the next time, what the others lose: nothing."""

import gzip
from itertools import pairwise

import pytest

from orchestration.collect import collect
from tests.hostile.rounds import DAY, PAGE, rounds, rows, rss, sent
from tests.hostile.server import NOW, Outside, http, serving
from tests.nearby import workplace_of

OLD, NEW = 'ETag: "old"', 'ETag: "new"'


def test_etag_changed_but_body_the_same_stores_the_new_one_and_makes_no_entry(tmp_path):
    body = rss("one")
    stages = [{"/rss": http(200, body, OLD), "/one": PAGE}, {"/rss": http(200, body, NEW)}, {"/rss": http(304)}]
    workplace, asked = rounds(tmp_path, *stages)
    assert '"new"' == sent(asked[2], "if-none-match")
    assert [(1,)] == rows(workplace, "select count(*) from ingest.entries")


def test_a_304_without_etag_keeps_the_old_one_and_takes_its_last_modified(tmp_path):
    silent = http(304, b"", "Last-Modified: Tue, 10 Mar 2026 05:00:00 GMT", length=False)
    _, asked = rounds(tmp_path, {"/rss": http(200, rss(), OLD)}, {"/rss": silent}, {"/rss": http(304)})
    assert ['"old"', '"old"'] == [sent(each, "if-none-match") for each in asked[1:]]
    told = [sent(each, "if-modified-since") for each in asked[1:]]
    assert [None, "Tue, 10 Mar 2026 05:00:00 GMT"] == told


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (http(200, rss("one", "two"), NEW).replace(b"Content-Length: ", b"Content-Length: 9"), "incomplete"),
        (http(200, b"not gzip", NEW, "Content-Encoding: gzip"), "bad_encoding"),
        (http(200, gzip.compress(b" " * 5_000_000), NEW, "Content-Encoding: gzip"), "too_large"),
        (http(200, b"<html><body>Log in</body></html>", NEW, "Content-Type: text/html"), "not_feed"),
        (http(403, b"prove it", NEW, "cf-mitigated: challenge"), "bot_gate"),
    ],
    ids=["truncated", "bad-gzip", "bomb", "login-page", "bot-gate"],
)
def test_an_answer_that_cannot_be_used_is_archived_and_changes_neither_validators_nor_entries(tmp_path, bad, error):
    stages = [{"/rss": http(200, rss("one"), OLD), "/one": PAGE}, {"/rss": bad}, {"/rss": http(304)}]
    workplace, asked = rounds(tmp_path, *stages)
    fetches = rows(workplace, "select error from ingest.feed_fetches order by polled_at")
    assert [(None,), (error,), (None,)] == fetches
    [(size, is_truncated)] = rows(
        workplace,
        f"select size_bytes, is_truncated from ingest.captures where kind = 'feed' and polled_at = '{NOW + DAY}'",
    )
    assert (size > 0, is_truncated) == (True, error in ("incomplete", "too_large"))
    assert '"old"' == sent(asked[2], "if-none-match")
    assert [("one",)] == rows(workplace, "select guid from ingest.entries")


def test_a_page_without_leave_is_a_failure_with_its_reason_and_is_never_asked_for(tmp_path):
    rules = http(200, b"User-agent: *\nDisallow: /one\n")
    stage = {"/robots.txt": rules, "/rss": http(200, rss("one", "two")), "/one": PAGE, "/two": PAGE}
    workplace, [asked] = rounds(tmp_path, stage)
    paths = [head.split(" ")[1] for head in asked]
    assert ["/robots.txt", "/rss", "/two"] == paths
    assert [("robots",)] == rows(workplace, "select error from ingest.failures")
    assert [("robots", 200), ("page", 200), ("page", None)] == rows(
        workplace, "select kind, status from ingest.captures where kind != 'feed' order by kind desc, status nulls last"
    )


def test_a_redirect_to_a_page_without_leave_is_not_followed(tmp_path):
    rules = http(200, b"User-agent: *\nDisallow: /closed\n")
    moved = http(302, b"", "Location: http://b.example/closed/one")
    stage = {"/robots.txt": rules, "/rss": http(200, rss("one")), "/one": moved, "/closed/one": PAGE}
    workplace, [asked] = rounds(tmp_path, stage)
    assert not any("/closed" in head.splitlines()[0] for head in asked)
    assert [("robots",)] == rows(workplace, "select error from ingest.failures")


def test_robots_that_cannot_be_had_keep_pages_waiting_but_no_feed(tmp_path):
    stage = {"/robots.txt": http(500), "/rss": http(200, rss("one")), "/one": PAGE}
    workplace, [asked] = rounds(tmp_path, stage)
    assert ["/robots.txt", "/rss"] == [head.split(" ")[1] for head in asked]
    assert [("robots_unknown",)] == rows(workplace, "select error from ingest.failures")


def test_a_feed_that_robots_names_is_not_asked_for(tmp_path):
    workplace, [asked] = rounds(
        tmp_path, {"/robots.txt": http(200, b"User-agent: sigact\nDisallow: /rss"), "/rss": PAGE}
    )
    assert ["/robots.txt"] == [head.split(" ")[1] for head in asked]
    assert [("robots",)] == rows(workplace, "select error from ingest.feed_fetches")


def test_robots_are_asked_for_once_a_day(tmp_path):
    stage = {"/robots.txt": http(200, b""), "/rss": http(200, rss("one")), "/one": PAGE}
    _, asked = rounds(tmp_path, stage, stage)
    assert [1, 1] == [sum("GET /robots.txt" in head for head in each) for each in asked]


def test_a_gap_lies_between_two_requests_to_one_publisher_and_a_crawl_delay_makes_it_longer(tmp_path):
    rules = http(200, b"User-agent: *\nCrawl-delay: 0.4\n")
    workplace = workplace_of(tmp_path / "data", ("/rss", "http://www.a.example/rss", "http://b.example/rss"))
    with serving({"/robots.txt": rules, "/rss": http(200, rss())}) as server, workplace.locked():
        collect(workplace, Outside(server, 0.1), NOW)
    at = {"a": [], "b": []}
    for head, when in zip(server.seen, server.at, strict=True):
        at["b" if "Host: b.example" in head else "a"].append(when)
    gaps = [later - earlier for times in at.values() for earlier, later in pairwise(times)]
    # The loop's clock may wake a sleeper a tick early; two hosts of one domain share their turns, and the first rules.
    assert 4 == len(gaps)
    assert min(gaps) > 0.09
    assert sorted(gaps)[1] > 0.39
    assert at["b"][0] < at["a"][1]
