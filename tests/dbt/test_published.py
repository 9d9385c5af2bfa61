"""What dbt has built, published."""

import io
import re
from datetime import UTC, datetime

import duckdb
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.console import Console

from orchestration.query import QueryError, open_published, show
from orchestration.query_shell import Names
from warehouse.publish import LINK, TABLES, publish

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    return publish(built.database, folder, NOW, "newsroom", built.target / "manifest.json")


def rows(published, query, values=()):
    with duckdb.connect(str(published.path.with_name(LINK)), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        return connection.execute(query, list(values)).fetchall()


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
    assert rows(published, query) == []


def test_a_second_build_of_the_same_ledger_is_the_same_publication(built, published):
    again = publish(built.database, published.path.parent, NOW, "newsroom", built.target / "manifest.json")
    assert (again.path, again.is_new, again.tables) == (published.path, False, published.tables)


@pytest.fixture
def opened(published):
    with open_published(published.path.with_name(LINK)) as connection:
        yield connection


def test_describe_says_what_each_column_is(opened):
    console = Console(file=io.StringIO(), width=200)
    show(opened, "describe fct_attacks", console)
    [line] = [line for line in console.file.getvalue().splitlines() if line.startswith("attacker_status ")]
    assert re.fullmatch(r"attacker_status\s+varchar\s+Standard of the attribution: .*", line.rstrip())


def completed(opened, text):
    found = Names(opened).get_completions(Document(text), CompleteEvent())
    return [(each.text, each.display_meta_text) for each in found]


def test_names_are_completed_with_what_they_are(opened):
    assert ("fct_claims", "Speech acts about responsibility for an attack or about its occurrence.") in completed(
        opened, "select * from fct_cl"
    )
    assert [("alias_kind", "What the name is:")] == completed(opened, "select dim_actor_aliases.alias_")


def test_the_columns_of_the_tables_of_the_statement_come_alone(opened):
    assert ["stance"] == [name for name, _ in completed(opened, "select * from fct_claims where stan")]
    assert [] == completed(opened, "select ")


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "copy fct_attacks to '/tmp/attacks.csv'",
        "attach '/tmp/other.duckdb'",
        "set lock_configuration = false",
        "set enable_external_access = true",
        "install spatial",
        "delete from fct_attacks",
    ],
)
def test_nothing_outside_the_file_is_reached_and_nothing_in_it_changed(opened, query):
    with pytest.raises(QueryError):
        show(opened, query, Console(file=io.StringIO()))


def test_who_asks_for_it_reaches_outside(published, tmp_path):
    with open_published(published.path.with_name(LINK), may_reach_out=True) as connection:
        connection.execute(f"copy (select 1 as one) to '{tmp_path}/one.csv'")
    assert (tmp_path / "one.csv").read_text() == "one\n1\n"
