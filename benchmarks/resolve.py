"""What it costs to resolve 1,000 new mentions beside 10,000, 100,000 and 1,000,000 stored ones, in time and memory.

The history is made up, seeded: towns of many provinces are attacked in bursts, each attack is told by one to nine
articles over some days, and a few reports are vague. Stored mentions are put in as an earlier run left them. Beside it,
everything is resolved again in the same run, for as many mentions as that is bearable.

    python benchmarks/resolve.py
    python benchmarks/resolve.py --sizes 10000 100000 1000000 5000000 --again 20000
"""

import argparse
import random
import resource
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from ingest.attack.reference import Reference, load_reference
from ingest.attack.resolve import METHOD
from ingest.codes import EventType
from ingest.keys import key
from ingest.records import AttackIdentity, Membership, PairScore, ReachableMention, ResolvableMention
from orchestration.resolving import BATCH, reachable, resolve_batch
from orchestration.settings import SEEDS
from warehouse.connect import open_build
from warehouse.store import append_all, to_frame

NEW = 1_000
A_DAY = 250
GOAL = 1.5
RUN = "benchmark"
START = datetime(2024, 1, 1, tzinfo=UTC)
WEAPONS = {
    "uav_unspecified": EventType.DRONE_ATTACK,
    "rocket": EventType.MISSILE_OR_ROCKET,
    "artillery": EventType.ARTILLERY_SHELLING,
    "airstrike_unspecified": EventType.AIRSTRIKE,
    "ied": EventType.IED_OR_MINE,
    "small_arms": EventType.SHOOTING_OR_AMBUSH,
}
WORDS = [f"word{number:04}" for number in range(4_000)]


