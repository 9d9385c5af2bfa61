"""Analysts' decisions as they are stored, and the attacks that they name: current ids, members, what comes nearest."""

from collections.abc import Collection
from datetime import datetime

import duckdb

from ingest.records import AnalystDecision
from warehouse.store import to_records


def decisions(connection: duckdb.DuckDBPyConnection) -> list[AnalystDecision]:
    """All decisions, the oldest first, undone ones among them."""
    frame = connection.sql("from ingest.analyst_decisions order by decided_at, decision_id").pl()
    return to_records(frame, AnalystDecision)


def current_id(connection: duckdb.DuckDBPyConnection, attack_id: str) -> str | None:
    """The id under which an attack's mentions count now; None for one that was never issued."""
    rows = connection.execute(
        """
        with recursive moved as (
            select attack_id, 0 as step from ingest.attack_registry where attack_id = $id
            union
            select changes.other_attack_id, moved.step + 1
            from moved
            inner join ingest.merges_in_force as changes on moved.attack_id = changes.attack_id
        )

        select arg_max(attack_id, step) from moved
        """,
        {"id": attack_id},
    ).fetchall()
    found: str | None = rows[0][0]
    return found


def members(connection: duckdb.DuckDBPyConnection, attack_id: str) -> list[str]:
    """The mentions that belong to an attack now, under its id or one that leads to it; sorted."""
    rows = connection.execute(
        """
        with recursive known_as as (
            select $id as attack_id
            union
            select changes.attack_id
            from known_as
            inner join ingest.merges_in_force as changes on known_as.attack_id = changes.other_attack_id
        ),

        -- Only mentions that were ever under one of these ids can be there now.
        latest as (
            select mention_id, arg_max(attack_id, known_from) as attack_id
            from ingest.attack_membership
            where mention_id in (
                select mention_id from ingest.attack_membership where attack_id in (select attack_id from known_as)
            )
            group by mention_id
        )

        select mention_id from latest where attack_id in (select attack_id from known_as) order by mention_id
        """,
        {"id": attack_id},
    ).fetchall()
    return [mention_id for (mention_id,) in rows]


def nearest(connection: duckdb.DuckDBPyConnection, attack_id: str) -> str | None:
    """The issued id that is written most like another; None where there is none."""
    query = "select attack_id from ingest.attack_registry order by levenshtein(attack_id, ?), attack_id limit 1"
    rows = connection.execute(query, [attack_id]).fetchall()
    return rows[0][0] if rows else None


def founded_at(connection: duckdb.DuckDBPyConnection, attack_id: str) -> tuple[datetime, str]:
    """When an id was issued, and the id: of two attacks that become one the lower stays."""
    rows = connection.execute("select created_at from ingest.attack_registry where attack_id = ?", [attack_id])
    return rows.fetchall()[0][0], attack_id


def members_of_article(connection: duckdb.DuckDBPyConnection, mention_ids: Collection[str], name: str) -> list[str]:
    """Those of some mentions that an article tells, or a version of one; sorted."""
    rows = connection.execute(
        """
        select distinct mentions.mention_id
        from ingest.mentions
        inner join ingest.article_versions as versions using (article_version_id)
        where mentions.mention_id in (select unnest($ids))
            and $name in (versions.article_id, versions.article_version_id)
        order by mentions.mention_id
        """,
        {"ids": sorted(mention_ids), "name": name},
    ).fetchall()
    return [mention_id for (mention_id,) in rows]


def has_facts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether dbt has built the facts."""
    query = "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = 'fct_attacks'"
    return bool(connection.execute(query).fetchall())


def fact_of(connection: duckdb.DuckDBPyConnection, attack_id: str) -> dict[str, str | None]:
    """What the facts say of an attack, column by column as text; empty where they do not know it."""
    result = connection.execute("select columns(*)::varchar from marts.fct_attacks where attack_id = ?", [attack_id])
    columns = [column[0] for column in result.description or ()]
    return next((dict(zip(columns, row, strict=True)) for row in result.fetchall()), {})


def last_run(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The coding run whose mentions were resolved last; None where nothing was."""
    query = "select arg_max(run_id, known_from) from ingest.reachable_mentions"
    found: str | None = connection.execute(query).fetchall()[0][0]
    return found
