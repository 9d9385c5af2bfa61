"""What a day with nothing new costs, and where its seconds go; what a day of many new articles costs beside its parts.

python benchmarks/operation.py                       plays the newsroom first, into a folder of its own
python benchmarks/operation.py --data-dir demo-data
python benchmarks/operation.py --articles 5000       a day of so many new articles instead

The quiet day: wall and processor seconds of `sigact run`, of loading the code location, of a bare `dbt build` of the
same database, and the run's own account by step. The busy day: articles a second of our whole pipeline, from the feeds
to the published file, beside the sum of its bare parts over the same pages in the same run: aiohttp gets them,
trafilatura reads them, spaCy reads the sentences that we stored, DuckDB copies the rows that we wrote.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import aiohttp
import duckdb
import spacy
import trafilatura
from aiohttp import web
from fetch import AT_ONCE, Loopback, processor_seconds, workplace_of

from ingest.mention.code import MODEL
from orchestration.collect import collect
from orchestration.copying import trace_copies
from orchestration.dbt_results import target
from orchestration.extraction import extract_articles
from orchestration.outside import LoopbackResolver
from orchestration.resolving import resolve_attacks
from orchestration.resources import DBT, dbt_environment
from orchestration.settings import PROJECT, load_settings
from orchestration.stages import code_articles, register_sources
from orchestration.workplace import Workplace
from warehouse.connect import note_now
from warehouse.publish import TABLE_MACROS, publish

SIGACT, DAGSTER = Path(sys.executable).with_name("sigact"), Path(sys.executable).with_name("dagster")
NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
BUILD = [*DBT, "build", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--quiet"]
_GOAL_DAY_SECONDS, _GOAL_LOAD_SECONDS, _GOAL_RATIO = 20.0, 5.0, 0.8
_LOADED = "from orchestration import definitions, settings; definitions.build(settings.load_settings())"
# Of a feed, as most list them; of every ten articles three tell of an attack.
ENTRIES, TELLING = 20, 3
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>Report {0}</title><link>http://feed{1}.example/a/{0}</link></item>"
# Texts share turns of phrase, as those of different outlets do, and are no copies of each other.
ATTACKS = (
    "Gunmen opened fire on a bus near {town} on {day}, killing {killed} people and wounding {hurt}, police said.",
    "A roadside bomb struck a convoy of the army outside {town} on {day}. {killed} soldiers died, officials said.",
    "Drones hit a depot in {town} on {day}, and at least {hurt} workers were injured, the governor said.",
    "Shelling of the market of {town} killed {killed} civilians on {day}, according to doctors at its hospital.",
    "Armed men abducted {killed} teachers from a school near {town} on {day}, their union said.",
    "A rocket fell on a house in {town} on {day} and wounded {hurt} people, residents told reporters.",
    "A car bomb exploded outside a police station in {town} on {day}, leaving {killed} dead and {hurt} hurt.",
    "Militants attacked an army post in {town} on {day}; {killed} soldiers died, the ministry of defence said.",
)
TOWNS = (
    "Quetta Peshawar Karachi Bannu Turbat Gwadar Basra Mosul Kirkuk Erbil Baqubah Ramadi Aleppo Homs Idlib Daraa "
    "Kharkiv Odesa Sumy Kherson Zaporizhzhia Dnipro Belgorod Kursk Bryansk Bamako Gao Kidal Timbuktu Djibo Kaya "
    "Niamey Diffa Maiduguri Jos Kaduna Katsina Goma Bukavu Bunia Beni Mogadishu Kismayo Baidoa Khartoum Nyala Kadugli "
    "Aden Taiz Marib Hodeidah Sanaa Kabul Kandahar Jalalabad Kunduz Mandalay Myitkyina Lashio Cali Cúcuta Pemba"
).split()
DAYS = "Friday Saturday Sunday".split()
ROLES = "minister spokesman mayor judge director lawyer teacher farmer engineer banker professor coach".split()
DID = "said announced denied wrote repeated argued conceded insisted promised recalled explained warned".split()
OF_WHAT = (
    "bread fuel rice land housing water wool coffee tourism steel timber medicine schooling fishing insurance cotton "
    "milk cement paper sugar copper transport electricity football"
).split()
WHAT = (
    "price supply shortage tax quality future import export cost history ownership regulation market festival "
    "museum inspection"
).split()
BECAME = (
    "had risen|had fallen|would be discussed|was smaller|mattered more|had been forgotten|cost too much|would change|"
    "was praised|had doubled|needed a plan|would be reformed|had improved|was disputed|looked better|was not clear"
).split("|")
WHEN = (
    "for the third month in a row|before the summer|after a long drought|next week|in the spring|for most families|"
    "under the old law|without any debate|by a tenth|since the election|in every province|for a generation|"
    "despite the weather|at the last count|because of the strike|as in other years"
).split("|")
NAVIGATION = "".join(f"<li><a href='/s/{number}'>Section {number} of the paper</a></li>" for number in range(120))


def timed(work: Callable[[], object], server: int = 0) -> tuple[float, float]:
    """Wall and processor seconds of some work, of all processes that it starts too; the server aside."""
    spent, started = processor_seconds(server), monotonic()
    work()
    return monotonic() - started, processor_seconds(server) - spent


def command(*words: str | Path, **environment: str) -> Callable[[], object]:
    return lambda: subprocess.run(words, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)


def told(name: str, spent: tuple[float, float], more: str = "") -> None:
    print(f"{name:<42}{spent[0]:>8.1f}{spent[1]:>8.1f}{more}", flush=True)


def steps_of_last_run(database: Path) -> list[tuple[str, float]]:
    """Step → its seconds."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select step, seconds from operation.steps "
            "where run_id = (select arg_max(run_id, started_at) from operation.steps) order by started_at"
        ).fetchall()


