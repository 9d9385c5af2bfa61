"""Sentences of several wars, written for these tests: what the coder must see and what it must not."""

import pytest

from ingest.codes import AttackStatus, CodingStatus, DateBasis, DateGranularity, EventType, Field, Outcome

HARMLESS = [
    "Barcelona attacked from the start and a late strike settled the match in Madrid.",
    "Analysts bombarded the minister with questions about the budget in Baghdad.",
    "Shares were hit by fears of inflation and the bank fired a warning shot.",
    "Teachers in Iraq began a strike on Monday over pay.",
    "A storm hit the coast and killed three people in Basra.",
    "A gas explosion killed two people at a restaurant in Beirut on Sunday.",
    "A bus crash near Mosul killed nine people on Friday.",
    "Hackers attacked an airport in Germany, the operator said.",
    "The actor, whose last film bombed, was hit by criticism in Tehran.",
    "He had a heart attack in Damascus and was taken to a hospital.",
    "Rescuers shot down rumours about the missing climbers.",
]
UNREAL = [
    ("Turkey threatened to attack Kurdish fighters in Sinjar on Tuesday.", AttackStatus.FUTURE),
    ("Iran warned that it would strike US bases in Qatar with missiles.", AttackStatus.FUTURE),
    ("Iran will fire missiles at a mock base in Isfahan in a drill.", AttackStatus.FUTURE),
    ("There was no drone attack in Erbil on Monday, the governor said.", AttackStatus.NEGATED),
    ("The army had foiled a drone attack on the airport in Port Sudan, a general said.", AttackStatus.NEGATED),
    ("Rocket attacks have repeatedly hit military bases in Anbar.", AttackStatus.GENERIC),
    ("Russia has carried out near-daily drone attacks on Odesa.", AttackStatus.GENERIC),
    ("Iranian missiles struck Ain al-Asad in January 2020.", AttackStatus.HISTORICAL),
    ("A court sentenced a man to death for a bomb attack that killed 30 people in Baghdad.", AttackStatus.HISTORICAL),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_of_violence_give_nothing(read, text):
    assert [] == list(read(text).coding.mentions)


@pytest.mark.parametrize(("text", "status"), UNREAL)
def test_what_did_not_happen_now_is_never_countable(read, text, status):
    found = read(text)
    assert [] == found.countable
    assert {status} >= {mention.attack_status for mention in found.coding.mentions}


def test_gunmen_on_a_bus_are_one_shooting(read):
    found = read("Gunmen opened fire on a bus in Quetta on Monday, killing at least seven passengers, police said.")
    assert EventType.SHOOTING_OR_AMBUSH == found.only.event_type
    assert "2026-03-09" == str(found.only.event_date)
    assert ["pl_quetta"] == found.values(Field.PLACE)
    assert ["act_gunmen"] == found.values(Field.ATTACKER)
    assert {("killed", "target"): ("count", 7, 7, None)} == found.tolls()


def test_two_cities_in_one_sentence_are_two_attacks(read):
    found = read(
        "Russian missiles hit a power station in Kharkiv on Tuesday "
        "and drones struck a hospital in Odesa, officials said."
    )
    assert [["pl_kharkiv"], ["pl_odesa"]] == [found.values(Field.PLACE, mention) for mention in found.countable]


def test_the_same_attack_told_twice_is_one(read):
    found = read(
        "A car bomb exploded outside a police station in Mogadishu on Monday.\n\n"
        "The blast shattered windows. No group has claimed responsibility for the bombing, "
        "which wounded a dozen people."
    )
    assert EventType.IED_OR_MINE == found.only.event_type
    assert ["unattributed"] == found.values(Field.ATTACKER_STATUS)
    assert ("count", 12, 12, 12) == found.tolls()[("injured", "target")]


def test_munitions_launched_intercepted_and_impacted_are_three_counts(read):
    found = read(
        "Six drones were launched at Camp Taji on Sunday, five of which were shot down while one hit a fuel depot."
    )
    assert (6, 6, 6) == found.count(Field.LAUNCHED)
    assert (5, 5, 5) == found.count(Field.INTERCEPTED)
    assert (1, 1, 1) == found.count(Field.IMPACTED)
    assert [Outcome.PARTLY_INTERCEPTED_HIT] == found.values(Field.OUTCOME)


def test_the_interceptor_is_not_the_attacker(read):
    found = read("Jordanian army troops shot down a drone over Amman on Sunday.")
    assert [] == found.values(Field.ATTACKER)
    assert [Outcome.INTERCEPTED_ALL] == found.values(Field.OUTCOME)
    assert (1, 1, 1) == found.count(Field.INTERCEPTED)


def test_near_a_site_is_not_at_it_and_states_no_target(read):
    found = read("A drone was intercepted near Ain al-Asad on Sunday.")
    assert ["st_asad"] == found.values(Field.SITE)
    assert ["near"] == found.values(Field.SITE_RELATION)
    assert [] == found.values(Field.TARGET_SITE)


def test_an_attacker_who_says_so_claims(read):
    found = read("Al-Shabaab said its fighters attacked an army base in Kismayo on Friday.")
    assert [("claims_responsibility", "act_shabaab", "act_shabaab")] == found.stances()
    assert ["claimed"] == found.values(Field.ATTACKER_STATUS)
    assert [] == found.values(Field.OUTCOME)


def test_a_victim_blames_and_the_accused_keeps_silent(read):
    found = read(
        "An air strike hit a house in Nabatieh on Monday, killing two people. Hezbollah blamed Israel for the strike. "
        "Israel has not commented."
    )
    assert [("blames", "act_hezbollah", "act_isr"), ("no_comment", "act_isr", "act_isr")] == found.stances()
    assert "blamed" in found.values(Field.ATTACKER_STATUS)


def test_a_denial_is_a_claim_and_no_negation(read):
    found = read("Drones struck a hospital in El Fasher on Sunday. The RSF denied involvement in the attack.")
    assert [("denies_responsibility", "act_rsf", "act_rsf")] == found.stances()
    assert AttackStatus.ACTUAL == found.only.attack_status


@pytest.mark.parametrize(
    ("said", "harm", "expected"),
    [
        ("No casualties were reported.", "any", ("none_known_to_source", None, None, None)),
        ("An official was not aware of any casualties.", "any", ("none_known_to_source", None, None, None)),
        ("It was unclear whether there were any injuries.", "injured", ("unclear", None, None, None)),
        ("Dozens of people were killed.", "killed", ("count", None, None, None)),
        ("Twenty-one people were wounded.", "injured", ("count", 21, 21, 21)),
        ("More than 20 people were killed.", "killed", ("count", 20, 20, None)),
        ("A second victim died on Tuesday, raising the toll to seven.", "killed", ("count", 7, 7, 7)),
    ],
)
def test_five_kinds_of_knowing_a_toll_stay_apart(read, said, harm, expected):
    found = read(f"A rocket hit a market in Goma on Monday. {said}")
    assert expected == found.tolls()[(harm, "target")]


@pytest.mark.parametrize(
    ("text", "day", "granularity", "basis"),
    [
        ("A drone hit a base in Erbil on Tuesday.", "2026-03-10", DateGranularity.DAY, DateBasis.WEEKDAY_RESOLVED),
        ("A drone hit a base in Erbil on March 4.", "2026-03-04", DateGranularity.DAY, DateBasis.EXPLICIT_DATE),
        (
            "A drone hit a base in Erbil on Monday evening.",
            "2026-03-09",
            DateGranularity.PART_OF_DAY,
            DateBasis.WEEKDAY_RESOLVED,
        ),
        (
            "A drone hit a base in Erbil overnight.",
            "2026-03-11",
            DateGranularity.NIGHT_AMBIGUOUS,
            DateBasis.RELATIVE_RESOLVED,
        ),
        (
            "On Tuesday, Hezbollah said it hit a base in Haifa.",
            "2026-03-10",
            DateGranularity.DAY_ASSUMED,
            DateBasis.STATEMENT_DATE_ASSUMED,
        ),
        ("A drone hit a base in Erbil.", "None", DateGranularity.UNKNOWN, None),
    ],
)
def test_a_date_is_what_the_text_dates(read, text, day, granularity, basis):
    found = read(text).only
    assert (day, granularity, basis) == (str(found.event_date), found.date_granularity, found.date_basis)


def test_day_boundaries_are_those_of_the_place(read):
    """A Tuesday in Erbil begins at nine in the evening of Monday, UTC."""
    found = read("A drone hit a base in Erbil on Tuesday.").only
    assert "2026-03-09T21:00:00+00:00" == found.occurred_start.isoformat()
    assert "2026-03-10T20:59:59+00:00" == found.occurred_end.isoformat()


def test_without_a_day_of_publication_a_weekday_stays_unknown(read):
    found = read("A drone hit a base in Erbil on Tuesday.", published_at=None).only
    assert (None, DateGranularity.UNKNOWN) == (found.event_date, found.date_granularity)


def test_a_chain_runs_from_publisher_over_relay_to_origin(read):
    found = read(
        "A drone struck a refinery in Basra on Sunday, The Harbour Gazette reported, quoting a security official.",
        credit="Gulf Wire",
    )
    steps = [(step.role.value, step.name) for step in found.coding.chain_steps]
    relays = [("relay", "Gulf Wire"), ("relay", "Harbour Gazette")]
    assert [("publisher", "The Desk"), *relays, ("origin", "security official")] == steps


def test_a_suicide_drone_is_no_suicide_bombing(read):
    found = read("A suicide drone hit a police station in Kirkuk on Sunday.")
    assert EventType.DRONE_ATTACK == found.only.event_type
    assert ["uav_one_way"] == found.values(Field.WEAPON)


def test_an_unknown_name_keeps_its_words(read):
    found = read("The Marsh Falcons attacked an army base in Amarah on Sunday.")
    texts = [row.text for row in found.coding.assertions if row.field == Field.ATTACKER and row.value is None]
    assert ["Marsh Falcons"] == texts


def test_other_languages_are_refused_by_name(read):
    found = read("Une attaque.", language="fr").coding
    assert (CodingStatus.UNSUPPORTED_LANGUAGE, "fr") == (found.status, found.detail)


def test_a_run_is_named_by_coder_and_codebook(coder, codebook, now):
    assert (codebook.version, now) == (coder.run(now).codebook_version, coder.run(now).known_at)
