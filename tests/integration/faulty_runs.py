"""Days of a site played by the daily job in Dagster, dbt and publication included: FOLDER SEED, SEED 0 without faults.

Each day runs with its faults until they have ended it, then once more to its end; without faults all days are one run.
Prints what was told at the end and the facts that are published, without the times at which anything was learned.
"""

import json
import random
import resource
import sys
import time
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import duckdb

from orchestration.run import run_at
from tests.integration.faulty import BEGAN, TOLD, another_program, items, load, page, rss
from tests.integration.killed import Points, in_a_process
from tests.nearby import Nearby, Site, workplace_of

DAYS = 3
FAULTS = ("killed", "killed in dbt", "full disk", "locked database", "locked in dbt", "broken feed", "clock back",
          "clock ahead")  # fmt: skip
# Without the times at which an attack became known, which faults may change.
FACTS = {"fct_attacks": "* exclude (first_known_at, known_from)", "fct_evidence": "*", "fct_claims": "*",
         "fct_casualty_reports": "*", "fct_attack_weapons": "*", "fct_contradictions": "*"}  # fmt: skip
# Less than a database with any table has: what is made durable after that lies beyond.
_FULL_BYTES = 2**19
# What a process started ends soon after it; the next run begins sooner here than a new process would.
_TO_END = 60
# Before a run that finds the database locked tries again: nothing frees it while the test waits.
_PAUSE = 0.1


class Days(Nearby):
    """The outside of a run of several days: the site goes on with each of them."""

    def __init__(self, port, site):
        super().__init__(port)
        self.site, self.day = site, -1

    def advance(self, now):
        self.day += 1
        tell(self.site, self.day)


class Watching(Points):
    """A reporter that counts what a run is at, and ends the process at the point that it was told."""

    def __init__(self, killed_at=0, only=""):
        super().__init__(killed_at)
        self.only = only

    def stage(self, label, total):
        return self.passed if self.only in label else lambda: None


class Locking:
    """A reporter that lets another program open the database when dbt is about to begin."""

    def __init__(self, database):
        self.other = another_program(database)

    def stage(self, label, total):
        if "dbt" in label:
            self.other.__enter__()
        return lambda: None


class Filling(Points):
    """A reporter that fills the disk at the point that it was told: no file can be written beyond its first blocks."""

    def passed(self):
        self.count += 1
        if self.count == self.killed_at:
            resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL_BYTES, resource.RLIM_INFINITY))

    def stage(self, label, total):
        return self.passed


def newest(day):
    return DAYS * (day + 1) - 1


def ran_at(day):
    return BEGAN + timedelta(days=DAYS * DAYS + day)


def tell(site, day):
    for number, copy in items(newest(day)):
        site.answers[f"/{number}-{copy}"] = (200, page(number, copy), {"Content-Type": "text/html"})
    site.answers["/rss"] = (200, rss(newest(day)), {})


def run_of(workplace, now, reporter):
    workplace.reporter = reporter
    run_at(workplace, (now,))
    return getattr(reporter, "count", 0)


def dealt(chance):
    """The faults of each day: what a broken feed held back comes on a later day; the first has no day before it and no
    database."""
    while True:
        faults = chance.sample(FAULTS, len(FAULTS))
        days = [faults[day::DAYS] for day in range(DAYS)]
        jumps = [sum(fault.startswith("clock") for fault in day) for day in days]
        is_early = {"clock back", "locked database"} & set(days[0])
        if "broken feed" not in days[-1] and not is_early and max(jumps) == 1:
            return days


def suffer(fault, workplace, now, chance):
    """A run that the fault ends, or that waits until it is gone."""
    database = workplace.settings.build_database
    if fault == "killed":
        assert in_a_process(run_of, workplace, now, Watching(chance.randint(1, 20)))[0] == 137
        freed(database)
    elif fault == "killed in dbt":
        assert in_a_process(run_of, workplace, now, Watching(chance.randint(1, 250), "dbt"))[0] == 137
        freed(database)
    elif fault == "full disk":
        assert in_a_process(run_of, workplace, now, Filling(chance.randint(1, 60)))[0] == 1
    elif fault == "locked database":
        with another_program(database):
            assert in_a_process(run_of, workplace, now, Watching())[0] == 1
    elif fault == "locked in dbt":
        assert in_a_process(run_of, workplace, now, Locking(database))[0] == 1
        freed(database)


def freed(database):
    """Wait until nobody has the database open any more."""
    last = time.monotonic() + _TO_END
    while database.exists():
        try:
            return duckdb.connect(str(database)).close()
        except duckdb.IOException:
            assert time.monotonic() < last, "what the killed run started has the database open"
            time.sleep(0.2)


def play(folder, seed):
    workplace, site, chance = workplace_of(folder, ("/rss",), retry_pause_seconds=_PAUSE), Site(), random.Random(seed)
    load(workplace)
    with site.serve() as port:
        if not seed:
            workplace.outside = lambda: nullcontext(Days(port, site))
            run_at(workplace, [ran_at(day) for day in range(DAYS)])
            return told_by(workplace) | {"faults": []}
        workplace.outside = lambda: nullcontext(Nearby(port))
        faults = dealt(chance)
        for day in range(DAYS):
            play_day(workplace, site, chance, day, faults[day])
    return told_by(workplace) | {"faults": faults}


def play_day(workplace, site, chance, day, faults):
    tell(site, day)
    now = ran_at(day)
    if "broken feed" in faults:
        site.answers["/rss"] = (500, b"", {})
    if "clock back" in faults:
        now -= timedelta(days=2, hours=1)
    elif "clock ahead" in faults:
        now += timedelta(hours=23)
    for fault in faults:
        suffer(fault, workplace, now, chance)
    assert in_a_process(run_of, workplace, now, Watching())[0] == 0, f"day {day}, {faults}"


def told_by(workplace):
    settings = workplace.settings
    with duckdb.connect(str(settings.build_database), read_only=True) as connection:
        told = connection.execute(TOLD).fetchall()
    return {"told": told, "facts": facts_of(settings.database.resolve())}


def facts_of(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: sorted(map(repr, connection.execute(f"select {columns} from marts.{table}").fetchall()))
            for table, columns in FACTS.items()
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(play(Path(sys.argv[1]), int(sys.argv[2]))))
