"""Every fault of a far side that the client must bear, over real sockets: each ends as a value, within its limits."""

import asyncio
import gzip
import socket
import ssl
import zlib
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from ingest.fetch import Limits, moved_to
from tests.hostile.server import NOW, QUICK, ask, ask_one, http

BOMB = gzip.compress(b"0" * 5_000_000)


async def hang(writer):
    await asyncio.sleep(2)


def slowly(head, piece, seconds=0.02, times=100):
    async def drip(writer):
        writer.write(head)
        for _ in range(times):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(seconds)

    return drip


# Truncated content-length, chunk


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this",
    ],
    ids=["content-length", "no-last-chunk", "torn-chunk"],
)
def test_a_truncated_body_is_incomplete_and_what_came_of_it_is_kept(answer):
    found = ask_one(answer)
    assert ("incomplete", 200, b"only this", True) == (found.error, found.status, found.body, found.is_truncated)


def test_a_large_body_that_breaks_off_keeps_all_that_came():
    found = ask_one(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + b"x" * 90_000)
    assert ("incomplete", 90_000) == (found.error, len(found.body))


# Bad gzip; gzip, gzip; unknown encoding


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"<rss/>", "gzip"),
        (gzip.compress(b"<rss/>")[:-9], "gzip"),
        (b"<rss/>", "br"),
        (b"<rss/>", "gzip, gzip, gzip"),
        (gzip.compress(gzip.compress(gzip.compress(b"<rss/>"))), "gzip"),
    ],
    ids=["plain", "torn", "unknown", "three-declared", "three-layers"],
)
def test_an_encoding_that_cannot_be_undone_is_bad_encoding_and_its_bytes_are_kept(body, encoding):
    found = ask_one(http(200, body, f"Content-Encoding: {encoding}"))
    assert ("bad_encoding", body, False) == (found.error, found.body, found.is_truncated)


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip", "identity"])
def test_a_body_gzipped_twice_is_whole(encoding):
    found = ask_one(http(200, gzip.compress(gzip.compress(b"<rss/>")), f"Content-Encoding: {encoding}"))
    assert (None, 200) == (found.error, found.status)


def test_an_empty_body_that_claims_to_be_gzip_is_empty():
    assert ask_one(http(304, b"", "Content-Encoding: gzip", length=False)).error is None


# Too large, decoded or as received; ratio


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x" * 150_000, "identity"),
        (gzip.compress(bytes(range(256)) * 2_000), "gzip"),
        (BOMB, "gzip"),
        (gzip.compress(BOMB), "gzip"),
        (gzip.compress(BOMB), "gzip, gzip"),
        (zlib.compress(b"0" * 5_000_000), "deflate"),
    ],
    ids=["plain", "decoded", "bomb", "bomb-in-a-layer", "bomb-twice", "deflate"],
)
def test_a_body_beyond_a_cap_is_too_large_and_not_read_on(body, encoding):
    found = ask_one(http(200, body, f"Content-Encoding: {encoding}"))
    assert ("too_large", 200) == (found.error, found.status)
    assert len(found.body) <= QUICK.max_bytes


def test_a_ratio_no_text_has_is_a_bomb_though_it_is_small():
    small = gzip.compress(b"0" * 150_000)
    assert "too_large" == ask_one(http(200, small, "Content-Encoding: gzip")).error
    assert ask_one(http(200, gzip.compress(b"0" * 50_000), "Content-Encoding: gzip")).error is None


def test_a_body_without_an_end_is_cut_at_the_cap():
    async def pour(writer):
        writer.write(http(200, b"", length=False))
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    assert "too_large" == ask_one(pour).error


# Drip of body, drip of headers


