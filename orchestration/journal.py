"""Decisions on their way into the database: first the journal, on the disk, then one transaction.

What a run that was killed between the two left in the journal is applied by the next before it decides anything.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.journal import Commit, list_files, read, write
from ingest.records import JournalLine, PairScore, ReachableMention
from warehouse.journal import applied, behind
from warehouse.reachable import forget
from warehouse.store import append_each, transaction


def commit(
    connection: duckdb.DuckDBPyConnection,
    archive: Path,
    made: Commit,
    mentions: Sequence[ReachableMention] = (),
    scores: Sequence[PairScore] = (),
) -> Counter[str]:
    """Write what was decided down and store it, with rows that can be derived again. Table → rows added."""
    return store(connection, write(archive, made), made, mentions, scores)


def store(
    connection: duckdb.DuckDBPyConnection,
    line: JournalLine,
    made: Commit,
    mentions: Sequence[ReachableMention] = (),
    scores: Sequence[PairScore] = (),
) -> Counter[str]:
    """Store a line of the journal: all of it or nothing. Table → rows added.

    What was kept of the mentions before, as they were compared then, gives way.
    """
    decided = (made.decisions, made.identities, made.changes, made.memberships)
    with transaction(connection):
        if made.run_id:
            forget(connection, made.run_id, [mention.mention_id for mention in mentions])
        return Counter(append_each(connection, mentions, scores, *decided, [line]))


def waiting(
    connection: duckdb.DuckDBPyConnection, archive: Path, until: datetime | None = None
) -> list[tuple[JournalLine, Commit]]:
    """The lines that are not stored, up to an instant, in the order of their instants."""
    last = f"{until.astimezone(UTC):%Y-%m-%d}.jsonl" if until else None
    found: list[tuple[JournalLine, Commit]] = []
    for file in behind(connection, list_files(archive)):
        if last is None or file <= last:
            held = applied(connection, file)
            found += [(line, made) for line, made in read(archive, file) if line.commit_id not in held]
    return sorted(((line, made) for line, made in found if until is None or made.now <= until), key=_instant)


def is_behind(connection: duckdb.DuckDBPyConnection, archive: Path) -> bool:
    """Whether the journal holds a line that is not stored."""
    return bool(behind(connection, list_files(archive)))


def _instant(pair: tuple[JournalLine, Commit]) -> datetime:
    return pair[1].now
