"""The press corps on loopback: one port, every host of the corps, at whatever instant it is told."""

import asyncio
import socket
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from threading import Thread
from types import TracebackType

from aiohttp import web
from aiohttp.web_response import ContentCoding

from samples.newsroom.delivery import deliver
from samples.newsroom.press import ROUNDS, Answer, Press, load_press

_SHUTDOWN_SECONDS = 0.2


class Newsroom:
    """Serves the press at the simulated instant of `set_now`. Port 0 takes any free one, `port` says which."""

    def __init__(self, port: int = 0, *, now: datetime = ROUNDS[-1], press: Press | None = None) -> None:
        self.port = port
        self._now = now
        self._press = press or load_press()
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._thread: Thread

    def set_now(self, now: datetime) -> None:
        """Move the simulated clock: every later answer and delivery is of this instant."""
        self._now = now

    def deliver_wire(self, root: Path) -> list[Path]:
        """Drop the wire files of the current instant into `root`; the paths of those that are new."""
        return deliver(self._press, self._now, root)

    def __enter__(self) -> "Newsroom":
        # Bound here and not in the thread: a port in use is the caller's OSError.
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._loop, self._stop = asyncio.new_event_loop(), asyncio.Event()
        self._thread = Thread(target=self._run, args=(listener,), name="newsroom", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def _run(self, listener: socket.socket) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve(listener))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())

    async def _serve(self, listener: socket.socket) -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            await self._stop.wait()
        finally:
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        host = request.host.rsplit(":", 1)[0]
        answer = self._press.answer(host, request.path, self._now)
        if answer is None:
            return web.Response(status=404, text=f"No outlet publishes on {host}.\n")
        headers = _headers(answer)
        if _is_unchanged(request, answer):
            return web.Response(status=304, headers=headers)
        response = web.Response(status=answer.status, body=answer.body, headers=headers)
        response.headers["Content-Type"] = answer.content_type
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.enable_compression(ContentCoding.gzip)
        return response


def _headers(answer: Answer) -> dict[str, str]:
    headers = {"Vary": "Accept-Encoding"}
    if answer.location:
        headers["Location"] = answer.location
    if answer.etag:
        headers["ETag"] = answer.etag
    if answer.last_modified:
        headers["Last-Modified"] = format_datetime(answer.last_modified.astimezone(UTC), usegmt=True)
    return headers


def _is_unchanged(request: web.Request, answer: Answer) -> bool:
    """Whether the client holds this answer already; an entity tag outranks a date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return answer.etag is not None and answer.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = request.headers.get("If-Modified-Since")
    if since is None or answer.last_modified is None:
        return False
    return answer.last_modified <= _http_date(since)


def _http_date(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
