"""The rows of the failure matrix that need a whole round: what is stored, what is asked, what the others lose."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.errors import Busy
from ingest.fetch import Limits
from ingest.worker import Limits as WorkerLimits
from ingest.worker import Workers
from orchestration.collect import collect
from orchestration.loading import recognise
from orchestration.sources_health import read_health
from tests.hostile.greedy import BLOATING, BRIEF, HANGING, narrow
from tests.hostile.rounds import DAY, ITEM, PAGE, listing, paths, rounds, rows, rss, sent
from tests.hostile.server import NOW, Outside, http, serving
from tests.nearby import workplace_of

ROOT = Path(__file__).parents[2]
ROOMY = Limits(total_seconds=20, max_bytes=10**7)
ETAG = 'ETag: "1"'


def health(workplace):
    with workplace.locked(), workplace.database() as connection:
        return connection.sql("from ingest.feed_health order by url").pl().to_dicts()


def test_304_forever_is_found_out_by_a_request_without_validators_once_a_week(tmp_path):
    async def stubborn(writer, head):
        writer.write(http(304) if "if-none-match" in head.lower() else http(200, rss("one", "two"), ETAG))

    first, later = {"/rss": http(200, rss("one"), ETAG)}, {"/rss": stubborn}
    workplace, asked = rounds(tmp_path, first, later, later, days=(0, 6, 7), reads_pages=False)
    assert [None, '"1"', None] == [sent(each, "if-none-match") for each in asked]
    assert [("one", NOW), ("two", NOW + 7 * DAY)] == rows(
        workplace, "select guid, first_seen_at from ingest.entries order by guid"
    )


async def drip(writer):
    writer.write(http(200, b"", length=False))
    while True:
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


def test_a_drip_costs_its_deadline_backs_the_feed_off_and_the_other_feeds_are_read(tmp_path):
    workplace, _ = rounds(
        tmp_path, {"/rss": drip, "/other": http(200, rss("one"))}, feeds=("/rss", "http://b.example/other"),
        reads_pages=False,
    )  # fmt: skip
    feeds = [(feed["status"], feed["reason"], feed["next_at"] is not None) for feed in health(workplace)]
    assert [("backoff", "timeout", True), ("active", None, True)] == feeds


def test_a_feed_that_fails_is_not_asked_again_before_its_time(tmp_path):
    workplace = workplace_of(tmp_path / "data", ("/rss", "/loop"), registry="world")
    stage = {"/rss": http(500), "/loop": http(302, b"", "Location: /loop")}
    _, asked = rounds(tmp_path, stage, stage, stage, days=(0, 0.01, 1), workplace=workplace, reads_pages=False)
    told = [sorted(path for path in paths(each) if path != "/robots.txt") for each in asked]
    assert [["/loop"] * 6 + ["/rss"], [], ["/loop"] * 6 + ["/rss"]] == told


def test_a_publisher_that_says_slow_down_is_left_alone_with_all_its_feeds_until_the_time_it_names(tmp_path):
    workplace = workplace_of(tmp_path / "data", ("/rss", "http://www.a.example/else"), registry="world")
    slow = {"/rss": http(429, b"", "Retry-After: 7200"), "/else": http(403, b"", "Retry-After: 7200")}
    well = {"/rss": http(200, rss()), "/else": http(200, rss())}
    _, asked = rounds(tmp_path, slow, well, well, days=(0, 0.05, 0.5), workplace=workplace, reads_pages=False)
    told = [[path for path in paths(each) if path != "/robots.txt"] for each in asked]
    assert (1, [], ["/else", "/rss"]) == (len(told[0]), told[1], sorted(told[2]))


def test_a_bot_gate_is_shown_on_the_health_page_and_asked_again_after_a_day(tmp_path):
    workplace, _ = rounds(tmp_path, {"/rss": http(403, b"prove it", "cf-mitigated: challenge")}, reads_pages=False)
    with workplace.locked(), workplace.database() as connection:
        connection.execute("insert into ingest.sources (source_id, name, kind, homepage, language, scale, timezone, "
                           "valid_from, feed_count, has_wire) values ('site', 'Site', 'news_site', 'x', 'en', 'Other', "
                           "'UTC', now(), 1, false)")  # fmt: skip
        [found] = read_health(connection)
    assert found.why.startswith("keeps programs out, which we heed; asked again from 2026-03-1")
    assert timedelta(hours=19) < found.feeds[0]["next_at"] - NOW <= DAY


def test_a_torn_feed_with_items_is_read_and_marked(tmp_path):
    workplace, _ = rounds(tmp_path, {"/rss": http(200, rss("one", "two")[:-30])}, reads_pages=False)
    assert [(True, None)] == rows(workplace, "select is_malformed, error from ingest.feed_fetches")
    assert ("one",) in rows(workplace, "select guid from ingest.entries")


WORDS = "Snaidhm “quoted” café"
ARABIC = "انفجار في بغداد"


def test_a_wrong_charset_header_a_bom_utf_16_and_cp1256_cost_no_letter(tmp_path):
    def titled(words, declared):
        return f"<?xml version='1.0' encoding='{declared}'?>{listing(f'<item><title>{words}</title></item>').decode()}"

    answers = {
        "/wrong": http(200, titled(WORDS, "utf-8").encode(), "Content-Type: text/xml; charset=iso-8859-1"),
        "/bom": http(200, titled(WORDS, "utf-8").encode("utf-8-sig"), "Content-Type: text/xml"),
        "/utf16": http(200, titled(WORDS, "utf-16").encode("utf-16"), "Content-Type: application/rss+xml"),
        "/arabic": http(200, titled(ARABIC, "windows-1256").encode("cp1256"), "Content-Type: application/xml"),
    }
    workplace, _ = rounds(tmp_path, answers, feeds=tuple(answers), reads_pages=False)
    found = rows(
        workplace, "select url, title from ingest.entries join ingest.captures using (capture_id) order by url"
    )
    expected = dict.fromkeys(answers, WORDS) | {"/arabic": ARABIC}
    assert expected == {url.removeprefix("http://a.example"): title for url, title in found}


def test_a_guid_repeated_in_one_feed_is_two_items_on_two_pages_and_one_on_one(tmp_path):
    def item(title, page):
        return (
            f"<item><guid isPermaLink='false'>1</guid><title>{title}</title><link>http://a.example/{page}</link></item>"
        )

    body = listing(item("first", "one"), item("last", "one"), item("other", "two"))
    workplace, _ = rounds(tmp_path, {"/rss": http(200, body)}, reads_pages=False)
    assert [("last",), ("other",)] == rows(workplace, "select title from ingest.entries order by title")


def test_guids_that_regenerate_mark_the_feed_and_bring_no_duplicate(tmp_path):
    def drawn(prefix):
        items = (ITEM.replace("{0}</guid>", prefix + "{0}</guid>").format(number) for number in range(6))
        return {"/rss": http(200, listing(*items))}

    workplace, _ = rounds(tmp_path, drawn("a"), drawn("b"), drawn("c"), reads_pages=False)
    assert [(6,)] == rows(workplace, "select count(*) from ingest.entries")
    assert [(False,), (True,), (True,)] == rows(
        workplace, "select is_guid_unstable from ingest.feed_states order by polled_at"
    )


def test_a_feed_whose_summaries_change_at_every_poll_has_its_pages_asked_for_ever_more_rarely(tmp_path):
    def told(title, summary):
        item = (
            f"<item><title>{title}</title><link>http://a.example/one</link><description>{summary}</description></item>"
        )
        return {"/rss": http(200, listing(item)), "/one": PAGE}

    stages = [told("One", f"{number} comments") for number in range(5)]
    hours = (0, 1, 7, 8, 9)
    stages[4] = told("One, edited", "4 comments")
    workplace, asked = rounds(tmp_path, *stages, days=[hour / 24 for hour in hours])
    assert [True, False, True, False, True] == ["/one" in paths(each) for each in asked]
    assert [(5, 5)] == rows(
        workplace,
        "select (select count(*) from ingest.entries), (select count(distinct entry_id) from "
        "(select entry_id from ingest.article_versions union all select entry_id from ingest.rejections))",
    )


def test_an_item_that_vanishes_is_kept_and_when_it_left_is_known(tmp_path):
    stages = ({"/rss": http(200, rss("one", "two"))}, {"/rss": http(200, rss("two"))})
    workplace, _ = rounds(tmp_path, *stages, reads_pages=False)
    assert [("one",), ("two",)] == rows(workplace, "select guid from ingest.entries order by guid")
    assert [("one", NOW + DAY)] == rows(
        workplace,
        "select guid, polled_at from ingest.listing_changes join ingest.entries using (feed_id, item_id) "
        "where not is_listed",
    )


def test_dates_that_are_absent_future_naive_short_or_jalali_are_never_now(tmp_path):
    written = {
        "absent": "", "future": "Mon, 09 Mar 2099 08:00:00 GMT", "naive": "2026-03-09T08:00:00",
        "naive, as mail": "Mon, 09 Mar 2026 08:00:00", "unknown zone": "Mon, 09 Mar 2026 08:00:00 JST",
        "two digits": "08 Mar 26 08:00 GMT", "jalali": "1404-12-18T08:00:00", "a day": "2026-03-09",
        "whole": "Mon, 09 Mar 2026 08:00:00 +0900",
    }  # fmt: skip
    items = (f"<item><title>{name}</title><pubDate>{date}</pubDate></item>" for name, date in written.items())
    workplace, _ = rounds(tmp_path, {"/rss": http(200, listing(*items))}, reads_pages=False)
    here = datetime(2026, 3, 8, 23, tzinfo=UTC)  # the site is in Tokyo
    expected = {
        **dict.fromkeys(("absent", "future", "jalali"), (None, None)),
        **dict.fromkeys(("naive", "naive, as mail", "unknown zone"), (here, "feed_local")),
        "two digits": (datetime(2026, 3, 8, 8, tzinfo=UTC), "feed"),
        "a day": (datetime(2026, 3, 8, 15, tzinfo=UTC), "feed_day"),
        "whole": (here, "feed"),
    }
    found = rows(workplace, "select title, published_at, published_basis from ingest.entries")
    assert expected == {title: (at, basis) for title, at, basis in found}


def test_one_article_in_five_feeds_is_one_article_with_five_entries(tmp_path):
    feeds = tuple(f"/feed{number}" for number in range(5))
    links = [f"http://a.example/one?utm_source=f{number}" for number in range(5)]
    answers = {feed: http(200, listing(f"<item><title>One</title><link>{link}</link></item>"))
               for feed, link in zip(feeds, links, strict=True)}  # fmt: skip
    workplace, _ = rounds(
        tmp_path, answers | {link.removeprefix("http://a.example"): PAGE for link in links}, feeds=feeds
    )
    assert [(5, 1, 1)] == rows(
        workplace,
        "select (select count(*) from ingest.entries), (select count(*) from ingest.articles), "
        "(select count(*) from ingest.article_versions)",
    )


@pytest.mark.parametrize(
    ("body", "error"), [(HANGING, "parser_timeout"), (BLOATING, "parser_out_of_memory")], ids=["hang", "bloat"]
)
def test_a_feed_that_hangs_or_bloats_costs_one_worker_and_one_recorded_failure(tmp_path, monkeypatch, body, error):
    workplace = workplace_of(tmp_path / "data", ("/rss", "http://b.example/good"))
    with Workers() as workplace.workers:
        limits = BRIEF if error == "parser_timeout" else narrow(workplace.workers)
        monkeypatch.setattr("orchestration.loading.LIMITS", limits)
        answers = {"/rss": http(200, body), "/good": http(200, rss("one"))}
        rounds(tmp_path, answers, workplace=workplace, limits=ROOMY, reads_pages=False)
    assert [(error,)] == rows(workplace, "select error from ingest.feed_fetches where error is not null")
    assert [("one",)] == rows(workplace, "select guid from ingest.entries")


def test_a_page_that_hangs_its_parser_is_rejected_with_the_reason_and_the_others_are_read(tmp_path, monkeypatch):
    brief = WorkerLimits(wall_seconds=1.0, cpu_seconds=1)
    for place in ("orchestration.extraction.LIMITS", "ingest.article.task.LIMITS"):
        monkeypatch.setattr(place, brief)
    hanging = http(200, b"<html><body>" + b"<" * 4_000_000, "Content-Type: text/html")
    workplace, _ = rounds(tmp_path, {"/rss": http(200, rss("one", "two")), "/one": hanging, "/two": PAGE}, limits=ROOMY)
    assert [("one", "timeout")] == rows(
        workplace, "select guid, reason from ingest.rejections join ingest.entries using (entry_id)"
    )
    assert [(1,)] == rows(workplace, "select count(*) from ingest.article_versions")


def test_one_feed_that_raises_in_our_own_code_is_isolated_and_told(tmp_path, monkeypatch):
    def stumble(items, capture, known):
        if capture.url.endswith("/rss"):
            raise RuntimeError("stumbled")
        return recognise(items, capture, known)

    monkeypatch.setattr("orchestration.loading.recognise", stumble)
    workplace, _ = rounds(
        tmp_path, {"/rss": http(200, rss("one")), "/good": http(200, rss("two"))}, feeds=("/rss", "/good"),
        reads_pages=False,
    )  # fmt: skip
    assert [("parser_crashed",)] == rows(workplace, "select error from ingest.feed_fetches where error is not null")
    assert [("two",)] == rows(workplace, "select guid from ingest.entries")


def play(folder, port, *arguments):
    """What two processes, or one that may write no more than so many bytes, tell of a round."""
    command = [sys.executable, "-m", "tests.hostile.apart", str(folder), str(port), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_two_overlapping_processes_ask_nobody_twice_and_double_nothing(tmp_path):
    with serving({"/rss": http(200, rss("one")), "/one": PAGE}) as server:
        done = play(tmp_path / "data", server.port, "two")
        assert (0, "[0, 0]") == (done.returncode, done.stdout.strip()), done.stderr
        assert ["/one", "/robots.txt", "/rss"] == sorted(server.paths)
    workplace = workplace_of(tmp_path / "data", ("/rss",))
    assert [(1, 1)] == rows(
        workplace, "select (select count(*) from ingest.entries), (select count(*) from ingest.feed_states)"
    )


def test_a_clock_that_jumped_ahead_and_is_set_back_starves_no_feed_and_doubles_nothing(tmp_path):
    workplace = workplace_of(tmp_path / "data", ("/rss",), registry="world")
    stages = ({"/rss": http(200, rss("one"))}, {"/rss": http(200, rss("one", "two"))})
    _, asked = rounds(tmp_path, *stages, days=(400, 0), workplace=workplace, reads_pages=False)
    assert all("/rss" in paths(each) for each in asked)
    assert [("one",), ("two",)] == rows(workplace, "select guid from ingest.entries order by guid")


@pytest.mark.parametrize(
    ("bytes_left", "comments", "more"), [(40_000, 9_000, 0), (12_000, 0, 300)], ids=["archive", "ledger"]
)
def test_a_full_disk_ends_the_run_before_validators_are_stored_and_the_next_run_loses_nothing(
    tmp_path, bytes_left, comments, more
):
    padding = "".join(f"<!--{number * 7919}-->" for number in range(comments))
    guids = ["one", *map(str, range(more))]
    body = rss(*guids).replace(b"<channel>", f"<channel>{padding}".encode())
    workplace, _ = rounds(tmp_path, {"/rss": http(200, rss("one"), ETAG)}, limits=ROOMY, reads_pages=False)
    with serving({"/rss": http(200, body, 'ETag: "2"')}) as server:
        full = play(workplace.settings.data_dir, server.port, "full", str(bytes_left))
        assert (0, "[1]") == (full.returncode, full.stdout.strip()), full.stderr
        with workplace.locked():
            collect(workplace, Outside(server, limits=ROOMY), NOW + DAY)
        asked = [head for head in server.seen if head.startswith("GET /rss ")]
    assert {'"1"'} == {sent([head], "if-none-match") for head in asked}
    assert set(guids) == {guid for (guid,) in rows(workplace, "select guid from ingest.entries")}
    assert [('"1"',), ('"2"',)] == rows(workplace, "select etag from ingest.feed_states order by polled_at")


def test_a_locked_database_ends_the_run_before_anybody_is_asked(tmp_path):
    workplace, _ = rounds(tmp_path, {"/rss": http(200, rss("one"), ETAG)}, reads_pages=False)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(workplace.settings.build_database)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert "held" == holder.stdout.readline().strip()
        with serving({}) as server, workplace.locked(), pytest.raises(Busy, match="open in another program"):
            collect(workplace, Outside(server), NOW + DAY)
        assert [] == server.seen
    finally:
        holder.communicate()
