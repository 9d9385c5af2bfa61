"""What can be hit: things and people, and neither open ground, nor aims, nor the mine that was struck."""

import pytest

from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document

from .conftest import WEDNESDAY, article

CODER = CoderIdentity(name="rules", version="0", codebook_version="test")
WAR = "\n\nThe army and the insurgents are at war in the region."


@pytest.fixture
def targets(coder, codebook):
    def run(text):
        given = article(text + WAR)
        answer = document(given, coder.code(given, WEDNESDAY), codebook, CODER)
        return [target.text for target in next(one for one in answer.mentions if one.is_countable).targets]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets landed in an open field near Sderot on Tuesday.",
        "A mortar bomb fell on a tennis court in Goma on Tuesday.",
        "A drone fell on a garden in Sumy on Tuesday.",
    ],
)
def test_open_ground_is_where_and_no_target(targets, text):
    assert [] == targets(text)


def test_an_oil_field_is_more_than_ground(targets):
    assert ["oil field"] == targets("Two drones crashed into an oil field near Zakho on Tuesday.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "On the track to Goma, a cart that was carrying yams struck a mine on Tuesday; a boy died in Goma.",
            ["cart"],
        ),
        ("Tank fire hit people waiting at a pump in Goma on Tuesday.", ["people waiting at a pump"]),
        ("A shell landed among shoppers in a street of Goma on Tuesday, killing nine.", ["shoppers"]),
        ("Rebels fell upon Hema hamlets near Bunia on Tuesday, killing six people.", ["Hema hamlets"]),
        ("A device laid in a culvert went off as an army lorry passed on Tuesday near Goma.", ["army lorry"]),
        ("A roadside bomb exploded beside a minibus of teachers near Goma on Tuesday.", ["teachers"]),
        ("A drone dropped a grenade on a yard where boys were playing in Goma on Tuesday.", ["boys"]),
    ],
)
def test_whoever_was_hit_is_the_target_however_it_is_told(targets, text, wanted):
    assert wanted == targets(text)


def test_what_was_damaged_beside_is_no_target_where_the_aim_is_told(targets):
    told = "Drones attacked the refinery in Syzran on Tuesday, setting alight a storage unit and damaging two trucks."
    assert ["refinery"] == targets(told)


def test_a_number_of_hurt_is_no_target(targets):
    assert ["nurse"] == targets("A glide bomb killed a nurse in Sumy on Tuesday and wounded nine others.")


def test_the_place_of_an_aim_is_not_what_was_attacked(targets):
    assert "control" not in " ".join(targets("Rebels attacked a post near Goma on Tuesday to widen their control."))
