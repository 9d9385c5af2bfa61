"""Mentions resolved and decided of in processes of their own, each killed at its n-th point and played again.

Called with FOLDER and POINTS. A point is before and after whatever makes something durable: a flush of the journal, a
commit of the database.
"""

import json
import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import duckdb

from orchestration.deciding import By, merge, split, undo
from orchestration.resolving import Desk, apply_journal, resolve_pending
from tests.attack.conftest import NOON, WORLD
from tests.dbt.ledger import Ledger
from tests.integration.killed import Points, Watched, in_a_process
from warehouse.connect import newest_version, open_build
from warehouse.decisions import decisions

PLACES = ("city", "city", "far", "town", "city", "far")
RUN = "run_2"


def write_mentions(path):
    """Six articles of one day, each with a mention that nobody has resolved."""
    ledger = Ledger(path)
    for number, place in enumerate(PLACES):
        version_id = ledger.article("desk", f"A drone struck a depot, report {number}.", NOON)
        when = {"occurred_start": NOON, "occurred_end": NOON + timedelta(hours=2), "date_granularity": "hour"}
        ledger.mention(version_id, "att", loaded_at=NOON, **when).gives("place", place).gives("weapon", "uav")
    for table in ("attack_membership", "attack_registry"):
        ledger.connection.execute(f"delete from ingest.{table}")
    ledger.insert("meta", key="schema_version", value=str(newest_version()))
    ledger.close()


def decide(desk, nth):
    """The n-th decision, an hour after the one before."""
    by = By(analyst="ana", reason="on film", now=NOON + timedelta(hours=1 + nth))
    attacks = [row[0] for row in desk.connection.execute("from ingest.attack_registry order by attack_id").fetchall()]
    largest = "select attack_id from ingest.attack_membership group by all order by count(*) desc, attack_id limit 1"
    match nth:
        case 0:
            merge(desk, attacks[0], attacks[1], by)
        case 1:
            mine = desk.connection.execute(largest).fetchall()[0][0]
            one = "select min(mention_id) from ingest.attack_membership where attack_id = ?"
            split(desk, mine, [desk.connection.execute(one, [mine]).fetchall()[0][0]], by)
        case 2:
            undo(desk, decisions(desk.connection)[0].decision_id, by)


def play(folder, killed_at=0):
    points = Points(killed_at)
    os.fsync = points.watch(os.fsync)
    connect = duckdb.connect
    duckdb.connect = lambda *arguments, **named: Watched(connect(*arguments, **named), points)
    with open_build(folder / "build.duckdb", "newsroom") as connection:
        desk = Desk(connection=connection, archive=folder / "archive", run_id=RUN, reference=WORLD)
        apply_journal(desk)
        resolve_pending(desk, NOON, batch=2)
        for nth in range(len(decisions(connection)), 3):
            decide(desk, nth)
    return points.count


def prepared(folder, name):
    (folder / name).mkdir()
    shutil.copy(folder / "before.duckdb", folder / name / "build.duckdb")
    return folder / name


def main(folder, wanted):
    write_mentions(folder / "before.duckdb")
    code, count = in_a_process(play, prepared(folder, "whole"))
    codes = {}
    for point in [1 + number * (count - 1) // (wanted - 1) for number in range(wanted)]:
        place = prepared(folder, str(point))
        codes[point] = [in_a_process(play, place, killed_at)[0] for killed_at in (point, 0)]
    sys.stdout.write(json.dumps({"whole": code, "count": count, "codes": codes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