@pytest.mark.parametrize(
    "answer",
    [
        slowly(http(200, b"", length=False), b"."),
        slowly(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        slowly(b"HTTP/1.1 200 O", b"K"),
        hang,
    ],
    ids=["body", "headers", "status-line", "nothing"],
)
def test_a_drip_ends_at_the_deadline(answer):
    begun = monotonic()
    found = ask_one(answer, limits=Limits(total_seconds=0.2))
    assert "timeout" == found.error
    assert monotonic() - begun < 1.5


def test_what_dripped_until_the_deadline_is_kept():
    found = ask_one(slowly(http(200, b"", length=False), b"."), limits=Limits(total_seconds=0.2))
    assert (200, True) == (found.status, found.is_truncated)
    assert set(b".") == set(found.body)


def test_the_deadline_is_of_all_hops_together():
    async def late(writer):
        await asyncio.sleep(0.15)
        writer.write(http(302, b"", "Location: /"))

    found = ask_one(late, limits=Limits(total_seconds=0.4, max_redirects=50))
    assert "timeout" == found.error
    assert len(found.hops) < 5


# Redirects: loop, too many, no web address, to a private address


def to(target):
    return http(302, b"", f"Location: {target}")


def test_a_redirect_loop_is_a_bad_redirect_after_five_hops():
    answers, server = ask(to("/"))
    assert "bad_redirect" == answers[0].error
    assert 6 == len(server.seen) == len(answers[0].hops)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "http://[::1", "//:80/"]
)
def test_a_redirect_to_no_web_address_is_a_bad_redirect(target):
    answers, server = ask(to(target))
    assert ("bad_redirect", 1) == (answers[0].error, len(server.seen))


PRIVATE = [
    "127.0.0.2", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "fe80::1", "fd00:ec2::254", "168.63.129.16",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_an_address_that_is_not_public_is_blocked(address):
    found = ask_one(http(200, b"secret"), "http://b.example/", leads={"b.example": [address]}, is_open=False)
    assert ("blocked_address", None, b"") == (found.error, found.status, found.body)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_redirect_to_an_address_that_is_not_public_is_blocked(address):
    literal = f"[{address}]" if ":" in address else address
    answers, server = ask(to(f"http://{literal}/"))
    assert ("blocked_address", 2) == (answers[0].error, len(answers[0].hops))
    assert 1 == len(server.seen)


def test_a_second_dns_answer_is_judged_like_the_first():
    """A name may be public when it is looked at and private when it is connected to: the socket is what is judged."""
    leads = {"b.example": ["10.0.0.1", "192.168.0.1"]}
    assert "blocked_address" == ask_one(http(), "http://b.example/", leads=leads, is_open=False).error


def test_only_the_ports_of_the_web_are_connected_to():
    assert "blocked_address" == ask_one(http(), "http://192.0.2.1:22/", is_open=False).error
    assert "blocked_address" == ask_one(http(), "http://127.0.0.1:1/").error


def test_user_and_password_leave_with_nobody():
    answers, server = ask(
        {"/": to("http://you:secret@a.example/next"), "/next": http(200, b"x")}, "http://me:pw@a.example/"
    )
    assert ("http://a.example/", "http://a.example/next") == (answers[0].url, answers[0].final_url)
    assert not any("authorization" in head.lower() for head in server.seen)


def test_validators_stay_with_the_address_that_gave_them():
    _, server = ask(
        {"/": to("/next"), "/next": http(200, b"x")}, etag='"1"', last_modified="Mon, 09 Mar 2026 05:00:00 GMT"
    )
    assert ["if-none-match" in head.lower() for head in server.seen] == [True, False]
    assert ["if-modified-since" in head.lower() for head in server.seen] == [True, False]


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    answers, server = ask(http(200, b"x"))
    assert (None, 200) == (answers[0].error, answers[0].status)
    assert "Accept-Encoding: gzip\r\n" in server.seen[0]


def test_cookies_are_not_sent_back():
    _, server = ask(http(200, b"x", "Set-Cookie: a=b"), "http://a.example/", "http://a.example/")
    assert not any("cookie:" in head.lower() for head in server.seen)


def test_every_hop_is_noted_with_its_status_and_the_address_really_connected_to():
    found = ask_one({"/": http(301, b"", "Location: /next"), "/next": http(200, b"x")})
    assert [("http://a.example/", 301), ("http://a.example/next", 200)] == [(hop.url, hop.status) for hop in found.hops]
    assert ["127.0.0.1", "127.0.0.1"] == [hop.ip for hop in found.hops]
    assert "http://a.example/next" == moved_to(found.hops, found.final_url)


# DNS


@pytest.mark.parametrize(
    ("number", "error"),
    [(socket.EAI_NONAME, "dns_not_found"), (socket.EAI_AGAIN, "dns_temporary"), (socket.EAI_FAIL, "dns_temporary")],
)
def test_a_name_that_does_not_exist_is_told_from_one_that_cannot_be_asked_for_now(number, error):
    assert error == ask_one(http(), leads={"a.example": socket.gaierror(number, "x")}).error


# TLS


def test_an_expired_certificate_is_not_trusted():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "expired.pem")
    answers, server = ask(http(200, b"x"), "https://a.example/", context=context)
    assert ("tls", None, []) == (answers[0].error, answers[0].status, server.seen)


