"""Laws of the reviewed sites and places: what the files promise whoever reads them."""

import csv
import re
from collections import Counter

import pytest

from ingest.mention.gazetteer import DEGREE, Gazetteer, fold

from .conftest import SEEDS

# A settlement's farthest neighbour: fields and platforms lie offshore or in the desert.
MARGIN = 1.5


def rows(name):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def sites():
    return {row["site_id"]: row for row in rows("sites")}


@pytest.fixture(scope="module")
def places():
    return {row["place_id"]: row for row in rows("places")}


@pytest.fixture(scope="module")
def boxes():
    """South, north, west and east of each country, from its settlements."""
    columns = Gazetteer()._tables.columns
    found = {}
    for number, country in enumerate(columns["countries"]):
        lying = columns["country"] == number
        sides = [columns[side][lying] / DEGREE for side in ("latitude", "longitude")]
        found[str(country)] = [bound for side in sides for bound in (side.min() - MARGIN, side.max() + MARGIN)]
    return found


@pytest.mark.parametrize(
    ("name", "column", "prefix"),
    [("sites", "site_id", "st"), ("places", "place_id", "pl"), ("site_aliases", "site_id", "st")],
)
def test_ids_are_snake_case_with_their_prefix(name, column, prefix):
    assert [] == [row[column] for row in rows(name) if not re.fullmatch(rf"{prefix}(_[a-z0-9]+)+", row[column])]


@pytest.mark.parametrize(
    ("name", "least"),
    [("sites", 600), ("site_aliases", 2000), ("site_relations", 50), ("places", 1500), ("place_aliases", 2800)],
)
def test_the_seeds_do_not_shrink(name, least):
    assert least <= len(rows(name))


def test_every_country_and_the_divisions_of_iraq_are_there(places):
    types = Counter(row["place_type"] for row in places.values())
    assert types["country"] >= 240 and types["adm1"] >= 700 and types["region"] >= 150
    assert 19 == sum(row["place_type"] == "adm1" and row["country_iso3"] == "IRQ" for row in places.values())
    assert 100 <= sum(row["place_type"] == "adm2" and row["country_iso3"] == "IRQ" for row in places.values())


def test_sites_of_iraq_are_in_depth(sites):
    countries = Counter(row["host_country_iso3"] for row in sites.values())
    assert countries["IRQ"] >= 150 and len(countries) >= 45


def test_parents_resolve_and_lie_in_the_same_country(places):
    for row in places.values():
        parent = places.get(row["parent_place_id"])
        assert parent or not row["parent_place_id"], row["place_id"]
        assert not parent or {parent["country_iso3"], row["country_iso3"]} - {""} in (
            {row["country_iso3"]} - {""},
            {parent["country_iso3"]} - {""},
        ), row["place_id"]


def test_a_division_lies_in_a_place_and_a_country_in_none(places):
    for row in places.values():
        match row["place_type"]:
            case "country":
                assert not row["parent_place_id"] and re.fullmatch("[A-Z]{3}", row["country_iso3"]), row["place_id"]
            case "adm1" | "adm2":
                assert row["parent_place_id"] and row["country_iso3"], row["place_id"]


def test_a_site_lies_in_a_place_of_its_host_country(sites, places):
    for row in sites.values():
        assert places[row["place_id"]]["country_iso3"] in (row["host_country_iso3"], ""), row["site_id"]


@pytest.mark.parametrize(("name", "id_column", "country"), [
    ("sites", "site_id", "host_country_iso3"),
    ("places", "place_id", "country_iso3"),
])  # fmt: skip
def test_coordinates_lie_within_their_country(name, id_column, country, boxes):
    for row in rows(name):
        if row["latitude"] and row[country] in boxes:
            south, north, west, east = boxes[row[country]]
            assert south <= float(row["latitude"]) <= north, row[id_column]
            assert west <= float(row["longitude"]) <= east, row[id_column]


def test_site_relations_resolve_and_never_hold_a_site_to_itself(sites):
    kinds = {"near", "inside", "houses", "adjacent", "same_as"}
    found = [(row["site_id"], row["relation"], row["related_site_id"]) for row in rows("site_relations")]
    assert len(found) == len(set(found))
    for site, relation, related in found:
        assert {site, related} <= set(sites) and relation in kinds and site != related


def test_every_site_has_a_name_that_texts_call_it_by(sites):
    assert set(sites) == {row["site_id"] for row in rows("site_aliases")}


def test_an_alias_stands_for_one_id_however_it_is_written():
    """Hyphens, apostrophes, accents and case make no other name."""
    for name in ("site", "place"):
        found = {}
        for row in rows(f"{name}_aliases"):
            found.setdefault(" ".join(re.findall(r"\w+", row["alias"].casefold())), set()).add(row[f"{name}_id"])
        assert {} == {alias: ids for alias, ids in found.items() if len(ids) > 1}


def test_a_division_has_one_code_of_geonames(places):
    found = [(row["country_iso3"], row["geonames_admin1"]) for row in rows("place_divisions")]
    assert len(found) == len(set(found))
    for row in rows("place_divisions"):
        assert places[row["place_id"]]["country_iso3"] == row["country_iso3"]


def test_stopwords_are_folded_and_stand_once():
    names = [row["name"] for row in rows("place_stopwords")]
    assert names == sorted(set(names)) and names == [fold(name) for name in names]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Donetsk region", "pl_ukr_donetsk"),
        ("Donetsk", "pl_donetsk"),
        ("Niger State", "pl_nga_niger"),
        ("Niger", "pl_ner"),
        ("North Kivu", "pl_cod_north_kivu"),
        ("the Sahel region", "pl_sahel"),
        ("Sadr City district", "pl_irq_sadr_city_district"),
        ("Makhmur", "pl_makhmur"),
    ],
)
def test_a_place_is_read_by_its_longest_name(codebook, text, place_id):
    (hit,) = codebook.name_index.find(text)
    assert [place_id] == [name.id for name in hit.values if name.kind == "place"]


@pytest.mark.parametrize(
    ("text", "site_id"),
    [
        ("the US embassy in Beirut", "st_us_emb_beirut"),
        ("Khmeimim airbase", "st_hmeimim"),
        ("the Chornobyl nuclear power plant", "st_chernobyl"),
        ("Engels-2 air base", "st_engels"),
        ("T4 airbase", "st_t4"),
        ("the port of Ras Isa", "st_ras_isa"),
    ],
)
def test_a_site_is_read_by_any_of_its_names(codebook, text, site_id):
    (hit,) = codebook.name_index.find(text)
    assert [site_id] == [name.id for name in hit.values if name.kind == "site"]
