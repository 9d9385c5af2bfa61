"""The ledger's store: what is there already stays as it is, and a transaction is whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources

import duckdb
import pytest

from ingest.codes import CaptureKind, CodingStatus
from ingest.records import CodedVersion, Entry, Feed, FeedFetch, Source
from warehouse.connect import open_build
from warehouse.pending import entries_to_extract, feed_states, feeds_to_poll, pages_to_fetch
from warehouse.sources import save_sources
from warehouse.store import TABLES, append, append_all, schema_of, to_frame, to_records

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
FEED = Feed(feed_id="fed_1", source_id="desk", url="http://desk.example/rss")


@pytest.fixture
def database(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        yield connection


def fetch(**given):
    fields = dict.fromkeys(("etag", "last_modified", "error", "entry_count"), None) | {
        "fetch_id": "fet_1",
        "feed_id": "fed_1",
        "source_id": "desk",
        "capture_id": "cap_1",
        "polled_at": NOW,
        "status": 200,
        "size_bytes": 1,
        "loaded_at": NOW,
    }
    return FeedFetch(**(fields | given))


def entry(number, **given):
    fields = {name: None for name, kind in schema_of(Entry).items()} | {
        "entry_id": f"ent_{number}",
        "item_id": f"itm_{number}",
        "source_id": "desk",
        "feed_id": "fed_1",
        "capture_id": "cap_feed",
        "kind": CaptureKind.FEED,
        "guid": str(number),
        "link": f"http://desk.example/{number}",
        "is_correction": False,
        "first_seen_at": NOW,
        "loaded_at": NOW,
    }
    return Entry(**(fields | given))


def page(capture, number, **given):
    fields = {"capture_id": f"cap_{number}", "kind": CaptureKind.PAGE, "entry_ids": (f"ent_{number}",)}
    return capture(**(fields | given))


def test_every_record_has_the_columns_of_its_table(database):
    for kind, table in TABLES.items():
        described = database.execute(f"select column_name from (describe ingest.{table.name})").fetchall()
        assert list(schema_of(kind)) == [name for (name,) in described]


def test_a_row_whose_key_is_stored_is_left_as_it_is(database):
    first = CodedVersion(run_id="r", article_version_id="v", status=CodingStatus.CODED, detail=None, loaded_at=NOW)
    assert 1 == append(database, [first])
    assert 0 == append(database, [replace(first, status=CodingStatus.REJECTED, loaded_at=LATER)])
    assert [("coded", NOW)] == database.execute("select status, loaded_at from ingest.coded_versions").fetchall()


def test_a_key_twice_in_one_batch_is_one_row(database):
    assert 1 == append(database, [fetch(), fetch(status=500)])


def test_records_come_back_as_they_went_in(database, capture):
    rows = [entry(1), entry(2, title="O'Brien; drop table", published_at=NOW)]
    append(database, rows)
    assert rows == to_records(database.sql("select * from ingest.entries order by entry_id").pl(), Entry)
    captures = [page(capture, 1), page(capture, 2, status=None, error="timeout")]
    assert captures == to_records(to_frame(captures), type(captures[0]))


def test_what_cannot_be_stored_whole_is_not_stored_at_all(database):
    broken = replace(fetch(fetch_id="fet_2"), feed_id=None)
    with pytest.raises(duckdb.Error):
        append_all(database, [entry(1)], [broken])
    assert [(0,)] == database.execute("select count(*) from ingest.entries").fetchall()


def test_an_instant_is_polled_once(database):
    assert [FEED] == feeds_to_poll(database, [FEED], NOW)
    append(database, [fetch()])
    assert [] == feeds_to_poll(database, [FEED], NOW)
    assert [FEED] == feeds_to_poll(database, [FEED], LATER)


def test_validators_outlive_a_304_without_them_and_an_error(database):
    append(
        database,
        [
            fetch(etag='"1"', last_modified="Mon"),
            fetch(fetch_id="fet_2", polled_at=LATER, status=304, last_modified="Tue"),
            fetch(fetch_id="fet_3", polled_at=LATER + timedelta(days=1), status=500, error="http_500"),
        ],
    )
    state = feed_states(database)["fed_1"]
    assert ('"1"', "Tue") == (state.etag, state.last_modified)


def test_a_new_answer_without_validators_withdraws_the_old_ones(database):
    append(database, [fetch(etag='"1"'), fetch(fetch_id="fet_2", polled_at=LATER)])
    assert None is feed_states(database)["fed_1"].etag


def test_a_page_is_fetched_until_it_is_had_and_at_most_three_times(database, capture):
    append(database, [entry(number) for number in range(1, 5)] + [entry(5, link=None)])
    tries = [NOW + timedelta(hours=hour) for hour in range(3)]
    append(database, [page(capture, 1)])
    append(database, [page(capture, 2, status=404)])
    append(
        database,
        [page(capture, 3, capture_id=f"cap_3_{number}", status=500, polled_at=at) for number, at in enumerate(tries)],
    )
    wanted = [each.entry_id for each in pages_to_fetch(database, LATER)]
    assert ["ent_2", "ent_4"] == wanted
    assert ["ent_4"] == [each.entry_id for each in pages_to_fetch(database, NOW)]


def test_a_page_that_was_had_beats_a_later_one_that_was_not(database, capture):
    append(database, [entry(1)])
    had = page(capture, 1)
    gone = page(capture, 1, capture_id="cap_gone", status=410, polled_at=LATER)
    append(database, [had, gone])
    assert [had] == [work.capture for work in entries_to_extract(database, LATER)]


def test_an_entry_that_a_later_instant_brought_is_not_there_yet(database, capture):
    append(database, [entry(1, loaded_at=LATER)])
    append(database, [page(capture, 1, polled_at=LATER)])
    assert [] == entries_to_extract(database, NOW)
    assert 1 == len(entries_to_extract(database, LATER))


def test_a_source_that_changes_gets_a_row_from_then_on(database):
    source = Source(
        source_id="desk",
        name="Desk",
        kind="news_site",
        homepage="http://desk.example/",
        country_iso3=None,
        language="en",
        scale="National",
        timezone="UTC",
    )
    assert [1, 0, 1] == [
        save_sources(database, [each], at)
        for each, at in ((source, NOW), (source, LATER), (replace(source, name="The Desk"), LATER))
    ]
    rows = database.execute("select name, valid_from from ingest.sources order by valid_from").fetchall()
    assert [("Desk", NOW), ("The Desk", LATER)] == rows


def test_every_migration_has_a_number_of_its_own():
    """Two of one number: a database that has the first would never get the second."""
    numbers = [file.name.partition("_")[0] for file in (resources.files("warehouse") / "migrations").iterdir()]
    assert sorted(set(numbers)) == sorted(numbers)
