"""Collecting from a site that does what sites do: one bad feed or page never costs the others."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from orchestration.collect import collect
from orchestration.extraction import extract_articles
from tests.nearby import Nearby, Site, workplace_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>Entry {0}</title><link>http://a.example/{0}</link></item>"
BODY = "".join(f"<p>Paragraph {number} tells of shells that fell on the market at noon.</p>" for number in range(12))
PAGE = f"<html><body><article><h1>Shells</h1>{BODY}</article></body></html>"


def rss(*guids):
    return f"<rss version='2.0'><channel><title>x</title>{''.join(map(ITEM.format, guids))}</channel></rss>"


FAULTS = {
    "http://b.example/teapot": ((429, b"slow down", {"Retry-After": "60"}), "http_429"),
    "/broken": ((500, b"", {}), "http_500"),
    "/login": ((200, b"<html><body>Log in</body></html>", {"Content-Type": "text/html"}), "not_feed"),
    "/huge": ((200, b"x" * 200_000, {}), "too_large"),
    "/bomb": ((200, gzip.compress(b"0" * 20_000_000), {"Content-Encoding": "gzip"}), "too_large"),
    "/garbled": ((200, b"not gzip at all", {"Content-Encoding": "gzip"}), "bad_encoding"),
    "/slow": ("slow", "timeout"),
    "/loop": ((302, b"", {"Location": "/loop"}), "bad_redirect"),
    "/gone": ((410, b"", {}), "http_410"),
}


@pytest.fixture
def site():
    site = Site()
    site.answers = {path.removeprefix("http://b.example"): answer for path, (answer, _) in FAULTS.items()}
    site.answers |= {
        "/good": (200, rss("one", "two", "three").encode(), {"ETag": '"1"'}),
        "/torn": (200, rss("four").replace("</channel></rss>", "<item><title>half").encode(), {}),
        "/one": (200, PAGE.encode(), {"Content-Type": "text/html; charset=utf-8"}),
        "/two": (200, b"<html><body>Watch the film.</body></html>", {"Content-Type": "text/html"}),
        "/three": (503, b"", {}),
        "/four": (200, PAGE.replace("noon", "dawn").encode(), {"Content-Type": "text/html"}),
    }
    return site


@pytest.fixture
def workplace(tmp_path):
    return workplace_of(tmp_path / "data", ("/good", "/torn", *FAULTS))


def run(workplace, site, now):
    """One round of the two stages."""
    with site.serve() as port, workplace.locked():
        return collect(workplace, Nearby(port), now) + extract_articles(workplace, now)


def ask(workplace, query):
    with workplace.database() as connection:
        return connection.execute(query).fetchall()


def test_each_feeds_fault_is_recorded_and_the_others_are_read(workplace, site):
    run(workplace, site, NOW)
    faults = dict(
        ask(
            workplace,
            "select url, fetches.error from ingest.feed_fetches as fetches join ingest.captures using (capture_id)",
        )
    )
    expected = {path if "://" in path else f"http://a.example{path}": error for path, (_, error) in FAULTS.items()}
    assert expected | {"http://a.example/good": None, "http://a.example/torn": None} == faults


def test_every_entry_ends_as_version_rejection_or_failure(workplace, site):
    run(workplace, site, NOW)
    outcomes = {
        table: [
            guid
            for (guid,) in ask(
                workplace, f"select guid from ingest.{table} join ingest.entries using (entry_id) order by guid"
            )
        ]
        for table in ("rejections", "failures")
    }
    outcomes["versions"] = [
        guid
        for (guid,) in ask(
            workplace,
            "select guid from ingest.article_versions as v join ingest.entries as e using (entry_id) order by guid",
        )
    ]
    assert ["two"] == outcomes["rejections"]
    assert ["three"] == outcomes["failures"]
    assert {"one", "four"} <= set(outcomes["versions"])


def test_a_page_that_comes_back_is_had_at_the_next_poll_and_an_unchanged_feed_is_not_read_again(workplace, site):
    run(workplace, site, NOW)
    site.answers["/good"] = (304, b"", {"ETag": '"1"'})
    site.answers["/three"] = (200, PAGE.replace("noon", "dusk").encode(), {"Content-Type": "text/html"})
    site.asked.clear()
    added = run(workplace, site, NOW + timedelta(hours=1))
    assert 1 == added["article_versions"]
    assert "/three" in site.asked
    assert "/one" not in site.asked


def test_a_page_that_was_had_is_not_asked_again_though_nobody_has_read_it_yet(workplace, site):
    """Several instants may be collected before the next stage begins."""
    with site.serve() as port, workplace.locked():
        for day in (0, 8):
            site.asked.clear()
            collect(workplace, Nearby(port), NOW + timedelta(days=day))
    assert not {"/one", "/two", "/four"} & set(site.asked)


def test_a_dead_page_is_asked_three_times_and_then_left_alone(workplace, site):
    for hour in range(5):
        run(workplace, site, NOW + timedelta(hours=hour))
    assert 3 == site.asked.count("/three")


def test_the_same_instant_again_asks_nobody_and_adds_nothing(workplace, site):
    run(workplace, site, NOW)
    site.asked.clear()
    assert {} == dict(run(workplace, site, NOW))
    assert [] == site.asked


def test_what_was_captured_but_not_loaded_is_loaded_by_the_next_run(workplace, site, monkeypatch):
    """A run that dies after the archive is written and before the database is leaves nothing behind but work."""
    monkeypatch.setattr("orchestration.loading.load_file", _die)
    with pytest.raises(KeyboardInterrupt):
        run(workplace, site, NOW)
    monkeypatch.undo()
    site.asked.clear()
    added = run(workplace, site, NOW)
    assert 4 == added["entries"]
    assert "/good" not in site.asked


def _die(*_):
    raise KeyboardInterrupt
