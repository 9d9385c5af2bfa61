"""The reference seeds in the ledger: what they said when, so that a changed row leaves the old belief standing."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

# Seed → the columns that tell one row of it from another; a bound of validity may be empty.
SEEDS: dict[str, tuple[str, ...]] = {
    "actors": ("actor_id",),
    "actor_periods": ("actor_id", "valid_to"),
    "actor_aliases": ("actor_id", "alias"),
    "actor_relations": ("actor_id", "relation", "related_actor_id", "valid_from"),
    "sites": ("site_id",),
    "site_periods": ("site_id", "valid_to"),
    "site_aliases": ("site_id", "alias"),
    "site_relations": ("site_id", "relation", "related_site_id"),
}
_SCHEMA = {"seed": pl.String, "row_key": pl.String, "content": pl.String}


def read_reference(folder: Path) -> pl.DataFrame:
    """The rows of the seeds: seed, row_key and content, both JSON; an empty cell is left out of the content."""
    rows = [row for seed in SEEDS for row in _read(folder, seed)]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").unique(
        ("seed", "row_key"), keep="last", maintain_order=True
    )


def save_reference(connection: duckdb.DuckDBPyConnection, rows: pl.DataFrame, now: datetime) -> int:
    """Append what differs from the latest belief, rows that went included; returns how many."""
    connection.register("batch", rows.to_arrow())
    try:
        [(inserted,)] = connection.execute(
            """
            insert into ingest.reference_rows by name
            with latest as (
                select seed, row_key, content from ingest.reference_rows
                qualify row_number() over (partition by seed, row_key order by known_from desc) = 1
            )
            select seed, row_key, batch.content, $now as known_from
            from batch full join latest using (seed, row_key)
            where batch.content is distinct from latest.content
            """,
            {"now": now},
        ).fetchall()
    finally:
        connection.unregister("batch")
    return int(inserted)


def _read(folder: Path, seed: str) -> Iterator[tuple[str, str, str]]:
    with (folder / f"{seed}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = [row[column] for column in SEEDS[seed]]
            # Without empty cells and in one order: a column that is added, still empty, changes no row.
            yield seed, _json(key), _json({name: row[name] for name in sorted(row) if row[name]})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
