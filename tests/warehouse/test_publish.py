"""The published database: written anew, verified, reached by a symlink, and never half there."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from warehouse.publish import KEPT_VERSIONS, LINK, TABLES, PublicationError, _fingerprints, _verify, publish

NOW = datetime(2026, 3, 14, 5, 0, tzinfo=UTC)
SHELL = Path(sys.executable).with_name("duckdb")


@pytest.fixture
def build(tmp_path):
    """A build database with two rows in each mart, and something that must not be published."""
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema ingest; create schema marts; create schema intermediate")
        connection.execute("create table ingest.article_versions as select 'embargoed text' as text")
        connection.execute("create view intermediate.int_texts as select * from ingest.article_versions")
        connection.execute("create table marts.not_on_the_list as select 1 as one")
        for table, key in TABLES.items():
            columns = ", ".join(f"value as {column}" for column in key)
            connection.execute(
                f"create table marts.{table} as select {columns}, 'it''s ' || value as words, null::integer as figure "
                "from (values ('b'), ('a')) as rows (value)"
            )
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "published"


def change(build, value):
    with duckdb.connect(str(build)) as connection:
        connection.execute("insert into marts.fct_attacks values (?, 'new', 7)", [value])


def read(path, query="select count(*) from marts.fct_attacks"):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_publication_is_a_versioned_file_with_a_relative_symlink_to_it(build, folder):
    publication = publish(build, folder, NOW, "world")
    assert names(folder) == ["sigact-20260314T050000Z.duckdb", LINK]
    assert (folder / LINK).readlink() == Path("sigact-20260314T050000Z.duckdb")
    assert publication.path == folder / "sigact-20260314T050000Z.duckdb"
    assert publication.tables == dict.fromkeys(TABLES, 2)
    assert publication.is_new


def test_only_what_is_on_the_list_is_published(build, folder):
    publication = publish(build, folder, NOW, "world")
    query = """select schema_name || '.' || table_name from duckdb_tables()
               union all select view_name from duckdb_views() where not internal"""
    assert {name for (name,) in read(publication.path, query)} == {f"marts.{name}" for name in (*TABLES, "meta")}
    assert b"embargoed text" not in publication.path.read_bytes()


def test_rows_stand_in_the_order_of_their_key(build, folder):
    publication = publish(build, folder, NOW, "world")
    assert read(publication.path, "select attack_id from marts.fct_attacks") == [("a",), ("b",)]


def test_the_file_says_what_it_is(build, folder):
    meta = dict(read(publish(build, folder, NOW, "newsroom").path, "select key, value from marts.meta"))
    assert (meta["registry"], meta["published_at"]) == ("newsroom", "2026-03-14T05:00:00+00:00")
    assert "code_version" in meta


def test_publishing_the_same_again_writes_nothing(build, folder):
    first = publish(build, folder, NOW, "world")
    stamp = first.path.stat().st_mtime_ns
    again = publish(build, folder, NOW + timedelta(days=1), "world")
    assert (again.path, again.tables, again.is_new) == (first.path, first.tables, False)
    assert (names(folder), first.path.stat().st_mtime_ns) == ([first.path.name, LINK], stamp)


def test_the_order_of_the_rows_in_the_build_changes_nothing(build, folder):
    publish(build, folder, NOW, "world")
    with duckdb.connect(str(build)) as connection:
        connection.execute("create or replace table marts.fct_attacks as from marts.fct_attacks order by attack_id")
    assert not publish(build, folder, NOW, "world").is_new


@pytest.mark.parametrize(
    "statement",
    [
        "insert into marts.fct_attacks values ('c', 'new', 7)",
        "update marts.fct_attacks set figure = 0 where attack_id = 'a'",
        "alter table marts.fct_attacks rename figure to number",
        "alter table marts.fct_attacks alter figure type bigint",
        "delete from marts.dim_places",
    ],
)
def test_any_change_is_published(build, folder, statement):
    publish(build, folder, NOW, "world")
    with duckdb.connect(str(build)) as connection:
        connection.execute(statement)
    assert publish(build, folder, NOW, "world").is_new


def test_two_publications_of_one_instant_have_two_names(build, folder):
    publish(build, folder, NOW, "world")
    change(build, "c")
    publication = publish(build, folder, NOW, "world")
    assert publication.path.name == "sigact-20260314T050000Z-2.duckdb"
    assert read(folder / LINK) == [(3,)]


def test_the_newest_versions_are_kept(build, folder):
    for number in range(KEPT_VERSIONS + 2):
        change(build, f"x{number}")
        last = publish(build, folder, NOW + timedelta(hours=number), "world")
    kept = [f"sigact-20260314T{5 + hour:02}0000Z.duckdb" for hour in (2, 3, 4)]
    assert names(folder) == [*kept, LINK]
    assert (folder / LINK).resolve() == last.path.resolve()


def test_the_file_that_is_published_stays_even_if_others_bear_later_names(build, folder):
    """A clock set back gives the newest publication the oldest name."""
    for number in range(KEPT_VERSIONS + 1):
        change(build, f"x{number}")
        last = publish(build, folder, NOW - timedelta(hours=number), "world")
    assert read(folder / LINK) == [(2 + KEPT_VERSIONS + 1,)]
    assert last.path.exists()


@pytest.mark.parametrize("step", ["fsync", "replace", "symlink", "link_replace"])
def test_a_publication_cut_short_leaves_the_old_one_and_the_next_clears_up(build, folder, monkeypatch, step):
    old = publish(build, folder, NOW, "world")
    change(build, "c")
    replaced = []

    def fail(*arguments, **_):
        raise OSError(28, "No space left on device")

    def fail_the_second_time(self, target):
        replaced.append(target)
        if len(replaced) > 1:
            fail()
        return self.rename(target)

    with monkeypatch.context() as patch:
        match step:
            case "fsync":
                patch.setattr(os, "fsync", fail)
            case "replace":
                patch.setattr(Path, "replace", fail)
            case "symlink":
                patch.setattr(Path, "symlink_to", fail)
            case "link_replace":
                patch.setattr(Path, "replace", fail_the_second_time)
        with pytest.raises(OSError, match="No space"):
            publish(build, folder, NOW + timedelta(hours=1), "world")
    assert (folder / LINK).resolve() == old.path.resolve()
    assert read(folder / LINK) == [(2,)]
    publish(build, folder, NOW + timedelta(hours=2), "world")
    assert read(folder / LINK) == [(3,)]
    assert [name for name in names(folder) if name.endswith((".new", ".wal"))] == []


def test_a_publication_killed_at_any_moment_leaves_the_old_one(build, folder):
    old = publish(build, folder, NOW, "world")
    change(build, "c")
    code = (
        "import os, sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from warehouse.publish import publish\n"
        "os.fsync = lambda descriptor: os.kill(os.getpid(), 9)\n"
        "publish(Path(sys.argv[1]), Path(sys.argv[2]), datetime(2026, 3, 15, tzinfo=UTC), 'world')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(build), str(folder)], check=False)
    assert done.returncode == -9
    assert (folder / LINK).resolve() == old.path.resolve()
    assert publish(build, folder, NOW, "world").is_new
    assert [name for name in names(folder) if ".new" in name] == []


def test_a_file_that_does_not_hold_what_the_build_holds_is_refused(build, folder):
    written = publish(build, folder, NOW, "world").path
    change(build, "c")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{build}' as build (read_only)")
        expected = _fingerprints(connection, "build")
    with pytest.raises(PublicationError, match="in fct_attacks; run again"):
        _verify(written, expected)


def test_a_damaged_publication_is_replaced(build, folder):
    first = publish(build, folder, NOW, "world")
    first.path.write_bytes(b"not a database")
    assert publish(build, folder, NOW, "world").is_new
    assert read(folder / LINK) == [(2,)]


def test_the_file_opens_by_symlink_by_its_own_name_and_under_another_alias(build, folder):
    publication = publish(build, folder, NOW, "world")
    assert read(folder / LINK) == [(2,)]
    assert read(publication.path) == [(2,)]
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / LINK}' as elsewhere (read_only)")
        connection.execute("use elsewhere")
        assert connection.execute("select count(*) from marts.fct_attacks").fetchall() == [(2,)]


@pytest.mark.skipif(not SHELL.exists(), reason="the duckdb shell (duckdb-cli) is not installed")
def test_the_duckdb_shell_of_today_opens_the_file(build, folder):
    publish(build, folder, NOW, "world")
    command = [SHELL, "-readonly", "-csv", "-noheader", folder / LINK, "select count(*) from marts.fct_attacks"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("2", "")


def test_descriptions_of_dbt_become_comments(build, folder, tmp_path):
    manifest = tmp_path / "manifest.json"
    column = {"name": "attack_id", "description": "The attack's id."}
    nodes = [
        {"resource_type": "model", "name": "fct_attacks", "description": "Attacks.", "columns": {"attack_id": column}},
        {"resource_type": "model", "name": "int_texts", "description": "Hidden.", "columns": {}},
        {"resource_type": "test", "name": "fct_attacks"},
    ]
    manifest.write_text(json.dumps({"nodes": dict(enumerate(nodes))}))
    path = publish(build, folder, NOW, "world", manifest).path
    assert read(path, "select comment from duckdb_tables() where table_name = 'fct_attacks'") == [("Attacks.",)]
    assert read(path, "select comment from duckdb_columns() where comment is not null and table_name != 'meta'") == [
        ("The attack's id.",)
    ]


def test_readers_meet_no_error_while_versions_come_and_go(build, folder):
    publish(build, folder, NOW, "world")
    counts, errors, done = [], [], threading.Event()

    def read_on():
        while not done.wait(0.005):
            try:
                counts.append(read(folder / LINK)[0][0])
            except duckdb.Error as error:
                errors.append(error)

    reader = threading.Thread(target=read_on)
    reader.start()
    for number in range(5):
        change(build, f"x{number}")
        publish(build, folder, NOW + timedelta(hours=number + 1), "world")
    done.set()
    reader.join()
    assert errors == []
    assert counts == sorted(counts)
    assert read(folder / LINK) == [(7,)]
