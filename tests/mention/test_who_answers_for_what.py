"""Who answers for which of several attacks, and whose name, silence or reason answers for none."""

import pytest

from tests.mention.conftest import attackers, claims


def test_who_did_it_may_be_said_before_the_attack_is_told(read):
    found = read(
        "Colombia's National Liberation Army acknowledged on Wednesday that it had carried out the kidnapping.\n\n"
        "Six armed men boarded a bus near Otaré on Saturday and abducted two policemen, a passenger said."
    )
    assert ("claims_responsibility", "act_eln") in claims(found)


def test_a_clash_in_the_articles_own_words_is_its_own_attribution(read):
    found = read("Heavy fighting broke out on Thursday as M23 rebels and soldiers clashed near Sake in eastern Congo.")
    assert {"attributes_own_voice"} >= {stance for stance, _ in claims(found)}


def test_most_of_those_who_were_taken_took_nobody(read):
    found = read(
        "Gunmen on motorcycles abducted at least 23 people, most of them women and children, in a raid on Gidan Dawa."
    )
    assert {"act_gunmen"} == attackers(found)


def test_who_is_suspected_of_the_violence_is_suspected_of_each_attack(read):
    found = read(
        "In Yala a bomb exploded in a store on Tuesday, wounding two.\n\n"
        "In the town of Yaha, men set a supermarket on fire on Tuesday.\n\n"
        "No group has said it was behind the violence. The army said the separatist group BRN was believed to be "
        "responsible."
    )
    assert [("suspects", "act_barisan")] * 2 == claims(found)


def test_an_adviser_answers_for_whom_he_advises(read):
    found = read(
        "Lorries were raked with gunfire near Dilling on Tuesday. The army said the RSF had ambushed the convoy. "
        "An adviser to the RSF leadership denied it."
    )
    assert ("denies_responsibility", "act_rsf") in claims(found)


def test_who_names_an_armed_group_blames_it(read):
    found = read(
        "Fifteen villagers were killed in a raid on the hamlet of Makayanga that local leaders blamed on militiamen. "
        "The army spokesman named the ADF, a rebel movement of Ugandan origin."
    )
    assert ("blames", "act_adf") in claims(found)


def test_whom_a_lead_accuses_of_several_attacks_made_each(read):
    found = read(
        "Suspected insurgents bombed shops and petrol stations in Thailand on Tuesday, the military said.\n\n"
        "In Yala a bomb exploded in a store at 11 p.m., wounding two.\n\n"
        "In Narathiwat a bomb went off beside a mast, wounding a policeman."
    )
    assert 2 <= claims(found).count(("suspects", "act_insurgents"))


@pytest.mark.parametrize(
    "reason",
    ["in answer to the war in Gaza", "in solidarity with the people of Gaza", "in retaliation for raids in Gaza"],
)
def test_where_the_reason_lies_nothing_was_attacked(read, reason):
    found = read(f"A drone hit a ship off Hodeidah on Sunday. The Houthis said they had struck it {reason}.")
    assert [("claims_responsibility", "act_houthis")] == claims(found)
    assert 1 == len(found.countable)


def test_two_of_those_who_saw_it_are_who_suspects(read):
    found = read(
        "Gunmen attacked a post near Djibo on Sunday. "
        "The attackers, whom two of the residents took for members of JNIM, came from three sides."
    )
    assert ["two of the residents"] == [row.speaker_text for row in found.coding.claims]


def test_both_blows_are_claimed_whatever_they_are_called(read):
    found = read(
        "A tanker was hit by a missile off Aden on Sunday. Yemen's Houthi movement claimed both blows against shipping."
    )
    assert [("claims_responsibility", "act_houthis")] == claims(found)


def test_a_service_and_the_army_of_one_state_are_no_rivals(read):
    found = read("Ukrainian drones struck a refinery in Ryazan on Sunday, a source in the SBU security service said.")
    assert "contested" not in {row.status for row in found.coding.claims if hasattr(row, "status")}
    assert ("claims_responsibility", "act_sbu") in claims(found)


@pytest.mark.parametrize(
    ("words", "stance", "speaker", "about"),
    [
        (
            "The New People's Army, which operates in the area, said its fighters had not been involved.",
            "denies_responsibility",
            "act_npa",
            "act_npa",
        ),
        (
            "Jimmy Cherizier, who heads the Viv Ansanm alliance, said that his men had carried out the attack.",
            "claims_responsibility",
            "act_viv_ansanm",
            "act_viv_ansanm",
        ),
        (
            "Separatist leaders abroad condemned the killing and accused the army of staging it.",
            "blames",
            "act_separatists",
            "army",
        ),
        (
            "An Italian anarchist group, the Informal Anarchist Federation, said it was responsible.",
            "claims_responsibility",
            None,
            "Informal Anarchist Federation",
        ),
    ],
)
def test_who_stands_how_to_an_attack(read, words, stance, speaker, about):
    found = read("Gunmen attacked a school in Kumba on Saturday, killing six children. " + words)
    assert (stance, speaker, about) in [
        (row.stance.value, row.speaker_actor_id, row.about_actor_id or row.about_text) for row in found.coding.claims
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Washington has previously accused Iran-backed militias of such attacks.",
        "Leaflets found in the town said that it was not responsible.",
    ],
)
def test_what_is_no_charge_and_no_claim(read, words):
    assert [] == claims(read("Two rockets landed near a base in Baghdad on Sunday. " + words))


