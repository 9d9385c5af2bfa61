"""The demo's facts in the columns of other vocabularies."""

import csv
import hashlib
import json
import re

import duckdb
import pyarrow.parquet
import pytest

from orchestration.query import open_published
from warehouse.export.package import SHAPES, export_shape, export_tables
from warehouse.export.relations import prepare
from warehouse.export.shape import QUOTED

SPREADSHEETS = [name for name in SHAPES if name != "geojson"]


@pytest.fixture(scope="module")
def published(played):
    return played.published


@pytest.fixture(scope="module")
def exported(published, tmp_path_factory):
    """Every shape of the demo, a folder each."""
    folder = tmp_path_factory.mktemp("exports")
    for name, shape in SHAPES.items():
        with open_published(published) as connection:
            export_shape(connection, shape, folder / name, None, None)
    return folder


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def prepared(published):
    with open_published(published) as connection:
        prepare(connection)
        yield connection


@pytest.mark.parametrize("name", SHAPES)
def test_every_column_of_a_shape_is_described_and_no_other(prepared, name):
    columns = [row[0] for row in prepared.execute(f"describe {SHAPES[name].query}").fetchall()]
    said = set(SHAPES[name].fields)
    assert said <= set(columns)
    if name != "geojson":
        assert list(SHAPES[name].fields) == columns


@pytest.mark.parametrize("name", SHAPES)
def test_the_key_of_a_shape_is_one(prepared, name):
    key = ", ".join(SHAPES[name].key)
    counted = f"select count(*), count(distinct ({key})) from ({SHAPES[name].query})"
    [(rows, keys)] = prepared.execute(counted).fetchall()
    assert rows == keys
    assert rows > 0


@pytest.mark.parametrize("name", SHAPES)
def test_the_package_has_the_digest_of_its_file_and_names_what_it_is_not(exported, name):
    package = json.loads((exported / name / "datapackage.json").read_text(encoding="utf-8"))
    [resource] = package["resources"]
    digest = hashlib.sha256((exported / name / resource["path"]).read_bytes()).hexdigest()
    assert f"sha256:{digest}" == resource["hash"]
    assert package["description"].startswith(SHAPES[name].label)
    assert {"CC-BY-4.0", "Apache-2.0", "other-closed"} == {licence["name"] for licence in package["licenses"]}


def test_codes_of_acled_are_acleds(exported):
    rows = _rows(exported / "acled" / "acled.csv")
    assert {row["time_precision"] for row in rows} <= {"1", "2", "3"}
    assert {row["geo_precision"] for row in rows} <= {"1", "2", "3", ""}
    assert {row["disorder_type"] for row in rows} <= {"Political violence", "Strategic developments"}


ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()


@pytest.mark.parametrize(("name", "header"), [("acled", ACLED), ("ucdp", GED)])
def test_what_reads_a_file_of_theirs_finds_every_column_in_their_order(exported, name, header):
    columns = list(_rows(exported / name / f"{name}.csv")[0])
    assert header == columns[: len(header)]
    assert {"country_iso3", "attacker_status", "grade"} <= set(columns[len(header) :])


def test_the_days_of_ucdp_are_local_to_the_place(exported, played):
    days = {row["id"]: (row["date_start"], row["date_end"]) for row in _rows(exported / "ucdp" / "ucdp.csv")}
    told = played.rows(
        "select attack_id, event_date::varchar from marts.fct_attacks "
        "where date_granularity in ('minute', 'hour', 'part_of_day', 'day') and killed_best > 0"
    )
    assert told
    assert [] == [(attack_id, day) for attack_id, day in told if days[attack_id] != (day, day)]


def test_a_row_of_hashtags_stands_under_the_header_of_hxl(exported):
    with (exported / "hxl" / "hxl.csv").open(encoding="utf-8", newline="") as file:
        header, tags, *rows = csv.reader(file)
    assert [] == [tag for tag in tags if not re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)]
    assert {len(header)} == {len(tags), *map(len, rows)}
    assert len(tags) == len(set(tags))


def test_a_map_reads_the_points(exported):
    """RFC 7946: features with a geometry of their own, longitude first, an id, no crs."""
    found = json.loads(
        (exported / "geojson" / "attacks.geojson").read_text(encoding="utf-8"), parse_constant=pytest.fail
    )
    assert {"type", "features"} == set(found)
    for feature in found["features"]:
        assert {"type", "id", "geometry", "properties"} == set(feature)
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_silence_about_the_dead_is_flagged_where_the_shape_says_zero(exported, played):
    flagged = {
        row["event_id_cnty"]
        for row in _rows(exported / "acled" / "acled.csv")
        if "true" == row["fatalities_is_unknown"]
    }
    unknown = played.rows("select attack_id from marts.fct_attacks where coalesce(killed_low, killed_best) is null")
    assert {attack_id for (attack_id,) in unknown} == flagged
    assert flagged


