"""At what it was: where a stopped drone was heading, what caught fire after it, what is named as one of the targets."""

import pytest

from ingest.codes import Field
from ingest.mention.described import Described
from tests.mention.conftest import article

TARGETS = [
    ("Four drones heading for the Ain al-Asad air base in Iraq were shot down on Tuesday.", ["Ain al-Asad air base"]),
    ("A refinery in the Russian city of Ryazan caught fire after a drone attack on Tuesday.", ["refinery"]),
    ("Missiles slammed into a hospital and a school in Dnipro on Tuesday.", ["hospital", "school"]),
    (
        "Jets attacked targets in western Iran on Tuesday, among them a missile depot near Kermanshah.",
        ["missile depot"],
    ),
    ("US warplanes bombed a radar site in Saada province on Tuesday, the Houthis said.", ["radar site"]),
]


@pytest.mark.parametrize(("text", "expected"), TARGETS)
def test_the_target_is_what_it_was_meant_for_or_what_it_did_to(read, codebook, text, expected):
    found = read(text)
    coded = Described(article(text), found.coding, codebook, found.only).coded()
    assert expected == [one.text for one in coded.targets]


def test_what_a_stopped_drone_was_heading_for_was_not_reached(read):
    found = read("The Sudanese army brought down three drones that were heading for the air base of Merowe on Tuesday.")
    assert ["towards"] == found.values(Field.SITE_RELATION)
    assert found.values(Field.PLACE)


def test_a_mine_that_a_lorry_ran_over_is_no_mine_where_men_work(read):
    found = read("Nine traders died on Tuesday when their lorry ran over a mine outside Dikwa in Borno state.")
    assert "mine" not in [row.text for row in found.coding.assertions if row.field is Field.SITE]


def test_aircraft_with_a_crew_are_no_munitions(read):
    found = read("Some 30 jets attacked a missile depot near Kermanshah in Iran on Tuesday, the Israeli army said.")
    assert None is found.count(Field.LAUNCHED)


def test_the_gate_is_not_the_lorrys_that_was_rammed_into_it(read):
    found = read(
        "Troops ended a siege at the Elite Hotel in Mogadishu on Tuesday, hours after al Shabaab rammed a lorry packed "
        "with explosives into its gate."
    )
    assert "lorry" not in [row.text for row in found.coding.assertions if row.field is Field.SITE]


def test_whom_fighters_clashed_with_is_the_other_side(read):
    found = read("M23 rebels clashed with Wazalendo fighters near Kibumba on Tuesday, residents said.")
    assert "Wazalendo fighters" in [row.text for row in found.coding.assertions if row.field is Field.TARGET_ACTOR]