def history(count: int, reference: Reference, first: datetime) -> Iterator[tuple[ResolvableMention, str]]:
    """So many mentions, each with its attack, `A_DAY` a day from an instant on."""
    chance = random.Random(f"{count} {first}")
    towns = sorted(place for place, kind in reference.type_of_place.items() if kind == "settlement")
    made = 0
    while made < count:
        hot = chance.sample(towns, 25)
        for _ in range(A_DAY // 4):
            day = first + timedelta(days=made // A_DAY)
            town = chance.choice(hot) if chance.random() < 0.6 else chance.choice(towns)
            for mention, attack in told(chance, town, day, made, reference):
                if made < count:
                    made += 1
                    yield mention, attack


def told(
    chance: random.Random, town: str, day: datetime, number: int, reference: Reference
) -> Iterator[tuple[ResolvableMention, str]]:
    """One attack in its articles: their words overlap, their tolls rise, one in ten is vague about day or place."""
    weapon = chance.choice(sorted(WEAPONS))
    words, dead = chance.sample(WORDS, 6), chance.randint(0, 30)
    attack = key("att", town, day.isoformat(), number)
    for at in range(chance.choice((1, 1, 2, 3, 3, 5, 9))):
        vague = chance.random() < 0.1
        article = key("art", attack, at)
        start = day - timedelta(days=6) if vague else day
        yield (
            ResolvableMention(
                mention_id=key("men", article),
                article_id=article,
                article_version_id=key("ver", article),
                near_dup_of=None,
                published_at=day + timedelta(hours=6 + 7 * at),
                event_type=WEAPONS[weapon],
                occurred_start=start,
                occurred_end=day + timedelta(hours=24, seconds=-1),
                place_id=reference.parent_of.get(town, town) if vague else town,
                weapon_type=weapon,
                killed=dead + at,
                words=tuple(sorted(chance.sample(words, 3))),
            ),
            attack,
        )


def store(connection: duckdb.DuckDBPyConnection, count: int, reference: Reference) -> None:
    """Put stored mentions in as an earlier run left them: one attack each that was made up, its pairs linked."""
    batch: list[tuple[ResolvableMention, str]] = []
    for each in history(count, reference, START):
        batch.append(each)
        if len(batch) == 50_000:
            put(connection, batch, reference)
            batch = []
    put(connection, batch, reference)


def put(
    connection: duckdb.DuckDBPyConnection, batch: list[tuple[ResolvableMention, str]], reference: Reference
) -> None:
    if not batch:
        return
    rows = [reachable(mention, reference, RUN, START) for mention, _ in batch]
    members = [
        Membership(
            mention_id=mention.mention_id, attack_id=attack, known_from=START, method=METHOD, score=None,
            reason="made up", decided_by="machine",
        )
        for mention, attack in batch
    ]  # fmt: skip
    founders = {attack: mention.mention_id for mention, attack in reversed(batch)}
    identities = [
        AttackIdentity(attack_id=attack, founding_mention_id=founder, created_at=START)
        for attack, founder in founders.items()
    ]
    pairs = [
        PairScore(
            run_id=RUN, method=METHOD, mention_id=min(one, other), other_mention_id=max(one, other), score=9.0,
            contributions="{}", known_from=START,
        )
        for (first, attack), one in zip(batch, (mention.mention_id for mention, _ in batch), strict=True)
        if (other := founders[attack]) != one
    ]  # fmt: skip
    for table, records in (
        ("reachable_mentions", rows), ("attack_membership", members), ("attack_registry", identities),
        ("pair_scores", pairs),
    ):  # fmt: skip
        if records:
            keep = "or ignore" if table == "attack_registry" else ""
            connection.register("rows_to_put", to_frame(records).to_arrow())
            connection.execute(f"insert {keep} into ingest.{table} by name from rows_to_put")
            connection.unregister("rows_to_put")


def add(connection: duckdb.DuckDBPyConnection, new: list[ReachableMention], reference: Reference) -> float:
    """Resolve mentions batch by batch as a run does; seconds of the clock."""
    begun = perf_counter()
    for at in range(0, len(new), BATCH):
        rows = new[at : at + BATCH]
        found, _ = resolve_batch(connection, RUN, rows, reference, rows[-1].known_from)
        append_all(
            connection, rows, found.pair_scores(RUN, rows[-1].known_from), found.identities, found.changes,
            found.memberships,
        )  # fmt: skip
    return perf_counter() - begun


def measure(size: int, *, is_again: bool) -> tuple[float, float]:
    """Seconds to resolve the new mentions (or all, from nothing) and the process's peak memory in MB."""
    reference = load_reference(SEEDS)
    last = START + timedelta(days=size // A_DAY)
    with TemporaryDirectory() as folder, open_build(Path(folder) / "build.duckdb", "benchmark") as connection:
        if not is_again:
            store(connection, size, reference)
        mentions = history(size, reference, START) if is_again else history(NEW, reference, last)
        new = [reachable(mention, reference, RUN, last) for mention, _ in mentions]
        connection.execute("checkpoint")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = add(connection, new, reference)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return seconds, max(after - before, 0) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--again", type=int, default=10_000, help="resolve so many again from nothing")
    given = parser.parse_args()
    seconds = {}
    for size in given.sizes:
        with get_context("spawn").Pool(1) as pool:
            seconds[size], grown = pool.apply(measure, (size,), {"is_again": False})
        told = f"{NEW:,} new beside {size:>9,} stored: {seconds[size]:6.2f} s"
        print(f"{told}, peak memory grows {grown:5.0f} MB", flush=True)
    with get_context("spawn").Pool(1) as pool:
        again, _ = pool.apply(measure, (given.again,), {"is_again": True})
    print(f"all {given.again:,} again: {again:.2f} s, {again / seconds[given.sizes[0]]:.1f} times the first")
    ratio = seconds[given.sizes[-1]] / seconds[given.sizes[0]]
    verdict = "reached" if ratio <= GOAL else "MISSED"
    print(f"the last takes {ratio:.2f} times the first; the goal is at most {GOAL}: {verdict}")


if __name__ == "__main__":
    main()
