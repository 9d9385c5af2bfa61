"""Rounds of a run in processes of their own, each killed at its n-th point and then played again: FOLDER PORT POINTS.

Prints how many points a whole round has. A point is before and after whatever makes something durable.
"""

import json
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.source.read import LIMITS, read
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.revisits import revisit_articles
from orchestration.stages import register_sources
from tests.nearby import WORKERS, Nearby, workplace_of

KILLED = 137
NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)


class Points:
    """Counts what has become durable, and ends the process at the point that it was told."""

    def __init__(self, killed_at):
        self.count, self.killed_at = 0, killed_at

    def passed(self):
        self.count += 1
        if self.count == self.killed_at:
            os._exit(KILLED)

    def watch(self, function):
        def watched(*arguments, **named):
            self.passed()
            result = function(*arguments, **named)
            self.passed()
            return result

        return watched


class Watched:
    """A connection whose transactions are points."""

    def __init__(self, connection, points):
        self.connection, self.points = connection, points

    def __getattr__(self, name):
        return getattr(self.connection, name)

    def execute(self, query, *arguments):
        execute = self.points.watch(self.connection.execute) if query == "commit" else self.connection.execute
        return execute(query, *arguments)


def play(folder, port, killed_at=0):
    points = Points(killed_at)
    os.fsync, os.rename, os.replace = map(points.watch, (os.fsync, os.rename, os.replace))
    connect = duckdb.connect
    duckdb.connect = lambda *arguments, **named: Watched(connect(*arguments, **named), points)
    workplace = workplace_of(folder, ("/rss",))
    with workplace.locked():
        register_sources(workplace, NOW)
        collect(workplace, Nearby(port), NOW)
        extract_articles(workplace, NOW)
        revisit_articles(workplace, NOW)
    return points.count


def in_a_process(play, *arguments):
    """The exit code of a play, 1 where it raised, and of a whole one how many points it passed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.write(writer, str(play(*arguments)).encode())
            code = 0
        except Exception:  # noqa: BLE001 - the exit code tells it
            traceback.print_exc()
        finally:  # whatever the parent would still do, it does itself
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        counted = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), int(counted or 0)


def main(folder, port, wanted):
    WORKERS.run(id, read, LIMITS)  # started once, for all rounds: they begin with the first document
    code, count = in_a_process(play, folder / "whole", port)
    points = [1 + number * (count - 1) // (wanted - 1) for number in range(wanted)]
    codes = {}
    for point in points:
        codes[point] = [in_a_process(play, folder / str(point), port, killed_at)[0] for killed_at in (point, 0)]
    sys.stdout.write(json.dumps({"whole": code, "count": count, "codes": codes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
