"""How sources fare, from a ledger of a few rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.codes import FeedStatus
from ingest.records import Entry, Feed, FeedFetch, Source
from ingest.source.health import first_state
from orchestration.sources_health import read_health
from warehouse.connect import open_build
from warehouse.sources import save_sources
from warehouse.store import append, schema_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Feed(feed_id="fed_1", source_id="desk", url="http://desk.example/rss")


@pytest.fixture
def database(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        sources = [
            Source(
                source_id=name, name=name, kind="agency", homepage=f"http://{name}.example/", country_iso3=None,
                language="en", scale="Other", timezone="UTC", expected_low=1, expected_high=9,
                feeds=(FEED,) if name == "desk" else (),
            )
            for name in ("desk", "mute")
        ]  # fmt: skip
        save_sources(connection, sources, NOW - 10 * DAY)
        yield connection


def poll(database, at, number, *, status=200, error=None, is_malformed=False, **state):
    fetch = FeedFetch(
        fetch_id=f"fet_{number}", feed_id="fed_1", source_id="desk", capture_id=f"cap_{number}", polled_at=at,
        status=status, etag=None, last_modified=None, size_bytes=1, entry_count=None, error=error, loaded_at=at,
        is_malformed=is_malformed if status == 200 else None,
    )  # fmt: skip
    after = replace(first_state(FEED, at), fetch_id=fetch.fetch_id, **({"status": FeedStatus.ACTIVE} | state))
    append(database, [fetch])
    append(database, [after])


def item(database, number, first_seen_at, published_at):
    fields = dict.fromkeys(schema_of(Entry)) | {
        "entry_id": f"ent_{number}", "item_id": f"itm_{number}", "source_id": "desk", "feed_id": "fed_1",
        "capture_id": "cap", "kind": "feed", "guid": str(number), "is_correction": False,
        "first_seen_at": first_seen_at, "loaded_at": first_seen_at, "published_at": published_at,
    }  # fmt: skip
    append(database, [Entry(**fields)])


def test_rates_are_of_the_requests_that_could_tell(database):
    poll(database, NOW - 3 * DAY, 1, is_malformed=True)
    poll(database, NOW - 2 * DAY, 2, status=304)
    poll(database, NOW - DAY, 3, status=None, error="timeout")
    poll(database, NOW, 4, is_gap=True, last_ok_at=NOW, last_new_at=NOW)
    [health, _] = read_health(database)
    assert (0.75, 1 / 3, 0.5, 1) == tuple(
        health.source[name] for name in ("answer_rate", "http_304_rate", "malformed_rate", "gap_count")
    )


def test_entries_a_day_leave_out_what_was_there_before_we_came(database):
    poll(database, NOW - 4 * DAY, 1)
    poll(database, NOW, 2)
    item(database, 0, NOW - 4 * DAY, NOW - 9 * DAY)
    for number in range(1, 9):
        item(database, number, NOW, NOW - timedelta(hours=number))
    [health, _] = read_health(database)
    assert (2.0, 270.0) == (health.source["entries_per_day"], health.source["lag_minutes"])


@pytest.mark.parametrize(("days", "silent"), [(3, False), (5, True)])
def test_a_source_is_silent_after_four_times_its_usual_interval(database, days, silent):
    poll(database, NOW, 1, status=304, last_new_at=NOW - days * DAY, news_gap_seconds=86_400)
    [health, _] = read_health(database)
    assert silent is health.source["is_silent"]
    assert silent is health.why.startswith("is silent for longer than usual")


def test_a_source_of_which_nothing_is_known_is_not_called_silent(database):
    poll(database, NOW, 1)
    desk, mute = read_health(database)
    assert None is desk.source["is_silent"]
    assert (None, "has no feed, or was not asked yet.") == (mute.source["is_silent"], mute.why)


@pytest.mark.parametrize("status", [status for status in FeedStatus if status is not FeedStatus.NEW])
def test_every_state_is_explained_in_a_sentence(database, status):
    state = replace(first_state(FEED, NOW), fetch_id="fet_1", status=status, reason="not_feed", failure_count=3)
    append(database, [state])
    append(database, [FeedFetch(**dict.fromkeys(schema_of(FeedFetch)) | {
        "fetch_id": "fet_1", "feed_id": "fed_1", "source_id": "desk", "capture_id": "c", "polled_at": NOW,
        "size_bytes": 0, "loaded_at": NOW})])  # fmt: skip
    [health, _] = read_health(database)
    assert status == health.source["status"]
    assert health.why.endswith(".")
    assert "None" not in health.why
