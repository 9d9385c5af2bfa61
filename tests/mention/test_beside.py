"""Which of several attacks a sentence without a word of attack goes on with."""

TWO = "Gunmen stormed a police academy in Goma on Monday. An hour later a shell hit a market in Goma. "


def tolls(found):
    return {
        (row.sent_no, mention.event_type.value): row.best
        for mention in found.coding.mentions
        for row in found.coding.casualty_reports
        if row.mention_id == mention.mention_id
    }


def test_a_toll_goes_to_the_attack_told_last(read):
    assert {(2, "artillery_shelling"): 4} == tolls(read(TWO + "Four people were killed."))


def test_a_toll_goes_to_the_attack_whose_words_it_says_again(read):
    assert {(2, "shooting_or_ambush"): 4} == tolls(read(TWO + "Four people were killed at the academy."))


def test_each_toll_of_a_sentence_of_two_attacks_goes_to_its_own(read):
    said = "A shell hit a clinic in Goma, killing two men, while gunmen stormed a school in Uvira, killing nine boys."
    assert {(0, "artillery_shelling"): 2, (0, "shooting_or_ambush"): 9} == tolls(read(said))


def test_what_is_said_of_each_of_several_attacks_is_every_ones(read):
    found = read(TWO + "There was no word of casualties from either of the two sites.")
    assert {"artillery_shelling", "shooting_or_ambush"} == {kind for _, kind in tolls(found)}


def test_a_toll_told_before_any_attack_is_of_the_one_that_follows(read):
    said = "Nine people are dead and 30 injured in Kharkiv. Two rockets hit a block of flats there on Monday."
    assert {(0, "missile_or_rocket"): 30} == tolls(read(said))


def test_the_next_sentence_goes_on_though_its_speaker_shares_a_word(read):
    said = TWO + "The academy's doctor, Amina Sow, said four people had been killed."
    assert {(2, "artillery_shelling"): 4} == tolls(read(said))
