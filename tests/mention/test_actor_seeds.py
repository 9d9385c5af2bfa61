"""The actor seeds: one name, one actor; the codes that are in use; relations that lead somewhere."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from ingest.mention.names import fold, words

from .test_codebook import RELATIONS, rows

KINDS = set(
    "state state_forces state_civil armed_group umbrella political_party civilians class intergovernmental".split()
)
ALIAS_KINDS = set("name acronym demonym metonym transliteration".split())
SECTORS = set("AGR BUS COP CRM CVL EDU GOV HLH JUD LAB MED MIL NGO OPP PTY REB REL SPY UAF".split())
# What a text also writes for something else: verbs, conjunctions, given names, towns, agencies.
NO_NAMES = "IS|AA|MAY|ARE|CAR|PDF|PAK|LeT|JeM|Fano|Victoria|Sofia|Male|Force|Army|the group|officials|people".split("|")
UNITED_NATIONS = 193


def folded(text):
    return tuple(word.folded for word in words(text))


@pytest.fixture(scope="module")
def actors():
    return {row["actor_id"]: row for row in rows("actors")}


@pytest.fixture(scope="module")
def aliases():
    return rows("actor_aliases")


@pytest.fixture(scope="module")
def relations():
    return rows("actor_relations")


def test_ids_match_their_grammar_and_stand_once(actors):
    assert len(rows("actors")) == len(actors)
    assert [] == [actor for actor in actors if not re.fullmatch(r"act_[a-z0-9]+(_[a-z0-9]+)*", actor)]


def test_every_code_is_one_of_those_in_use(actors, aliases):
    assert {row["actor_kind"] for row in actors.values()} == KINDS
    assert {row["alias_kind"] for row in aliases} <= ALIAS_KINDS
    assert {row["plover_sector"] for row in actors.values()} <= SECTORS | {""}
    assert {row["acled_inter"] for row in actors.values()} <= {"", *"12345678"}
    assert {row["is_class"] for row in actors.values()} == {"true", "false"}
    assert all(re.fullmatch(r"([A-Z]{3})?", row["country_iso3"]) for row in actors.values())


def test_the_seeds_name_the_world_and_its_armed_groups(actors, aliases, relations):
    assert len(actors) >= 1000
    assert len(aliases) >= 5000
    assert len(relations) >= 700
    kinds = Counter(row["actor_kind"] for row in actors.values())
    assert kinds["state"] >= UNITED_NATIONS + 3
    assert kinds["armed_group"] >= 350


def test_a_state_has_its_country_and_only_one_state_has_it(actors):
    states = [row["country_iso3"] for row in actors.values() if row["actor_kind"] == "state"]
    assert "" not in states
    assert len(states) == len(set(states))
    assert {"PSE", "XKX", "TWN", "IRQ", "YEM", "SSD"} <= set(states)


def test_no_two_actors_share_a_name_as_the_coder_folds_it(aliases):
    """Two names that fold alike are one name, and the second spelling of one actor's would be dead."""
    assert [] == [name for name, count in Counter(folded(row["alias"]) for row in aliases).items() if count > 1]


def test_every_name_is_found_in_a_text_that_says_no_more(codebook, aliases):
    """A bracket, a slash or a spaced dash ends a name: what holds one is never found."""
    lost = {}
    for row in aliases:
        hits = codebook.name_index.find(row["alias"])
        found = [name.id for hit in hits for name in hit.values if name.kind == "actor"]
        if len(hits) != 1 or found != [row["actor_id"]]:
            lost[row["alias"]] = found
    assert {} == lost


def test_every_actor_has_a_name_that_a_text_writes(actors, aliases):
    assert set(actors) == {row["actor_id"] for row in aliases}
    assert [] == [row["alias"] for row in aliases if row["alias"] != row["alias"].strip() or not row["alias"]]


def test_a_word_that_usually_says_something_else_names_nobody(aliases):
    assert set() == {row["alias"] for row in aliases} & set(NO_NAMES)


def test_a_single_word_is_written_as_a_name_unless_it_names_a_class(actors, aliases):
    """Lower case is for classes: "rebels" may begin small, an actor's own name may not."""
    small = {
        row["alias"]
        for row in aliases
        if len(folded(row["alias"])) == 1 and row["alias"].islower() and actors[row["actor_id"]]["is_class"] == "false"
    }
    assert set() == small


def test_an_acronym_has_capitals_and_is_no_longer_than_a_word(aliases):
    acronyms = [row["alias"] for row in aliases if row["alias_kind"] == "acronym"]
    assert [] == [alias for alias in acronyms if not re.search(r"[A-Z].*[A-Z]|[A-Z]-?\d|\d[A-Z]", alias)]
    assert [] == [alias for alias in acronyms if len(alias) > 14]


