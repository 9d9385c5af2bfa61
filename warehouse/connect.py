"""The build database: opened for moments by its one writer, migrated on the way, bound to one registry."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from ingest.errors import Busy, DatabaseError, DataDirectoryError


@contextmanager
def hold_lock(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Be the data directory's one writer; the kernel frees the lock when the process dies.

    Entering again in the same process is no conflict. Raises Busy when another process has it for longer than we
    wait.
    """
    try:
        lock = FileLock(path, is_singleton=True).acquire(timeout=wait_seconds)
    except Timeout as error:
        raise Busy(
            f"another run is at work in {path.parent}: wait until it ends, or look at it in the Dagster UI",
            subject=str(path),
        ) from error
    except OSError as error:
        raise DataDirectoryError(f"{path.parent} cannot be written to: choose another data directory") from error
    with lock:
        yield


@contextmanager
def open_build(
    path: Path, registry: str, *, memory_limit: str | None = None, spill: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the build database, created or migrated as needed, in UTC and shut off from the outside.

    What does not fit into the memory limit ("1GB") goes to the folder `spill`; not given, both are DuckDB's own.
    Raises DatabaseError when it serves another registry or was made by a newer sigact, Busy when another program
    has it open.
    """
    try:
        connection = duckdb.connect(str(path), config=_limits(memory_limit, spill))
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise Busy(
                f"{path} is open in another program: close it there, and query the published database instead",
                subject=str(path),
            ) from error
        raise DatabaseError(f"{path} cannot be opened: {str(error).splitlines()[0]}", subject=str(path)) from error
    try:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set enable_external_access = false")
        version = _version(connection)
        if version:
            _refuse_other(connection, path, registry)
        _migrate(connection, path, version)
        if not _registry(connection):  # what writes nothing leaves no log of writes to be put away
            connection.execute("insert into ingest.meta values ('registry', ?)", [registry])
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _limits(memory_limit: str | None, spill: Path | None) -> dict[str, Any]:
    limits = {"memory_limit": memory_limit, "temp_directory": str(spill) if spill else None}
    return {name: value for name, value in limits.items() if value}


def read_meta(path: Path) -> dict[str, str]:
    """What a build database says of itself; empty where there is none."""
    if not path.exists():
        return {}
    with duckdb.connect(str(path), read_only=True) as connection:
        has_meta = connection.execute("select 1 from duckdb_tables() where table_name = 'meta'").fetchall()
        return dict(connection.execute("select key, value from ingest.meta").fetchall()) if has_meta else {}


def note_now(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Write down the instant at which the facts are built: what an embargo still hides depends on it."""
    connection.execute("insert or replace into ingest.meta values ('now', ?)", [now.astimezone(UTC).isoformat()])


def newest_version() -> int:
    """The number of the last migration that this sigact knows."""
    return max(number for number, _ in _migrations())


def _migrations() -> list[tuple[int, str]]:
    folder = resources.files("warehouse") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name.partition("_")[0]), file.read_text(encoding="utf-8")) for file in files]


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path, version: int) -> None:
    if version > newest_version():
        raise DatabaseError(
            f"{path} has schema version {version}, this sigact knows {newest_version()}: use the newer sigact",
            subject=str(path),
        )
    for number, statements in _migrations():
        if number > version:
            connection.execute("begin")
            connection.execute(statements)
            connection.execute("insert or replace into ingest.meta values ('schema_version', ?)", [str(number)])
            connection.execute("commit")


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    try:  # asking first which tables there are takes longer than all else
        rows = connection.execute("select value from ingest.meta where key = 'schema_version'").fetchall()
    except duckdb.CatalogException:
        return 0
    return int(rows[0][0]) if rows else 0


def _registry(connection: duckdb.DuckDBPyConnection) -> str | None:
    rows = connection.execute("select value from ingest.meta where key = 'registry'").fetchall()
    return rows[0][0] if rows else None


def _refuse_other(connection: duckdb.DuckDBPyConnection, path: Path, registry: str) -> None:
    """Refuse a database of another registry before a migration touches it; a run killed at its birth has none yet."""
    found = _registry(connection)
    if found and found != registry:
        raise DatabaseError(
            f"{path} serves the registry {found!r}, not {registry!r}: choose another data directory, "
            "so that invented and real rows never mix",
            subject=str(path),
        )
