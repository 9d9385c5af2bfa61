"""The published database: the marts, written to a new file that nobody changes again, and a symlink moved to it.

Whatever goes wrong before the last step, the symlink still leads to the file of the publication before.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import duckdb

from ingest.errors import DataDirectoryError, SigactError

LINK = "sigact.duckdb"
KEPT_VERSIONS = 3
# What may be seen, and the key that its rows are written in the order of: equal builds give equal files, and the
# rows of one attack lie together.
TABLES: Mapping[str, tuple[str, ...]] = {
    "bridge_attack_actors": ("attack_id", "actor_id", "role"),
    "bridge_attack_articles": ("attack_id", "article_id"),
    "bridge_attack_chains": ("attack_id", "article_version_id", "chain_id", "field"),
    "bridge_attack_origins": ("attack_id", "origin_id"),
    "dim_actor_affiliations": ("actor_id", "within_actor_id", "valid_from", "known_from"),
    "dim_actor_aliases": ("actor_id", "alias", "known_from"),
    "dim_actor_relations": ("actor_id", "relation", "related_actor_id", "valid_from", "known_from"),
    "dim_actors": ("actor_id",),
    "dim_actors_history": ("actor_id", "valid_to", "known_from"),
    "dim_articles": ("article_id", "version_no", "article_version_id"),
    "dim_attack_redirects": ("attack_id",),
    "dim_dates": ("date_day",),
    "dim_event_types": ("event_type",),
    "dim_places": ("place_id",),
    "dim_site_aliases": ("site_id", "alias", "known_from"),
    "dim_site_relations": ("site_id", "relation", "related_site_id", "known_from"),
    "dim_sites": ("site_id",),
    "dim_sites_history": ("site_id", "valid_to", "known_from"),
    "dim_sources": ("source_id",),
    "dim_sources_history": ("source_id", "known_from"),
    "dim_weapons": ("weapon_type",),
    "fct_aggregate_statements": ("article_version_id", "statement_id"),
    "fct_attack_weapons": ("attack_id", "weapon_type"),
    "fct_attacks": ("attack_id",),
    "fct_attacks_history": ("attack_id", "known_from"),
    "fct_attacks_published_history": ("attack_id", "published_from"),
    "fct_belief_changes": ("attack_id", "clock", "changed_at", "article_version_id", "decision_id"),
    "fct_casualty_reports": ("attack_id", "report_id"),
    "fct_claims": ("attack_id", "claim_id"),
    "fct_contradictions": ("attack_id", "field", "value"),
    "fct_decisions": ("decision_id",),
    "fct_evidence": ("attack_id", "evidence_id"),
    "fct_review_items": ("item_key",),
    "fct_source_coverage": ("source_id", "coverage_date"),
    "fct_unresolved_names": ("field", "name_key"),
    "fct_withdrawals": ("attack_id", "article_id"),
}
TABLE_MACROS = Path(__file__).with_name("table_macros.sql")
# Today's shells and drivers open this version; the default of duckdb 2 they do not.
_STORAGE = "v1.5.0"
_VERSION = re.compile(r"sigact-(\d{8}T\d{6}Z)(?:-(\d+))?\.duckdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The file that is published now, with the number of rows of each table; `is_new` if this call wrote it."""

    path: Path
    tables: Mapping[str, int]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fingerprint:
    rows: int
    digest: str


class PublicationError(SigactError):
    """The file that was written does not hold what the build holds; it was not published."""