def quiet_day(folder: Path) -> None:
    settings = load_settings(registry="newsroom", data_dir=folder)
    environment = settings.as_environment()
    command(SIGACT, "run", **environment)()
    print(f"{'':<42}{'wall s':>8}{'cpu s':>8}   load {os.getloadavg()[0]:.1f}")
    day = timed(command(SIGACT, "run", **environment))
    told("sigact run, nothing new", day, f"   goal {_GOAL_DAY_SECONDS:.0f} s wall, two cores")
    for step, seconds in steps_of_last_run(settings.build_database):
        print(f"    {step:<38}{seconds:>8.1f}")
    load = timed(command(sys.executable, "-c", _LOADED, **environment))
    told("loading the code location", load, f"   goal {_GOAL_LOAD_SECONDS:.0f} s warm")
    words = [DAGSTER, "definitions", "validate", "-m", "orchestration.definitions"]
    checked = timed(command(*words, **environment))
    told("dagster definitions validate", checked, f"   goal {_GOAL_LOAD_SECONDS:.0f} s warm")
    everything = timed(command(SIGACT, "run", "--rebuild", **environment))
    told("sigact run --rebuild", everything)
    words = [*BUILD, "--exclude-resource-type", "unit_test"]
    bare = timed(command(*words, **dbt_environment(settings)))
    told("dbt build alone, its own process", bare)
    print(f"ratio of the quiet day to dbt alone: {day[0] / bare[0]:.2f} wall, {day[1] / bare[1]:.2f} processor")


def article(number: int) -> str:
    """A page of some 35 kB; the same for the same number."""
    chance = random.Random(number)
    says = [sentence(chance) for _ in range(24)]
    if number % 10 < TELLING:
        town, day, attack = chance.choice(TOWNS), chance.choice(DAYS), chance.choice(ATTACKS)
        says[0] = attack.format(town=town, day=day, killed=chance.randint(2, 9), hurt=chance.randint(10, 40))
    paragraphs = "".join(f"<p>{' '.join(says[at : at + 4])}</p>" for at in range(0, len(says), 4))
    return (
        f"<!doctype html><html lang='en'><head><title>Report {number}</title>"
        f"<meta property='article:published_time' content='2026-03-08T{chance.randint(0, 23):02}:00:00Z'></head>"
        f"<body><nav><ul>{NAVIGATION}</ul></nav><main><article><h1>Report {number}</h1>{paragraphs}</article></main>"
        f"<aside><ul>{NAVIGATION}</ul></aside><footer><ul>{NAVIGATION}</ul></footer></body></html>"
    )


def sentence(chance: random.Random) -> str:
    """One of some fifty million that tell of no attack."""
    speaker = f"The {chance.choice(ROLES)} of {chance.choice(TOWNS)} {chance.choice(DID)}"
    matter = f"the {chance.choice(WHAT)} of {chance.choice(OF_WHAT)}"
    became = f"{chance.choice(BECAME)} {chance.choice(WHEN)}"
    return f"{speaker} that {matter} {became}, and nobody asked about {chance.choice(OF_WHAT)}."


