"""Whose own attack it is by how it is told: an army's war on rebels, a night's strikes, an agency's drones."""

import pytest

from tests.mention.conftest import attackers, claims

BOMBING = "A bomb killed five recruits near Raqqa on Monday. "
SHELLS = "Shells hit a market in Zalingei on Monday, killing nine people. "


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Turkish warplanes bombed PKK shelters in the Qandil mountains on Tuesday, the defence ministry said.",
            "act_tur_mil",
        ),
        (
            "Nigerian jets struck a bandit camp in Katsina on Saturday, killing 20 fighters, the air force said.",
            "act_nga",
        ),
        (
            "More than 20 jets attacked a missile depot near Kermanshah on Saturday, the Israeli military said.",
            "act_idf",
        ),
    ],
)
def test_who_tells_of_strikes_on_those_whom_his_state_fights_owns_them(read, text, about):
    assert [("claims_responsibility", about)] == claims(read(text))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "A strike hit a bakery in Khartoum on Sunday. "
            "The army spokesman said precise strikes had been carried out on a gathering of the militia.",
            "army",
        ),
        (
            "A drone hit a pickup near Gao on Monday. The army's general staff said a terrorist base was bombed.",
            "army's general staff",
        ),
        (
            "Two drones hit a refinery in Ryazan on Sunday, the governor said. "
            "A source in the Security Service of Ukraine said the agency's drones had carried out the strike.",
            "act_sbu",
        ),
    ],
)
def test_what_was_done_to_rebels_or_by_its_own_drones_is_claimed_without_a_we(read, text, about):
    assert [("claims_responsibility", about)] == claims(read(text))


def test_rebels_who_say_that_the_army_struck_them_claim_nothing(read):
    found = read("Sudanese army jets bombed a camp of the Rapid Support Forces near Nyala on Sunday, residents said.")
    assert ["blames"] == [stance for stance, _ in claims(found)]


def test_police_do_not_own_a_bomb_that_killed_militants(read):
    found = read("Four militants were killed near Quetta on Sunday when a bomb went off, police said.")
    assert [] == [one for one in claims(found) if one[0] == "claims_responsibility"]


@pytest.mark.parametrize(
    "words",
    [
        "Russia said it had carried out a massive strike on energy facilities.",
        'Moscow said its forces had delivered "a massed strike with high-precision weapons" on arms plants.',
        'Russia\'s defence ministry said it had delivered a "group strike" against ports used by the army.',
    ],
)
def test_a_claim_of_a_nights_strikes_is_of_each_that_it_is_accused_of(read, words):
    found = read(
        "Russian missiles hit a heating plant in Kharkiv on Tuesday, killing five people, officials said.\n\n"
        f"Russian drones hit a rail depot in Dnipro on Tuesday, the governor said.\n\n{words}"
    )
    assert 2 == len(found.countable)
    assert 2 == sum(stance == "claims_responsibility" for stance, _ in claims(found))


def test_a_message_in_which_a_group_says_so_is_its_claim(read):
    found = read(
        SHELLS + "The Rapid Support Forces, the force that is the strongest in the region, "
        "said in a message on their channel that they had fired them."
    )
    assert [("claims_responsibility", "act_rsf")] == claims(found)


def test_the_branch_of_a_group_is_not_that_group(read):
    found = read(
        "Gunmen attacked a convoy near Kidal on Tuesday. The Support Group, the al-Qaeda branch that is the strongest "
        "of the militias, said in a message on its channels that it had carried out the raid."
    )
    assert "act_aq" not in attackers(found)


@pytest.mark.parametrize(
    "words", ["Russia denies targeting civilians.", "Kyiv denies that its troops fire at civilians."]
)
def test_how_one_fights_in_general_is_no_denial(read, words):
    assert [] == claims(read("Shells hit a market in Donetsk on Friday. " + words))


def test_who_denies_having_shelled_denies(read):
    found = read("Shells hit a market in Donetsk on Friday. Kyiv denied that its troops had fired at the market.")
    assert ["denies_responsibility"] == [stance for stance, _ in claims(found)]


@pytest.mark.parametrize(
    ("words", "stance", "about"),
    [
        ("The army said the separatist group BRN was believed to be responsible.", "suspects", "act_barisan"),
        ("An officer said Boko Haram was almost certainly responsible.", "assesses_likely", "act_boko_haram"),
        ("The attackers, whom residents took for members of al-Shabaab, left in two cars.", "suspects", "act_shabaab"),
    ],
)
def test_hedges_stand_at_the_end_too(read, words, stance, about):
    assert [(stance, about)] == claims(read(BOMBING + words))


def test_attacks_like_it_are_not_this_one(read):
    assert [] == claims(read(BOMBING + "US officials have blamed similar attacks on the Islamic State group."))


