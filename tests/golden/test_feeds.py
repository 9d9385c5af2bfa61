"""Feeds beside what must be read from them: a new bug is a new pair of files."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.errors import NotAFeed
from ingest.source.feed import parse_feed, read_feed

FEEDS = sorted(path for path in (Path(__file__).parent / "feeds").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_a_feed_gives_the_entries_written_beside_it(path, capture):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    entries = [asdict(entry) for entry in parse_feed(path.read_bytes(), capture())]
    got = [{name: entry[name] for name in expected[0]} for entry in entries]
    for entry in got:
        entry["published_at"] = entry["published_at"] and entry["published_at"].isoformat()
    assert expected == got


@pytest.mark.parametrize("body", [b"", b"<html><body>Log in</body></html>", b"\x00\xff", b"{}"])
def test_what_is_no_feed_is_told_so(body, capture):
    with pytest.raises(NotAFeed):
        parse_feed(body, capture())


def test_an_empty_feed_is_a_feed(capture):
    assert [] == parse_feed(b"<rss version='2.0'><channel><title>x</title></channel></rss>", capture())


def test_an_edited_item_is_a_second_entry_of_the_same_item(capture):
    feed = "<rss version='2.0'><channel><item><guid>1</guid><title>{}</title></item></channel></rss>"
    before, after = (parse_feed(feed.format(title).encode(), capture())[0] for title in ("three", "two"))
    assert before.item_id == after.item_id
    assert before.entry_id != after.entry_id


RSS = "<rss version='2.0'><channel>{}</channel></rss>"
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>{1}</title><link>{2}</link></item>"


def test_a_feed_that_draws_new_guids_brings_nothing_new(capture):
    before, after = (
        parse_feed(RSS.format(ITEM.format(guid, "Shells", "http://a.example/1")).encode(), capture())
        for guid in ("old", "new")
    )
    assert [each.entry_id for each in before] == [each.entry_id for each in after]


def test_items_that_all_link_to_the_front_page_are_told_apart_by_their_guids(capture):
    items = "".join(ITEM.format(guid, "Update", "http://a.example/") for guid in ("one", "two"))
    assert 2 == len(parse_feed(RSS.format(items).encode(), capture()))


@pytest.mark.parametrize("before", ["\n  ", "<!-- a -->", "\ufeff<!-- a --> <!-- b -->\n", "<!-- <?xml -->"])
def test_what_stands_before_the_declaration_hides_no_item(capture, before):
    feed = f"{before}<?xml version='1.0' encoding='utf-8'?>{RSS.format(ITEM.format('1', 'é', '/a'))}"
    assert ["é"] == [entry.title for entry in parse_feed(feed.encode(), capture())]


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        ("<ttl>-1</ttl>", 0),
        ("<ttl>99999999999</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400),
        ("", 0),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(capture, head, seconds):
    feed = f"<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>{head}</channel></rss>"
    assert seconds == read_feed(feed.encode(), capture()).asked_seconds


def test_a_torn_feed_is_read_as_far_as_it_goes_and_marked(capture):
    whole = RSS.format(ITEM.format("1", "a", "/a"))
    assert not read_feed(whole.encode(), capture()).is_malformed
    assert read_feed(whole[:-20].encode(), capture()).is_malformed
