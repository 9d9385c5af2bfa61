"""What the search for copies reads: versions without a sketch, sketches that share hashes, what is held so far."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import duckdb
import polars as pl

from ingest.records import ArticleVersion, Candidate, Pair
from warehouse.pending import EVER
from warehouse.store import to_records


def versions_to_sketch(connection: duckdb.DuckDBPyConnection, now: datetime, since: datetime = EVER) -> list[str]:
    """The ids of the versions stored since then that have no sketch yet, in the order of their publication."""
    rows = connection.execute(
        """
        select article_version_id
        from ingest.article_versions
        anti join ingest.article_sketches using (article_version_id)
        where loaded_at between ? and ?
        order by coalesce(published_at, first_seen_at), article_version_id
        """,
        [since, now],
    ).fetchall()
    return [version_id for (version_id,) in rows]


def versions_by_id(connection: duckdb.DuckDBPyConnection, version_ids: Collection[str]) -> list[ArticleVersion]:
    """Article versions, in the order of their ids."""
    frame = connection.sql(
        "from ingest.article_versions where article_version_id in (select unnest($ids)) order by article_version_id",
        params={"ids": list(version_ids)},
    ).pl()
    return to_records(frame, ArticleVersion)


def pairs_within(
    connection: duckdb.DuckDBPyConnection,
    version_ids: Collection[str],
    span: tuple[datetime, datetime],
    *,
    window: timedelta,
    min_shared: int,
    min_containment: float,
) -> list[Pair]:
    """The pairs of a sketched version, dated within the span, and any other within the window around it that share
    enough hashes; versions of one article are no pair. Reads the span and the window on both sides of it only."""
    rows = connection.execute(
        """
        with around as (
            select
                article_version_id, article_id, dated_at, len(hashes) as size, unnest(hashes) as hash,
                dated_at between $start and $end and article_version_id in (select unnest($ids)) as is_new
            from ingest.article_sketches
            where dated_at between $from and $until
        )

        select
            new.article_version_id,
            around.article_version_id as other_version_id,
            count(*) as shared_count,
            shared_count / any_value(least(new.size, around.size)) as containment
        from around as new
        inner join around using (hash)
        where
            new.is_new
            -- Of two new ones the pair is found from one side only.
            and (not around.is_new or around.article_version_id > new.article_version_id)
            and new.article_id <> around.article_id
            and around.dated_at between new.dated_at - $window and new.dated_at + $window
        group by new.article_version_id, around.article_version_id
        having shared_count >= $min_shared and containment >= $min_containment
        """,
        {
            "ids": list(version_ids),
            "start": span[0],
            "end": span[1],
            "from": span[0] - window,
            "until": span[1] + window,
            "window": window,
            "min_shared": min_shared,
            "min_containment": min_containment,
        },
    ).fetchall()
    return [
        Pair(article_version_id=one, other_version_id=other, shared_count=shared, containment=containment)
        for one, other, shared, containment in rows
    ]


def pruned_within(
    connection: duckdb.DuckDBPyConnection, span: tuple[datetime, datetime], window: timedelta
) -> list[str]:
    """The versions dated within a span and the window around it whose hashes are not kept, or who never had any."""
    rows = connection.execute(
        "select article_version_id from ingest.article_sketches where dated_at between ? and ? and len(hashes) = 0",
        [span[0] - window, span[1] + window],
    ).fetchall()
    return [version_id for (version_id,) in rows]


def keep_hashes(connection: duckdb.DuckDBPyConnection, hashes: Mapping[str, Sequence[int]]) -> None:
    """Give stored sketches their hashes."""
    schema = {"article_version_id": pl.String(), "hashes": pl.List(pl.Int32())}
    rows = [(name, list(values)) for name, values in hashes.items() if values]
    connection.register("found", pl.DataFrame(rows, schema=schema, orient="row").to_arrow())
    try:
        connection.execute(
            "update ingest.article_sketches set hashes = found.hashes from found "
            "where article_sketches.article_version_id = found.article_version_id"
        )
    finally:
        connection.unregister("found")


def prune_sketches(connection: duckdb.DuckDBPyConnection, before: datetime) -> None:
    """Drop the hashes of versions dated before an instant; their rows say on what a choice of origins stood."""
    connection.execute(
        "update ingest.article_sketches set hashes = [] where dated_at < ? and len(hashes) > 0", [before]
    )


def candidates(connection: duckdb.DuckDBPyConnection, version_ids: Collection[str]) -> dict[str, Candidate]:
    """The versions and those that they are held to copy, by id."""
    frame = connection.sql(
        """
        with held as (
            select
                article_version_id,
                arg_max(copied_version_id, copy_no) as copied_version_id,
                max(copy_no) as copy_no
            from ingest.article_copies
            where article_version_id in (select unnest($ids))
            group by article_version_id
        ),

        wanted as (
            select unnest($ids) as article_version_id
            union
            select copied_version_id from held
        )

        select
            sketches.article_version_id, sketches.dated_at, sketches.standing,
            held.copied_version_id, coalesce(held.copy_no, 0) as copy_no
        from wanted
        inner join ingest.article_sketches as sketches using (article_version_id)
        left join held using (article_version_id)
        """,
        params={"ids": list(version_ids)},
    ).pl()
    return {row.article_version_id: row for row in to_records(frame, Candidate)}
