"""What dbt has built, published."""

import re
from datetime import UTC, datetime

import duckdb
import pytest

from warehouse.publish import LINK, TABLES, publish

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    return publish(built.database, folder, NOW, "newsroom", built.target / "manifest.json")


def rows(published, query):
    with duckdb.connect(str(published.path.with_name(LINK)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_mart_is_published_and_nothing_else(built):
    nodes = built.json("manifest.json")["nodes"].values()
    assert set(TABLES) == {
        node["name"] for node in nodes if node["schema"] == "marts" and node["resource_type"] == "model"
    }


def test_no_text_of_a_withdrawn_article_is_in_the_file(built, published):
    hidden = built.rows(
        "select article_version_id from ingest.article_versions anti join marts.dim_articles using (article_version_id)"
    )
    file = published.path.read_bytes()
    # The id of a withdrawn article stays, beside the reason; in the hand-written ledger it holds that of a version.
    assert ([], 3) == ([each for (each,) in hidden if re.search(rb"(?<!ar_)" + each.encode(), file)], len(hidden))


def test_every_table_and_column_explains_itself(published):
    assert rows(published, "select table_name from duckdb_tables() where comment is null") == []
    query = "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
    assert rows(published, query) == [("meta", "key"), ("meta", "value")]


def test_a_second_build_of_the_same_ledger_is_the_same_publication(built, published):
    again = publish(built.database, published.path.parent, NOW, "newsroom", built.target / "manifest.json")
    assert (again.path, again.is_new, again.tables) == (published.path, False, published.tables)
