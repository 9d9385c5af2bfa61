"""One attack or two: what an article tells in several words and sentences."""

from ingest.codes import Field
from ingest.mention.same import head_of


def test_an_attack_told_again_is_one(read):
    found = read(
        "Rockets struck a market in Kharkiv on Monday. The attack killed four people. "
        "Two of the rockets landed in a car park beside the market."
    )
    assert 1 == len(found.countable)


def test_two_sites_in_one_sentence_are_two_attacks(read):
    found = read("Gunmen attacked a police post in Mosul on Monday and a car bomb exploded at a market in Kirkuk.")
    assert [["pl_mosul"], ["pl_kirkuk"]] == [found.values(Field.PLACE, one)[:1] for one in found.countable]


def test_a_second_attack_is_another(read):
    found = read(
        "A Ukrainian missile hit a hangar in Saratov on Monday. "
        "A second attack an hour later set a fuel depot in Engels on fire."
    )
    assert 2 == len(found.countable)


def test_several_cities_in_one_breath_are_as_many_attacks_and_their_toll_is_nobodys(read):
    found = read("Russian missiles struck Kharkiv, Odesa and Dnipro on Monday, killing five people, officials said.")
    assert 3 == len(found.countable)
    assert {} == found.tolls()


def test_people_of_different_names_are_killed_one_by_one(read):
    found = read(
        "Gunmen shot dead Judge Omar Haddad in Quetta on Monday.\n\n"
        "On Tuesday gunmen shot dead the lawyer Amir Baloch in Quetta."
    )
    assert 2 == len(found.countable)


def test_what_is_told_far_apart_of_one_site_is_one(read):
    between = " ".join(f"A speaker said that day {number} had been calm." for number in range(12))
    found = read(
        f"Missiles hit Harir Air Base on Tuesday, the mayor said. {between} "
        "On Tuesday missiles hit Harir Air Base, soldiers said."
    )
    assert 1 == len(found.countable)


def test_the_chief_word_of_a_phrase_stands_before_what_hangs_on_it():
    assert "office" == head_of("offices of the Telecommunications Enterprise")
    assert "bus" == head_of("a bus of soldiers")


def test_a_town_that_no_list_knows_is_another_place(read):
    found = read("Rebels killed nine soldiers in Goma on Monday.\n\nGunmen killed three soldiers in Dikwala on Monday.")
    assert 2 == len(found.countable)


def test_details_behind_a_lead_tell_its_place_more_closely(read):
    text = (
        "Army aircraft bombed a gathering in Myanmar's Sagaing region, residents said on Wednesday.\n\n"
        "A resident said a fighter jet dropped two bombs on Kanbalu at about 8 a.m. on Tuesday."
    )
    assert ["Kanbalu"] == [place.text for place in read(text).coding.assertions if place.field == Field.PLACE][-1:]
    assert 1 == len(read(text).countable)


def test_a_lead_in_the_plural_sums_up_what_follows(read):
    text = (
        "Two attacks killed 21 people in Nigeria's Borno state on Monday, the police said.\n\n"
        "Gunmen shot dead 15 farmers at Konduga on Monday morning. "
        "In the afternoon a bomb killed six traders at a market in Gwoza."
    )
    assert 2 == len(read(text).countable)


def test_attacks_that_were_answered_are_others(read):
    found = read(
        "The missile attack on Sumy on Monday answered Ukrainian attacks on oil depots in Russia, a minister said."
    )
    assert ["actual", "generic"] == sorted(mention.attack_status.value for mention in found.coding.mentions)
