"""Whom or what an attack was aimed at or hit, in the article's words."""

import pytest

from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document

from .conftest import WEDNESDAY, article

CODER = CoderIdentity(name="rules", version="0", codebook_version="test")


@pytest.fixture
def targets(coder, codebook):
    def run(text):
        given = article(text)
        answer = document(given, coder.code(given, WEDNESDAY), codebook, CODER)
        return [target.text for target in next(one for one in answer.mentions if one.is_countable).targets]

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A drone hit a bakery in Sumy on Tuesday, killing a baker and two customers.", ["bakery"]),
        ("Rebels shelled the railway station in Goma on Tuesday; a porter was killed.", ["railway station"]),
        ("Five nurses were killed on Tuesday when a missile struck a clinic in Sumy.", ["clinic"]),
    ],
)
def test_who_was_only_hurt_is_no_target_where_a_thing_was_hit(targets, text, wanted):
    assert wanted == targets(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen killed a judge and a prosecutor in Kabul on Tuesday.", ["judge", "prosecutor"]),
        ("An air strike killed four fishermen near Gaza City on Tuesday.", ["four fishermen"]),
        ("Rebels fired on a police patrol near Goma on Tuesday, wounding the driver.", ["police patrol"]),
        ("A ferry crew was fired on by gunmen near Goma on Tuesday.", ["ferry crew"]),
        ("Gunmen fired into a dormitory of sleeping students in Maiduguri on Tuesday.", ["students"]),
    ],
)
def test_people_are_targets_where_they_were_attacked(targets, text, wanted):
    assert wanted == targets(text)


def test_a_part_is_hit_where_its_whole_is(targets):
    """ "The roof of a mosque": the mosque."""
    assert ["mosque"] == targets("A mortar bomb hit the roof of a mosque in Goma on Tuesday.")


def test_a_pronoun_stands_for_the_thing_named_before(targets):
    told = "Crews were clearing a grain store in Sumy on Tuesday, a day after two missiles flattened it."
    assert ["grain store"] == targets(told)


def test_places_and_times_are_no_targets(targets):
    assert [] == targets("A shell landed in a street of Goma on Tuesday afternoon and hurt nobody.")


def test_several_things_are_several_targets(targets):
    told = "Rebels bombed a bank, a hotel and a bus depot in Goma on Tuesday."
    assert ["bank", "hotel", "bus depot"] == targets(told)


def test_one_word_for_one_target(targets):
    """A shorter name and "the building" are what was named at length."""
    told = "Gunmen killed Senator Maria Luz Otero in Bogota on Tuesday. Otero was shot at her door."
    assert ["Senator Maria Luz Otero"] == targets(told)


def test_a_speaker_behind_a_list_is_no_victim(targets):
    assert "police" not in targets("Gunmen shot at a bus in Goma on Tuesday, killing 12 people, police said.")
