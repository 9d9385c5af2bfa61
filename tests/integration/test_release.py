"""A release of the demo's facts: frozen, checked, and the same when it is made again."""

import json
import shutil

import pytest

from ingest.errors import ExportRefused
from orchestration.query import open_published
from orchestration.release import release, verify


@pytest.fixture(scope="module")
def published(played):
    return played.published


@pytest.fixture(scope="module")
def released(published, tmp_path_factory):
    with open_published(published) as connection:
        return release(connection, tmp_path_factory.mktemp("releases"))


def test_a_release_is_named_after_the_day_of_publication_and_is_sound(released, played):
    [(day,)] = played.rows("select value[:10] from marts.meta where key = 'published_at'")
    assert day == released.folder.name
    assert released.is_new
    assert [] == verify(released.folder)


def test_its_rows_are_those_of_the_published_tables(released, played):
    for table in ("fct_attacks", "fct_evidence", "dim_actors"):
        [(count,)] = played.rows(f"select count(*) from marts.{table}")
        assert count == released.row_counts[table]


def test_it_has_the_answers_of_the_cookbook_with_their_sql(released, played):
    told = json.loads((released.folder / "answers" / "zero_against_unknown.json").read_text(encoding="utf-8"))
    [(attacks,)] = played.rows("select count(*) from marts.fct_attacks")
    column = told["columns"].index("attacks")
    assert attacks == sum(row[column] for row in told["rows"])
    assert told["sql"].startswith("select")


def test_the_same_publication_gives_the_same_digest_elsewhere(released, published, tmp_path):
    with open_published(published) as connection:
        again = release(connection, tmp_path)
    assert released.digest == again.digest


def test_a_release_that_is_there_is_left_as_it_is(published, tmp_path):
    with open_published(published) as connection:
        first = release(connection, tmp_path, "spring")
        (first.folder / "note.txt").write_text("cited on page 3", encoding="utf-8")
        second = release(connection, tmp_path, "spring")
    assert (True, False) == (first.is_new, second.is_new)
    assert (first.folder / "note.txt").exists()
    assert ["spring"] == [path.name for path in tmp_path.iterdir()]


def test_a_release_is_never_replaced_by_another(released, published, tmp_path):
    taken = tmp_path / "spring"
    shutil.copytree(released.folder, taken)
    told = json.loads((taken / "release.json").read_text(encoding="utf-8"))
    (taken / "release.json").write_text(json.dumps(told | {"digest": "0" * 64}), encoding="utf-8")
    with open_published(published) as connection, pytest.raises(ExportRefused, match="never changed"):
        release(connection, tmp_path, "spring")
    assert "0" * 64 == json.loads((taken / "release.json").read_text(encoding="utf-8"))["digest"]


def test_a_changed_a_missing_and_an_added_file_are_each_told(released, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(released.folder, copy)
    with (copy / "tables" / "fct_attacks.parquet").open("ab") as file:
        file.write(b"x")
    (copy / "tables" / "dim_dates.parquet").unlink()
    (copy / "answers" / "mine.json").write_text("{}", encoding="utf-8")
    assert [
        "tables/dim_dates.parquet is missing",
        "answers/mine.json is no part of the release",
        "tables/fct_attacks.parquet is not as it was frozen",
    ] == verify(copy)


def test_a_folder_that_is_no_release_is_refused(tmp_path):
    with pytest.raises(ExportRefused, match="is no release"):
        verify(tmp_path)