def serve(articles: int, pipe: Connection) -> None:
    """Every feed and page, in a process of its own."""

    async def answer(request: web.Request) -> web.Response:
        feed = int(request.host.partition(".")[0].removeprefix("feed"))
        if request.path == "/rss":
            numbers = range(feed * ENTRIES, min((feed + 1) * ENTRIES, articles))
            items = "".join(ITEM.format(number, feed) for number in numbers)
            return web.Response(text=f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>")
        if request.path.startswith("/a/"):
            return web.Response(text=article(int(request.path[3:])), content_type="text/html")
        return web.Response(status=404)

    async def live() -> None:
        application = web.Application()
        application.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(live())


async def get_all(port: int, articles: int) -> list[str]:
    turn, connector = asyncio.Semaphore(AT_ONCE), aiohttp.TCPConnector(resolver=LoopbackResolver(port))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def one(number: int) -> str:
            async with turn, session.get(f"http://feed{number // ENTRIES}.example/a/{number}") as page:
                return await page.text()

        return list(await asyncio.gather(*(one(number) for number in range(articles))))


def sentences_of(database: Path) -> list[str]:
    query = """select text[sentences.char_start + 1:sentences.char_end] from ingest.sentences
        inner join ingest.article_versions using (article_version_id) order by article_version_id, sent_no"""
    with duckdb.connect(str(database), read_only=True) as connection:
        return [sentence for (sentence,) in connection.execute(query).fetchall()]


def copy_rows(database: Path, folder: Path) -> None:
    """The ledger's rows, from Parquet into a new file: what must be written, if nothing else is done."""
    for file in sorted(folder.glob("*.parquet")):
        with closing(duckdb.connect(str(database))) as connection:
            connection.execute(f"create table {file.stem} as select * from '{file}'")


def to_parquet(database: Path, folder: Path) -> None:
    folder.mkdir()
    with duckdb.connect(str(database), read_only=True) as connection:
        query = "select table_name from duckdb_tables() where schema_name = 'ingest'"
        for (table,) in connection.execute(query).fetchall():
            connection.execute(f"copy ingest.{table} to '{folder / table}.parquet'")


def busy_day(folder: Path, articles: int, port: int, server: int) -> None:
    workplace = workplace_of(folder / "data", (articles + ENTRIES - 1) // ENTRIES)
    print(f"{articles} articles of {len(article(0))} bytes, {TELLING} of 10 tell of an attack")
    print(f"{'':<42}{'wall s':>8}{'cpu s':>8}   load {os.getloadavg()[0]:.1f}")
    ours = pipeline(workplace, port, server)
    settings = workplace.settings
    sentences = sentences_of(settings.build_database)
    to_parquet(settings.build_database, folder / "rows")
    pages: list[str] = []
    parts = [
        ("aiohttp", timed(lambda: pages.extend(asyncio.run(get_all(port, articles))), server)),
        (
            "trafilatura",
            timed(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in pages], server),
        ),
        (f"spaCy, {len(sentences)} sentences", timed(lambda: list(spacy.load(MODEL).pipe(sentences)), server)),
        ("DuckDB", timed(lambda: copy_rows(folder / "copied.duckdb", folder / "rows"), server)),
    ]
    for name, spent in parts:
        told(f"    {name}", spent)
    bare = tuple(sum(spent[clock] for _, spent in parts) for clock in (0, 1))
    told("the bare parts", bare, f"{articles / bare[0]:>9.1f} articles/s")  # type: ignore[arg-type]
    told("our pipeline", ours, f"{articles / ours[0]:>9.1f} articles/s")
    print(f"ratio: {bare[0] / ours[0]:.2f} wall, {bare[1] / ours[1]:.2f} processor (goal {_GOAL_RATIO:g})")
    sizes(folder, articles, workplace)


def pipeline(workplace: Workplace, port: int, server: int) -> tuple[float, float]:
    """Seconds of all steps, each told as it ends."""
    settings, outside = workplace.settings, Loopback(port)

    def publish_all() -> None:
        manifest = target(settings) / "manifest.json"
        publish(settings.build_database, settings.published, NOW, settings.registry, manifest, macros=TABLE_MACROS)

    def build() -> None:
        with workplace.database() as connection:
            note_now(connection, NOW)
        command(*BUILD, "--exclude-resource-type", "unit_test", **dbt_environment(settings))()

    steps: list[tuple[str, Callable[[], object]]] = [
        ("register", lambda: register_sources(workplace, NOW)),
        ("collect", lambda: collect(workplace, outside, NOW)),
        ("extract", lambda: extract_articles(workplace, NOW)),
        ("trace", lambda: trace_copies(workplace, NOW)),
        ("code", lambda: code_articles(workplace, NOW)),
        ("resolve", lambda: resolve_attacks(workplace, NOW)),
        ("facts, by dbt", build),
        ("publish", publish_all),
    ]
    total = [0.0, 0.0]
    with workplace.locked():
        for name, work in steps:
            spent = timed(work, server)
            told(f"    {name}", spent)
            total = [sum(pair) for pair in zip(total, spent, strict=True)]
    return total[0], total[1]


def sizes(folder: Path, articles: int, workplace: Workplace) -> None:
    """Bytes on the disk by part, for each article."""
    settings = workplace.settings
    parts = (("archive", settings.archive), ("build", settings.build_database), ("published", settings.published))
    for name, path in parts:
        files = [path] if path.is_file() else [file for file in path.rglob("*") if not file.is_symlink()]
        size = sum(file.stat().st_size for file in files)
        print(f"{name:<12}{size / articles / 1000:>8.1f} kB an article")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, help="a folder in which the newsroom was played to its end")
    parser.add_argument("--articles", type=int, help="measure a day of so many new articles instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.articles is None:
            quiet_day(given.data_dir or Path(name) / "data")
            return
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        server = context.Process(target=serve, args=(given.articles, theirs), daemon=True)
        server.start()
        busy_day(Path(name), given.articles, ours.recv(), server.pid or 0)
        server.terminate()


if __name__ == "__main__":
    main()
