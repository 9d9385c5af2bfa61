"""What an export's files hold, whatever the texts are."""

import csv
import json

import duckdb
import pytest

from ingest.errors import ExportRefused
from warehouse.export.written import PACKAGE, describe, new_folder, write_csv, write_geojson


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def _cells(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-2", "@here", "\tx", "\rx", '"=1', "a\n=cmd", "  =1", "\uff1d1", "\ufeff=1", 'a"\u200b@x']
)
def test_a_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(connection, tmp_path, text):
    connection.execute("create table t (a varchar)")
    connection.execute("insert into t values (?)", [text])
    write_csv(connection, "from t", tmp_path / "t.csv")
    assert [["a"], [f"'{text}"]] == _cells(tmp_path / "t.csv")


@pytest.mark.parametrize("text", ["a-b", "1+1=2", "fighters' - all", "said: no"])
def test_prose_is_left_as_it_is(connection, tmp_path, text):
    connection.execute("create table t (a varchar)")
    connection.execute("insert into t values (?)", [text])
    write_csv(connection, "from t", tmp_path / "t.csv")
    assert [["a"], [text]] == _cells(tmp_path / "t.csv")


@pytest.mark.parametrize("text", ['a "b", c', "two\nlines", "a\r\nb", "x" * 10_000, "«é» 雨 🚀", "a,b;c\td"])
def test_a_text_comes_back_from_the_file_as_it_was(connection, tmp_path, text):
    connection.execute("create table t as select ? as a, ? as b", [text, "end"])
    write_csv(connection, "from t", tmp_path / "t.csv")
    assert [["a", "b"], [text, "end"]] == _cells(tmp_path / "t.csv")
    read = connection.execute(f"select a, b from read_csv('{tmp_path / 't.csv'}', all_varchar = true)").fetchall()
    assert [(text, "end")] == read


def test_a_null_byte_is_shown_and_cuts_nothing_off(connection, tmp_path):
    connection.execute(
        "create table t as select 'x' as attack_id, 1.0 as longitude, 2.0 as latitude, ? as a", ["a\0=b\x1b"]
    )
    write_csv(connection, "from t", tmp_path / "t.csv")
    write_geojson(connection, "from t", tmp_path / "t.geojson")
    [feature] = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))["features"]
    assert "a\ufffd=b\ufffd" == feature["properties"]["a"] == _cells(tmp_path / "t.csv")[1][3]


def test_a_number_that_json_does_not_have_is_unknown(connection, tmp_path):
    query = "select 'x' as attack_id, 1.0 as longitude, 2.0 as latitude, 'nan'::double as a, '-inf'::double as b"
    write_geojson(connection, query, tmp_path / "t.geojson")
    [feature] = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"), parse_constant=pytest.fail)["features"]
    assert {"attack_id": "x", "a": None, "b": None} == feature["properties"]


def test_a_negative_number_is_no_formula_and_an_unknown_is_empty_not_zero(connection, tmp_path):
    written = write_csv(connection, "select -1.5 as a, null as b, 0 as c, true as d", tmp_path / "t.csv")
    assert [["a", "b", "c", "d"], ["-1.5", "", "0", "true"]] == _cells(tmp_path / "t.csv")
    assert 1 == written.row_count
    assert describe(tmp_path / "t.csv", 1) == written


def test_a_point_without_coordinates_is_kept_without_geometry(connection, tmp_path):
    query = (
        "select * from (values ('a', 44.1, 36.2), ('b', null, 36.2)) as t(attack_id, longitude, latitude) order by 1"
    )
    write_geojson(connection, query, tmp_path / "t.geojson")
    placed, unplaced = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))["features"]
    assert {"type": "Point", "coordinates": [44.1, 36.2]} == placed["geometry"]
    assert unplaced["geometry"] is None
    assert "b" == unplaced["properties"]["attack_id"]


def _export(folder, text):
    with new_folder(folder) as fresh:
        (fresh / PACKAGE).write_text(text, encoding="utf-8")


def test_an_export_takes_the_place_of_the_one_before(tmp_path):
    for text in ("one", "two"):
        _export(tmp_path / "out", text)
    assert "two" == (tmp_path / "out" / PACKAGE).read_text(encoding="utf-8")
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


def test_an_export_that_fails_leaves_the_one_before(tmp_path):
    _export(tmp_path / "out", "one")
    with pytest.raises(OSError, match="full"), new_folder(tmp_path / "out") as fresh:
        (fresh / PACKAGE).write_text("half", encoding="utf-8")
        raise OSError("full")
    assert "one" == (tmp_path / "out" / PACKAGE).read_text(encoding="utf-8")
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


def test_a_folder_with_files_of_somebody_else_is_never_replaced(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportRefused, match="is no export"), new_folder(tmp_path / "thesis"):
        pass
    assert "mine" == (tmp_path / "thesis" / "chapter.txt").read_text(encoding="utf-8")


def test_a_link_is_not_followed_to_the_folder_it_names(tmp_path):
    _export(tmp_path / "out", "one")
    (tmp_path / "link").symlink_to(tmp_path / "out")
    with pytest.raises(ExportRefused, match="is no export"), new_folder(tmp_path / "link"):
        pass
