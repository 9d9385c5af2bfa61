"""What a poll costs beside the plain way: a loop of `feedparser.parse` over aiohttp that keeps no state.

A server in a process of its own is every feed; half of them answer 304 to who has asked before, half have one new
entry a round. Our side archives, parses in workers, keeps states and entries in DuckDB and asks each robots.txt once;
the plain side asks and parses. Time is that of the processors, workers included.

    python benchmarks/fetch.py
    python benchmarks/fetch.py --rounds 50      # whether memory grows
"""

import argparse
import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import aiohttp
import feedparser
from aiohttp import web

from ingest.address import Reach
from ingest.fetch import Fetcher
from ingest.keys import key
from ingest.records import Feed, Source
from orchestration.collect import collect
from orchestration.outside import LoopbackResolver
from orchestration.settings import load_settings
from orchestration.workplace import Workplace

NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
AT_ONCE = 16
ENTRIES = 20
TEXT = "Shells fell on the market at noon, officials said, and the road to it was closed until the evening. " * 3
ITEM = "<item><guid isPermaLink='false'>{0}-{1}</guid><title>Entry {1}</title><description>{2}</description></item>"
GOAL_MS = 5.0
# So many rounds together have one peak of memory.
BLOCK = 10


def body(number: int, newest: int) -> bytes:
    items = "".join(ITEM.format(number, each, TEXT) for each in range(newest, newest - ENTRIES, -1))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


def serve(pipe: Connection) -> None:
    """Every feed, in a process of its own; what comes through the pipe is the number of the round."""
    stage = {"round": 0}

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        number = int(request.host.partition(".")[0].removeprefix("feed"))
        is_still = number % 2 == 0
        if is_still and request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304, headers={"ETag": '"1"'})
        headers = {"ETag": '"1"'} if is_still else {}
        return web.Response(body=body(number, 100 if is_still else 100 + stage["round"]), headers=headers)

    async def live() -> None:
        application = web.Application()
        application.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        asyncio.get_running_loop().add_reader(pipe.fileno(), lambda: stage.update(round=pipe.recv()))
        await asyncio.Event().wait()

    asyncio.run(live())


class Loopback:
    """The outside: the server, whatever the name."""

    def __init__(self, port: int) -> None:
        self._port = port

    def advance(self, now: datetime) -> None:
        """Time passes by itself."""

    def fetcher(self, now: datetime) -> Fetcher:
        return Fetcher(
            user_agent="sigact/benchmark",
            clock=lambda: now,
            resolver=LoopbackResolver(self._port),
            reach=Reach(loopback_ports=frozenset({self._port})),
        )


def workplace_of(folder: Path, feeds: int) -> Workplace:
    workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
    urls = [f"http://feed{number}.example/rss" for number in range(feeds)]
    source = Source(
        source_id="desk", name="Desk", kind="news_site", homepage="http://desk.example/", country_iso3=None,
        language="en", scale="Other", timezone="UTC",
        feeds=tuple(Feed(feed_id=key("fed", url), source_id="desk", url=url) for url in urls),
    )  # fmt: skip
    workplace.__dict__["sources"] = (source,)
    return workplace


async def plain_round(port: int, feeds: int) -> None:
    turn = asyncio.Semaphore(AT_ONCE)
    connector = aiohttp.TCPConnector(resolver=LoopbackResolver(port))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def one(number: int) -> None:
            async with turn, session.get(f"http://feed{number}.example/rss") as answer:
                feedparser.parse(await answer.read())

        await asyncio.gather(*(one(number) for number in range(feeds)))


def family(pid: int, server: int) -> list[int]:
    """A process and its children, the server aside."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in map(int, children) if child != server for each in family(child, server))]


def processor_seconds(server: int) -> float:
    ticks = 0
    for pid in family(os.getpid(), server):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))  # its own and those of children that have ended
    return ticks / os.sysconf("SC_CLK_TCK")


def peak_mb() -> float:
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def forget_peak() -> None:
    """Begin to measure the peak anew."""
    Path("/proc/self/clear_refs").write_text("5")


def timed(name: str, polls: int, server: int, work: Callable[[], object]) -> float:
    begun = processor_seconds(server), perf_counter()
    work()
    spent, clock = processor_seconds(server) - begun[0], perf_counter() - begun[1]
    print(
        f"  {name:<34}{1000 * spent / polls:>8.2f} ms of processor a poll{polls / clock:>9.0f} polls/s by the clock"
        f"   peak {peak_mb():.0f} MB",
        flush=True,
    )
    return spent / polls


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3, help="after the first, in which everything is new")
    given = parser.parse_args()
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    with TemporaryDirectory() as folder:
        workplace = workplace_of(Path(folder) / "data", given.feeds)
        compare(workplace, port, given, pipe=ours, server=server.pid or 0)
    server.terminate()


def compare(workplace: Workplace, port: int, given: argparse.Namespace, *, pipe: Connection, server: int) -> None:
    outside = Loopback(port)
    print(f"{given.feeds} feeds, {len(body(1, 100))} bytes each, half of them unchanged after the first round")
    plain = timed("plain", given.feeds, server, lambda: asyncio.run(plain_round(port, given.feeds)))
    feeds = given.feeds

    def play(first: int, last: int) -> None:
        for number in range(first, last):
            pipe.send(number)
            collect(workplace, outside, NOW + number * timedelta(days=1))

    with workplace.locked():
        timed("sigact, everything new", feeds, server, lambda: play(0, 1))
        spent, peaks, step = 0.0, [], min(BLOCK, given.rounds)
        for first in range(1, given.rounds + 1, step):
            last = min(first + step, given.rounds + 1)
            forget_peak()
            block = (last - first) * feeds
            name = f"sigact, rounds {first} to {last - 1}"
            spent += block * timed(name, block, server, partial(play, first, last))
            peaks.append(peak_mb())
        forget_peak()
        quiet = NOW + (given.rounds + 1) * timedelta(days=1)
        still = timed("sigact, nothing new", feeds, server, lambda: collect(workplace, outside, quiet))
    mixed = spent / (feeds * given.rounds)
    print(f"ratio {plain / mixed:.2f} to the plain way; nothing new {1000 * still:.2f} ms a poll (goal {GOAL_MS:g})")
    print(f"peak memory of {step} rounds: {peaks[0]:.0f} MB in the first of them, {peaks[-1]:.0f} MB in the last")


if __name__ == "__main__":
    main()
