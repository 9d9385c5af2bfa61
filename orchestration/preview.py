"""Small tables for people, as Markdown in which nothing from the network can act."""

import re
from datetime import datetime

import duckdb

from ingest.text import normalise

_ROWS = 10
_COLUMNS = 8
_WIDTH = 48
# Ids that are digests, offsets, and texts; ids of sources, sites, places and actors are words.
_UNREADABLE = re.compile(
    r"^(text|sentence|quote|body|summary|reason|etag|warc_.*|char_.*)$|sha256$"
    r"|(capture|entry|entry_ids|item|version|run|mention|assertion|claim|report|chain|evidence|feed|fetch|dup_of)(_id)?s?$"
)
# Besides Markdown's own: what makes an address of a text, so that none becomes a link by itself.
_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+!|~&:@]|(?<=www)\.)")

_PER_SOURCE = """
select
    source_id,
    count(*) as requests,
    count(*) filter (where status in (200, 304)) as answered,
    coalesce(sum(entry_count), 0) as entries,
    string_agg(distinct error, ', ') as errors
from ingest.feed_fetches
where polled_at >= $since
group by source_id
order by source_id
"""
_PER_DROP = """
select captures.source_id, count(distinct captures.capture_id) as files, count(entries.entry_id) as entries
from ingest.captures
left join ingest.entries using (capture_id)
where captures.kind = 'wire' and captures.polled_at >= $since
group by captures.source_id
order by captures.source_id
"""


def preview(connection: duckdb.DuckDBPyConnection, table: str, since: datetime) -> str:
    """The asset's newest rows; for feeds and wire a row a source, over what was asked since an instant."""
    special = {"feeds": _PER_SOURCE, "wire": _PER_DROP}.get(table)
    if special:
        return as_markdown(connection, special, {"since": since})
    return as_markdown(
        connection,
        f"select {readable(connection, f'ingest.{table}')} from ingest.{table} order by rowid desc limit {_ROWS}",
    )


def readable(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The columns of a table that a person can read at a glance: no digests, no long texts, and not too many."""
    described = connection.execute(f"select column_name from (describe {table})").fetchall()
    names = [name for (name,) in described]
    plain = [name for name in names if not _UNREADABLE.search(name)] or names
    return ", ".join(f'"{name}"' for name in plain[:_COLUMNS])


def as_markdown(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, object] | None = None) -> str:
    """The rows of a query as a Markdown table."""
    result = connection.execute(query, parameters or {})
    columns = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    if not rows:
        return "*no rows*"
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return as_text(str(value))


def as_text(value: str) -> str:
    """Words from outside, on one line and not too long, in which Markdown finds nothing of its own."""
    text = " ".join(normalise(value).split())
    return _ACTIVE.sub(r"\\\1", text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…")
