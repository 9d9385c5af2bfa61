"""A statement about an attack that means it by other words: its weapon, what was hit, the deed."""

import pytest

SHELLS = "Shells fell on the fish market of Kadugli on Monday, killing eleven traders. "
TRUCKS = (
    "The truce between Bedouin fighters and rebels is over. "
    "Shots were fired at a column of aid lorries near Sweida on Thursday, wounding a driver. "
)
BRIDGE = "A bridge at Beledweyne was damaged by a truck bomb on Saturday. "
ROCKETS = "Rockets fell on Kiryat Shmona on Friday, injuring two people. "
RAID = "Nine soldiers were killed when fighters on motorcycles overran an army outpost in Gajiram on Monday. "


def said(found):
    return [(row.stance.value, row.about_actor_id or row.about_text) for row in found.coding.claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHELLS + "The rounds came from positions of the RSF, the governor said.", ("blames", "act_rsf")),
        (SHELLS + "The mayor said that RSF gunners had done the firing.", ("blames", "act_rsf")),
        (TRUCKS + "The ministry said that outlaw groups had targeted the convoy.", ("blames", "outlaw groups")),
        (BRIDGE + "Al-Shabaab spoke of its operation at the bridge.", ("claims_responsibility", "act_shabaab")),
        (BRIDGE + "Al-Shabaab said that it had done so.", ("claims_responsibility", "act_shabaab")),
        (BRIDGE + "Al-Shabaab published a video of the blast.", ("claims_responsibility", "act_shabaab")),
        (
            ROCKETS + "Hezbollah said the salvo was fired in reply to a raid.",
            ("claims_responsibility", "act_hezbollah"),
        ),
        (ROCKETS + "The rockets were sent by its gunners, Hezbollah said.", ("claims_responsibility", "act_hezbollah")),
        (ROCKETS + "Hezbollah's men could be behind it, a police officer said.", ("suspects", "act_hezbollah")),
    ],
)
def test_who_did_it_is_read_where_the_attack_is_meant_by_another_word(read, text, expected):
    assert expected in said(read(text))


@pytest.mark.parametrize(
    "text",
    [
        ROCKETS + "The school was used by Hezbollah to store fuel, the army said.",
        ROCKETS + "Three rockets were brought down by the Israeli army, police said.",
        SHELLS + "The Houthis said that the blockade was a crime of the coalition.",
        SHELLS + "The premier accused the RSF of wanting to starve the region.",
        TRUCKS + "The army said that its soldiers had escorted the convoy.",
    ],
)
def test_what_was_done_otherwise_to_those_who_were_attacked_accuses_nobody(read, text):
    assert [] == said(read(text))


def test_a_claim_of_a_thing_of_the_same_kind_is_of_the_attack_told_before(read):
    found = read(RAID + "\n\nISWAP said late on Tuesday that its men had stormed the barracks.")
    assert 1 == len(found.coding.mentions)
    assert ("claims_responsibility", "act_iswap") in said(found)


def test_the_day_of_a_claim_is_not_that_of_the_attack(read):
    found = read(
        "Gunmen shot dead two policemen in Herat on Wednesday.\n\n"
        "Islamic State owned the shooting on Friday in a statement."
    )
    assert 1 == len(found.coding.mentions)


def test_men_of_whom_only_the_deed_is_known_are_accused_by_nobody_who_tells_of_them(read):
    found = read("Fighters on motorcycles overran an army post in Gajiram on Monday, two officers said.")
    assert [] == said(found)


def test_who_denied_it_stands_beside_who_was_accused(read):
    found = read(SHELLS + "The governor accused the RSF of the attack. The RSF denied it.")
    assert ("denies_responsibility", "act_rsf") in said(found)


def test_what_an_armed_group_accepts_it_claims(read):
    found = read(BRIDGE + "The Baloch Liberation Army accepted responsibility for the bombing in an email.")
    assert [("claims_responsibility", "act_bla")] == said(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ROCKETS + 'An Israeli army spokesman said that the air force had "struck and eliminated" a commander.',
            ("claims_responsibility", "act_idf"),
        ),
        (ROCKETS + "Lebanon held Israel and Hezbollah accountable.", ("blames", "act_hezbollah")),
        (ROCKETS + "Hezbollah admitted to hitting the town.", ("concedes", "act_hezbollah")),
        (ROCKETS + "The mayor pointed to Hezbollah in the attack.", ("blames", "act_hezbollah")),
        (
            "A rocket landed in the yard of the Turkish consulate in Mosul on Sunday. Iraqi officers believe the "
            "Kataib Hezbollah militia was behind the attack.",
            ("suspects", "act_kh"),
        ),
        (
            "The Chin National Defence Force is at war. An army convoy was ambushed near Kalay on Monday. "
            "The Chin National Defence Force posted pictures of captured rifles.",
            ("claims_responsibility", "Chin National Defence Force"),
        ),
    ],
)
def test_a_party_speaks_of_what_it_or_another_did(read, text, expected):
    assert expected in said(read(text))


@pytest.mark.parametrize(
    "text",
    [
        SHELLS + "The prosecutor laid it at rest.",
        ROCKETS + "Russia said its air defences had destroyed nine Ukrainian drones over Crimea.",
        SHELLS + "The United Nations counted 1,300 civilian deaths at the hands of the RSF last year.",
        ROCKETS + "The president said he was going to bomb the camps of the rebels.",
    ],
)
def test_who_tells_or_wards_off_or_only_plans_has_done_nothing(read, text):
    assert [] == said(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SHELLS + "The governor accused the RSF of the attack. The RSF, at war with the army since 2023, denied it, "
            'and said that army gunners had "hit their own people".',
            ("denies_responsibility", "act_rsf"),
        ),
        (
            "Drones hit the port of Izmail on Thursday. Moscow denies aiming at civilians. Its defence "
            "ministry said that its forces had struck fuel stores at the port.",
            ("claims_responsibility", "act_rus"),
        ),
        (
            "The rebels and the army are at war in Myanmar. Ethnic Karen fighters seized a police post outside "
            "Hpapun on Wednesday, their political wing said.",
            ("claims_responsibility", "Ethnic Karen fighters"),
        ),
    ],
)
def test_who_speaks_for_those_who_were_told_of(read, text, expected):
    assert expected in said(read(text))


def test_where_a_missile_was_fired_from_attacks_nobody(read):
    found = read("A missile fired from Yemen hit a bulk carrier in the Gulf of Aden on Monday, the navy said.")
    assert [] == said(found)
