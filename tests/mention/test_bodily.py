"""What is done to people by hand, blade or car, and by men of whom no usual word of attack is told."""

import pytest

WAR = "\n\nThe army and the insurgents are at war in the region, where rebels and soldiers fight."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels cut the throats of nine villagers in Goma on Monday.", "other"),
        ("A man drove a van into a crowd of pilgrims in Goma on Monday in what police called an attack.", "other"),
        ("Guerrillas derailed a coal train near Goma on Monday.", "arson_or_sabotage"),
        ("Bandits beat a herder in Goma on Monday.", "other"),
    ],
)
def test_an_attack_is_told_by_what_was_done_to_whom(read, text, kind):
    assert kind == read(text + WAR).only.event_type


@pytest.mark.parametrize(
    "text",
    [
        "The home side beat Mali 3-1 in Bamako on Monday in front of the army chief.",
        "Doctors cut the throat of a patient in an operation in Goma on Monday, and he lived.",
        "A driver lost control and ploughed into pedestrians near the barracks in Gao on Monday.",
        "A freight train derailed near Kidal on Monday after sand covered the rails.",
        "Troops took up positions round the stadium in Goma on Monday before the match.",
        "Engineers fixed a power line near Goma on Monday.",
    ],
)
def test_what_was_no_attack_is_none(read, text):
    assert [] == read(text + WAR).countable


def test_those_who_were_taken_and_then_shot_are_the_targets(read):
    found = read("Jihadists pulled six traders out of a truck near Goma on Monday and killed them." + WAR)
    texts = [one.text for one in found.coding.assertions if one.field == "target_actor"]
    assert ["six traders"] == texts
