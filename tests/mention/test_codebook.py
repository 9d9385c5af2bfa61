import csv
from collections import defaultdict
from shutil import copytree
from zoneinfo import available_timezones

import pytest

from ingest.codes import EventType
from ingest.errors import CodebookError
from ingest.mention.codebook import FILES, READ_TOO, load_codebook
from ingest.mention.gazetteer import Gazetteer
from ingest.mention.when import expressions

from .conftest import SEEDS

RELATIONS = set(
    "part_of affiliated_with member_of umbrella_of facade_of backed_by aligned_with absorbed_into successor_of "
    "splinter_of brigade_number_of".split()
)
# Names that stand for an actor and for a place; the sentence decides.
SHARED = {"actor", "place"}


def rows(name):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "alias"), [("actor", "actor_aliases"), ("site", "site_aliases"), ("place", "place_aliases")]
)
def test_an_alias_stands_for_one_id(name, alias):
    found = defaultdict(set)
    for row in rows(alias):
        found[row["alias"].casefold()].add(row[f"{name}_id"])
    assert {} == {words: ids for words, ids in found.items() if len(ids) > 1}


def test_a_name_of_two_kinds_is_one_of_actor_and_place(codebook):
    kinds = defaultdict(set)
    for words, name in codebook.names:
        kinds[words.casefold()].add(name.kind)
    assert all(found == SHARED for found in kinds.values() if len(found) > 1)


def test_every_row_gives_its_origin():
    for path in sorted(SEEDS.glob("*.csv")):
        assert all(row["origin"] for row in rows(path.stem)), path.stem


def test_references_resolve():
    actors, sites, places = ({row[f"{kind}_id"] for row in rows(f"{kind}s")} for kind in ("actor", "site", "place"))
    for column in ("operator_actor_id", "owner_actor_id"):
        assert {row[column] for row in rows("sites")} <= actors | {""}
    assert {row["place_id"] for row in rows("sites")} <= places
    for column in ("site_id", "related_site_id"):
        assert {row[column] for row in rows("site_relations")} <= sites
    assert {row["relation"] for row in rows("actor_relations")} <= RELATIONS


def test_places_form_a_tree_and_lie_on_the_globe(codebook):
    for row in rows("places"):
        assert row["timezone"] in available_timezones() | {""}
        assert len(codebook.ancestors(row["place_id"])) == len(set(codebook.ancestors(row["place_id"])))
        assert not row["latitude"] or (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180)


def test_a_coordinate_of_a_site_has_its_uncertainty():
    assert all(bool(row["latitude"]) == bool(row["coord_uncertainty_m"]) for row in rows("sites"))


def test_event_types_are_those_of_the_ledger():
    assert sorted(kind.value for kind in EventType) == sorted(row["event_type"] for row in rows("event_types"))
    assert {row["event_type"] for row in rows("lexicon")} <= {kind.value for kind in EventType} | {""}


def test_weapon_words_have_a_weapon():
    weapons = {row["weapon_type"] for row in rows("weapons")}
    assert {row["code"] for row in rows("lexicon") if row["meaning"] == "weapon"} <= weapons


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("places.csv", "pl_irq,Iraq,country,,IRQ,,,,,,x", "stands twice"),
        ("sites.csv", "st_x,X,port,pl_nowhere,,,,,,,x", "pl_nowhere"),
        ("actors.csv", "act_x,X", "wrong number of cells"),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(tmp_path, file, line, words):
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    with (seeds / file).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    with pytest.raises(CodebookError, match=rf"{file}, line \d+: .*{words}"):
        load_codebook(seeds)


@pytest.mark.parametrize("name", [*FILES, *READ_TOO])
def test_a_change_of_any_table_that_is_read_changes_the_version(tmp_path, codebook, name):
    """Otherwise an archive that was coded by the old words would not be coded anew."""
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    lines = (seeds / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (seeds / f"{name}.csv").write_text("".join(lines[:1] + lines[:0:-1]), encoding="utf-8")
    assert codebook.version != load_codebook(seeds).version


def test_another_gazetteer_is_another_version(tmp_path, monkeypatch, codebook):
    other = tmp_path / "gazetteer.npz"
    other.write_bytes(b"other places")
    monkeypatch.setattr("ingest.mention.codebook.Gazetteer", lambda: Gazetteer(other))
    assert codebook.version != load_codebook(SEEDS).version


def test_the_same_seeds_elsewhere_are_the_same_version(tmp_path, codebook):
    copytree(SEEDS, tmp_path / "seeds")
    assert codebook.version == load_codebook(tmp_path / "seeds").version


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US forces left, he told us", ["US forces"]),
        ("Kata’ib Hezbollah and Ain al\u2011Asad", ["Kata’ib Hezbollah", "Ain al\u2011Asad"]),
        ("the islamic republic", []),
        ("Iraq, Iran", ["Iraq", "Iran"]),
    ],
)
def test_a_name_is_found_whatever_its_hyphens_and_quotes(codebook, text, found):
    assert found == [text[hit.start : hit.end] for hit in codebook.name_index.find(text)]


def test_may_is_a_month_only_with_its_capital():
    assert [] == [item.kind for item in expressions("in may")]
