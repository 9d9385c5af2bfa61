"""A site on this machine that answers as it is told, and an outside that is all of it."""

import asyncio
import threading
from contextlib import contextmanager

from aiohttp import web

from ingest.address import Reach
from ingest.fetch import Fetcher, Limits
from ingest.keys import key
from ingest.records import Feed, Source
from ingest.worker import Workers
from orchestration.outside import LoopbackResolver
from orchestration.settings import load_settings
from orchestration.workplace import Workplace

# Shared by all tests of a process: starting them takes longer than most tests.
WORKERS = Workers()


class Site:
    """Answers by path; a path can be changed between two polls."""

    def __init__(self):
        self.answers = {}
        self.asked = []

    async def handle(self, request):
        self.asked.append(request.path)
        answer = self.answers.get(request.path, (404, b"", {}))
        if answer == "slow":
            await asyncio.sleep(5)
        status, body, headers = answer if isinstance(answer, tuple) else (200, b"", {})
        return web.Response(status=status, body=body, headers=headers)

    @contextmanager
    def serve(self):
        loop, ready, ports = asyncio.new_event_loop(), threading.Event(), []

        async def start():
            runner = web.AppRunner(self._application(), shutdown_timeout=0.1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            ports.append(runner.addresses[0][1])
            ready.set()
            return runner

        def run():
            runner = loop.run_until_complete(start())
            loop.run_forever()
            loop.run_until_complete(runner.cleanup())
            for task in asyncio.all_tasks(loop):
                task.cancel()
            loop.run_until_complete(asyncio.sleep(0.05))

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        ready.wait(10)
        try:
            yield ports[0]
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)
            loop.close()

    def _application(self):
        application = web.Application()
        application.router.add_get("/{path:.*}", self.handle)
        return application


class Nearby:
    """The outside, all of it on one port of this machine."""

    def __init__(self, port, max_bytes=100_000):
        self._port, self._max_bytes = port, max_bytes

    def advance(self, now):
        """Time passes by itself."""

    def fetcher(self, now):
        return Fetcher(
            user_agent="sigact/test",
            clock=lambda: now,
            limits=Limits(total_seconds=1, max_bytes=self._max_bytes),
            resolver=LoopbackResolver(self._port),
            reach=Reach(loopback_ports=frozenset({self._port})),
        )


def workplace_of(folder, paths, registry="newsroom", **settings):
    """A workplace in a folder whose one source has these paths of the site as feeds; `world` asks only who is due."""
    workplace = Workplace(load_settings(registry=registry, data_dir=folder, contact="desk@example.org", **settings))
    urls = [path if path.startswith("http") else f"http://a.example{path}" for path in paths]
    feeds = tuple(Feed(feed_id=key("fed", url), source_id="site", url=url) for url in urls)
    workplace.workers = WORKERS
    workplace.sources = (
        Source(
            source_id="site", name="Site", kind="news_site", homepage="http://a.example/", country_iso3=None,
            language="en", scale="Other", timezone="Asia/Tokyo", feeds=feeds,
        ),
    )  # fmt: skip
    return workplace
