"""Who answers for it, in the wordings of many newsrooms; and which sentences speak of one attack."""

import pytest

from ingest.codes import Field

LED = "Rockets hit the port of Goma on Monday, killing two dockers. "
SAID = [
    ("Elders attributed the fire to M23 positions on the ridge.", ("blames", "act_m23")),
    ("The army blamed it on the US.", ("blames", "act_usa")),
    ("A council accused M23 of having chosen market day.", ("blames", "act_m23")),
    ("M23 adopted the operation in a message.", ("claims_responsibility", "act_m23")),
    ("M23 said the bomber was one of its men.", ("claims_responsibility", "act_m23")),
    ("M23 said that it was theirs.", ("claims_responsibility", "act_m23")),
    ("M23 disowned the attack.", ("denies_responsibility", "act_m23")),
]
SILENT = [
    "The embassy said that no American aircraft took part.",
    "A hundred people took part in the funeral.",
    "Villagers accuse nobody.",
    "The north has seen attacks attributed to M23 and the army.",
    "Gunmen had fired them, police said.",
]


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_an_answer_is_read_however_it_is_worded(read, said, expected):
    claims = read(LED + said).coding.claims
    assert expected in {(claim.stance, claim.about_actor_id or claim.speaker_actor_id) for claim in claims}


@pytest.mark.parametrize("said", SILENT)
def test_what_accuses_or_claims_nothing_gives_no_claim(read, said):
    assert () == read(LED + said).coding.claims


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        ("Shells hit the market of Goma on Monday. The town of Bunia was also attacked by the rebels.", 2),
        ("Shells hit the market of Goma on Monday. In a separate incident a mine killed a farmer near Bunia.", 2),
        (
            "M23 said on Monday that rockets had hit the port of Goma. Earlier on the same day the army said that "
            "four of its soldiers were killed in an ambush.",
            2,
        ),
        ("A judge was shot dead in Goma on Monday. M23 said that its fighters had targeted the judge.", 1),
        ("Their bases in Goma came under attacks from the rebels.", 0),
    ],
)
def test_what_is_told_again_is_one_attack_and_what_is_new_another(read, text, attacks):
    actual = [one for one in read(text).coding.mentions if one.attack_status == "actual"]
    assert attacks == len(actual)


def test_who_used_the_weapon_of_an_attack_made_it(read):
    found = read(
        "Russia used a ballistic missile during a mass missile attack on the port of Odesa on Monday, killing two."
    )
    assert ["act_rus"] == found.values(Field.ATTACKER)


def test_a_missile_by_its_name_attacks_nobody(read):
    found = read("The Oreshnik, which can carry nuclear warheads, struck the city of Sumy on Monday, officials said.")
    assert [] == [row for row in found.coding.assertions if row.field == Field.ATTACKER]
    assert ["ballistic_missile"] == found.values(Field.WEAPON)


def test_on_whom_an_attack_is_blamed_is_not_where_it_was(read):
    found = read(
        "Officials in Luhansk denounced a drone strike on a college in Luhansk on Monday, which was blamed on Kyiv."
    )
    assert ["Luhansk"] == [row.text for row in found.coding.assertions if row.field == Field.PLACE]
