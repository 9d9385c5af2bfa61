"""The newsroom over real HTTP."""

import gzip
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

from samples.newsroom.press import ROUNDS, Press
from samples.newsroom.server import Newsroom

HOST, FEED = "citadelpost.example", "/rss.xml"
EARLY = ROUNDS[1]  # the first at which that host has published


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom on a free port."""
    with Newsroom(now=EARLY) as newsroom:
        yield newsroom


def _get(newsroom: Newsroom, path: str, host: str = HOST, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", newsroom.port, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": host, **names})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_the_host_header_chooses_the_outlet(newsroom: Newsroom, press: Press) -> None:
    for outlet in press.outlets.values():
        response, body = _get(newsroom, "/", f"{outlet.host}:{newsroom.port}")
        assert 200 == response.status
        assert f"<h1>{outlet.name}</h1>".encode() in body
    assert 404 == _get(newsroom, "/", "elsewhere.example")[0].status
    assert 404 == _get(newsroom, "/nothing/")[0].status


def test_the_clock_can_be_moved(newsroom: Newsroom, press: Press) -> None:
    for now in ROUNDS:
        newsroom.set_now(now)
        answer = press.answer(HOST, FEED, now)
        assert answer is not None
        assert answer.body == _get(newsroom, FEED)[1]


def test_a_client_that_holds_the_answer_gets_304(newsroom: Newsroom) -> None:
    response, _ = _get(newsroom, FEED)
    tag, date = response.headers["ETag"], response.headers["Last-Modified"]
    for headers in ({"If_None_Match": tag}, {"If_None_Match": f'"other", W/{tag}'}, {"If_Modified_Since": date}):
        again, body = _get(newsroom, FEED, **headers)
        assert (304, b"", tag) == (again.status, body, again.headers["ETag"])
    assert 200 == _get(newsroom, FEED, If_None_Match='"other"', If_Modified_Since=date)[0].status
    assert 200 == _get(newsroom, FEED, If_Modified_Since="not a date")[0].status
    newsroom.set_now(ROUNDS[-1])
    assert 200 == _get(newsroom, FEED, If_None_Match=tag)[0].status
    assert 200 == _get(newsroom, FEED, If_Modified_Since=date)[0].status


def test_an_article_that_moved_is_redirected_to(newsroom: Newsroom) -> None:
    response, body = _get(newsroom, "/latest/20260305-khor-mor", "www.qaysarireview.example")
    location = "http://www.qaysarireview.example/energy/khor-mor-condensate-tank"
    assert (301, location, b"") == (response.status, response.headers["Location"], body)


def test_an_answer_is_packed_only_for_who_accepts_it(newsroom: Newsroom) -> None:
    plain, body = _get(newsroom, FEED)
    packed, bytes_ = _get(newsroom, FEED, Accept_Encoding="gzip, deflate")
    assert (None, "gzip") == (plain.headers["Content-Encoding"], packed.headers["Content-Encoding"])
    assert body == gzip.decompress(bytes_)
    assert "application/rss+xml; charset=utf-8" == packed.headers["Content-Type"]


def test_a_port_in_use_is_an_os_error(newsroom: Newsroom) -> None:
    with pytest.raises(OSError, match="in use"), Newsroom(newsroom.port):
        pass


def test_leaving_the_newsroom_leaves_no_thread_and_frees_the_port() -> None:
    before = threading.active_count()
    with Newsroom() as first:
        _get(first, FEED)
    with Newsroom(first.port) as second:
        assert 200 == _get(second, FEED)[0].status
    assert before == threading.active_count()
