"""Which words tell of an attack, and which only sound like it."""

import pytest

from ingest.codes import AttackStatus, EventType, Field

TOLD = [
    ("Guerrillas attacked a police post in Leticia on Monday.", EventType.OTHER),
    ("A police post in Leticia came under attack from guerrillas on Monday.", EventType.OTHER),
    ("The attack on the police post in Leticia was carried out by guerrillas on Monday.", EventType.OTHER),
    ("A missile tore open a hotel in Sumy on Monday.", EventType.MISSILE_OR_ROCKET),
    ("A tanker was holed by a naval drone off Hodeidah on Monday.", EventType.NAVAL_ATTACK),
    ("A lorry packed with explosives went off outside a bank in Quetta on Monday.", EventType.IED_OR_MINE),
    ("The senator escaped unhurt from a grenade attack in Bogota on Monday.", EventType.IED_OR_MINE),
    ("Rebels set fire to a school in Kidal on Monday.", EventType.ARSON_OR_SABOTAGE),
    ("Militants took twelve engineers hostage in Arlit on Monday.", EventType.ABDUCTION),
    ("Gunmen on a motorcycle shot dead a judge outside his home in Quetta on Monday.", EventType.ASSASSINATION),
]
NOT_TOLD = [
    "Ministers attacked the rapporteur in Geneva on Monday over a video about the war and its soldiers.",
    "The municipality of Haifa was bombarded with offers of help on Monday, the army and the militia said.",
    "A man was shot by his neighbour in a car park in Ohio on Monday, police said.",
    "Air raid sirens sounded in Poltava on Monday, and the air raid warning was lifted an hour later.",
    "The keeper was bombarded with crosses before the striker fired a rocket into the net; the goal won the league.",
    "A gas explosion killed two people at a restaurant in Beirut on Sunday.",
    "The army's transport plane suffered a crash in Goma on Monday, killing all 72 soldiers aboard.",
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_an_attack_is_told_in_many_forms(read, text, kind):
    assert kind == read(text).only.event_type


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_sounds_like_one_is_not_counted(read, text):
    assert [] == read(text).countable


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels threatened on Monday to attack the port of Goma.", AttackStatus.FUTURE),
        ("If militants were to attack the port of Goma, the army would fire rockets.", AttackStatus.HYPOTHETICAL),
        ("A rumour that rebels had attacked the port of Goma sent people running.", AttackStatus.NEGATED),
        ("One year to the day after rebels attacked the port of Goma, candles were lit.", AttackStatus.HISTORICAL),
        ("Rebels have attacked the port of Goma dozens of times.", AttackStatus.GENERIC),
        ("Shipping has waited since rebels attacked the port of Goma.", AttackStatus.GENERIC),
        ("No rocket was fired at the port of Goma on Monday, the army said.", AttackStatus.NEGATED),
        ("Sappers found a mine planted beneath the port of Goma on Monday.", AttackStatus.NEGATED),
        ("The mayor dismissed reports of a rocket attack on the port of Goma.", AttackStatus.NEGATED),
        ("The army has asked for permission to fire missiles at the port of Goma.", AttackStatus.HYPOTHETICAL),
        ("Was there a rocket attack on the port of Goma on Monday?", AttackStatus.HYPOTHETICAL),
        ("Recruits learnt how mines are laid around the port of Goma.", AttackStatus.GENERIC),
        ("The port of Goma came under artillery fire 71 times on Monday.", AttackStatus.GENERIC),
        ("The 2016 rocket attack on the port of Goma killed nine soldiers.", AttackStatus.HISTORICAL),
    ],
)
def test_what_did_not_happen_now_has_another_status(read, text, status):
    assert {status} == {mention.attack_status for mention in read(text).coding.mentions}


def test_an_attack_that_had_been_planned_was_made(read):
    """ "Planned" speaks of the future only where the attack is not the one that everybody knows of."""
    found = read("The bomb attack on the police headquarters in Bogota on Monday had been planned for months.")
    assert AttackStatus.ACTUAL == found.only.attack_status


def test_a_terrorist_attack_names_no_attacker(read):
    found = read("A terrorist attack with grenades wounded three soldiers in Kidal on Monday.")
    assert [] == [row.text for row in found.coding.assertions if row.field is Field.ATTACKER]


def test_men_of_a_named_body_are_named_by_it(read):
    found = read('"Shining Path" guerrillas blew up a bridge near Ayacucho on Monday.')
    assert "act_sendero" in found.values(Field.ATTACKER)


def test_the_rebels_are_the_only_group_that_was_named(read):
    """A definite class stands for the one armed group of the text, and for none where two were named."""
    one = read("M23 says it wants talks. The rebels attacked a camp in Goma on Monday, the army said.")
    two = read("M23 and the ADF want no talks. The rebels attacked a camp in Goma on Monday, the army said.")
    assert "act_m23" in one.values(Field.ATTACKER)
    assert "act_m23" not in two.values(Field.ATTACKER)


@pytest.mark.parametrize(
    "text",
    [
        "Two wagons overturned near Sibi after an explosive device went off under the track on Tuesday.",
        "Four armed drones were flown at the army base in Kukawa on Tuesday.",
        "Two buses under escort were fired upon on the road outside Macomia on Tuesday, the army said.",
        "An FPV drone flew into their fire engine in Kupiansk on Tuesday.",
        "Armed bandits invaded the community near Katsina on Tuesday and made away with 26 persons.",
        "Attackers on four motorcycles set ablaze the house of the ward head in Katsina on Tuesday.",
        "A second bomber set off his belt on Tuesday at the gate of the ministry in Kabul.",
        "On Tuesday a charge placed on the rails near Kupiansk threw a locomotive of the army's off the line.",
        "At Erbil, a drone set light to a generator hall on Tuesday.",
        "On Tuesday unknown persons activated a motorcycle loaded with explosives at the police station in Cali.",
        "Gunmen burst into a house in Mosul on Tuesday, the police said.",
    ],
)
def test_an_attack_is_told_in_many_verbs(read, text):
    """The rebels make it a text of armed conflict, whose words may be weaker."""
    assert read(f"{text} The insurgents and the rebels hold the district since the war.").countable


@pytest.mark.parametrize(
    "text",
    [
        "A drone of the army flew into the airspace of Estonia on Tuesday.",
        "Four drones were flown to the army base in Kukawa on Tuesday.",
        "The army said the rebels were invaded by doubt on Tuesday.",
        "The charge was placed on the ministry in Baghdad on Tuesday that it had lied to soldiers.",
        "Russia, which invaded Ukraine, held talks in Istanbul on Tuesday about its soldiers.",
        "He was fired on Tuesday by the army in Baghdad.",
        "The army descended on Baghdad for its parade on Tuesday.",
    ],
)
def test_no_attack_is_read_where_the_same_verbs_mean_nothing(read, text):
    assert not read(f"{text} The insurgents and the rebels hold the district since the war.").countable
