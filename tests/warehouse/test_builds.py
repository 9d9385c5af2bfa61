"""Facts that were built stand until something that they are made from changes; the passing of time is no such thing."""

from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from orchestration.standing import POLLS, Project, standing
from tests.dbt.ledger import Ledger
from warehouse.builds import forget_build, save_build

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
VALUES = {"VARCHAR": "x", "BOOLEAN": True, "DATE": "2026-03-01", "TIMESTAMP WITH TIME ZONE": "2026-03-01T00:00Z"}


class Whole(Project):
    """A project that reads every table of the ledger and leaves nothing behind."""

    def __init__(self, tables):
        self.tables, self.relations, self.digest = frozenset(tables), frozenset(), "as it was"


@pytest.fixture
def connection(tmp_path):
    ledger = Ledger(tmp_path / "build.duckdb")
    ledger.insert("wire_items", **row(ledger.connection, "wire_items") | {"embargoed_until": NOON + timedelta(hours=1)})
    yield ledger.connection
    ledger.close()


@pytest.fixture
def project(connection):
    query = "select table_name from duckdb_tables() where schema_name = 'ingest'"
    return Whole(name for (name,) in connection.execute(query).fetchall())


def row(connection, table):
    """A row with something in every column."""
    columns = connection.execute(f"describe ingest.{table}").fetchall()
    return {name: [] if kind.endswith("[]") else VALUES.get(kind, 1) for name, kind, *_ in columns}


def insert(connection, table, values):
    marks = ", ".join("?" * len(values))
    connection.execute(f"insert into ingest.{table} ({', '.join(values)}) values ({marks})", list(values.values()))


def build(connection, project, now=NOON):
    save_build(connection, standing(connection, project, now).inputs, now)


def test_nothing_stands_before_a_build_nor_while_one_is_at_work(connection, project):
    assert not standing(connection, project, NOON).stands
    build(connection, project)
    assert standing(connection, project, NOON).stands
    forget_build(connection)
    found = standing(connection, project, NOON)
    assert (False, False) == (found.stands, found.only_polls)


def test_a_row_more_a_row_less_and_a_row_that_differs_are_changes_of_every_table(connection, project):
    tables = project.tables - {"wire_items", "meta"}
    assert len(tables) > 30
    build(connection, project)
    for table in tables:
        insert(connection, table, row(connection, table))
    assert tables == standing(connection, project, NOON).changed
    build(connection, project)
    for table in tables:
        column = next(name for name, value in row(connection, table).items() if value == "x" and name != "kind")
        connection.execute(f"update ingest.{table} set {column} = 'y'")
    assert tables == standing(connection, project, NOON).changed
    build(connection, project)
    for table in tables:
        connection.execute(f"delete from ingest.{table}")
    assert tables == standing(connection, project, NOON).changed


def test_two_rows_that_swap_a_value_are_a_change(connection, project):
    for name, source in (("a", "one"), ("b", "two")):
        insert(connection, "articles", row(connection, "articles") | {"article_id": name, "source_id": source})
    build(connection, project)
    connection.execute("update ingest.articles set source_id = if(source_id = 'one', 'two', 'one')")
    assert {"articles"} == standing(connection, project, NOON).changed


def test_the_last_row_of_a_table_is_looked_at_and_no_row_before_it(connection, project):
    """Rows are only ever added: what stands below them need not be read again each day."""
    for name in ("a", "b"):
        insert(connection, "articles", row(connection, "articles") | {"article_id": name})
    build(connection, project)
    connection.execute("update ingest.articles set source_id = 'y' where article_id = 'a'")
    assert standing(connection, project, NOON).stands
    connection.execute("update ingest.articles set source_id = 'y' where article_id = 'b'")
    assert {"articles"} == standing(connection, project, NOON).changed


def test_time_that_passes_changes_nothing_until_an_embargo_ends(connection, project):
    build(connection, project)
    end = NOON + timedelta(hours=1)
    assert standing(connection, project, end - timedelta(seconds=1)).stands
    assert {"embargoes ended"} == standing(connection, project, end).changed
    build(connection, project, end)
    assert standing(connection, project, end + timedelta(days=9)).stands
    assert {"embargoes ended"} == standing(connection, project, NOON).changed


def test_the_note_of_the_last_instant_is_no_change_and_another_note_is(connection, project):
    build(connection, project)
    connection.execute("insert or replace into ingest.meta values ('now', 'later')")
    assert standing(connection, project, NOON).stands
    connection.execute("insert or replace into ingest.meta values ('registry', 'other')")
    assert {"meta"} == standing(connection, project, NOON).changed


def test_only_who_was_asked_is_told_apart_from_all_else(connection, project):
    build(connection, project)
    for table in POLLS:
        insert(connection, table, row(connection, table) | ({"kind": "feed"} if table == "captures" else {}))
    found = standing(connection, project, NOON)
    assert (False, True, POLLS) == (found.stands, found.only_polls, found.changed)
    insert(connection, "captures", row(connection, "captures") | {"kind": "wire", "capture_id": "another"})
    assert not standing(connection, project, NOON).only_polls


def test_a_table_of_the_facts_that_is_gone_is_built_again(connection, project):
    project.relations = frozenset({("marts", "fct_attacks")})
    connection.execute("create schema marts")
    connection.execute("create table marts.fct_attacks (attack_id varchar)")
    build(connection, project)
    assert standing(connection, project, NOON).stands
    connection.execute("drop table marts.fct_attacks")
    assert {"project"} == standing(connection, project, NOON).changed


def test_a_changed_file_and_another_dbt_are_another_project(tmp_path, monkeypatch):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "a.sql").write_text("select 1")
    monkeypatch.setattr("orchestration.standing.PROJECT", tmp_path)
    digests = [Project(tmp_path).digest]
    (tmp_path / "models" / "a.sql").write_text("select 2")
    digests.append(Project(tmp_path).digest)
    (tmp_path / "models" / "a.sql").rename(tmp_path / "models" / "b.sql")
    digests.append(Project(tmp_path).digest)
    monkeypatch.setattr("orchestration.standing.metadata.version", lambda name: "another")
    digests.append(Project(tmp_path).digest)
    assert 4 == len(set(digests))


def test_a_build_that_is_killed_while_it_is_saved_leaves_none_or_all(tmp_path, connection, project):
    build(connection, project)
    connection.execute("begin")
    forget_build(connection)
    connection.execute("rollback")
    assert standing(connection, project, NOON).stands
    with pytest.raises(duckdb.Error):
        save_build(connection, {"a": None}, NOON)
    connection.execute("rollback")
    assert standing(connection, project, NOON).stands
