"""An agency's service over a real socket: page by page, cut off anywhere, refusing, throttling, without an end."""

import gzip
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from ingest.archive import ArchiveWriter
from ingest.records import Source, WireService
from orchestration import services
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.loading import load_landed
from orchestration.services import poll_services
from orchestration.settings import load_settings
from orchestration.status import describe
from orchestration.workplace import Workplace
from tests.nearby import WORKERS, Nearby, Site

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
SECRET = "s3cret/token+42"
URL = "http://wire.example/items?limit=2&after={cursor}"
SERVICE = WireService(source_id="agency", url=URL, cursor="next", auth_env="AGENCY_TOKEN")


def item(number, **given):
    return {
        "uri": f"urn:{number}",
        "version": "1",
        "headline": "Shells",
        "body_text": f"Shells fell, {number}.",
    } | given


class Agency(Site):
    """Lists items from a cursor on, two a page; `pages` may put anything in the place of a page."""

    def __init__(self, count=5):
        super().__init__()
        self.items = [item(number) for number in range(count)]
        self.pages = {}
        self.requests = []

    async def handle(self, request):
        self.requests.append(request)
        self.asked.append(request.query.get("after"))
        if (request.headers.get("Authorization"), request.query.get("key")).count(f"Bearer {SECRET}") + (
            request.query.get("key") == SECRET or request.headers.get("X-Key") == SECRET
        ) == 0:
            return web.Response(status=401)
        cursor = request.query.get("after")
        page = self.pages.get(cursor)
        if isinstance(page, web.Response):
            return page
        start = int(cursor or 0)
        items = self.items[start : start + 2]
        return web.json_response(page or {"items": items, "next": str(start + len(items))})


class Desk:
    """A source with a service, and the ledger that it makes."""

    def __init__(self, folder, site, port, service=SERVICE):
        self.site, self.port = site, port
        self.workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
        self.workplace.workers = WORKERS
        self.use(service)

    def use(self, service):
        self.workplace.sources = (
            Source(
                source_id="agency", name="Agency", kind="agency", homepage="http://agency.example/", country_iso3=None,
                language="en", scale="Other", timezone="UTC", wire_service=service,
            ),
        )  # fmt: skip

    def asks_all(self):
        folder = self.workplace.settings.data_dir
        self.workplace.settings = load_settings(registry="newsroom", data_dir=folder, all_feeds=True)

    def poll(self, minutes=0, **given):
        with self.workplace.locked():
            load_landed(self.workplace)
            return poll_services(self.workplace, Nearby(self.port), NOW + timedelta(minutes=minutes), **given)

    def ask(self, query):
        with self.workplace.locked(), self.workplace.database() as connection:
            return connection.execute(query).fetchall()

    def guids(self):
        return [guid for (guid,) in self.ask("select guid from ingest.entries order by guid")]

    def polls(self, columns="page_no, error, cursor"):
        return self.ask(f"select {columns} from ingest.wire_polls order by polled_at, page_no")


@pytest.fixture
def agency(monkeypatch):
    monkeypatch.setenv("AGENCY_TOKEN", SECRET)
    return Agency()


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory):
    """Made once: each test begins with a copy."""
    workplace = Workplace(load_settings(registry="newsroom", data_dir=tmp_path_factory.mktemp("ledger")))
    with workplace.locked(), workplace.database():
        pass
    return workplace.settings.build_database


@pytest.fixture
def desk(tmp_path, agency, empty_ledger):
    shutil.copy(empty_ledger, tmp_path)
    with agency.serve() as port:
        yield Desk(tmp_path, agency, port)


ALL = [f"urn:{number}" for number in range(5)]


def test_all_pages_are_read_and_the_next_run_goes_on_where_the_last_one_ended(desk):
    assert 5 == desk.poll()["entries"]
    assert [(0, None, "2"), (1, None, "4"), (2, None, "5"), (3, None, "5")] == desk.polls()
    desk.site.items.append(item(5))
    assert 1 == desk.poll(minutes=20)["entries"]
    assert [None, "2", "4", "5", "5", "6"] == desk.site.asked
    assert [*ALL, "urn:5"] == desk.guids()


