"""Whatever JSON a stranger sends, a reader reads it or says that it cannot; nothing else happens."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ingest.codes import CaptureKind
from ingest.errors import NotAFeed, NotAnArticle
from ingest.records import Capture
from ingest.source.feed import parse_feed
from ingest.source.wire.receive import receive

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)
ITEM = ("id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published", "language")
NINJS = ("version", "headlines", "headline", "bodies", "body_text", "firstcreated", "versioncreated", "located", "by")
items = st.dictionaries(st.sampled_from([*ITEM, "authors", "author", "date_modified"]), anything, max_size=8)
articles = st.dictionaries(
    st.sampled_from([*NINJS, "type", "language", "ednote", "descriptions"]), anything, max_size=8
)


def capture(kind):
    return Capture(
        capture_id="cap_1", kind=kind, source_id="desk", feed_id="fed_1", entry_ids=(), url="http://a.example/f",
        final_url="http://a.example/f", status=200, error=None, polled_at=NOW, fetched_at=NOW, etag=None,
        last_modified=None, content_type=None, sha256=None, size_bytes=1, warc_file="", warc_offset=0, warc_length=0,
    )  # fmt: skip


@given(st.lists(st.one_of(items, anything), max_size=4), anything)
def test_a_json_feed_is_read_item_by_item(entries, language):
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "language": language, "items": entries}).encode()
    found = parse_feed(body, capture(CaptureKind.FEED))
    assert len(found) <= len(entries)
    assert found == parse_feed(body, capture(CaptureKind.FEED))
    for entry in found:
        assert entry.link is None or entry.link.startswith("http")
        assert entry.published_at is None or entry.published_at.tzinfo is not None
        json.dumps([entry.guid, entry.title, entry.summary, entry.body, entry.byline]).encode()


@given(articles)
def test_a_ninjs_item_is_read_or_refused(article):
    try:
        [received] = receive(json.dumps(article | {"uri": "urn:1"}).encode(), capture(CaptureKind.WIRE))
    except NotAnArticle:
        return
    entry = received.entry
    assert "urn:1" == entry.guid
    assert "\x00" not in (entry.body or "") + (entry.title or "")


@given(anything)
def test_other_json_is_no_feed_and_no_article(value):
    body = json.dumps(value).encode()
    for read, refusal, kind in ((parse_feed, NotAFeed, CaptureKind.FEED), (receive, NotAnArticle, CaptureKind.WIRE)):
        try:
            assert [] == read(body, capture(kind))
        except refusal:
            continue
