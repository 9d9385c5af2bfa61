"""The codebook and the pages on the seeds, held against the codes and the seeds."""

import csv
import re
from enum import StrEnum
from pathlib import Path
from shutil import copytree
from typing import get_args, get_type_hints

import pytest

from ingest import codes, records
from ingest.mention.codebook import FILES, READ_TOO, load_codebook

from .conftest import SEEDS

DOCS = Path(__file__).parents[2] / "docs"
CODEBOOK = (DOCS / "codebook.md").read_text(encoding="utf-8")
HOW_TO = "".join((DOCS / "how-to" / name).read_text(encoding="utf-8") for name in ("add-an-actor.md", "add-a-site.md"))
CODED = [
    codes.AttackStatus,
    codes.EventType,
    codes.DateGranularity,
    codes.DateBasis,
    codes.SiteRelation,
    codes.AttackerStatus,
    codes.Outcome,
    codes.Harm,
    codes.Side,
    codes.CombatantStatus,
    codes.ReportKind,
    codes.Stance,
    codes.Certainty,
    codes.Voice,
    codes.ClaimMode,
    codes.ChainRole,
    codes.Anonymity,
]


def column(name, wanted):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[wanted] for row in csv.DictReader(file)}


def quoted(text):
    return set(re.findall(r"`([a-z_0-9]+)`", text))


def section(title):
    return re.search(rf"^##+ {title}\n(.*?)(?=^##? |\Z)", CODEBOOK, re.M | re.S)[1]


@pytest.mark.parametrize("vocabulary", CODED, ids=lambda vocabulary: vocabulary.__name__)
def test_every_code_is_explained(vocabulary):
    assert set() == {code.value for code in vocabulary} - quoted(CODEBOOK)


def test_every_vocabulary_of_a_coding_is_held_here():
    """A new code list needs its words in the codebook; `Field` and `Damage` stand in the answer's schema."""
    rows = (records.Mention, records.Assertion, records.Claim, records.CasualtyReport, records.ChainStep)
    hints = [hint for row in rows for hint in get_type_hints(row).values()]
    types = {part for hint in hints for part in (hint, *get_args(hint))}
    told = {one for one in types if isinstance(one, type) and issubclass(one, StrEnum)}
    assert set() == told - set(CODED) - {codes.Field}


@pytest.mark.parametrize(
    ("title", "vocabulary"),
    [
        ("`attack_status`", codes.AttackStatus),
        ("`event_type`", codes.EventType),
    ],
)
def test_no_code_is_explained_that_is_none(title, vocabulary):
    others = {code.value for code in codes.AttackStatus} | {"is_countable"}
    assert quoted(section(title)) - others <= {code.value for code in vocabulary}


def test_weapon_and_site_types_are_those_of_the_seeds():
    weapons = re.search(r"^Weapon types: (.*?)\.\s", section("Weapon, munitions, outcome"), re.M | re.S)[1]
    assert column("weapons", "weapon_type") == quoted(weapons)
    sites = re.search(r"^Site types: (.*?)\.$", section("Place and site"), re.M | re.S)[1]
    assert column("sites", "site_type") <= quoted(sites)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("actors", "actor_kind"),
        ("actor_aliases", "alias_kind"),
        ("actor_relations", "relation"),
        ("site_relations", "relation"),
        ("places", "place_type"),
    ],
)
def test_every_code_of_a_seed_is_explained_where_rows_are_added(name, wanted):
    assert set() == column(name, wanted) - quoted(HOW_TO)


def test_the_rows_that_are_shown_have_the_columns_of_the_seeds():
    """What a reader copies must fit."""
    shown = re.findall(r"```csv\n([a-z_0-9,]+)\n((?:.+\n)+?)```", HOW_TO)
    heads = {tuple(head.split(",")) for head, _ in shown}
    files = (
        "actors",
        "actor_aliases",
        "actor_relations",
        "lexicon",
        "sites",
        "site_aliases",
        "site_relations",
        "places",
    )
    assert heads == {
        tuple((SEEDS / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")) for name in files
    }
    for head, rows in shown:
        assert {len(head.split(","))} == {len(row) for row in csv.reader(rows.splitlines())}


def test_the_rows_that_are_shown_are_read_as_they_say(tmp_path):
    """Added to the seeds, they give a codebook that finds the new names."""
    seeds = copytree(SEEDS, tmp_path / "seeds")
    for head, rows in re.findall(r"```csv\n([a-z_0-9,]+)\n((?:.+\n)+?)```", HOW_TO):
        (path,) = (path for path in seeds.glob("*.csv") if path.read_text(encoding="utf-8").startswith(f"{head}\n"))
        path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    hits = load_codebook(seeds).name_index.find("Suqur al-Ramad hit Camp Harper.")
    assert ["act_grey_falcons", "st_grey_hill"] == [name.id for hit in hits for name in hit.values]


def test_every_table_that_is_read_is_described():
    described = (SEEDS / "seeds.yml").read_text(encoding="utf-8")
    assert [] == [name for name in (*FILES, *READ_TOO) if f"- name: {name}\n" not in described]
