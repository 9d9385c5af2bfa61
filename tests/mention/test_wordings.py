"""Attacks told without an ordinary word of attack, and what only sounds like one of them."""

import pytest

from ingest.codes import AttackStatus, EventType, Field

WAR = "The province has been at war with insurgents for months. "
TOLD = [
    ("A farm truck drove over a landmine near Kidal on Monday.", EventType.IED_OR_MINE),
    ("A tractor set off an anti-tank mine in a field near Izyum on Monday.", EventType.IED_OR_MINE),
    ("The convoy hit a roadside bomb outside Baidoa on Monday.", EventType.IED_OR_MINE),
    ("A grenade was rolled into the yard of an officer in Quetta on Monday.", EventType.IED_OR_MINE),
    ("An attacker rammed a lorry laden with explosives into a barracks in Quetta.", EventType.SUICIDE_BOMBING),
    ("A woman set off the explosives she wore at a market in Maiduguri on Monday.", EventType.SUICIDE_BOMBING),
    ("Soldiers and guerrillas traded shots for an hour near Kidal on Monday.", EventType.ARMED_CLASH),
    ("Fighting erupted in Goma on Monday between the army and the rebels.", EventType.ARMED_CLASH),
    ("Rebels and soldiers fought at the gates of Goma on Monday.", EventType.ARMED_CLASH),
    ("A jet released two bombs over a market in Idlib on Monday.", EventType.AIRSTRIKE),
    ("A drone ploughed into a block of flats in Sumy on Monday.", EventType.DRONE_ATTACK),
    ("An unmanned aircraft crashed into a fuel store at Port Sudan on Monday.", EventType.DRONE_ATTACK),
    ("Masked men emptied their magazines into a teahouse in Quetta on Monday.", EventType.SHOOTING_OR_AMBUSH),
    ("Gunmen mowed down worshippers at a church in Goma on Monday.", EventType.SHOOTING_OR_AMBUSH),
    ("Gunmen marched off forty villagers in Goma on Monday.", EventType.ABDUCTION),
    ("Gunmen seized 14 passengers from a bus near Goma on Monday.", EventType.ABDUCTION),
    ("Rebels put a village to the torch near Goma on Monday.", EventType.ARSON_OR_SABOTAGE),
    ("A tanker reported two explosions in the water off Aden on Monday.", EventType.NAVAL_ATTACK),
    ("A quadcopter dropped its charge through the roof of a bus in Sumy on Monday.", EventType.DRONE_ATTACK),
    ("An unmanned surface craft struck the stern of a tanker off Aden on Monday.", EventType.NAVAL_ATTACK),
    ("Militants surrounded a hall in Goma on Monday and shot at those who ran.", EventType.SHOOTING_OR_AMBUSH),
    ("Hooded men entered a clinic in Goma on Monday.", EventType.SHOOTING_OR_AMBUSH),
    ("The driver was grabbed by unidentified gunmen at a market in Goma on Monday.", EventType.ABDUCTION),
    ("A sentry was clubbed to death in Quetta on Monday.", EventType.OTHER),
    ("Three herders were found with bullet wounds near Kidal on Monday.", EventType.SHOOTING_OR_AMBUSH),
    ("The corpses of two guards were recovered in Quetta on Monday with their hands tied.", EventType.OTHER),
    ("Two rebels fell in an encounter with soldiers at Goma on Monday.", EventType.ARMED_CLASH),
    ("Skirmishes broke out in Goma on Monday between militias and the army.", EventType.ARMED_CLASH),
    ("Soldiers beat back an assault on their camp at Goma on Monday.", EventType.ARMED_CLASH),
    ("The town of Goma was the target of an air strike on Monday.", EventType.AIRSTRIKE),
    ("The air force hit a depot in Goma on Monday.", EventType.AIRSTRIKE),
    ("Insurgents consigned a school to the flames in Goma on Monday.", EventType.ARSON_OR_SABOTAGE),
    ("Militants ran into a patrol of the army near Goma on Monday, and two were killed.", EventType.ARMED_CLASH),
    ("The frigate was holed by an explosive boat at Sevastopol on Monday.", EventType.NAVAL_ATTACK),
]
NOT_TOLD = [
    "A jet came down near Goma on Monday.",
    "A troop helicopter crashed in fog near Goma on Monday, killing five soldiers.",
    "A hippo attacked a village near Goma on Monday and killed a woman.",
    "A gold mine collapsed near Goma on Monday, killing 20 diggers.",
    "A pupil was stabbed in a brawl outside a bar in Goma on Monday.",
    "Farmers burned stubble near Goma on Monday.",
    "A wider war would cost lives and draw the army into a confrontation with the rebels in Goma.",
    "Hooded men fled Goma on Monday.",
    "Police seized three men near Goma on Monday.",
    "The veterans who fought in Goma met on Monday.",
    "Sappers blew up an old shell in a ravine near Kharkiv on Monday.",
    "Engineers detonated a wartime bomb in Kharkiv on Monday.",
    "A controlled explosion was carried out in Kharkiv on Monday.",
    "A gas cylinder exploded in a restaurant in Quetta on Monday, killing four customers.",
    "During the rehearsal in Basra on Monday a drone slammed into a berth, killing twelve imaginary dockers.",
    "The soldiers practised storming a ship off Aqaba on Monday.",
    "The museum in Kharkiv opened a show on Monday about the shelling of the town.",
    "Reports that a guesthouse in Kabul had been stormed on Monday proved to be wrong.",
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_an_attack_needs_no_ordinary_word_of_attack(read, text, kind):
    assert kind == read(WAR + text).only.event_type


@pytest.mark.parametrize("text", NOT_TOLD)
def test_clearing_accidents_rehearsals_and_shows_are_no_attacks(read, text):
    assert [] == read(WAR + text).countable


@pytest.mark.parametrize(
    "text",
    [
        "A caller swore that rockets had struck the port of Basra on Monday. They had not, the governor said.",
        "Social media users wrote that a drone had hit the port of Basra on Monday. There had been no drone that day.",
        "A story that gunmen had stormed a hotel in Basra was circulated on Monday. Nothing of the kind had happened.",
        "A further case turned out to be none. Residents reported a drone strike on the port of Basra on Monday.",
    ],
)
def test_a_rumour_that_the_next_sentence_takes_back_did_not_happen(read, text):
    statuses = [mention.attack_status for mention in read(WAR + text).coding.mentions]
    assert [AttackStatus.NEGATED] == statuses


def test_a_denial_by_a_party_leaves_the_attack_as_it_was(read):
    found = read(WAR + "Rebels shelled the port of Basra on Monday, the army said. They had not, a rebel said.")
    assert AttackStatus.ACTUAL == found.only.attack_status


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("A car packed with explosives blew up outside a bank in Quetta on Monday.", "vehicle_bomb"),
        ("Four bombs landed on a school in Idlib on Monday.", "aircraft_bomb"),
        ("The pilot let fall two mortar shells on a school in Idlib on Monday.", "aircraft_bomb"),
        ("A drone released a grenade over a school in Idlib on Monday.", "uav_armed"),
        ("Rebels ambushed a patrol near Goma on Monday.", "small_arms"),
        ("Soldiers opened fire near a gold mine in Goma on Monday.", "small_arms"),
    ],
)
def test_a_weapon_is_what_was_done_with_it(read, text, weapon):
    assert weapon in read(WAR + text).values(Field.WEAPON)


def test_people_led_away_are_counted_whatever_the_verb(read):
    found = read(WAR + "Gunmen whisked away 14 guests from a wedding in Goma on Monday.")
    assert {("captured", "target"): ("count", 14, 14, 14)} == found.tolls()


def test_a_name_beside_a_role_belongs_to_the_words_for_the_target(read):
    found = read(WAR + "A former judge, Omar Tesh, was shot dead in Goma on Monday.")
    told = [row.text for row in found.coding.assertions if row.field == Field.TARGET_ACTOR]
    assert ["former judge, Omar Tesh"] == told
