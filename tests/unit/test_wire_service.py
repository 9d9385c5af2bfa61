"""Where an agency's service stands after what came of it, what its answers say, and what is shown to it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from ingest.codes import CaptureKind
from ingest.credential import Credential
from ingest.errors import NotAnArticle, SettingError, SourceFileError
from ingest.records import WireService
from ingest.source.load import load_source
from ingest.source.service import AskedPage, address_of, after, is_due
from ingest.source.wire.page import read_page
from orchestration.credentials import credential_of

SERVICE = WireService(
    source_id="agency", url="https://wire.example/items?a=1&after={cursor}&b=2", cursor="next", poll_seconds=900
)
PLAIN = replace(SERVICE, url="https://wire.example/items")
SECRET = "s3cret/token+42"
YAML = """\
id: desk
name: The Desk
kind: agency
homepage: https://desk.example/
language: en
timezone: UTC
scale: National
wire: {%s}
"""


@pytest.fixture
def page(capture, now):
    def make(minutes=0, url="https://wire.example/items", status=200, **given):
        instant = now + timedelta(minutes=minutes)
        asked = capture(
            kind=CaptureKind.WIRE, feed_id=None, url=url, final_url=url, status=status, polled_at=instant,
            fetched_at=instant,
        )  # fmt: skip
        return AskedPage(capture=asked, **({"item_count": 2} | given))

    return make


def test_a_cursor_takes_its_place_in_the_address_and_is_left_out_at_the_beginning(page):
    last = after(SERVICE, None, page(next="a b/c"))
    assert "https://wire.example/items?a=1&b=2" == address_of(SERVICE, None)
    assert "https://wire.example/items?a=1&after=a%20b%2Fc&b=2" == address_of(SERVICE, last)


def test_an_address_is_followed_on_its_own_host_only(page):
    followed = after(PLAIN, None, page(next="/items?after=2#x"))
    assert ("https://wire.example/items?after=2", None) == (followed.cursor, followed.error)
    elsewhere = "http://wire.example/ https://other.example/ https://wire.example:8443/ //u:p@wire.example https://["
    for told in elsewhere.split():
        refused = after(PLAIN, None, page(next=told))
        assert (None, "bad_cursor") == (refused.cursor, refused.error)


@pytest.mark.parametrize(
    ("given", "has_more", "cursor"),
    [
        ({"next": "8"}, True, "8"),
        ({"next": "7"}, False, "7"),
        ({"next": None}, False, "7"),
        ({"next": "8", "item_count": 0}, False, "8"),
        ({"error": "http_500", "item_count": None}, False, "7"),
    ],
)
def test_there_is_more_where_a_page_had_items_and_the_cursor_moved(page, given, has_more, cursor):
    last = after(SERVICE, None, page(next="7"))
    now = after(SERVICE, last, page(1, **given))
    assert (has_more, cursor) == (now.has_more, now.cursor)


def test_a_service_that_fails_is_asked_ever_more_rarely_and_one_that_answers_at_its_pace(page):
    last, waits, at = None, [], 0
    for _ in range(6):
        last = after(SERVICE, last, page(at, status=500, error="http_500", item_count=None))
        wait = last.next_at - last.polled_at
        waits.append(wait // timedelta(minutes=1))
        at += waits[-1]
    assert [30, 60, 120, 240, 360, 360] == waits
    last = after(SERVICE, last, page(at, next=None))
    assert (0, timedelta(seconds=900)) == (last.failure_count, last.next_at - last.polled_at)


@pytest.mark.parametrize("status", [401, 402, 403])
def test_who_refuses_a_login_is_asked_again_after_six_hours(page, status):
    last = after(SERVICE, None, page(status=status, error=f"http_{status}", item_count=None))
    assert timedelta(hours=6) == last.next_at - last.polled_at


def test_who_says_when_is_asked_then(page, now):
    asked = page(status=429, error="http_429", item_count=None, retry_at=now + timedelta(hours=2))
    last = after(SERVICE, None, asked)
    for minutes, asks_all, due in ((119, True, False), (119, False, False), (120, False, True)):
        assert due == is_due(SERVICE, last, now + timedelta(minutes=minutes), asks_all=asks_all)


def test_a_changed_address_and_a_clock_that_was_set_back_are_due(page, now):
    last = after(SERVICE, None, page())
    assert [False, True, True] == [
        is_due(SERVICE, last, now),
        is_due(PLAIN, last, now),
        is_due(SERVICE, last, now - timedelta(days=2)),
    ]


ITEM = {"uri": "urn:1", "headline": "Shells", "body_text": "Shells fell."}


@pytest.mark.parametrize(
    ("body", "cursor", "count", "told"),
    [
        ({"items": [ITEM], "next": "c"}, "next", 1, "c"),
        ({"items": [ITEM], "paging": {"next": 17}}, "paging.next", 1, "17"),
        ({"data": {"items": [{"item": ITEM}, {"item": ITEM}], "next_page": "c"}}, "data.next_page", 2, "c"),
        ({"items": [], "next": ""}, "next", 0, None),
        ({"items": [ITEM], "next": {"a": 1}}, "next", 1, None),
        ([ITEM], "next", 1, None),
        ([], None, 0, None),
        (ITEM, None, 1, None),
    ],
)
def test_a_page_of_json_says_its_items_and_what_is_next(capture, body, cursor, count, told):
    page = read_page(json.dumps(body).encode(), (), capture(), cursor)
    assert (count, told) == (page.item_count, page.next)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('<https://a.example/?p=2>; rel="next"', "https://a.example/?p=2"),
        ("</1>; rel=prev, </3>; rel=next", "/3"),
        ('</3>; title="a, b"; rel="last next"', "/3"),
        ('</3>; rel="nextly"', None),
        ("<" * 5000, None),
    ],
)
def test_the_next_link_of_a_header_is_found(capture, value, told):
    assert told == read_page(b"[]", (("Link", value),), capture(), "link").next


def test_a_cursor_may_stand_in_a_header_of_its_own(capture):
    assert "c2" == read_page(b"", (("X-Next", " c2 "),), capture(), "header:X-Next").next


@pytest.mark.parametrize("body", [b'{"items": [', b"<html/>", b'{"error": "quota"}', b"[" * 10_000, b"<newsMessage>"])
def test_what_is_no_page_is_refused(capture, body):
    with pytest.raises(NotAnArticle, match=r"\w"):
        read_page(body, (), capture(), "next")


@pytest.mark.parametrize(
    ("auth_as", "headers", "url"),
    [
        ("bearer", {"Authorization": f"Bearer {SECRET}"}, "https://a.example/?b=1"),
        ("header:X-Api-Key", {"X-Api-Key": SECRET}, "https://a.example/?b=1"),
        ("query:key", {}, "https://a.example/?b=1&key=s3cret%2Ftoken%2B42"),
    ],
)
def test_a_credential_goes_where_the_registry_says(auth_as, headers, url):
    found = credential_of(replace(SERVICE, auth_env="TOKEN", auth_as=auth_as), {"TOKEN": f" {SECRET}\n"})
    assert (headers, url) == (found.headers(), found.signed("https://a.example/?b=1"))
    assert "https://a.example/?b=1" == found.unsigned(found.signed(url))
    assert SECRET not in repr(found)


def test_a_secret_with_its_scheme_goes_as_it_is_and_is_masked_with_and_without_it():
    basic = Credential(secret="Basic dXNlcjpwYXNz")
    assert {"Authorization": "Basic dXNlcjpwYXNz"} == basic.headers()
    assert "you sent REDACTED, that is REDACTED" == basic.masked("you sent Basic dXNlcjpwYXNz, that is dXNlcjpwYXNz")


@pytest.mark.parametrize("value", [None, "", "  ", "short", "with\nline-break", "Bearer abc", "schlüssel-lang-genug"])
def test_what_cannot_be_a_credential_is_told_by_its_variable_and_never_quoted(value):
    with pytest.raises(SettingError, match="TOKEN") as refused:
        credential_of(replace(SERVICE, auth_env="TOKEN"), {} if value is None else {"TOKEN": value})
    assert not (value or "").strip() or value not in str(refused.value)


def test_a_service_stands_in_the_registry_beside_a_folder_or_alone(tmp_path):
    path = tmp_path / "desk.yaml"
    service = 'url: "https://api.desk.example/v1?after={cursor}", cursor: page.next, auth_env: DESK_TOKEN'
    path.write_text(YAML % service)
    alone = load_source(path)
    path.write_text(YAML % f"path: desk, {service}")
    both = load_source(path)
    assert (None, 900, "DESK_TOKEN") == (alone.wire, alone.wire_service.poll_seconds, alone.wire_service.auth_env)
    assert ("desk", alone.wire_service) == (both.wire.path, both.wire_service)


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        ("poll_seconds: 60", "needs `path`"),
        ("path: a, cursor: next", "`cursor` says something only beside `url`"),
        ("url: 'https://a.example/', formats: [ninjs]", "`formats` says something only beside `path`"),
        ("url: 'ftp://a.example/'", "no http"),
        ("url: 'https://a.example/{page}'", "only `{cursor}` may stand in braces"),
        ("url: 'https://a.example/?c={cursor}'", "whose `cursor` says where the next one is"),
        ("url: 'https://a.example/{cursor}', cursor: link", "stands in the query"),
        ("url: 'https://a.example/?apikey=abc'", "not written into an address"),
        ("url: 'https://a.example/?access_token=abc'", "not written into an address"),
        ("url: 'https://me:pw@a.example/'", "not written into an address"),
        ("url: 'http://a.example/', auth_env: TOKEN", "over https only"),
        ("url: 'https://a.example/', auth_env: SIGACT_TOKEN", "is a setting of sigact"),
        ("url: 'https://a.example/', auth_env: 'my token'", "auth_env"),
        ("url: 'https://a.example/', auth_as: 'query:k'", "`auth_as` says something only beside `auth_env`"),
        ("url: 'https://a.example/', cursor: 'a b'", "cursor"),
    ],
)
def test_a_service_that_cannot_be_asked_is_told_with_its_line(tmp_path, wire, told):
    path = tmp_path / "desk.yaml"
    path.write_text(YAML % wire)
    with pytest.raises(SourceFileError, match=r"desk\.yaml, line 8") as refused:
        load_source(path)
    assert told in str(refused.value)
