"""The marts themselves, column by column, without what must not leave: the texts, long quotes, forbidden items."""

import duckdb

from warehouse.export.shape import QUOTED
from warehouse.publish import TABLES

# The text of an article, and sentences that put side by side would be it.
_KEPT_BACK = {"text", "sentence", "example_sentence"}
_QUOTES = {"quote", "value_text", "speaker_text", "about_text"}
# What stays of an article whose rights forbid more.
_IDS = {"article_version_id", "article_id", "source_id", "version_no", "is_current", "is_text_withheld"}


def selections(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each published table with the query that gives what may leave the warehouse, in the order of the file."""
    tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    names = sorted(TABLES.keys() & {table for (table,) in tables})
    return {table: f"{_selection(table, _columns(connection, table))} order by {_order(table)}" for table in names}


def descriptions(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """What the published file says of the columns of a table."""
    rows = connection.execute(
        "select column_name, coalesce(comment, '') from duckdb_columns() "
        "where schema_name = 'marts' and table_name = ? order by column_index",
        [table],
    ).fetchall()
    return dict(rows)


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return list(descriptions(connection, table))


def _selection(table: str, columns: list[str]) -> str:
    kept = [column for column in columns if column not in _KEPT_BACK]
    if table == "dim_articles":
        given = (f'"{name}"' if name in _IDS else f'if(is_text_withheld, null, "{name}") as "{name}"' for name in kept)
        return f"select {', '.join(given)} from marts.{table}"
    if "article_version_id" not in columns or not _QUOTES.intersection(kept):
        return f"select {', '.join(map(_quoted, kept))} from marts.{table}"
    given = (_cut(name) if name in _QUOTES else f'facts."{name}"' for name in kept)
    return (
        f"select {', '.join(given)} from marts.{table} as facts "
        "left join (select article_version_id, is_text_withheld from marts.dim_articles) as rights "
        "using (article_version_id)"
    )


def _order(table: str) -> str:
    return ", ".join(_quoted(name) for name in TABLES[table])


def _quoted(name: str) -> str:
    return f'"{name}"'


def _cut(name: str) -> str:
    return f'if(rights.is_text_withheld, null, substring(facts."{name}", 1, {QUOTED})) as "{name}"'