def test_a_page_becomes_articles_like_a_file(desk):
    desk.site.items = [item(0), item(0, version="2", pubstatus="canceled", body_text="")]
    with desk.workplace.locked():
        collect(desk.workplace, Nearby(desk.port), NOW)
        extract_articles(desk.workplace, NOW)
    assert [("Shells fell, 0.",)] == desk.ask("select text from ingest.article_versions")
    assert [("killed",)] == desk.ask("select reason from ingest.rejections")


def test_it_is_not_asked_again_before_its_time_unless_that_is_wanted(desk):
    desk.poll()
    count = len(desk.site.asked)
    assert 0 == desk.poll(minutes=10)["entries"] == len(desk.site.asked) - count
    desk.workplace.settings = load_settings(
        registry="newsroom", data_dir=desk.workplace.settings.data_dir, all_feeds=True
    )
    desk.poll(minutes=10)
    assert count + 1 == len(desk.site.asked)


@pytest.mark.parametrize(
    ("cut", "page"),
    [
        ("before the archive", 2),
        ("torn in the archive", 2),
        ("before the ledger", 1),
        ("before the ledger", 2),
        ("after the ledger", 2),
    ],
)
def test_a_run_that_is_cut_off_between_pages_neither_loses_nor_doubles(desk, monkeypatch, cut, page):
    """As a kill leaves it: what was not durable is gone, what was is still there."""
    with monkeypatch.context() as patched:
        _cut_off(patched, cut, page)
        with pytest.raises(KeyboardInterrupt):
            desk.poll()
    desk.poll(minutes=1)
    assert ALL == desk.guids()
    assert [(5, 5)] == desk.ask("select count(*), count(distinct (guid, version)) from ingest.wire_items")
    assert ["5"] == [cursor for *_, cursor in desk.polls()[-1:]]
    assert 4 <= len(desk.site.asked) <= 5


def _cut_off(patched, cut, page):
    """Interrupt the run at its page's number, before or after one of its steps."""
    place, name, real = {
        "before the archive": (services, "ArchiveWriter", ArchiveWriter),
        "torn in the archive": (ArchiveWriter, "_close", ArchiveWriter._close),
    }.get(cut, (services, "load_landed", load_landed))
    calls = []

    def cutting(*args, **kwargs):
        calls.append(name)
        if len(calls) == page and cut != "after the ledger":
            raise KeyboardInterrupt
        found = real(*args, **kwargs)
        if len(calls) == page:
            raise KeyboardInterrupt
        return found

    patched.setattr(place, name, cutting)


def test_a_refused_login_stops_the_service_and_skips_nothing(desk, agency):
    agency.pages["2"] = web.Response(status=403)
    desk.poll()
    assert [(0, None, "2"), (1, "http_403", "2")] == desk.polls()
    desk.poll(minutes=5 * 60)
    assert 2 == len(agency.asked)
    told = dict(describe(desk.workplace.settings, desk.workplace.sources))["wire agency"]
    assert "http_403; is AGENCY_TOKEN still right?" in told
    assert SECRET not in told
    agency.pages = {}
    desk.poll(minutes=7 * 60)
    assert ALL == desk.guids()


def test_whoever_asks_us_to_wait_is_left_alone_until_then_even_if_everything_is_asked(desk, agency):
    agency.pages["2"] = web.Response(status=429, headers={"Retry-After": "7200"})
    desk.workplace.settings = load_settings(
        registry="newsroom", data_dir=desk.workplace.settings.data_dir, all_feeds=True
    )
    desk.poll()
    desk.poll(minutes=100)
    assert [None, "2"] == agency.asked
    agency.pages = {}
    desk.poll(minutes=121)
    assert ALL == desk.guids()