def test_an_attack_of_which_nothing_came_through_is_disrupted_weapons_use(exported, played):
    rows = {row["event_id_cnty"]: row for row in _rows(exported / "acled" / "acled.csv")}
    stopped = played.rows("select attack_id from marts.fct_attacks where outcome = 'intercepted_all'")
    assert stopped
    for (attack_id,) in stopped:
        assert "Strategic developments" == rows[attack_id]["event_type"]
        assert "Disrupted weapons use" == rows[attack_id]["sub_event_type"]


def test_ucdp_has_the_deadly_attacks_alone_and_says_how_many_are_left_out(exported, played):
    [(deadly, others)] = played.rows(
        "select count(*) filter (killed), count(*) filter (not killed) from "
        "(select coalesce(killed_best, killed_low, killed_high, 0) > 0 as killed from marts.fct_attacks)"
    )
    assert deadly == len(_rows(exported / "ucdp" / "ucdp.csv"))
    report = (exported / "ucdp" / "loss-report.md").read_text(encoding="utf-8")
    assert f"| attacks without a death | {others} |" in report


def test_a_cell_of_prio_grid_is_half_a_degree_wide(exported):
    """The cell of (lat, lon) = (-90, -180) is 1; a row of cells has 720 (Tollefsen, Strand and Buhaug 2012)."""
    rows = [row for row in _rows(exported / "ucdp" / "ucdp.csv") if row["latitude"]]
    assert rows
    for row in rows:
        above, right = divmod(int(row["priogrid_gid"]) - 1, 720)
        assert 0 <= float(row["latitude"]) - (above / 2 - 90) < 0.5
        assert 0 <= float(row["longitude"]) - (right / 2 - 180) < 0.5


def test_hxl_has_a_tag_for_every_column(exported):
    tags = _rows(exported / "hxl" / "hxl.csv")[0]
    assert all(tag.startswith("#") for tag in tags.values())


def test_the_window_has_both_its_days(published, played, tmp_path):
    days = sorted(
        {day for (day,) in played.rows("select event_date from marts.fct_attacks where event_date is not null")}
    )
    first, last = days[1], days[-2]
    with open_published(published) as connection:
        export_shape(connection, SHAPES["acled"], tmp_path / "some", first, last)
    found = {row["event_date"] for row in _rows(tmp_path / "some" / "acled.csv")}
    assert {day.isoformat() for day in days[1:-1]} == found


def test_the_same_facts_give_the_same_bytes(published, exported, tmp_path):
    with open_published(published) as connection:
        export_shape(connection, SHAPES["acled"], tmp_path / "again", None, None)
    for path in (exported / "acled").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_tables_leave_without_texts_and_with_short_quotes(published, tmp_path):
    with open_published(published) as connection:
        export_tables(connection, "parquet", tmp_path / "tables")
    articles = pyarrow.parquet.read_table(tmp_path / "tables" / "dim_articles.parquet")
    evidence = pyarrow.parquet.read_table(tmp_path / "tables" / "fct_evidence.parquet")
    assert "text" not in articles.column_names
    assert articles.num_rows > 0
    assert "sentence" not in evidence.column_names
    assert max(len(quote) for quote in evidence["quote"].to_pylist() if quote) <= QUOTED


def test_an_article_whose_rights_forbid_it_leaves_its_id_alone(published, tmp_path):
    """The demo has no such article, so one of a copy of its database is given such rights."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(published.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        [(version,)] = connection.execute(
            "select article_version_id from marts.fct_evidence where evidence_kind = 'mention' order by all limit 1"
        ).fetchall()
        connection.execute(
            "update marts.dim_articles set is_text_withheld = true where article_version_id = ?", [version]
        )
    with open_published(copy) as connection:
        export_tables(connection, "csv", tmp_path / "tables")
    [article] = [row for row in _rows(tmp_path / "tables" / "dim_articles.csv") if version == row["article_version_id"]]
    assert {"", "true", "false", "1"} >= {
        value for name, value in article.items() if name not in ("article_version_id", "article_id", "source_id")
    }
    quotes = [row for row in _rows(tmp_path / "tables" / "fct_evidence.csv") if version == row["article_version_id"]]
    assert quotes
    assert {""} == {row["quote"] for row in quotes} | {row["value_text"] for row in quotes}


def test_the_command_says_what_it_wrote_and_where(played, tmp_path):
    out = tmp_path / "mine"
    said = played.installed.run(played.folder, "--data-dir", "demo-data", "export", "acled", "--out", str(out))
    assert str(out / "acled.csv") in said
    assert (out / "loss-report.md").is_file()
