"""A small world and a ledger in memory, in which mentions are resolved batch by batch as a run does it."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import duckdb
import pytest

from ingest.attack.decided import decided
from ingest.attack.reference import Reference
from ingest.codes import EventType
from ingest.records import ResolvableMention
from orchestration.resolving import Desk, reachable, resolve_batch
from warehouse.decisions import decisions
from warehouse.store import append_all

MIGRATIONS = sorted((Path(__file__).parents[2] / "warehouse" / "migrations").glob("*.sql"))
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
RUN = "run"
TABLES = (
    "reachable_mentions", "pair_scores", "attack_registry", "attack_changes", "attack_membership",
    "analyst_decisions", "journal_lines",
)  # fmt: skip
WORLD = Reference(
    parent_of={"city": "province", "town": "province", "far": "other province", "province": "country"}
    | {"other province": "country", "valley": "country"},
    place_of_site={"base": "city", "airport": "city", "port": "town", "annex": "city"},
    site_relations={frozenset({"base", "airport"}): "near", frozenset({"base", "annex"}): "houses"},
    class_of_weapon={"uav": "drone", "uav_armed": "drone", "rocket": "missile_rocket", "ied": "explosive"},
    type_of_place={"city": "settlement", "town": "settlement", "far": "settlement", "valley": "region"}
    | {"province": "adm1", "other province": "adm1", "country": "country"},
    above={"brigade": frozenset({"umbrella", "class"}), "umbrella": frozenset({"class"})},
    points={"city": (36.0, 44.0), "town": (36.05, 44.0), "far": (33.0, 44.0)},
)


def told(number: int, **values) -> ResolvableMention:
    """A mention on 9 March of a drone in the city, published at noon of the next day."""
    day = values.pop("day", 0)
    start = NOON.replace(hour=0) + timedelta(days=day)
    fields = {
        "mention_id": f"m{number:03}", "article_id": f"a{number}", "article_version_id": f"v{number}",
        "near_dup_of": None, "published_at": NOON + timedelta(days=1 + day), "event_type": EventType.DRONE_ATTACK,
        "occurred_start": start, "occurred_end": start + timedelta(hours=24, seconds=-1), "place_id": "city",
        "weapon_type": "uav",
    }  # fmt: skip
    return ResolvableMention(**(fields | values))


class Ledger:
    """Resolves batches one after another, an hour apart, and tells what is believed."""

    idle: ClassVar[list[duckdb.DuckDBPyConnection]] = []

    def __init__(self, reference: Reference = WORLD) -> None:
        self.connection = self.idle.pop() if self.idle else empty()
        self.reference = reference
        self.now = NOON

    def add(self, batch):
        rows = [reachable(mention, self.reference, RUN, self.now) for mention in batch]
        bounds = decided(decisions(self.connection))
        resolution, caps = resolve_batch(self.connection, RUN, rows, self.reference, self.now, bounds=bounds)
        append_all(
            self.connection, rows, resolution.pair_scores(RUN, self.now), resolution.identities,
            resolution.changes, resolution.memberships,
        )  # fmt: skip
        self.now += timedelta(hours=1)
        return caps

    def desk(self, archive: Path) -> Desk:
        """Where an analyst decides, with a journal of its own."""
        return Desk(connection=self.connection, archive=archive, run_id=RUN, reference=self.reference)

    def attack_of(self) -> dict[str, str]:
        query = "select mention_id, arg_max(attack_id, known_from) from ingest.attack_membership group by mention_id"
        return dict(self.rows(query))

    def parts(self) -> set[frozenset[str]]:
        found = defaultdict(set)
        for mention_id, attack_id in self.attack_of().items():
            found[attack_id].add(mention_id)
        return set(map(frozenset, found.values()))

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def close(self):
        """A database that is emptied is made faster than a new one."""
        for table in TABLES:
            self.connection.execute(f"delete from ingest.{table}")
        self.idle.append(self.connection)


def empty() -> duckdb.DuckDBPyConnection:
    """A build database without rows, in memory."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("".join(path.read_text(encoding="utf-8") for path in MIGRATIONS))
    return connection


@pytest.fixture
def ledger():
    found = Ledger()
    yield found
    found.close()