def test_pages_without_an_end_are_left_for_the_next_run(desk, agency):
    agency.items = [item(number) for number in range(40)]
    desk.poll(most_pages=3)
    assert 6 == len(desk.guids())
    desk.poll(minutes=1, most_pages=3)
    assert 12 == len(desk.guids())
    assert [None, "2", "4", "6", "8", "10"] == agency.asked


def test_empty_pages_with_ever_new_cursors_are_an_end(desk, agency):
    agency.items = []
    agency.pages = {None: {"items": [], "next": "a"}, "a": {"items": [], "next": "b"}}
    desk.poll()
    desk.poll(minutes=20)
    assert [None, "a"] == agency.asked


def test_a_cursor_that_stands_still_or_turns_in_a_circle_is_an_end(desk, agency):
    agency.pages = {None: {"items": [item(0)], "next": "7"}, "7": {"items": [item(1)], "next": "7"}}
    desk.poll()
    assert [None, "7"] == agency.asked
    agency.pages = {"7": {"items": [item(2)], "next": "8"}, "8": {"items": [item(3)], "next": "7"}}
    desk.poll(minutes=20)
    assert [None, "7", "7", "8"] == agency.asked
    assert ["urn:0", "urn:1", "urn:2", "urn:3"] == desk.guids()


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (web.Response(body=b'{"items": [{"uri": "urn:1'), "not readable JSON"),
        (web.Response(body=b"<html><body>Log in</body></html>"), "is no wire format"),
    ],
    ids=["torn", "login"],
)
def test_what_cannot_be_followed_leaves_the_cursor_where_it_is(desk, agency, page, error):
    agency.pages["2"] = page
    desk.poll()
    number, told, cursor = desk.polls()[-1]
    assert (1, "2") == (number, cursor)
    assert error in told
    agency.pages = {}
    desk.poll(minutes=60)
    assert set(ALL) <= set(desk.guids())


def test_an_item_that_is_no_text_is_told_and_costs_no_other(desk, agency):
    agency.items[1] = item(1, type="picture")
    desk.poll()
    assert ["urn:0", "urn:2", "urn:3", "urn:4"] == desk.guids()
    assert "`type` is 'picture': only text is read" in desk.polls("unread_reason")[0][0]


def test_a_message_of_newsml_is_a_page_and_a_link_header_its_cursor(desk, agency):
    message = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{}</itemSet></newsMessage>"
    news = (
        "<newsItem guid='{}' version='1'><itemMeta/><contentMeta><headline>Shells</headline></contentMeta><contentSet>"
        "<inlineData>Shells fell.</inlineData></contentSet></newsItem>"
    )
    link = {"Link": '</items?limit=2>; rel="first", </items?limit=2&after=b>; rel="next"'}
    agency.pages[None] = web.Response(text=message.format(news.format("1") + news.format("2")), headers=link)
    agency.pages["b"] = web.Response(text=message.format(""))
    desk.use(replace(SERVICE, url="http://wire.example/items?limit=2", cursor="link"))
    desk.poll()
    desk.poll(minutes=20)
    assert ["1", "2"] == desk.guids()
    assert [None, "b", "b"] == agency.asked


@pytest.mark.parametrize("cursor", [None, "next"])
def test_a_service_without_a_cursor_is_asked_for_the_same_page(desk, agency, cursor):
    agency.pages[None] = {"items": [item(0), item(1)]}
    desk.use(replace(SERVICE, url="http://wire.example/items", cursor=cursor))
    desk.poll()
    agency.pages[None] = {"items": [item(1), item(2)]}
    desk.poll(minutes=20)
    assert ["urn:0", "urn:1", "urn:2"] == desk.guids()
    assert 2 == len(agency.asked)


def test_a_changed_address_begins_anew_and_adds_no_item_twice(desk, agency):
    desk.poll()
    desk.use(replace(SERVICE, url=URL.replace("limit=2", "limit=9")))
    desk.poll(minutes=1)
    assert ALL == desk.guids()
    assert [None, "2", "4", "5"] * 2 == agency.asked