def publish(
    build: Path,
    folder: Path,
    now: datetime,
    registry: str,
    manifest: Path | None = None,
    *,
    macros: Path | None = None,
    memory_limit: str | None = None,
) -> Publication:
    """Publish the marts of a build database in `folder`, unless just these are published already.

    `manifest` is dbt's, whose descriptions become the comments of tables and columns; `macros` is SQL that is run in
    the new file (TABLE_MACROS). The caller holds the data directory's lock. Raises PublicationError when the new file
    differs from the build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / LINK
    for path in (link, _temporary(link)):
        if path.is_dir():
            raise DataDirectoryError(f"{path} is a folder and must be a link: move it away", subject=str(path))
    _clear_leftovers(folder)
    with closing(_connect(folder, memory_limit)) as connection:
        _attach(connection, build, "build", "read_only")
        prints = _fingerprints(connection, "build")
        tables = {table: fingerprint.rows for table, fingerprint in prints.items()}
        macro_text = macros.read_text(encoding="utf-8") if macros else ""
        facts = {"registry": registry, "macros": sha256(macro_text.encode()).hexdigest()}
        facts |= {f"fingerprint.{table}": print_.digest for table, print_ in prints.items()}
        if link.exists() and facts.items() <= _read_meta(link).items():
            return Publication(path=link.resolve(), tables=tables, is_new=False)
        path = _free_path(folder, now)
        facts |= {"published_at": now.astimezone(UTC).isoformat(), "code_version": _code_version()}
        _write(connection, _temporary(path), facts, manifest, macro_text)
    _verify(_temporary(path), prints)
    _release(_temporary(path), path, link)
    _remove_old(folder)
    return Publication(path=path, tables=tables, is_new=True)


def _connect(folder: Path, memory_limit: str | None) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"temp_directory": str(folder / ".spill")})
    if memory_limit:
        connection.execute(f"set memory_limit = {_literal(memory_limit)}")
    connection.execute("set TimeZone = 'UTC'")
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, option: str) -> None:
    connection.execute(f"attach {_literal(str(path))} as {name} ({option})")


def _fingerprints(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, _Fingerprint]:
    return {table: _fingerprint(connection, f"{catalog}.marts.{table}") for table in TABLES}


def _fingerprint(connection: duckdb.DuckDBPyConnection, table: str) -> _Fingerprint:
    """Number of rows, and a digest of rows and columns in which the order of the rows does not matter."""
    columns = [f"{name} {kind}" for name, kind, *_ in connection.execute(f"describe {table}").fetchall()]
    query = f"select count(*), coalesce(sum(hash(line)), 0), hash(?) from {table} as line"
    [(count, total, shape)] = connection.execute(query, [", ".join(columns)]).fetchall()
    return _Fingerprint(rows=count, digest=f"{count} {total} {shape}")


def _read_meta(path: Path) -> dict[str, str]:
    """What a published file says of itself; nothing if it cannot be read, so that it is replaced."""
    try:
        with closing(duckdb.connect()) as connection:
            _attach(connection, path.resolve(), "published", "read_only")
            return dict(connection.execute("select key, value from published.marts.meta").fetchall())
    except duckdb.Error:
        return {}


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, facts: Mapping[str, str], manifest: Path | None, macros: str
) -> None:
    _attach(connection, path, "published", f"storage_version '{_STORAGE}'")
    connection.execute("create schema published.marts")
    for table, key in TABLES.items():
        rows = f"select * from build.marts.{table} order by {', '.join(key)}"
        connection.execute(f"create table published.marts.{table} as {rows}")
    connection.execute("create table published.marts.meta (key varchar not null, value varchar not null)")
    connection.executemany("insert into published.marts.meta values (?, ?)", sorted(facts.items()))
    connection.execute(
        "comment on table published.marts.meta is "
        "'What this file is: registry, time of publication, version of the code. One row per key.'"
    )
    for column, says in (("key", "What is said."), ("value", "What it says, as text.")):
        connection.execute(f"comment on column published.marts.meta.{column} is {_literal(says)}")
    for commented, text in _comments(manifest) if manifest else ():
        connection.execute(f"comment on {commented} is {_literal(text)}")
    connection.execute("use published")  # a macro is bound when it is made, and its names have two parts
    connection.execute(macros)
    connection.execute("use memory")
    connection.execute("checkpoint published")
    connection.execute("detach published")


def _comments(manifest: Path) -> Iterator[tuple[str, str]]:
    for node in json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values():
        if node["resource_type"] == "model" and node["name"] in TABLES:
            table = f"published.marts.{node['name']}"
            yield f"table {table}", node["description"]
            for column in node["columns"].values():
                yield f'column {table}."{column["name"]}"', column["description"]


def _verify(path: Path, expected: Mapping[str, _Fingerprint]) -> None:
    """Read the file back as a reader will."""
    with closing(duckdb.connect()) as connection:
        _attach(connection, path, "written", "read_only")
        written = _fingerprints(connection, "written")
    wrong = [table for table in TABLES if written[table] != expected[table]]
    if wrong:
        raise PublicationError(f"{path} does not hold what the build holds in {', '.join(wrong)}; run again")


def _release(temporary: Path, path: Path, link: Path) -> None:
    """Give the file its name and move the symlink, each in one step that either happens or does not."""
    _sync(temporary)
    temporary.replace(path)
    new_link = _temporary(link)
    new_link.symlink_to(path.name)
    new_link.replace(link)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _versions(folder: Path) -> list[Path]:
    """The published files, oldest first."""
    found = [(match, path) for path in folder.iterdir() if (match := _VERSION.fullmatch(path.name))]
    return [path for match, path in sorted(found, key=lambda pair: (pair[0][1], int(pair[0][2] or 1)))]


def _free_path(folder: Path, now: datetime) -> Path:
    stem = f"sigact-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    path, number = folder / f"{stem}.duckdb", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.duckdb"
    return path


def _remove_old(folder: Path) -> None:
    """Readers of a removed file keep reading it until they close it."""
    current = (folder / LINK).resolve()
    for path in _versions(folder)[:-KEPT_VERSIONS]:
        if path.resolve() != current:
            path.unlink()


def _clear_leftovers(folder: Path) -> None:
    """What a publication that was cut short has left."""
    for path in [*folder.glob("sigact-*.duckdb.new*"), _temporary(folder / LINK)]:
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / ".spill", ignore_errors=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _code_version() -> str:
    try:
        return metadata.version("sigact")
    except metadata.PackageNotFoundError:
        return "unknown"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
