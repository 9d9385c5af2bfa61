"""What a daily build with 2,000 new mentions costs beside 10,000, 100,000 and 1,000,000 stored ones.

The history is made up, seeded, and written straight into the ledger: 2,000 mentions a day by 200 sources, three to an
attack, one in ten about an attack of the week before. Per size: everything built anew, then 2,000 mentions of the next
day, then the daily build, the publication and queries. Seconds are those of SQL, as dbt counts them node by node.

    python benchmarks/daily_build.py
    python benchmarks/daily_build.py --sizes 10000 100000 1000000 10000000
    python benchmarks/daily_build.py --sizes 10000 1000000 --keep FOLDER     (again: the day after alone)
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from orchestration.settings import PROJECT, SEEDS
from warehouse.connect import note_now, open_build
from warehouse.publish import publish
from warehouse.reference import read_reference, save_reference

NEW = 2_000
GOAL = 1.5
START = datetime(2024, 1, 1, 5, tzinfo=UTC)
# Numbers are of one width, so that every text has the same offsets.
TEXT = (
    "Report 000000000: a drone hit the air base near the town on Monday, police said. Three people were killed and two "
    "wounded in report 000000000. The Grey Falcons claimed the attack, which the army blamed on others; nobody else "
    "has spoken of it so far, and the roads around the town stayed closed until the evening."
)
SENTENCES = (0, TEXT.index(". ") + 1, TEXT.index(". ", 100) + 1, len(TEXT))
WEAPONS = "['uav_unspecified', 'rocket', 'artillery', 'ied', 'small_arms', 'airstrike_unspecified']"
TYPES = "['drone_attack', 'missile_or_rocket', 'artillery_shelling', 'ied_or_mine', 'shooting_or_ambush', 'airstrike']"


@dataclass(frozen=True, kw_only=True)
class Built:
    """Seconds of models and tests as dbt's clock has them, seconds of processor of the whole process, and its peak of
    memory in megabytes."""

    models: float
    tests: float
    processor: float
    peak: float


def span(words: str) -> str:
    """The columns of a span of the text."""
    start = TEXT.index(words)
    sentence = sum(start >= end for end in SENTENCES[1:])
    return f"{sentence} as sent_no, {start} as char_start, {start + len(words)} as char_end"


def statements() -> Iterator[str]:
    """What writes the rows of the mentions in table `numbers` (n, seen_at, day, attack_no, source_id)."""
    ids = "'ver_' || n as article_version_id"
    yield """insert into ingest.entries by name
        select 'ent_' || n as entry_id, 'itm_' || n as item_id, source_id, 'cap_' || n as capture_id, 'feed' as kind,
            'g' || n as guid, false as is_correction, seen_at as first_seen_at, seen_at as loaded_at,
            seen_at as published_at, 'Report' as title from numbers"""
    yield """insert into ingest.articles by name
        select 'art_' || n as article_id, source_id, 'https://' || source_id || '.example/' || n as canonical_url,
            seen_at as first_seen_at, seen_at as loaded_at from numbers"""
    yield f"""insert into ingest.article_versions by name
        select {ids}, 'art_' || n as article_id, source_id, 'ent_' || n as entry_id, 'cap_' || n as capture_id,
            1 as version_no, 'initial' as change_kind, 'Report' as title,
            replace('{TEXT}', '000000000', lpad(n::varchar, 9, '0')) as text, 'sha_' || n as text_sha256,
            {len(TEXT.split())} as word_count, 'en' as language, seen_at - interval 2 hour as published_at,
            'feed' as published_basis, seen_at as first_seen_at, seen_at as loaded_at,
            'page' as text_kind from numbers"""
    yield """insert into ingest.article_copies by name
        select 'ver_' || n as article_version_id, 1 as copy_no, 'ver_' || (n - 1) as copied_version_id,
            40 as shared_count, 0.9 as containment, seen_at as known_from from numbers where n % 10 = 7"""
    for number, (start, end) in enumerate(pairwise(SENTENCES)):
        yield f"""insert into ingest.sentences by name
            select {ids}, {number} as sent_no, 0 as para_no, {start + (start > 0)} as char_start, {end} as char_end,
                'body' as section_role from numbers"""
    yield f"""insert into ingest.coded_versions by name
        select 'run_1' as run_id, {ids}, 'coded' as status, seen_at as loaded_at from numbers"""
    yield f"""insert into ingest.mentions by name
        select 'run_1' as run_id, 'men_' || n as mention_id, {ids}, 0 as ordinal,
            {TYPES}[1 + attack_no % 6] as event_type, 'actual' as attack_status, true as is_countable,
            day::timestamptz as occurred_start, day::timestamptz + interval 86399 second as occurred_end,
            day as event_date, 'day' as date_granularity, 'weekday_resolved' as date_basis, 0.9 as confidence,
            'made up' as reason, {span(TEXT[: SENTENCES[1]])}, seen_at as loaded_at from numbers"""
    yield from _told()
    yield """insert into ingest.attack_registry by name
        select 'att_' || attack_no as attack_id, 'men_' || min(n) as founding_mention_id, min(seen_at) as created_at
        from numbers where not exists (
            select 1 from ingest.attack_registry as r where r.attack_id = 'att_' || numbers.attack_no
        ) group by attack_no"""
    yield """insert into ingest.attack_membership by name
        select 'men_' || n as mention_id, 'att_' || attack_no as attack_id, seen_at as known_from, 'made up' as method,
            'made up' as reason, 'benchmark' as decided_by from numbers"""


def _told() -> Iterator[str]:
    for chain, role, name in (("own", "own_voice", "source_id"), ("said", "origin", "'police of ' || n % 500")):
        for step, (played, named) in enumerate((("publisher", "source_id"), (role, name))):
            source = "source_id" if named == "source_id" else "null"
            yield f"""insert into ingest.chain_steps by name
                select 'run_1' as run_id, '{chain}_' || n as chain_id, 'ver_' || n as article_version_id,
                    {step} as step, '{played}' as role, {named} as name, {source} as source_id, 'named' as anonymity
                from numbers"""
    for field, value, words, share in (
        ("weapon", f"{WEAPONS}[1 + attack_no % 6]", "drone", 100),
        ("place", "(select places from lists)[1 + attack_no % 300]", "the town", 90),
        ("site", "(select sites from lists)[1 + attack_no % 100]", "the air base", 60),
        ("attacker", "(select actors from lists)[1 + attack_no % 40]", "The Grey Falcons", 40),
        ("attacker_status", "'suspected'", "blamed", 40),
        ("outcome", "'hit'", "hit", 70),
        ("launched", "null", "a drone", 50),
    ):
        count = "1 + attack_no % 5" if field == "launched" else "null"
        yield f"""insert into ingest.assertions by name
            select 'run_1' as run_id, '{field}_' || n as assertion_id, 'men_' || n as mention_id, '{field}' as field,
                {value} as value, '{words}' as text, {count} as low, {count} as best, {count} as high,
                'asserted' as certainty, 'relayed' as voice, 'said_' || n as chain_id, {span(words)},
                seen_at as loaded_at from numbers where hash(attack_no, '{field}') % 100 < {share}"""
    yield f"""insert into ingest.claims by name
        select 'run_1' as run_id, 'clm_' || n as claim_id, 'men_' || n as mention_id, 'claims_responsibility' as stance,
            (select actors from lists)[1 + attack_no % 40] as speaker_actor_id, 'The Grey Falcons' as speaker_text,
            'asserted' as certainty, 'unknown' as claim_mode, 'own_' || n as chain_id, {span("claimed")},
            seen_at as loaded_at from numbers where attack_no % 3 = 0"""
    yield f"""insert into ingest.casualty_reports by name
        select 'run_1' as run_id, 'rep_' || n as report_id, 'men_' || n as mention_id, 'unknown' as side,
            'unknown' as combatant_status, 'killed' as harm, 'count' as report_kind, d as low, d as best, d as high,
            'said_' || n as chain_id, {span("Three")}, seen_at as loaded_at
        from (select *, 1 + (attack_no + n) % 7 as d from numbers) where attack_no % 10 < 7"""


def fill(connection: duckdb.DuckDBPyConnection, first: int, count: int) -> None:
    """Put so many mentions into the ledger, from a number on."""
    connection.execute(
        f"""create or replace temp table numbers as
        select n, timestamptz '{START.isoformat()}' + to_days((n // {NEW})::integer) as seen_at,
            date '{START:%Y-%m-%d}' + (n // {NEW})::integer - (hash(n // 3) % 3)::integer as day,
            case when hash(n) % 10 = 0 then greatest(0, n - (hash(n, 1) % 14000)::bigint) // 3
                else n // 3 end as attack_no,
            'src_' || lpad((hash(n, 2) % 200)::varchar, 3, '0') as source_id
        from (select range as n from range({first}, {first + count}))"""
    )
    for statement in statements():
        connection.execute(statement)
    connection.execute(
        """insert into ingest.feed_fetches by name
        select 'fet_' || source_id || '_' || seen_at::date as fetch_id, 'fed_' || source_id as feed_id, source_id,
            'cap' as capture_id, seen_at as polled_at, 200 as status, 1 as size_bytes, count(*)::integer as entry_count,
            seen_at as loaded_at from numbers group by source_id, seen_at"""
    )


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Sources, a coding run and the names that the made-up texts give."""
    save_reference(connection, read_reference(SEEDS), START)
    connection.execute(
        """insert into ingest.sources by name
        select 'src_' || lpad(n::varchar, 3, '0') as source_id, 'Source ' || n as name, 'outlet' as kind,
            'https://s.example/' as homepage, 'en' as language, 'National' as scale, 'UTC' as timezone,
            1 as feed_count, false as has_wire, ? as valid_from from (select range as n from range(200))""",
        [START],
    )
    connection.execute("insert into ingest.coding_runs values ('run_1', ?, 'rules', '1', '1')", [START])
    _lists(connection)


def _lists(connection: duckdb.DuckDBPyConnection) -> None:
    lists = []
    for seed, column, limit in (("actors", "actor_id", 40), ("sites", "site_id", 100)):
        query = f"""select list(id order by id) from (select content ->> '{column}' as id from ingest.reference_rows
            where seed = '{seed}' order by id limit {limit})"""
        lists.append(connection.execute(query).fetchall()[0][0])
    places = [line.split(",")[0] for line in (SEEDS / "places.csv").read_text(encoding="utf-8").splitlines()[1:301]]
    connection.execute("create temp table lists as select ? as actors, ? as sites, ? as places", [*lists, places])


def build(folder: Path, top: int, *options: str) -> Built:
    """Run dbt's build in a process of its own and name its slowest nodes."""
    environment = {
        "SIGACT_BUILD_DATABASE": str(folder / "build.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    command = [sys.executable, "-m", "dbt.cli.main", "--quiet", "build", "--exclude-resource-type", "unit_test"]
    dbt = Popen(
        [*command, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), *options],
        env=os.environ | environment, stdout=None, stderr=DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(dbt.pid, 0)
    if status:
        raise SystemExit("dbt failed: its words are above")
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    for each in sorted(results, key=lambda each: -each["execution_time"])[:top]:
        print(f"      {each['execution_time']:6.2f} s  {each['unique_id']}")
    models, tests = (
        sum(each["execution_time"] for each in results if each["unique_id"].startswith(kind))
        for kind in ("model", "test")
    )
    processor, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    return Built(models=models, tests=tests, processor=processor, peak=peak)


def measure(size: int, folder: Path, top: int) -> Built:
    """One size: the full build, the daily build after 2,000 new mentions, the publication."""
    database, history, day = folder / "build.duckdb", folder / "history.duckdb", START + timedelta(days=size // NEW)
    if not history.exists():
        _make_history(database, size, day, top)
        shutil.copy(database, history)
    shutil.copy(history, database)
    with open_build(database, "world") as connection:
        _lists(connection)
        fill(connection, size, NEW)
        note_now(connection, day)
    daily = build(folder, top)
    _say("the day after", daily)
    with duckdb.connect(str(database)) as connection:
        query = "select bool_or(is_of_everything) from intermediate.int_builds_planned"
        if connection.execute(query).fetchall() == [(True,)]:
            raise SystemExit(f"the project has changed since {history} was made: delete it")
    started = perf_counter()
    publish(database, folder / "published", day, "world", folder / "target" / "manifest.json")
    print(
        f"    publication {perf_counter() - started:.1f} s, {database.stat().st_size / 1e6:,.0f} MB of build",
        flush=True,
    )
    return daily


def _make_history(database: Path, size: int, day: datetime, top: int) -> None:
    started = perf_counter()
    with open_build(database, "world") as connection:
        prepare(connection)
        for first in range(0, size, 250_000):
            fill(connection, first, min(250_000, size - first))
        note_now(connection, day - timedelta(hours=1))
    print(f"{size:>10,} mentions: written in {perf_counter() - started:.0f} s", flush=True)
    _say("everything anew", build(database.parent, top, "--full-refresh"))


def _say(what: str, built: Built) -> None:
    print(
        f"    {what:<16} models {built.models:7.1f} s  tests {built.tests:6.1f} s  processor {built.processor:6.1f} s  "
        f"peak {built.peak:6,.0f} MB", flush=True,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="a folder that stays, with the histories")
    parser.add_argument("--top", type=int, default=0, help="name so many of the slowest models and tests")
    given = parser.parse_args()
    found = []
    for size in given.sizes:
        with TemporaryDirectory() as name:
            folder = (given.keep / str(size)) if given.keep else Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            found.append(measure(size, folder, given.top))
    for what, first, last in (
        ("seconds of models and tests", *(each.models + each.tests for each in (found[0], found[-1]))),
        ("processor", *(each.processor for each in (found[0], found[-1]))),
    ):
        print(f"the last day's build takes {last / first:.2f} x the first's, by {what} (goal {GOAL})")


if __name__ == "__main__":
    main()