def test_who_blames_in_a_clause_is_named(read):
    found = read("Ten villagers were killed in Djugu in a raid that local chiefs blamed on the CODECO militia.")
    assert ["local chiefs"] == [row.speaker_text for row in found.coding.claims]


def test_two_sides_that_clash_are_blamed_by_nobody(read):
    assert [] == claims(read("Arakan Army fighters and junta troops clashed on Tuesday near Ann, residents said."))


def test_soldiers_who_destroy_a_dud_attacked_nobody(read):
    found = read(
        "A grenade was thrown at a checkpoint near Caloto on Monday. It failed to explode and soldiers destroyed it."
    )
    assert "act_soldiers" not in attackers(found)


def test_one_of_the_accused_rebels_denies_it_for_them(read):
    found = read(
        "Mortar bombs killed one soldier near Horlivka on Thursday, the army said, blaming Russian-backed "
        "separatists. The self-proclaimed Luhansk People's Republic denied that its units had fired."
    )
    assert ("denies_responsibility", "act_ukr_separatists") in claims(found)


@pytest.mark.parametrize(
    "words",
    [
        "The rebels have issued no statement.",
        "The group has not said anything.",
        "There was no statement from the group.",
    ],
)
def test_silence_in_other_words_is_of_the_accused(read, words):
    found = read("Gunmen killed six people near Goma on Sunday. The army blamed the M23. " + words)
    assert [("blames", "act_m23"), ("no_comment", "act_m23")] == claims(found)


def test_a_spokesman_of_the_junta_is_silent_for_its_army(read):
    found = read(
        "Army shelling killed six people in a village in Sagaing on Sunday, residents said. "
        "A spokesman for the junta could not be reached for comment."
    )
    assert ("no_comment", "Army") in claims(found)


@pytest.mark.parametrize(
    ("text", "speaker", "about"),
    [
        (
            "Gunmen killed 19 people, most of them worshippers, in a village in western Burkina Faso, the defence "
            "ministry said, blaming the Islamic State in the Sahel.",
            "defence ministry",
            "act_issp",
        ),
        (
            'Shells hit a village near Kupiansk on Friday. "It came from the north," said the mayor, Olha Petrenko. '
            '"The Russians fired on us for an hour."',
            "mayor, Olha Petrenko",
            "act_rus",
        ),
        (
            "Coalition forces retaliated with artillery fire on a village near Mayadin on Sunday, the Observatory "
            "said.",
            "Observatory",
            "act_coalition",
        ),
        (
            "Four drones hit an oil field near Zakho on Sunday. The interior ministry accused "
            '"outlaw groups in the pay of the Popular Mobilisation Forces" of sending them.',
            "interior ministry",
            "outlaw groups in the pay of the Popular Mobilisation Forces",
        ),
    ],
)
def test_who_blames_whom_wherever_the_verb_hangs(read, text, speaker, about):
    (claim,) = read(text).coding.claims
    assert ("blames", speaker, about) == (
        claim.stance.value,
        claim.speaker_text,
        claim.about_actor_id or claim.about_text,
    )


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "A missile fell near the airport of Tel Aviv on Sunday. "
            "The Houthis' military spokesman said the movement had fired a ballistic missile at the airport.",
            "act_houthis",
        ),
        (
            "Fifteen soldiers died in an ambush near Ansongo on Friday. Islamic State gave another version. "
            "Its Amaq agency said 30 soldiers were killed when its men ambushed them.",
            "act_isil",
        ),
        (
            "A drone hit a Turkish post near Amedi on Sunday. "
            "The HPG, the armed wing of the PKK, confirmed the attack on the post.",
            "act_hpg",
        ),
        (
            "American aircraft struck caves used by Islamic State fighters in Somalia on Sunday, "
            "U.S. Africa Command said.",
            "act_us_africom",
        ),
        ("A tanker was struck by two missiles off Aden on Sunday. The Houthis claimed both hits.", "act_houthis"),
    ],
)
def test_a_party_that_speaks_of_itself_by_another_word_claims(read, text, about):
    assert [("claims_responsibility", about)] == claims(read(text))


def test_who_stops_short_of_claiming_claims_nothing(read):
    found = read(
        "A man was shot dead near Nablus on Sunday. "
        "Hamas praised the attack but stopped short of saying that it was behind it."
    )
    assert [] == claims(found)


def test_police_who_confirm_an_attack_say_that_it_happened_and_accuse_nobody(read):
    found = read("Gunmen abducted nine farmers in Kaduna on Friday. The police spokesman confirmed the attack.")
    assert [("confirms", None)] == claims(found)
    assert "confirmed" not in found.values("attacker_status")


def test_a_denial_reaches_who_is_accused_in_words_that_name_him(read):
    found = read(
        "Four drones hit an oil field near Zakho on Sunday. The interior ministry accused "
        '"groups in the pay of the Popular Mobilisation Forces" of sending them. The PMF rejected the charge.'
    )
    assert ("denies_responsibility", "groups in the pay of the Popular Mobilisation Forces") in claims(found)


