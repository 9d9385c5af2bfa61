"""JSON Feed from strangers: a value of the wrong type is as if it were not there, and nothing costs the run."""

import json
import time

import pytest

from ingest.errors import NotAFeed
from ingest.source.feed import parse_feed, read_feed

VERSION = "https://jsonfeed.org/version/1"
WRONG = [None, True, 7, -1.5, [], {}, [[]], {"name": 1}, [{"name": ["x"]}]]
FIELDS = ("id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published", "authors")


def feed(*items, **given):
    return json.dumps({"version": VERSION, "title": "Desk", "items": list(items), **given}).encode()


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_value_of_the_wrong_type_costs_its_field_and_nothing_else(capture, field, value):
    [*_, good] = parse_feed(feed({"title": "bad", "id": "0"} | {field: value}, {"id": "1", "title": "good"}), capture())
    assert ("1", "good") == (good.guid, good.title)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"{",
        b"{\xff\xfe",
        b'{"items": []}',
        b'{"version": 1.1, "items": []}',
        b'{"version": "https://jsonfeed.org/version/1"}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {"id": "1"}}',
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b'[{"items":' * 100_000,
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
def test_what_is_no_json_feed_is_told_so(capture, body):
    with pytest.raises(NotAFeed):
        parse_feed(body, capture())


def test_a_number_of_ten_million_digits_is_no_id_and_costs_no_time(capture):
    started = time.monotonic()
    body = feed({"id": "x", "title": "a"}, {"id": "2", "title": "b"}).replace(b'"x"', b"9" * 10_000_000)
    assert [None, "2"] == [entry.guid if entry.guid == "2" else None for entry in parse_feed(body, capture())]
    assert time.monotonic() - started < 2


def test_constants_that_are_no_json_are_nothing(capture):
    [entry] = parse_feed(
        feed({"id": 1, "title": "a"}).replace(b'"id": 1', b'"id": NaN, "summary": -Infinity'), capture()
    )
    assert ("a|None", None) == (entry.guid, entry.summary)


def test_a_lone_half_of_a_character_is_dropped(capture):
    body = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "a\\ud800", "url": "http://a.example/\\ud800"}]}'
    [entry] = parse_feed(body, capture())
    assert ("a", "http://a.example/") == (entry.guid, entry.link)


def test_one_id_on_two_pages_is_two_items_and_the_same_item_twice_is_one(capture):
    one, other = {"id": "1", "url": "/a", "title": "a"}, {"id": "1", "url": "/b", "title": "b"}
    entries = parse_feed(feed(one, other, one), capture())
    assert (2, 2) == (len(entries), len({entry.item_id for entry in entries}))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_it_is_told_by_its_bytes_in_any_encoding_of_unicode(capture, encoding):
    body = feed({"id": "é"}).decode().encode(encoding)
    assert ["é"] == [entry.guid for entry in parse_feed(body, capture(content_type="text/html"))]
    assert "Desk" == read_feed(body, capture()).title


def test_the_author_of_version_1_0_is_read(capture):
    [entry] = parse_feed(feed({"id": "1", "author": {"name": "A. Reporter"}}), capture())
    assert "A. Reporter" == entry.byline
