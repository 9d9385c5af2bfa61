"""A far side that does what it should not: bytes over a raw socket, at whatever pace, and never what was agreed."""

import asyncio
import socket
import ssl
import threading
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from inspect import signature

from aiohttp.abc import AbstractResolver

from ingest.address import Reach
from ingest.fetch import Fetcher, Limits, Request

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
QUICK = Limits(
    total_seconds=0.5, connect_seconds=0.3, max_bytes=100_000, max_decoded_bytes=200_000, max_header_bytes=8190
)


def http(status=200, body=b"", *headers, length=True):
    """An answer in HTTP/1.1, as bytes; without a length the end of the connection ends it."""
    lines = [f"HTTP/1.1 {status} X", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body


class Hostile:
    """Answers by path with bytes, or with a coroutine that is given the socket's writer; `seen` has what was asked.

    A coroutine with a second parameter is given the head of the request too.
    """

    def __init__(self, answers):
        self.answers = answers
        self.seen = []
        self.at = []

    async def __call__(self, reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            self.seen.append(head)
            self.at.append(asyncio.get_running_loop().time())
            answer = self.answers.get(path, http(404))
            if callable(answer):
                await answer(*(writer, head)[: len(signature(answer).parameters)])
            else:
                writer.write(answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    @property
    def paths(self):
        return [head.split(" ")[1] for head in self.seen]

    @asynccontextmanager
    async def serve(self, context: ssl.SSLContext | None = None):
        server = await asyncio.start_server(self, "127.0.0.1", 0, ssl=context)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()


@contextmanager
def serving(answers):
    """A hostile server in a thread of its own; `port` says where."""
    server, loop, ready = Hostile(answers), asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def live():
        async with server.serve() as port:
            server.port = port
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(live(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


class Outside:
    """Whom a run asks: the hostile server, whatever the name."""

    def __init__(self, server, gap=0.0, limits=QUICK):
        self._server, self._gap, self._limits = server, gap, limits

    def advance(self, now):
        """Time passes by itself."""

    def fetcher(self, now):
        port = self._server.port
        return Fetcher(
            user_agent="sigact/test (+desk@example.org)",
            clock=lambda: now,
            limits=self._limits,
            gap_seconds=lambda domain: self._gap,
            resolver=Names(port),
            reach=Reach(loopback_ports=frozenset({port})),
        )


class Names(AbstractResolver):
    """Leads every name to this machine's port, or where `leads` says; an exception is raised."""

    def __init__(self, port, leads=None):
        self._port, self._leads = port, leads or {}

    async def resolve(self, host, port=0, family=socket.AF_INET):
        found = self._leads.get(host, ["127.0.0.1"])
        if isinstance(found, Exception):
            raise found
        return [
            {
                "hostname": host,
                "host": ip,
                "port": self._port if ip == "127.0.0.1" else port,
                "family": socket.AF_INET6 if ":" in ip else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for ip in found
        ]

    async def close(self):
        pass


def ask(answers, *urls, leads=None, limits=QUICK, is_open=True, ports=(), context=None, **request):
    """GET addresses one after the other of a hostile server; their responses, and the server."""

    async def run():
        server = Hostile(answers if isinstance(answers, dict) else {"/": answers})
        async with server.serve(context) as port:
            fetcher = Fetcher(
                user_agent="sigact/test (+desk@example.org)",
                clock=lambda: NOW,
                limits=limits,
                resolver=Names(port, leads),
                reach=Reach(loopback_ports=frozenset({port, *ports})) if is_open else Reach(),
            )
            async with fetcher:
                wanted = urls or ("http://a.example/",)
                return [await fetcher.get(Request(url=url, **request)) for url in wanted], server

    return asyncio.run(run())


def ask_one(answers, *urls, **given):
    """The last response alone."""
    return ask(answers, *urls, **given)[0][-1]