# Bot gates, throttling


@pytest.mark.parametrize("mark", ["cf-mitigated: challenge", "X-DataDome: protected"])
def test_a_bot_gate_is_told_and_not_worked_around(mark):
    answers, server = ask(http(403, b"prove it", mark))
    assert ("bot_gate", 403, b"prove it") == (answers[0].error, answers[0].status, answers[0].body)
    assert 1 == len(server.seen)
    assert ask_one(http(403, b"no")).error is None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 09 Mar 2026 05:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 09 Mar 2026 04:10:00 GMT", timedelta(0)),
        ("Fri, 09 Mar 2029 05:10:00 GMT", timedelta(hours=24)),
        ("99999999999999", timedelta(hours=24)),
    ],
)
def test_retry_after_is_read_in_both_forms_and_capped(status, value, wait):
    assert NOW + wait == ask_one(http(status, b"", f"Retry-After: {value}")).retry_after


@pytest.mark.parametrize("value", ["soon", "-5", "", "1e9", "٣"])
def test_a_retry_after_that_says_nothing_is_none(value):
    answer = http(429, b"").replace(b"Connection", b"Retry-After: " + value.encode() + b"\r\nConnection")
    assert ask_one(answer).retry_after is None


def test_a_domain_that_says_slow_down_is_not_asked_again():
    answers, server = ask(
        {"/": http(429), "/else": http(200)}, "http://a.example/", "http://www.a.example/else", "http://b.example/else"
    )
    assert [None, "throttled", None] == [answer.error for answer in answers]
    assert ["/", "/else"] == server.paths


def test_a_domain_that_gives_no_answer_three_times_is_left_alone():
    urls = [f"http://www.a.example/{number}" for number in range(5)] + ["http://b.example/well"]
    answers, server = ask(
        {f"/{number}": hang for number in range(5)} | {"/well": http(200)}, *urls, limits=Limits(total_seconds=0.1)
    )
    assert [*["timeout"] * 3, *["unresponsive"] * 2, None] == [answer.error for answer in answers]
    assert ["/0", "/1", "/2", "/well"] == server.paths


def test_an_answer_in_between_makes_three_silences_no_reason_to_leave_a_domain_alone():
    paths = ["/0", "/0", "/well", "/0", "/0", "/well"]
    answers, _ = ask({"/0": hang, "/well": http(200)}, *(f"http://a.example{path}" for path in paths),
                     limits=Limits(total_seconds=0.1))  # fmt: skip
    assert ["timeout", "timeout", None, "timeout", "timeout", None] == [answer.error for answer in answers]


# Headers


@pytest.mark.parametrize(
    "flood",
    [
        b"X: " + b"y" * 9_000 + b"\r\n",
        b"".join(b"X-%d: y\r\n" % number for number in range(200)),
        b"X" * 9_000 + b": y\r\n",
        b"no colon at all\r\n",
    ],
    ids=["long-line", "many", "long-name", "malformed"],
)
def test_a_header_flood_is_refused(flood):
    assert "bad_http" == ask_one(b"HTTP/1.1 200 OK\r\n" + flood + b"\r\n").error


@pytest.mark.parametrize(
    "answer", [b"", b"\x00\xff" * 500 + b"\r\n\r\n", b"SSH-2.0-x\r\n\r\n", b"HTTP/9.9 abc\r\n\r\n"]
)
def test_what_is_no_http_is_a_value(answer):
    assert ask_one(answer).error in ("bad_http", "disconnected")


def test_headers_in_no_encoding_are_kept_byte_for_byte():
    found = ask_one(http(200, b"x", "X-Name: \xe9\xff"))
    assert "\xe9\xff" == found.header("x-name")


def test_a_port_that_nobody_listens_on_is_a_failed_connection():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        found = ask_one(http(), f"http://127.0.0.1:{port}/", ports={port})
    assert "connection_failed" == found.error
