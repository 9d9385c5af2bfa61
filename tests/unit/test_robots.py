"""What a robots.txt means for pages and for feeds."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.robots import MAX_BYTES, read_rules

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
PAGE = "http://desk.example/war/one.html"
FEED = "http://desk.example/feeds/rss.xml"


def rules(body=b"", *, status=200, error=None, headers=()):
    return read_rules(status, error, headers, body, NOW)


@pytest.mark.parametrize(
    ("text", "page", "feed"),
    [
        ("", None, None),
        ("User-agent: *\nDisallow: /", "robots", None),
        ("User-agent: *\nDisallow: /*  # nobody", "robots", None),
        ("User-agent: *\nDisallow: /war/", "robots", None),
        ("User-agent: *\nDisallow: /feeds/", None, "robots"),
        ("User-agent: *\nDisallow: /*.xml$", None, "robots"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sigact\nAllow: /", None, None),
        ("User-agent: sigact\nDisallow: /war\nDisallow: /feeds/rss", "robots", "robots"),
        ("User-agent: another\nDisallow: /", None, None),
        ("<html><body>Not here.</body></html>", None, None),
    ],
)
def test_a_feed_is_refused_only_by_a_rule_of_its_own(text, page, feed):
    found = rules(text.encode())
    assert (page, feed) == (found.refuses_page(PAGE), found.refuses_feed(FEED))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_allows_everything(status):
    assert rules(b"User-agent: *\nDisallow: /", status=status).refuses_page(PAGE) is None


@pytest.mark.parametrize(
    ("status", "error"), [(500, None), (503, None), (429, None), (None, "timeout"), (None, "dns_temporary")]
)
def test_where_rules_cannot_be_had_pages_wait_an_hour_and_feeds_do_not(status, error):
    found = rules(status=status, error=error)
    assert ("robots_unknown", None) == (found.refuses_page(PAGE), found.refuses_feed(FEED))
    assert found.holds_at(NOW + timedelta(minutes=59))
    assert not found.holds_at(NOW + timedelta(minutes=60))


def test_rules_hold_for_a_day():
    assert rules().holds_at(NOW + timedelta(hours=23))
    assert not rules().holds_at(NOW + timedelta(hours=24))


def test_what_stands_beyond_the_cap_is_not_read():
    body = b"User-agent: *\nDisallow: /war/\n" + b"#" * MAX_BYTES + b"\nDisallow: /feeds/\n"
    found = rules(body[:MAX_BYTES], error="too_large")
    assert ("robots", None) == (found.refuses_page(PAGE), found.refuses_feed(FEED))


def test_the_delay_that_a_site_asks_for_is_read():
    assert 7.5 == rules(b"User-agent: *\nCrawl-delay: 7.5").crawl_delay_seconds
    assert 0.0 == rules(b"User-agent: *\nCrawl-delay: soon").crawl_delay_seconds
