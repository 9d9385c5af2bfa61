"""Records → tables of the ledger: rows whose key is new are appended, the others are left as they are."""

import types
import typing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

import duckdb
import polars as pl

from ingest import records as rec


@dataclass(frozen=True, slots=True)
class Table:
    """Where a record is kept and what tells one row from another."""

    name: str
    key: tuple[str, ...]


TABLES: dict[type, Table] = {
    rec.Capture: Table("captures", ("capture_id",)),
    rec.FeedFetch: Table("feed_fetches", ("fetch_id",)),
    rec.FeedState: Table("feed_states", ("fetch_id",)),
    rec.ListingChange: Table("listing_changes", ("feed_id", "item_id", "polled_at")),
    rec.Entry: Table("entries", ("entry_id",)),
    rec.WireItem: Table("wire_items", ("entry_id",)),
    rec.WirePoll: Table("wire_polls", ("poll_id",)),
    rec.Failure: Table("failures", ("entry_id", "capture_id")),
    rec.Rejection: Table("rejections", ("entry_id",)),
    rec.PageObservation: Table("page_observations", ("entry_id", "capture_id")),
    rec.Article: Table("articles", ("article_id",)),
    rec.ArticleVersion: Table("article_versions", ("article_version_id",)),
    rec.ArticleSketch: Table("article_sketches", ("article_version_id",)),
    rec.ArticleCopy: Table("article_copies", ("article_version_id", "copy_no")),
    rec.ArticleParagraph: Table("article_paragraphs", ("article_version_id", "para_no")),
    rec.ArticleDate: Table("article_dates", ("article_version_id", "basis")),
    rec.PagePrint: Table("page_prints", ("host", "print_hash", "article_id")),
    rec.Sentence: Table("sentences", ("article_version_id", "sent_no")),
    rec.CodingRun: Table("coding_runs", ("run_id",)),
    rec.CodedVersion: Table("coded_versions", ("run_id", "article_version_id")),
    rec.Mention: Table("mentions", ("run_id", "mention_id")),
    rec.Assertion: Table("assertions", ("run_id", "assertion_id")),
    rec.Claim: Table("claims", ("run_id", "claim_id")),
    rec.CasualtyReport: Table("casualty_reports", ("run_id", "report_id")),
    rec.AggregateStatement: Table("aggregate_statements", ("run_id", "statement_id")),
    rec.ChainStep: Table("chain_steps", ("run_id", "chain_id", "step")),
    rec.Settlement: Table("gazetteer_places", ("place_id",)),
    rec.AttackIdentity: Table("attack_registry", ("attack_id",)),
    rec.Membership: Table("attack_membership", ("mention_id", "known_from")),
    rec.AttackChange: Table("attack_changes", ("attack_id", "change", "known_from")),
    rec.AnalystDecision: Table("analyst_decisions", ("decision_id",)),
    rec.JournalLine: Table("journal_lines", ("commit_id",)),
    rec.ReachableMention: Table("reachable_mentions", ("run_id", "mention_id")),
    rec.PairScore: Table("pair_scores", ("run_id", "method", "mention_id", "other_mention_id")),
}

_TYPES: dict[type, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    datetime: pl.Datetime("us", "UTC"),
    date: pl.Date(),
}


def append(connection: duckdb.DuckDBPyConnection, rows: Sequence[Any]) -> int:
    """Insert the records whose key is not stored yet and return how many they were; all are of one kind."""
    if not rows:
        return 0
    table = TABLES[type(rows[0])]
    frame = to_frame(rows).unique(table.key, keep="first", maintain_order=True)
    connection.register("batch", frame.to_arrow())
    try:
        # fetchall, not fetchone: DuckDB 2 refuses other work on a connection whose result is not read to its end.
        [(inserted,)] = connection.execute(
            f"insert into ingest.{table.name} by name "
            f"select batch.* from batch anti join ingest.{table.name} using ({', '.join(table.key)})"
        ).fetchall()
    finally:
        connection.unregister("batch")
    return int(inserted)


def append_all(connection: duckdb.DuckDBPyConnection, *groups: Sequence[Any]) -> dict[str, int]:
    """Append several kinds of record in one transaction: all of them or none. Table name → rows inserted."""
    with transaction(connection):
        return append_each(connection, *groups)


def append_each(connection: duckdb.DuckDBPyConnection, *groups: Sequence[Any]) -> dict[str, int]:
    """The same within a transaction that is open."""
    return {TABLES[type(rows[0])].name: append(connection, rows) for rows in groups if rows}


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is written within it or nothing."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def to_frame(rows: Sequence[Any]) -> pl.DataFrame:
    """Records of one kind as a frame with its columns and types, also where every value is NULL."""
    schema = schema_of(type(rows[0]))
    values = attrgetter(*schema)
    return pl.DataFrame([tuple(map(_plain, values(row))) for row in rows], schema=schema, orient="row")


def to_records(frame: pl.DataFrame, kind: type) -> list[Any]:
    """Rows of a frame, which has the record's columns, as records."""
    hints = _hints(kind)
    convert = {name: _converter(hint) for name, hint in hints.items()}
    return [
        kind(**{name: convert[name](value) for name, value in row.items()})
        for row in frame.select(list(hints)).iter_rows(named=True)
    ]


def schema_of(kind: type) -> dict[str, pl.DataType]:
    """The columns of a record with their polars types."""
    return {name: _type_of(hint) for name, hint in _hints(kind).items()}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else list(value) if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _type_of(hint: Any) -> pl.DataType:
    bare = _bare(hint)
    if typing.get_origin(bare) is tuple:
        return pl.List(_TYPES[typing.get_args(bare)[0]])
    return pl.String() if issubclass(bare, StrEnum) else _TYPES[bare]


def _converter(hint: Any) -> Any:
    bare = _bare(hint)
    if typing.get_origin(bare) is tuple:
        each = _converter(typing.get_args(bare)[0])
        return lambda values: tuple(map(each, values or ()))
    if issubclass(bare, StrEnum):
        return lambda value: None if value is None else bare(value)
    return lambda value: value


def _bare(hint: Any) -> Any:
    """The type of a hint without its `| None`."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint
