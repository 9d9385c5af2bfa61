"""Reads what a run over the newsroom made, for the comparison with what is true there."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from samples.newsroom.found import Found

_VERSIONS = """
select
    versions.article_version_id, versions.article_id, versions.version_no, versions.change_kind, copies.near_dup_of,
    versions.language, articles.canonical_url as url, articles.guid, coded.status as coding_status
from ingest.article_versions as versions
inner join ingest.articles as articles using (article_id)
left join (
    select article_version_id, arg_max(copied_version_id, copy_no) as near_dup_of
    from ingest.article_copies
    group by all
) as copies using (article_version_id)
left join (
    select article_version_id, arg_max(status, loaded_at) as status from ingest.coded_versions group by all
) as coded using (article_version_id)
"""
_ENTRIES = """
select entries.entry_id, entries.link, entries.guid, rejections.reason, failures.error
from ingest.entries as entries
-- An embargo that has ended leaves its rejection behind.
left join (from ingest.rejections anti join ingest.article_versions using (entry_id)) as rejections using (entry_id)
left join (
    select entry_id, arg_max(error, failed_at) as error
    from ingest.failures
    anti join ingest.article_versions using (entry_id)
    anti join ingest.rejections using (entry_id)
    group by entry_id
) as failures using (entry_id)
"""


def read_found(build_database: Path) -> Found:
    """The rows of marts and ledger; nobody may be writing."""
    with duckdb.connect(str(build_database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return Found(
            until=_until(connection),
            attacks=_rows(connection, "from marts.fct_attacks"),
            casualty_reports=_rows(connection, "from marts.fct_casualty_reports"),
            claims=_rows(connection, "from marts.fct_claims"),
            evidence=_rows(connection, "select distinct attack_id, article_version_id from marts.fct_evidence"),
            versions=_rows(connection, _VERSIONS),
            entries=_rows(connection, _ENTRIES),
        )


def _until(connection: duckdb.DuckDBPyConnection) -> date:
    [(day,)] = connection.execute("select max(polled_at)::date from ingest.captures").fetchall()
    return date.min if day is None else day


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[dict[str, Any], ...]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in result.fetchall())