def test_a_class_is_named_in_the_plural_and_in_the_singular(actors, aliases):
    names = defaultdict(set)
    for row in aliases:
        names[row["actor_id"]].add(fold(row["alias"]))
    classes = [actor for actor, row in actors.items() if row["is_class"] == "true"]
    assert len(classes) >= 60
    assert [] == [actor for actor in classes if len(names[actor]) < 2]
    for plural, singular in (
        ("gunmen", "gunman"),
        ("rebels", "rebel"),
        ("soldiers", "soldier"),
        ("police", "policeman"),
    ):
        assert {plural, singular} <= names[f"act_{plural}"]


def test_relations_have_known_ends_and_codes_and_stand_once(actors, relations):
    keys = Counter((row["actor_id"], row["relation"], row["related_actor_id"]) for row in relations)
    assert [] == [key for key, count in keys.items() if count > 1]
    assert {actor for one, _, other in keys for actor in (one, other)} <= set(actors)
    assert [] == [key for key in keys if key[0] == key[2]]
    assert {relation for _, relation, _ in keys} == RELATIONS


def test_a_relation_ends_after_it_began(relations):
    for row in relations:
        begin, end = (date.fromisoformat(row[bound]) if row[bound] else None for bound in ("valid_from", "valid_to"))
        assert begin is None or end is None or begin <= end, row


@pytest.mark.parametrize("relation", ["part_of", "successor_of", "splinter_of", "absorbed_into"])
def test_no_actor_is_part_of_itself_over_others(relation, relations):
    above = defaultdict(set)
    for row in relations:
        if row["relation"] == relation:
            above[row["actor_id"]].add(row["related_actor_id"])

    def climb(actor, line):
        assert actor not in line, (relation, *line, actor)
        for other in sorted(above.get(actor, ())):
            climb(other, (*line, actor))

    for actor in sorted(above):
        climb(actor, ())


def test_those_who_fight_each_other_are_rivals(relations):
    """What makes one actor part of another makes their statements one side's: enemies must not be joined by it."""
    upwards = defaultdict(set)
    for row in relations:
        one, relation, other = row["actor_id"], row["relation"], row["related_actor_id"]
        if relation == "umbrella_of":
            upwards[other].add(one)
        elif relation not in ("backed_by", "aligned_with", "splinter_of"):
            upwards[one].add(other)

    def above(actor):
        reached, waiting = set(), [actor]
        while waiting:
            found = upwards[waiting.pop()] - reached
            reached |= found
            waiting.extend(found)
        return reached

    enemies = (
        "saf rsf|idf hezbollah|idf hamas|rus_mil ukr_mil|usa irn|isil aq|sdf sna|sdf isil|jnim issp|taliban iskp"
        "|taliban ttp|m23 cod_mil|mmr_mil arakan_army|houthis yem_gov|tplf eth|boko_haram iswap|farc eln|pak bla"
        "|kdpi irn|pkk tur|stc yem_gov|lna gnu_lby|hts isil|isr pse|prk kor"
    )
    for pair in enemies.split("|"):
        one, other = (f"act_{actor}" for actor in pair.split())
        assert other not in above(one) and one not in above(other), pair


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kata'ib Hizballah", "act_kh"),
        ("Kataeb Hezbollah", "act_kh"),
        ("Katāʾib Hezbollah", "act_kh"),
        ("Kataʼib Hizballah", "act_kh"),
        ("League of the Righteous", "act_aah"),
        ("Saraya Awliya al-Dam", "act_saraya_awliya"),
        ("PMF 45th Brigade", "act_pmf_brigade_45"),
        ("Islamic Revolutionary Guard Corps Aerospace Force", "act_irgc_asf"),
        ("Quds Force", "act_quds"),
        ("Quds Brigades", None),
        ("al-Quds Brigades", "act_quds_brigades"),
        ("ISIS-K", "act_iskp"),
        ("Islamic State Khorasan", "act_iskp"),
        ("Islamic State in the Greater Sahara", "act_issp"),
        ("Ansar Allah", "act_houthis"),
        ("Ansar Allah al-Awfiya", "act_ansar_allah_awfiya"),
        ("Sendero Luminoso", "act_sendero"),
        ("M-19", "act_m19"),
        ("Manuel Rodriguez Patriotic Front", "act_fpmr"),
        ("Farabundo Marti National Liberation Front", "act_fmln"),
        ("SBU", "act_sbu"),
        ("FARDC", "act_cod_mil"),
        ("Nigerien soldiers", "act_ner_mil"),
        ("Nigerian soldiers", "act_nga_mil"),
        ("South Sudanese army", "act_ssd_mil"),
        ("Real IRA", "act_rira"),
        ("suspected militants", "act_militants"),
        ("Kiev", "act_ukr"),
    ],
)
def test_a_name_leads_to_its_actor(text, actor, codebook):
    found = [name.id for hit in codebook.name_index.find(text) for name in hit.values if name.kind == "actor"]
    assert ([actor] if actor else []) == found
