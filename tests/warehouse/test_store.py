"""The ledger's store: what is there already stays as it is, and a transaction is whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources

import duckdb
import pytest

from ingest.codes import CaptureKind, CodingStatus
from ingest.records import CodedVersion, Entry, Feed, FeedFetch, ListingChange, PageAsked, Source
from ingest.source.health import first_state
from warehouse.connect import open_build
from warehouse.feeds import feed_states, feeds_polled_at, known_items, listed_items
from warehouse.pending import entries_to_extract, pages_to_fetch
from warehouse.sources import save_sources
from warehouse.store import TABLES, append, append_all, schema_of, to_frame, to_records

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


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
    assert set() == feeds_polled_at(database, NOW)
    append(database, [fetch()])
    assert {"fed_1"} == feeds_polled_at(database, NOW)
    assert set() == feeds_polled_at(database, LATER)


def test_the_newest_state_of_a_feed_holds(database):
    feed = Feed(feed_id="fed_1", source_id="desk", url="http://desk.example/rss")
    states = [
        replace(first_state(feed, at), fetch_id=f"fet_{number}", etag=str(number))
        for number, at in ((1, NOW), (3, LATER + timedelta(days=1)), (2, LATER))
    ]
    append(database, states)
    assert {"fed_1": states[1]} == feed_states(database)


def test_an_item_is_known_by_its_id_or_its_title_within_its_feed(database):
    append(database, [entry(1, title="one"), entry(2, title="two"), entry(3, title="one", feed_id="fed_2")])
    found = known_items(database, [("fed_1", "itm_2", None), ("fed_1", "itm_9", "one"), ("fed_2", "itm_9", None)])
    assert {"fed_1": {"itm_1", "itm_2"}} == {name: {item.item_id for item in items} for name, items in found.items()}


def test_a_listing_is_what_came_into_it_and_has_not_left(database):
    def change(number, at, is_listed):
        return ListingChange(feed_id="fed_1", item_id=f"itm_{number}", polled_at=at, is_listed=is_listed)

    append(database, [change(1, NOW, True), change(2, NOW, True), change(1, LATER, False), change(3, LATER, True)])
    assert {"fed_1": {"itm_2", "itm_3"}} == listed_items(database, ["fed_1", "fed_2"])


def test_a_page_is_fetched_until_it_is_had_and_at_most_three_times(database, capture):
    append(database, [entry(number) for number in range(1, 5)] + [entry(5, link=None)])
    tries = [NOW + timedelta(hours=hour) for hour in range(3)]
    append(database, [page(capture, 1)])
    append(database, [page(capture, 2, status=404)])
    append(
        database,
        [page(capture, 3, capture_id=f"cap_3_{number}", status=500, polled_at=at) for number, at in enumerate(tries)],
    )
    wanted = {each.entry_id: asked.is_own for each, asked in pages_to_fetch(database, LATER)}
    assert {"ent_2": True, "ent_4": False} == wanted
    assert ["ent_4"] == [each.entry_id for each, _ in pages_to_fetch(database, NOW)]


def test_what_was_asked_of_a_page_is_told_with_each_entry_that_names_it(database, capture):
    changes = {"ent_2": {}, "ent_3": {"title": "Another"}, "ent_4": {"updated_at": LATER}}
    append(database, [entry(1)] + [replace(entry(1), entry_id=each, **given) for each, given in changes.items()])
    url, later = "http://desk.example/1", NOW + timedelta(hours=2)
    append(database, [page(capture, 1, url=url)])
    append(database, [page(capture, 1, url=url, capture_id="cap_1_later", polled_at=later)])
    found = {each.entry_id: asked for each, asked in pages_to_fetch(database, LATER)}
    asked = PageAsked(count=2, last_at=later, is_edit=True)
    assert {"ent_2": replace(asked, is_edit=False), "ent_3": asked, "ent_4": asked} == found


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


def test_what_does_not_fit_into_the_memory_goes_to_the_folder_for_it(tmp_path):
    build, spill = tmp_path / "build.duckdb", tmp_path / "spill"
    with open_build(build, "newsroom", memory_limit="100MB", spill=spill) as connection:
        # no sorting: each of a machine's threads pins blocks for it, and on many cores these alone are over the limit
        query = "select md5(n::varchar) as words from range(4000000) as rows(n)"
        connection.execute(f"create temp table larger as {query}")
        assert [(4000000,)] == connection.execute("select count(*) from larger").fetchall()
        assert [("95.3 MiB",)] == connection.execute("select current_setting('memory_limit')").fetchall()
        assert spill.exists()