def test_the_radio_of_a_group_and_its_spokesman_are_the_group(read):
    found = read(
        "Al-Shabaab fighters fired mortars at a palace in Mogadishu on Wednesday, police said. "
        "The group's radio, Andalus, said its fighters had fired seven shells."
    )
    assert ("claims_responsibility", "act_shabaab") in claims(found)


def test_terrorists_are_those_whom_the_speaker_named(read):
    found = read(
        "Jihadists killed 70 soldiers in an attack on a camp in Inates on Tuesday, the defence ministry said. "
        '"The terrorists bombarded the camp with mortars," the ministry said.'
    )
    assert [("blames", "act_jihadists")] == claims(found)


def test_silence_on_a_place_is_of_the_attack_there(read):
    found = read(
        "Ukrainian forces shelled the city of Donetsk on Tuesday, killing two people, the mayor said.\n\n"
        "In Russia's Bryansk region a drone hit a power station on Tuesday. The governor blamed Ukraine.\n\n"
        "Kyiv had no comment on Donetsk."
    )
    (silence,) = [row for row in found.coding.claims if row.stance.value == "no_comment"]
    assert silence.mention_id == found.countable[0].mention_id


def test_a_group_with_an_article_in_its_name_is_called_by_it(read):
    found = read(
        "A bomb planted under a car killed an officer in Damascus on Monday. "
        "A rebel group, Saraya al-Sham, said its men had killed the officer."
    )
    assert [("claims_responsibility", "Saraya al-Sham")] == claims(found)


def test_planes_that_were_not_in_the_area_are_a_denial(read):
    found = read(
        "Three soldiers died near Idlib when their convoy was hit by an air strike on Monday. "
        "Russia denied that its planes had been in the area."
    )
    assert ["denies_responsibility"] == [stance for stance, _ in claims(found)]


def test_the_town_before_a_bomb_attacked_nobody(read):
    found = read("In neighbouring Khyber, a bomb hidden in a culvert exploded on Tuesday, wounding two constables.")
    assert set() == attackers(found)


def test_the_people_who_do_such_things_are_named(read):
    found = read(
        "Ten people died on Monday when a bus ran over a mine near Jowhar. "
        '"The people who lay these are al Shabaab," said the mayor.'
    )
    assert [("blames", "act_shabaab")] == claims(found)


def test_what_rights_groups_always_say_is_of_no_attack(read):
    found = read(
        "Gunmen killed 12 people in a village near Tera on Monday. "
        "Rights groups accuse the army of leaving villages to fend for themselves."
    )
    assert [] == claims(found)


def test_an_observatory_of_a_land_is_not_its_state(read):
    found = read(
        "Coalition forces responded with artillery fire towards a village near Mayadin on Monday, the monitor, the "
        "Syrian Observatory for Human Rights, said."
    )
    (claim,) = found.coding.claims
    assert ("blames", None, "act_coalition") == (claim.stance.value, claim.speaker_actor_id, claim.about_actor_id)


def test_each_of_two_who_accuse_each_other_is_contested(read):
    found = read(
        "Two drivers were shot dead near Dilling on Tuesday. Sudan's army accused the RSF of the attack. "
        "The RSF denied it and blamed the Sudanese army for the attack."
    )
    assert {"blamed", "denied"} <= set(found.values("attacker_status"))


def test_the_year_of_something_else_takes_no_claim_out_of_the_count(read):
    found = read(
        "A drone strike on a car killed one man in the Lebanese town of Qana on Tuesday, the health ministry said. "
        'The Israeli military said it had "eliminated" a commander of Hezbollah and accused him of working to rebuild '
        "positions in breach of last year's ceasefire."
    )
    assert ("claims_responsibility", "act_idf") in claims(found)


def test_the_name_right_behind_a_word_for_a_group_is_the_group(read):
    found = read(
        "Three people were killed on Monday when a bomb exploded near a mosque in Zahedan. "
        "The Sunni militant group Jaish al-Adl took responsibility."
    )
    assert [("claims_responsibility", "act_jaysh_adl")] == claims(found)


def test_no_group_that_claimed_an_attack_is_no_attacker(read):
    found = read("Gunmen shot dead two coal miners in Harnai on Monday; no group has claimed that attack.")
    assert {"act_gunmen"} == attackers(found)


def test_who_was_behind_the_others_was_not_behind_the_first(read):
    found = read(
        "A lorry bomb exploded beside a police station in Corinto on Tuesday, killing two.\n\n"
        "A motorcycle bomb was set off in Jamundí on Tuesday, killing two.\n\n"
        "General Hernan Oviedo said the Jaime Martínez front had carried out the attack in Jamundí and that the "
        "Dagoberto Ramos front was behind the rest."
    )
    first, second = found.countable
    about = {row.mention_id: row.about_actor_id for row in found.coding.claims}
    assert {first.mention_id: "act_dagoberto_ramos", second.mention_id: "act_jaime_martinez"} == about


def test_a_quotation_that_goes_on_names_who_lays_mines(read):
    found = read(
        "Ten people died on Monday when a bus ran over a mine near Jowhar. "
        '"It was laid at night," said the mayor, Ali Farah. "The people who plant these are al Shabaab."'
    )
    assert ("blames", "act_shabaab") in claims(found)
