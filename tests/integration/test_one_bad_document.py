"""One hostile or odd document of one source never costs the others their run, and never its own entry."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.codes import CodingStatus
from ingest.records import Coding
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.stages import code_articles, register_sources
from tests.nearby import Nearby, Site, workplace_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
HTML = {"Content-Type": "text/html"}
TEXT = "".join(f"<p>Paragraph {number} tells of shells that fell on the market at noon.</p>" for number in range(12))
GOOD = f"<html><body><article><h1>Shells</h1>{TEXT}</article></body></html>".encode()
LONG_HOST = "http://" + "é" * 70 + ".org/x"


def feed(*items):
    body = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>{body}</channel></rss>"


def link(path):
    return f"<title>{path}</title><link>http://a.example/{path}</link>"


@pytest.fixture
def site():
    site = Site()
    site.answers = {"/good": (200, feed(link("page")).encode(), {}), "/page": (200, GOOD, HTML)}
    return site


def play(tmp_path, site, paths, rounds=1):
    """Collect, extract and code; url → entries, versions, rejections, failures, and the workplace to ask more."""
    workplace = workplace_of(tmp_path / "data", paths)
    with workplace.locked():
        register_sources(workplace, NOW)
        for hour in range(rounds):
            now = NOW + timedelta(hours=hour)
            with site.serve() as port:
                collect(workplace, Nearby(port), now)
            extract_articles(workplace, now)
            code_articles(workplace, now)
    return workplace


def ask(workplace, query):
    with workplace.locked(), workplace.database() as connection:
        return connection.execute(query).fetchall()


def count(workplace, table):
    return ask(workplace, f"select count(*) from ingest.{table}")[0][0]


@pytest.mark.parametrize(
    "item",
    [
        f"<title>x</title><link>{LONG_HOST}</link>",
        "<title>x</title><c:encoded><![CDATA[<html><body>a</body><body>b]]></c:encoded>",
        "<title>x</title><description>&amp;#xD800; &amp;#x99999999;</description>",
        "<title>x</title><pubDate>Mon, 01 Jan 0001 00:00:00 +1400</pubDate><guid>y</guid>",
    ],
)
def test_a_hostile_item_leaves_the_other_feeds_alone(tmp_path, site, item):
    site.answers["/bad"] = (200, feed(item).encode(), {})
    workplace = play(tmp_path, site, ["/bad", "/good"])
    assert 1 == count(workplace, "article_versions")
    assert 2 == count(workplace, "feed_fetches")


def test_a_feed_that_its_parser_stumbles_over_is_recorded_as_a_fault(tmp_path, site):
    site.answers["/bad"] = (200, b"<rss" + b" a='1'" * 5000 + b"><channel/></rss>", {})
    workplace = play(tmp_path, site, ["/bad", "/good"])
    assert [("not_feed",)] == ask(workplace, "select error from ingest.feed_fetches where error is not null")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (GOOD.replace(b"<body>", f'<link rel="canonical" href="{LONG_HOST}"><body>'.encode()), HTML),
        (GOOD, HTML | {"X-Café": "x"}),
        (GOOD, {"Content-Type": "text/html; charset=%00"}),
        (GOOD.replace(b"<html", b"<html " + b"a=1 " * 5000), HTML),
    ],
)
def test_a_hostile_page_ends_as_something_and_the_others_are_read(tmp_path, site, body, headers):
    site.answers["/odd"] = (200, body, headers)
    site.answers["/both"] = (200, feed(link("odd"), link("page")).encode(), {})
    workplace = play(tmp_path, site, ["/both"])
    done = count(workplace, "article_versions") + count(workplace, "rejections") + count(workplace, "failures")
    assert 2 == done
    assert 1 <= count(workplace, "article_versions")


def test_a_page_that_times_out_once_is_had_the_next_time(tmp_path, site):
    site.answers["/page"] = "slow"
    workplace = play(tmp_path, site, ["/good"])
    assert [("timeout",)] == ask(workplace, "select error from ingest.failures")
    site.answers["/page"] = (200, GOOD, HTML)
    with workplace.locked(), site.serve() as port:
        collect(workplace, Nearby(port), NOW + timedelta(hours=1))
        extract_articles(workplace, NOW + timedelta(hours=1))
    assert 1 == count(workplace, "article_versions")


def test_an_entry_that_a_killed_run_left_is_asked_for_however_long_ago(tmp_path, site, monkeypatch):
    monkeypatch.setattr("orchestration.collect._fetch", _die)
    with pytest.raises(KeyboardInterrupt):
        play(tmp_path, site, ["/good"])
    monkeypatch.undo()
    workplace = workplace_of(tmp_path / "data", ())
    later = NOW + timedelta(days=30)
    with workplace.locked(), site.serve() as port:
        collect(workplace, Nearby(port), later)
        extract_articles(workplace, later)
    assert 1 == count(workplace, "article_versions")


def test_items_without_a_link_are_articles_of_their_own(tmp_path, site):
    full = " ".join(f"word{number}" for number in range(100))
    items = [
        f"<guid isPermaLink='false'>{number}</guid><title>{number}</title><c:encoded>{full} {number}</c:encoded>"
        for number in range(3)
    ]
    site.answers["/bare"] = (200, feed(*items).encode(), {})
    workplace = play(tmp_path, site, ["/bare"])
    assert [(3, 3)] == ask(workplace, "select count(*), count(distinct article_id) from ingest.article_versions")


def test_pages_that_all_lead_to_the_front_page_are_no_articles(tmp_path, site):
    site.answers["/"] = (200, GOOD, HTML)
    for path in ("/one", "/two"):
        site.answers[path] = (302, b"", {"Location": "/"})
    site.answers["/gone"] = (200, feed(link("one"), link("two")).encode(), {})
    workplace = play(tmp_path, site, ["/gone"])
    assert [("redirected to the homepage", 2)] == ask(
        workplace, "select detail, count(*) from ingest.rejections group by all"
    )


def test_a_text_that_the_coder_stumbles_over_is_recorded_and_the_others_are_coded(tmp_path, site, monkeypatch):
    site.answers["/two"] = (200, GOOD.replace(b"noon", b"dawn"), HTML)
    site.answers["/both"] = (200, feed(link("two"), link("page")).encode(), {})
    monkeypatch.setattr("ingest.mention.code.RulesCoder.code", _stumble_over_dawn)
    workplace = play(tmp_path, site, ["/both"])
    assert [("no_attack", None), ("rejected", "crashed: RuntimeError")] == sorted(
        ask(workplace, "select status, detail from ingest.coded_versions")
    )


def _stumble_over_dawn(self, article, now):
    if "dawn" in article.text:
        raise RuntimeError("stumbled")
    return Coding(article_version_id=article.article_version_id, status=CodingStatus.NO_ATTACK)


def _die(*_):
    raise KeyboardInterrupt
