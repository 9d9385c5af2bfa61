"""The one GET, against a real server on loopback that does what far sides do."""

import asyncio
import gzip
from datetime import UTC, datetime
from functools import partial

import pytest
from aiohttp import web

from ingest.address import Reach, registered_domain
from ingest.decode import Undecodable, decode
from ingest.fetch import Fetcher, Limits, Request

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)


def get(path, *, limits: Limits | None = None, is_allowed: bool = True, gap_seconds: float = 0.0, **validators):
    """GET a path, or several at once, of a small hostile site; the responses, with what the site saw."""

    paths = path if isinstance(path, list) else [path]

    async def run():
        seen = []
        site = web.Application()
        site.add_routes(
            [
                web.get("/page", partial(_page, seen)),
                web.get("/loop", _redirect("/loop")),
                web.get("/once", _redirect("/page")),
                web.get("/file", _redirect("file:///etc/passwd")),
                web.get("/huge", _huge),
                web.get("/drip", _drip),
                web.get("/short", _short),
            ]
        )
        runner = web.AppRunner(site)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        try:
            async with Fetcher(
                user_agent="sigact/test (+desk@example.org)",
                clock=lambda: NOW,
                limits=limits,
                gap_seconds=lambda host: gap_seconds,
                reach=Reach(loopback_ports=frozenset({port} if is_allowed else ())),
            ) as fetcher:
                asked = [Request(url=f"http://127.0.0.1:{port}{each}", **validators) for each in paths]
                answers = await asyncio.gather(*map(fetcher.get, asked))
                return (answers if isinstance(path, list) else answers[0]), seen
        finally:
            await runner.cleanup()

    return asyncio.run(run())


async def _page(seen, request):
    seen.append(dict(request.headers) | {"at": asyncio.get_running_loop().time()})
    if request.headers.get("If-None-Match") == '"1"':
        return web.Response(status=304, headers={"ETag": '"1"'})
    return web.Response(body=gzip.compress(b"hello", mtime=0), headers={"Content-Encoding": "gzip", "ETag": '"1"'})


def _redirect(target):
    async def redirect(_):
        return web.Response(status=302, headers={"Location": target})

    return redirect


async def _huge(_):
    return web.Response(body=b"x" * 200_000)


async def _drip(request):
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(100):
        await response.write(b".")
        await asyncio.sleep(0.02)
    return response


async def _short(request):
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"only this")
    request.transport.close()
    return response


def test_the_body_is_kept_as_received_and_says_how_it_is_encoded():
    answer, _ = get("/page")
    assert (200, "gzip") == (answer.status, answer.header("content-encoding"))
    assert b"hello" == decode(answer.body, answer.header("Content-Encoding"), max_bytes=100)


def test_it_says_honestly_who_asks_and_sends_no_cookie():
    _, seen = get("/page")
    assert "sigact/test (+desk@example.org)" == seen[0]["User-Agent"]
    assert "Cookie" not in seen[0]


def test_the_validators_of_the_last_answer_spare_the_body():
    answer, _ = get("/page", etag='"1"', last_modified="Mon, 09 Mar 2026 05:00:00 GMT")
    assert (304, b"") == (answer.status, answer.body)


def test_a_redirect_is_followed_and_both_addresses_are_kept_and_validators_stay_behind():
    answer, seen = get("/once", etag='"1"')
    assert answer.url.endswith("/once")
    assert answer.final_url.endswith("/page")
    assert "If-None-Match" not in seen[0]


@pytest.mark.parametrize(
    ("path", "error", "body", "status"),
    [
        ("/loop", "bad_redirect", b"", None),
        ("/file", "bad_redirect", b"", None),
        ("/short", "incomplete", b"only this", 200),
    ],
)
def test_a_fault_of_the_far_side_is_a_value(path, error, body, status):
    answer, _ = get(path)
    assert (error, body, status) == (answer.error, answer.body, answer.status)


def test_more_bytes_than_the_cap_are_not_read():
    answer, _ = get("/huge", limits=Limits(max_bytes=100_000))
    assert "too_large" == answer.error


def test_a_server_that_drips_is_cut_off_at_the_deadline():
    answer, _ = get("/drip", limits=Limits(total_seconds=0.3))
    assert "timeout" == answer.error


def test_a_slow_answer_does_not_cost_the_next_one_of_its_host_its_time():
    answers, _ = get(["/drip", "/page"], limits=Limits(total_seconds=0.4))
    assert ["timeout", None] == [answer.error for answer in answers]


def test_a_gap_lies_between_two_requests_to_one_host():
    _, seen = get(["/page", "/page", "/page"], gap_seconds=0.2)
    first, second, third = (request["at"] for request in seen)
    # The loop's clock may wake a sleeper a tick early.
    assert second - first > 0.19
    assert third - second > 0.19


def test_a_private_address_is_never_connected_to():
    answer, seen = get("/page", is_allowed=False)
    assert ("blocked_address", []) == (answer.error, seen)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "gopher://a/", "http://a b/"])
def test_what_is_no_address_is_a_value_too(url):
    async def run():
        async with Fetcher(user_agent="x", clock=lambda: NOW) as fetcher:
            return await fetcher.get(Request(url=url))

    assert asyncio.run(run()).error is not None


def test_a_body_that_grows_beyond_its_cap_is_refused():
    with pytest.raises(Undecodable, match="too_large"):
        decode(gzip.compress(b"0" * 10_000_000, mtime=0), "gzip", max_bytes=1_000_000)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip", "gzip"),
        (gzip.compress(b"x" * 1000, mtime=0)[:-9], "gzip"),
        (b"x", "br"),
        (b"x", "gzip, gzip, gzip"),
    ],
)
def test_bytes_that_cannot_be_decoded_are_never_taken_for_text(body, encoding):
    with pytest.raises(Undecodable, match="bad_encoding"):
        decode(body, encoding, max_bytes=1000)


def test_a_body_gzipped_twice_is_decoded_twice_whatever_its_header_says():
    twice = gzip.compress(gzip.compress(b"hello", mtime=0))
    assert b"hello" == decode(twice, "gzip", max_bytes=1000)
    assert b"hello" == decode(twice, "gzip, gzip", max_bytes=1000)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.88.99.1",
        "224.0.0.1", "::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "::127.0.0.1", "64:ff9b::a00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "fec0::1", "fe80::1%eth0", "fc00::1", "3fff::1", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_not_connected_to(address):
    assert not Reach().allows(address, 443)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_a_public_address_is(address):
    assert Reach().allows(address, 443)
    assert not Reach().allows(address, 8080)
    assert Reach(ports=frozenset({8080})).allows(address, 8080)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("feeds.bbc.co.uk", "bbc.co.uk"),
        ("www.desk.example", "desk.example"),
        ("one.github.io", "github.io"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("localhost", "localhost"),
        (None, None),
    ],
)
def test_what_was_bought_of_a_name_is_one_publisher(host, domain):
    assert domain == registered_domain(host)
