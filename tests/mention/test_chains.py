"""Through whom a sentence came: publisher, relay, origin, and how far each is named."""

from importlib import import_module

import pytest

from ingest.mention.chain import attribution
from ingest.mention.code import MODEL
from ingest.mention.heard import Heard
from ingest.mention.reading import Reading
from ingest.mention.sentences import split
from tests.mention.conftest import article


@pytest.fixture(scope="module")
def pipeline():
    return import_module(MODEL).load(exclude=["ner"])


@pytest.fixture
def told(codebook, pipeline):
    def run(text):
        heard, found = Heard(), []
        given = article(text)
        for sentence in split(text, "ver_1", None):
            words = text[sentence.char_start : sentence.char_end]
            doc = pipeline(words)
            reading = Reading(sentence=sentence, text=words, doc=doc, codebook=codebook)
            found.append(attribution(reading, given, heard))
        return [[[step.name for step in chain[1:]] for chain in one.chains] for one in found]

    return run


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("A drone hit a base, two intelligence officers said.", ["two intelligence officers"]),
        ("A drone hit a base, said the mayor.", ["mayor"]),
        ("A drone hit a base, neighbours and the director of the local hospital said.", None),
        ("A drone hit a base, according to police and to a hospital official.", None),
        ("Rescuers and a monitor said a drone hit a base.", None),
    ],
)
def test_every_speaker_of_a_sentence_has_a_chain(told, text, origins):
    (chains,) = told(text)
    assert (len(origins) if origins else 2) == len(chains)
    assert origins is None or [origins] == chains


def test_a_president_is_not_his_country(told):
    _, after = told("Chadian President Ali Hamdan flew to Bol. They said gunmen had attacked a village.")
    assert not any("Chad" in name for chain in after for name in chain)
    _, after = told("Hezbollah held its ground. They said gunmen had attacked a village.")
    assert ["Hezbollah"] in after


def test_who_quotes_passes_on(told):
    (chains,) = told("Reuters, citing an unnamed official, said the army was behind the strike.")
    assert "unnamed official" == chains[0][-1]


def test_he_and_the_officer_are_who_spoke_before(told):
    first, second, third = told(
        "A police captain said a bomb exploded. He said four people were killed. The captain said six were hurt."
    )
    assert first == second == third


def test_silence_has_no_chain_of_its_own(told):
    (chains,) = told("The army has not commented on the strike.")
    assert [["The Desk"]] == chains


def test_a_document_is_no_person(told):
    _, leaflet, after = told(
        "A police captain said a bomb exploded. A leaflet said it was revenge. He said four people were killed."
    )
    assert [["leaflet"]] == leaflet
    assert [["police captain"]] == after


def test_a_clause_behind_while_is_the_articles_own(coder):
    found = coder.code(
        article(
            "Shells hit a hospital in Gaza City on Tuesday, managers said, while rockets struck a farm near Ashkelon."
        ),
        article("").published_at,
    )
    last = {row.chain_id: row for row in found.chain_steps}
    assert {"managers", "The Desk"} == {row.name for row in last.values()}


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("The Azawad Liberation Front (FLA), a coalition of separatists,", "Azawad Liberation Front"),
        (
            "The Group for the Support of Islam and Muslims (JNIM), the al-Qaeda affiliate,",
            "Group for the Support of Islam and Muslims",
        ),
    ],
)
def test_a_speaker_is_called_by_all_of_his_name_and_nothing_else(read, speaker, name):
    found = read(f"A drone hit a market near Timbuktu on Monday. {speaker} said that 11 civilians had died.")
    assert name in [step.name for step in found.coding.chain_steps]
