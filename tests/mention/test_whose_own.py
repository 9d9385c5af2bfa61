"""Whose own attack it is by how it is told: an army's war on rebels, a night's strikes, an agency's drones."""

import pytest

BOMBING = "A bomb killed five recruits near Raqqa on Monday. "
SHELLS = "Shells hit a market in Zalingei on Monday, killing nine people. "


def claims(found):
    rows = found.coding.claims
    return [(row.stance.value, row.about_actor_id or row.about_text) for row in rows]


def attackers(found):
    return {row.value or row.text for row in found.coding.assertions if row.field == "attacker"}


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