# What must never be found in a file below the data directory, nor in what is told.
FORMS = [SECRET, "s3cret%2Ftoken%2B42", "s3cret%2Ftoken+42", r"s3cret\/token+42"]


def everything(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            yield gzip.decompress(body) if path.suffix == ".gz" else body


@pytest.mark.parametrize("auth_as", ["bearer", "header:X-Key", "query:key"])
def test_the_credential_is_nowhere_even_if_the_server_repeats_it(desk, agency, tmp_path, auth_as, capfd):
    echo = {
        "items": [item(0, body_text=f"Shells fell near {SECRET}.")],
        "next": f"http://wire.example/items?key={SECRET}&after=2",
    }
    agency.pages[None] = web.json_response(
        echo, headers={"X-Echo": SECRET, "Set-Cookie": "session=1234567890", "Content-Encoding": "gzip"}
    )
    agency.pages[None].body = gzip.compress(json.dumps(echo).replace("/", r"\/").encode())
    desk.use(replace(SERVICE, url="http://wire.example/items", auth_as=auth_as))
    desk.poll()
    assert ["urn:0", "urn:2", "urn:3"] == desk.guids()
    files = b"".join(everything(tmp_path))
    assert b"Shells fell near REDACTED." in files
    assert [] == [form for form in FORMS if form.encode() in files]
    assert b"session=1234567890" not in files
    told = "".join(capfd.readouterr()) + "".join(map(str, describe(desk.workplace.settings, desk.workplace.sources)))
    assert SECRET not in told
    assert SECRET not in repr(desk.workplace.sources)


@pytest.mark.parametrize("auth_as", ["bearer", "query:key"])
def test_the_credential_goes_to_no_other_host(desk, agency, auth_as):
    agency.pages[None] = web.Response(status=302, headers={"Location": "http://other.example/items?after=elsewhere"})
    desk.use(replace(SERVICE, url="http://wire.example/items", auth_as=auth_as))
    desk.poll()
    [first, second] = agency.requests
    assert ("wire.example", "other.example") == (first.host, second.host)
    assert [SECRET in f"{request.headers} {request.query}" for request in agency.requests] == [True, False]
    assert "http_401" == desk.polls("error")[0][0]


def test_a_redirect_on_the_same_host_keeps_it(desk, agency):
    agency.pages[None] = web.Response(status=307, headers={"Location": f"/items?after=2&key={SECRET}"})
    desk.use(replace(SERVICE, auth_as="query:key"))
    desk.poll()
    assert ["urn:2", "urn:3", "urn:4"] == desk.guids()


def test_a_redirect_that_carries_it_away_is_not_followed(desk, agency, tmp_path):
    agency.pages[None] = web.Response(status=302, headers={"Location": f"http://other.example/{SECRET}"})
    desk.poll()
    assert 1 == len(agency.requests)
    assert "bad_redirect" == desk.polls("error")[0][0]
    assert [] == [form for form in FORMS if form.encode() in b"".join(everything(tmp_path))]


def test_a_next_address_on_another_host_is_not_asked(desk, agency):
    agency.pages[None] = {"items": [item(0)], "next": "http://other.example/items?after=2"}
    desk.use(replace(SERVICE, url="http://wire.example/items"))
    desk.poll()
    assert (1, "bad_cursor", ["urn:0"]) == (len(agency.requests), desk.polls("error")[0][0], desk.guids())


def test_a_service_without_its_credential_is_not_asked_and_status_names_the_variable(desk, agency, monkeypatch):
    monkeypatch.setenv("AGENCY_TOKEN", "short")
    desk.poll()
    assert [] == agency.asked
    told = dict(describe(desk.workplace.settings, desk.workplace.sources))["wire agency"]
    assert ("not asked" in told, "AGENCY_TOKEN" in told, "short" in told) == (True, True, False)


def test_a_service_may_ask_for_no_credential(desk, agency):
    desk.use(replace(SERVICE, auth_env=None))
    desk.poll()
    assert [("http_401",)] == desk.polls("error")
