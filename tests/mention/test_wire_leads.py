"""The first sentences of agencies: who did it, to whom, and what did it, where the parse misleads."""

import pytest

from ingest.codes import EventType, Field, Outcome, Side, Stance

WAR = "The province has been at war with insurgents for months. "


def test_what_a_bomb_did_and_the_bomb_are_one_attack(read):
    found = read(
        WAR + "Three people were killed and a dozen hurt when a roadside bomb hit a passenger van in Afghanistan's "
        "Nangarhar province, the interior ministry said."
    )
    assert EventType.IED_OR_MINE == found.only.event_type
    assert {3, 12} == {one.best for one in found.coding.casualty_reports}


def test_a_force_called_by_country_and_kind_is_the_force(read):
    found = read("Sudan's paramilitary Rapid Support Forces shelled a camp near Nyala on Monday, killing 31 people.")
    assert ["act_rsf"] == found.values(Field.ATTACKER)


def test_the_accuser_did_not_do_what_he_accuses_of(read):
    found = read("Armenia accused Azerbaijan of firing on its positions near Tegh on Tuesday, wounding two servicemen.")
    assert ["act_aze"] == found.values(Field.ATTACKER)


def test_fighters_of_a_militia_fly_no_planes(read):
    found = read(WAR + "Fighters from the CODECO militia attacked a site for displaced people in Ituri on Monday.")
    assert EventType.AIRSTRIKE != found.only.event_type


@pytest.mark.parametrize(
    ("speaker", "actor"),
    [
        ("Houthi military spokesman Yahya Saree", "act_houthis"),
        ("SDF spokesman Farhad Shami", "act_sdf"),
        ("Hamas official Osama Hamdan", "act_hamas"),
    ],
)
def test_a_name_speaks_for_whom_its_title_names(read, speaker, actor):
    found = read(f"A base in Syria was shelled on Monday. {speaker} blamed Turkey for the shelling.")
    (blame,) = [one for one in found.coding.claims if one.stance is Stance.BLAMES]
    assert actor == blame.speaker_actor_id


def test_men_of_the_speaker_who_fell_to_others_are_no_attackers(read):
    found = read("The SDF said five of its fighters were killed in an attack by Islamic State in Raqqa on Sunday.")
    assert [Side.TARGET] == [one.side for one in found.coding.casualty_reports]


def test_what_was_hit_though_drones_were_shot_down_was_partly_intercepted(read):
    found = read(
        "Ukraine said on Monday that its drones had struck an oil refinery in Saratov overnight. "
        "Air defences destroyed 17 drones over the region, the Russian defence ministry said in its daily bulletin."
    )
    assert [Outcome.PARTLY_INTERCEPTED_HIT] == found.values(Field.OUTCOME)


def test_those_killed_are_not_taken_for_who_speaks(read):
    found = read(
        "Suspected ADF rebels killed at least 16 people with machetes in the village of Ndimo, "
        "a local civil society leader said on Thursday."
    )
    assert ["act_adf"] == found.values(Field.ATTACKER)
    assert [16] == [one.best for one in found.coding.casualty_reports]
