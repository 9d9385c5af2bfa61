"""The registry from the command line: look, try, add, trade."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.errors import SettingError, SourceFileError
from ingest.records import Feed
from ingest.source.load import SHIPPED, load_registry, load_source
from ingest.source.opml import read_opml, write_opml
from ingest.worker import Workers
from orchestration.cli import main
from orchestration.registry import (
    Draft,
    add_source,
    check_feeds,
    drafts_of,
    find_feeds,
    note_checked,
    path_of,
)
from orchestration.settings import load_settings
from tests.hostile.greedy import BLOATING, BRIEF, HANGING, narrow
from tests.nearby import WORKERS, Nearby, Site

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
ITEM = "<item><title>One</title><pubDate>Mon, 09 Mar 2026 08:00:00 +0300</pubDate></item>"
FEED = f"<rss version='2.0'><channel><title>The Desk</title>{ITEM}</channel></rss>".encode()
HOME = b"""<html><head><title>Home</title><meta property="og:site_name" content="The  Desk">
<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="text/html" href="/fr">
<link rel="ALTERNATE" type="application/atom+xml" href="http://desk.example/atom"></head><body>x</body></html>"""


@pytest.fixture
def settings(tmp_path):
    return load_settings(data_dir=tmp_path / "data", contact="desk@example.org")


@pytest.fixture
def outside():
    site = Site()
    site.answers = {
        "/": (200, HOME, {"Content-Type": "text/html"}),
        "/rss": (200, FEED, {}),
        "/not": (200, HOME, {}),
        "/hang": (200, HANGING, {}),
        "/bloat": (200, BLOATING, {}),
    }
    with site.serve() as port:
        yield Nearby(port, max_bytes=10**6)


def sigact(*arguments):
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def draft(**given):
    fields = {
        "id": "desk",
        "name": "The Desk",
        "homepage": "http://desk.example/",
        "feeds": ("http://desk.example/rss",),
    }
    return Draft(**(fields | given))


def test_a_site_tells_its_name_and_its_feeds(outside):
    found, tried = find_feeds("http://desk.example/", outside, WORKERS, NOW)
    assert (None, 1, ("One",)) == (tried.found.error, tried.found.entries, tried.found.titles)
    assert ("The Desk", ("http://desk.example/rss", "http://desk.example/atom")) == (found.name, found.feeds)


def test_a_feed_is_its_own_feed(outside):
    found, _ = find_feeds("http://desk.example/rss", outside, WORKERS, NOW)
    assert ("The Desk", ("http://desk.example/rss",)) == (found.name, found.feeds)


def test_an_address_that_does_not_answer_is_named(outside):
    with pytest.raises(SourceFileError, match=r"nothing gave no answer .*http_404"):
        find_feeds("http://desk.example/nothing", outside, WORKERS, NOW)


def test_a_feed_that_hangs_or_bloats_its_parser_costs_a_process_and_is_told(outside, monkeypatch):
    with Workers() as workers:
        for path, limits, error in (
            ("/hang", BRIEF, "parser_timeout"),
            ("/bloat", narrow(workers), "parser_out_of_memory"),
        ):
            monkeypatch.setattr("orchestration.registry.LIMITS", limits)
            with pytest.raises(SourceFileError, match=error):
                find_feeds(f"http://desk.example{path}", outside, workers, NOW)
            feeds = [Feed(feed_id="", source_id="", url=f"http://desk.example{end}") for end in (path, "/rss")]
            assert [error, None] == [each.found.error for each in check_feeds(feeds, outside, workers, NOW)]


def test_a_source_that_is_added_is_read_and_its_check_is_noted_in_the_users_copy(settings, outside):
    path = add_source(settings, draft(country="IRQ", timezone="Asia/Baghdad"), [])
    source = load_source(path)
    assert ("IRQ", None) == (source.country_iso3, source.checked_on)
    [checked] = check_feeds(source.feeds, outside, WORKERS, NOW)
    found = checked.found
    assert (1, datetime(2026, 3, 9, 5, tzinfo=UTC), None) == (found.entries, found.newest, found.error)
    assert NOW.date() == load_source(note_checked(settings, source, NOW)).checked_on


def test_a_shipped_source_is_noted_in_a_copy_and_the_shipped_file_is_left_alone(settings):
    shipped = (SHIPPED / "bbc_news.yaml").read_bytes()
    copy = note_checked(settings, load_source(SHIPPED / "bbc_news.yaml"), NOW)
    assert settings.data_dir / "sources" / "bbc_news.yaml" == copy
    assert NOW.date() == load_source(copy).checked_on
    assert shipped == (SHIPPED / "bbc_news.yaml").read_bytes()
    assert copy == path_of(settings, "bbc_news")


def test_a_page_in_place_of_a_feed_is_told(settings, outside):
    source = load_source(add_source(settings, draft(feeds=("http://desk.example/not",)), []))
    assert ["not_feed"] == [checked.found.error for checked in check_feeds(source.feeds, outside, WORKERS, NOW)]


def test_a_source_that_would_not_be_sound_is_not_written(settings):
    with pytest.raises(SourceFileError, match="timezone"):
        add_source(settings, draft(timezone="Moon"), [])
    assert [] == list((settings.data_dir / "sources").iterdir())


def test_an_id_is_given_once(settings):
    existing = [load_source(add_source(settings, draft(), []))]
    with pytest.raises(SourceFileError, match="choose another with --id"):
        add_source(settings, draft(feeds=()), existing)


def test_the_newsrooms_registry_is_fixed(settings):
    with pytest.raises(SettingError, match="newsroom's sources are fixed"):
        add_source(settings.model_copy(update={"registry": "newsroom"}), draft(), [])


def test_what_is_exported_is_imported_as_the_same_feeds():
    sources = load_registry(SHIPPED)
    outlines = read_opml(write_opml(sources))
    assert sorted(feed.url for source in sources for feed in source.feeds) == sorted(each.url for each in outlines)
    assert [] == drafts_of(outlines, sources)


def test_a_list_of_feeds_goes_out_and_comes_in_from_the_command_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert 0 == sigact("--registry", "newsroom", "sources", "export", "feeds.opml").exit_code
    count = len(read_opml(Path("feeds.opml").read_bytes()))
    done = sigact("sources", "import", "feeds.opml")
    assert (0, True) == (done.exit_code, f"{count} sources added, 0 feeds were there already." in done.stdout)
    again = sigact("sources", "import", "feeds.opml")
    assert f"0 sources added, {count} feeds were there already." in again.stdout


def test_imported_sources_get_ids_of_their_own():
    opml = b"<opml><body>" + b"".join(
        b'<outline text="News!" xmlUrl="http://a%d.example/"/>' % number for number in range(3)
    )
    opml += b'<outline text="x" xmlUrl="javascript:1"/><outline xmlUrl="http://b.example/f"/></body></opml>'
    drafts = drafts_of(read_opml(opml), [])
    assert ["news", "news_2", "news_3", "b_example"] == [each.id for each in drafts]
    assert "https://b.example/" == drafts[3].homepage


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<rss/>",
        b"<opml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><opmll>&a;</opmll>',
        b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>',
        b"<opml><body" + b" a='1'" * 3000 + b"/></opml>",
    ],
)
def test_what_is_no_opml_is_told(body):
    with pytest.raises(SourceFileError, match="OPML"):
        read_opml(body)


def test_the_shipped_registry_has_a_desks_worth_of_sources_and_no_check_that_was_not_made():
    sources = load_registry(SHIPPED)
    assert 25 <= sum(1 for source in sources if source.feeds)
    assert {None} == {source.checked_on for source in sources}


def test_every_command_of_the_registry_shows_an_example():
    for command in ("list", "show", "check", "add", "import", "export"):
        assert "Examples:" in sigact("sources", command, "--help").stdout


def test_init_writes_the_contact_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert 0 == sigact("init", "--contact", "desk@example.org").exit_code
    assert "desk@example.org" == load_settings().contact
    again = sigact("init", "--contact", "other@example.org")
    assert (1, 1) == (again.exit_code, again.stderr.count("\n"))
    assert "desk@example.org" in Path("sigact.toml").read_text(encoding="utf-8")


def test_the_newsroom_answers_a_check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = sigact("--registry", "newsroom", "sources", "check", "meridian44")
    assert 0 == done.exit_code
    assert "1 of 1 sources answered" in done.stdout


def test_a_source_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = sigact("sources", "show", "nobody")
    assert (1, True) == (done.exit_code, "there is no source 'nobody'" in done.stderr)