def test_a_denial_of_the_drones_is_of_the_attack_by_drones(read):
    found = read(
        "Israeli jets bombed a house in Tyre on Sunday, killing three people.\n\n"
        "Two drones hit an air base near Ain Issa in Syria on Sunday.\n\n"
        "Kataib Hezbollah said it had nothing to do with the drones."
    )
    denied = [row.mention_id for row in found.coding.claims if row.stance.value == "denies_responsibility"]
    assert denied == [found.countable[1].mention_id]


def test_who_says_that_he_made_a_strike_means_the_one_that_was_told(read):
    found = read("Missiles hit a plant in Kharkiv on Tuesday. Russia said it had carried out a strike on arms plants.")
    assert [("claims_responsibility", "act_rus")] == claims(found)
    assert 1 == len(found.countable)


def test_who_has_not_claimed_an_attack_made_none(read):
    found = read(
        "Fourteen people were killed in an attack on a village in Mopti on Tuesday. JNIM has not claimed the attack."
    )
    assert "act_jnim" not in attackers(found)


def test_attacks_like_it_that_were_claimed_are_others(read):
    found = read(
        "A roadside bomb hit a patrol of peacekeepers near Kidal on Friday. "
        "Similar attacks in the past have been claimed by al Qaeda's affiliate in the region."
    )
    assert [] == claims(found)


@pytest.mark.parametrize(
    ("text", "stance", "about"),
    [
        (
            "An air strike hit a market in Kabkabiya on Monday. The Emergency Lawyers said the bombing was carried out "
            "by the Sudanese army. A military spokesman denied that the army was responsible.",
            "denies_responsibility",
            "act_saf",
        ),
        (
            "Saudi-led coalition warplanes hit a prison in Saada on Friday, the health ministry said. "
            "The coalition denied it had targeted the prison.",
            "denies_responsibility",
            "act_sau_coalition",
        ),
        (
            "Shells hit a camp near Goma on Friday. "
            "An official said the shells had come from positions held by the Rwandan army.",
            "blames",
            "act_rwa_mil",
        ),
        (
            "A general was killed by a bomb in Moscow on Monday. A suspect was arrested. "
            "Investigators said the man had been recruited by Ukrainian special services.",
            "blames",
            "act_ukr",
        ),
        (
            "Ukraine's SBU security service hit a ship in the port of Novorossiysk with drones, the agency said.",
            "claims_responsibility",
            "act_sbu",
        ),
        (
            "Two Americans were killed in Palmyra on Saturday when a gunman opened fire. "
            "The interior ministry said the gunman belonged to the security forces.",
            "concedes",
            "act_security_forces",
        ),
    ],
)
def test_who_answers_for_it_in_more_words(read, text, stance, about):
    assert (stance, about) in claims(read(text))


def test_the_land_of_a_gunman_claims_nothing(read):
    found = read(
        "Three Israelis were killed when a gunman opened fire near Nablus on Sunday. "
        "Jordan's interior ministry said the gunman was a Jordanian citizen acting alone."
    )
    assert [] == claims(found)


def test_a_group_is_called_by_the_name_between_commas(read):
    found = read(
        "A car bomb hit a checkpoint near Mir Ali on Saturday, killing eight soldiers. "
        "A little-known group, Jaish-e-Fursan-e-Muhammad, claimed responsibility."
    )
    assert [("claims_responsibility", "Jaish-e-Fursan-e-Muhammad")] == claims(found)


@pytest.mark.parametrize(
    "words",
    [
        "President Mahamat Deby said he had ordered an operation to pursue the attackers.",
        "The military said it was looking into the matter.",
        "The army said it was reviewing the incident.",
    ],
)
def test_who_sees_to_an_attack_claims_nothing(read, words):
    found = read("Israeli troops fired on a post near Naqoura on Sunday, the UN mission said. " + words)
    assert "claims_responsibility" not in [stance for stance, _ in claims(found)]


def test_a_land_and_a_tie_before_a_group_are_not_the_group(read):
    found = read(
        "Two car bombs exploded outside a ministry in Mogadishu on Saturday. "
        "Somalia's al Qaeda-linked al Shabaab group claimed responsibility."
    )
    assert [("claims_responsibility", "act_shabaab")] == claims(found)


def test_soldiers_who_killed_some_of_the_assailants_attacked_nobody(read):
    found = read(
        "Rebels killed 21 people in the village of Mayikengo on Monday. "
        "An army spokesman said troops had killed four of the assailants."
    )
    assert "act_soldiers" not in attackers(found)


def test_the_group_is_nobody_beside_its_name(read):
    found = read(
        "A ship was hit in the Gulf of Aden on Monday. "
        "The Houthis' spokesman said the group had attacked the ship with anti-ship missiles."
    )
    assert {"act_houthis"} == attackers(found)
