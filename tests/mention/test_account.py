"""Who tells of an attack: also those who give none of its values, and those who stand in a row or behind a role."""

import pytest

LED = "Rockets hit the market of Goma on Monday, killing two porters, the mayor said. "


def origins(found):
    return {step.name for step in found.coding.chain_steps if step.role == "origin"}


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ('"The roof came down on us," said Aline Mburano, who sells rice.', "Aline Mburano"),
        ("Witnesses described how the gunners ran to the lake.", "Witnesses"),
    ],
)
def test_who_tells_more_of_an_attack_is_an_origin_of_it(read, said, origin):
    found = read(LED + said)
    assert origin in origins(found)
    assert 1 == len([one for one in found.coding.assertions if one.field == "account"])


@pytest.mark.parametrize(
    "said",
    [
        "A trader says that prices will rise.",
        "The council warned that more people would leave.",
        "The army has released no figure.",
    ],
)
def test_who_tells_nothing_of_what_happened_is_no_origin(read, said):
    assert {"mayor"} == origins(read(LED + said))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockets hit the market of Goma on Monday, residents, a militia fighter and a nurse said.",
            {"residents", "militia fighter", "nurse"},
        ),
        (
            "The spokesman for the operation in the east, Captain Jean Kasereka, said rockets hit the market of Goma.",
            {"spokesman for the operation in the east, Captain Jean Kasereka"},
        ),
        (
            "Col. Alain Bisimwa, provincial police director, said Paul Kito and Jean Lwambo were wounded when rockets "
            "hit the market of Goma.",
            {"Col. Alain Bisimwa"},
        ),
        (
            "A coordination agency of the port of Goma said that rockets hit the market of Goma on Monday.",
            {"coordination agency of the port of Goma"},
        ),
    ],
)
def test_speakers_are_found_by_where_they_stand(read, text, expected):
    assert expected == origins(read(text))


def test_a_body_is_no_he(read):
    found = read(LED + "The ministry of health said three nurses were hurt. He said that the victims were dockers.")
    assert ["mayor", "ministry of health"] == sorted(origins(found))
    assert "account" not in {one.field for one in found.coding.assertions}
