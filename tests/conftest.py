"""What tests of several parts share."""

from datetime import UTC, datetime

import pytest

from ingest.codes import CaptureKind
from ingest.records import Capture

pytest_plugins = ["tests.played"]

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def capture():
    """Make a capture; every field can be given."""

    def make(**given):
        fields = {
            "capture_id": "cap_1",
            "kind": CaptureKind.FEED,
            "source_id": "desk",
            "feed_id": "fed_1",
            "entry_ids": (),
            "url": "http://cafe.example/rss",
            "final_url": "http://cafe.example/rss",
            "status": 200,
            "error": None,
            "polled_at": NOW,
            "fetched_at": NOW,
            "etag": None,
            "last_modified": None,
            "content_type": None,
            "sha256": "0" * 64,
            "size_bytes": 1,
            "warc_file": "a.warc.gz",
            "warc_offset": 0,
            "warc_length": 1,
        }
        return Capture(**(fields | given))

    return make
