"""How sources fare, from a ledger of a few rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.codes import FeedStatus
from ingest.records import Capture, Entry, Failure, Feed, FeedFetch, Source, WireDrop
from ingest.source.health import first_state
from orchestration.checks import build_checks
from orchestration.sources_health import read_health
from tests.nearby import workplace_of
from warehouse.connect import open_build
from warehouse.sources import save_sources
from warehouse.store import append, schema_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Feed(feed_id="fed_1", source_id="desk", url="http://desk.example/rss")
UNASKED = Feed(feed_id="fed_2", source_id="desk", url="http://desk.example/atom")
DROP = WireDrop(source_id="wire", path="wire", formats=(), settle_seconds=10, poll_seconds=60)


def registered(name, feeds=(), wire=None):
    return Source(
        source_id=name, name=name, kind="agency", homepage=f"http://{name}.example/", country_iso3=None,
        language="en", scale="Other", timezone="UTC", expected_low=1, expected_high=9, feeds=feeds, wire=wire,
    )  # fmt: skip


@pytest.fixture
def database(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        sources = [registered("desk", (FEED, UNASKED)), registered("mute"), registered("wire", wire=DROP)]
        save_sources(connection, sources, NOW - 10 * DAY)
        yield connection


def poll(database, at, number, *, status=200, error=None, is_malformed=False, status_after=FeedStatus.ACTIVE, **state):
    fetch = FeedFetch(
        fetch_id=f"fet_{number}", feed_id="fed_1", source_id="desk", capture_id=f"cap_{number}", polled_at=at,
        status=status, etag=None, last_modified=None, size_bytes=1, entry_count=None, error=error, loaded_at=at,
        is_malformed=is_malformed if status == 200 and error is None else None,
    )  # fmt: skip
    after = replace(first_state(FEED, at), fetch_id=fetch.fetch_id, status=status_after, **state)
    append(database, [fetch])
    append(database, [after])
    append(database, [capture_of("feed", f"cap_{number}", at, feed_id="fed_1")])


def capture_of(kind, capture_id, at, **given):
    fields = dict.fromkeys(schema_of(Capture)) | {
        "capture_id": capture_id, "kind": kind, "source_id": "desk", "entry_ids": (), "url": "http://desk.example/rss",
        "final_url": "x", "polled_at": at, "fetched_at": at, "size_bytes": 1, "warc_file": "x", "warc_offset": 0,
        "warc_length": 1, "is_truncated": False,
    }  # fmt: skip
    return Capture(**(fields | given))


def item(database, number, first_seen_at, published_at, **given):
    fields = dict.fromkeys(schema_of(Entry)) | {
        "entry_id": f"ent_{number}", "item_id": f"itm_{number}", "source_id": "desk", "feed_id": "fed_1",
        "capture_id": "cap", "kind": "feed", "guid": str(number), "is_correction": False,
        "first_seen_at": first_seen_at, "loaded_at": first_seen_at, "published_at": published_at,
    }  # fmt: skip
    append(database, [Entry(**(fields | given))])


def test_rates_are_of_the_requests_that_could_tell(database):
    poll(database, NOW - 3 * DAY, 1, is_malformed=True)
    poll(database, NOW - 2 * DAY, 2, status=304)
    poll(database, NOW - DAY, 3, status=None, error="timeout")
    poll(database, NOW, 4, is_gap=True, last_ok_at=NOW, last_new_at=NOW)
    [health, *_] = read_health(database)
    names = ("answer_rate", "http_304_rate", "parse_rate", "malformed_rate", "gap_count")
    assert (0.75, 1 / 3, 1.0, 0.5, 1) == tuple(health.source[name] for name in names)


def test_an_answer_that_no_parser_could_read_counts_against_the_parse_rate_alone(database):
    poll(database, NOW - DAY, 1)
    poll(database, NOW, 2, error="not_feed", failure_count=1, status_after=FeedStatus.BACKOFF, last_ok_at=NOW - DAY)
    [health, *_] = read_health(database)
    assert (0.5, 0.5, 1) == tuple(health.source[name] for name in ("parse_rate", "answer_rate", "failure_count"))
    assert NOW - DAY == health.source["last_ok_at"]


def test_what_waits_for_its_page_is_counted_and_how_many_texts_were_had_is_a_share(database):
    poll(database, NOW - DAY, 1)
    for number, link in enumerate((None, "http://a.example/1", "http://a.example/2")):
        item(database, number, NOW - DAY, NOW - DAY, link=link)
    append(database, [capture_of("page", "cap_page", NOW - DAY, entry_ids=("ent_1",))])
    append(database, [Failure(entry_id="ent_1", capture_id="cap_page", failed_at=NOW, error="timeout", loaded_at=NOW)])
    [health, *_] = read_health(database)
    assert (1, 0.0) == (health.source["waiting_count"], health.source["extraction_rate"])


def test_a_feed_that_was_never_asked_is_told_of_and_one_that_left_the_registry_is_not(database):
    poll(database, NOW, 1, status_after=FeedStatus.QUARANTINED, reason="not_feed", failure_count=3)
    [health, *_] = read_health(database)
    assert {"fed_1": "quarantined", "fed_2": "new"} == {feed["feed_id"]: feed["status"] for feed in health.feeds}
    save_sources(database, [registered("desk", (UNASKED,))], NOW + DAY)
    [health, *_] = read_health(database)
    assert ["fed_2"] == [feed["feed_id"] for feed in health.feeds]
    assert 1 == save_sources(database, [], NOW + 2 * DAY)
    assert [0, 0, 0] == [len(each.feeds) for each in read_health(database)]
    assert 0 == save_sources(database, [], NOW + 3 * DAY)


@pytest.mark.parametrize(("days", "silent"), [(3, False), (5, True)])
def test_a_wire_is_silent_after_four_times_its_usual_interval(database, days, silent):
    for number in range(3):
        at = NOW - (days + 2 - number) * DAY
        append(database, [capture_of("wire", f"cap_w{number}", at, source_id="wire")])
        item(database, f"w{number}", at, at, source_id="wire", kind="wire", capture_id=f"cap_w{number}")
    poll(database, NOW, 1)
    [*_, wire] = read_health(database)
    assert (silent, NOW - days * DAY) == (wire.source["is_silent"], wire.source["last_new_at"])
    assert silent is wire.why.startswith("is silent for longer than usual")


def test_a_source_with_one_feed_that_brings_something_is_not_silent(database):
    poll(database, NOW, 1, last_new_at=NOW - 9 * DAY, news_gap_seconds=86_400)
    after = replace(first_state(UNASKED, NOW), fetch_id="fet_2", last_new_at=NOW, status=FeedStatus.ACTIVE)
    append(database, [after])
    [health, *_] = read_health(database)
    assert [True, None] == [feed["is_silent"] for feed in sorted(health.feeds, key=lambda feed: feed["feed_id"])]
    assert health.source["is_silent"] is False


def test_entries_a_day_leave_out_what_was_there_before_we_came(database):
    poll(database, NOW - 4 * DAY, 1)
    poll(database, NOW, 2)
    item(database, 0, NOW - 4 * DAY, NOW - 9 * DAY)
    for number in range(1, 9):
        item(database, number, NOW, NOW - timedelta(hours=number))
    [health, *_] = read_health(database)
    assert (2.0, 270.0) == (health.source["entries_per_day"], health.source["lag_minutes"])


@pytest.mark.parametrize(("days", "silent"), [(3, False), (5, True)])
def test_a_source_is_silent_after_four_times_its_usual_interval(database, days, silent):
    poll(database, NOW, 1, status=304, last_new_at=NOW - days * DAY, news_gap_seconds=86_400)
    [health, *_] = read_health(database)
    assert silent is health.source["is_silent"]
    assert silent is health.why.startswith("is silent for longer than usual")


def test_a_source_of_which_nothing_is_known_is_not_called_silent(database):
    poll(database, NOW, 1)
    desk, mute, _ = read_health(database)
    assert None is desk.source["is_silent"]
    assert (None, "has no feed that could be asked.") == (mute.source["is_silent"], mute.why)


@pytest.mark.parametrize("status", [status for status in FeedStatus if status is not FeedStatus.NEW])
def test_every_state_is_explained_in_a_sentence(database, status):
    save_sources(database, [registered("desk", (FEED,))], NOW)
    state = replace(first_state(FEED, NOW), fetch_id="fet_1", status=status, reason="not_feed", failure_count=3)
    append(database, [state])
    append(database, [FeedFetch(**dict.fromkeys(schema_of(FeedFetch)) | {
        "fetch_id": "fet_1", "feed_id": "fed_1", "source_id": "desk", "capture_id": "c", "polled_at": NOW,
        "size_bytes": 0, "loaded_at": NOW})])  # fmt: skip
    [health, *_] = read_health(database)
    assert status == health.source["status"]
    assert health.why.endswith(".")
    assert "None" not in health.why


def test_the_checks_of_the_feeds_name_who_failed_is_given_up_or_silent(tmp_path):
    workplace = workplace_of(tmp_path / "data", ("/rss",))
    with workplace.locked(), workplace.database() as connection:
        save_sources(connection, [registered("desk", (FEED, UNASKED))], NOW)
        poll(
            connection, NOW, 1, error="parser_crashed", status_after=FeedStatus.QUARANTINED, reason="parser_crashed",
            last_new_at=NOW - 9 * DAY, news_gap_seconds=86_400,
        )  # fmt: skip
    told = {}
    for check in build_checks():
        name = next(iter(check.check_specs)).name
        if name in ("every_feed_answered", "no_feed_is_lost", "no_source_is_silent"):
            told[name] = check(workplace=workplace)
    assert [False] * 3 == [result.passed for result in told.values()]
    assert "desk (parser_crashed)" in told["every_feed_answered"].description
    assert "desk (quarantined: parser_crashed)" in told["no_feed_is_lost"].description
    assert "desk (nothing new since 2026-03-01)" in told["no_source_is_silent"].description
