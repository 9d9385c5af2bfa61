"""At what an attack was: sites known or described, and how it stood to them."""

import pytest

from ingest.codes import Field
from ingest.mention.coded import CoderIdentity
from ingest.mention.document import document

from .conftest import WEDNESDAY, article

CODER = CoderIdentity(name="rules", version="0", codebook_version="test")


@pytest.fixture
def site(coder, codebook):
    def run(text):
        given = article(text)
        answer = document(given, coder.code(given, WEDNESDAY), codebook, CODER)
        found = next(one for one in answer.mentions if one.is_countable).site
        return (found.text, found.relation.value) if found and found.relation else None

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A missile tore open a hotel in the centre of Sumy on Tuesday.", ("hotel", "at")),
        ("Rockets landed in a car park in Sumy on Tuesday.", ("car park", "at")),
        ("A drone exploded near a hospital in Sumy on Tuesday.", ("hospital", "near")),
        ("Rebels fired rockets towards the airport of Goma on Tuesday.", ("airport of Goma", "towards")),
        ("A drone strike brought the roof of a mosque down on worshippers in Goma on Tuesday.", ("mosque", "at")),
    ],
)
def test_a_site_with_its_relation(site, text, wanted):
    assert wanted == site(text)


def test_a_ship_is_called_by_its_name(site):
    told = "The chemical tanker Solveig B was struck by a missile off Aden on Tuesday."
    assert ("chemical tanker Solveig B", "at") == site(told)


def test_where_they_broke_in_is_the_site(site):
    """What they then shot at stands among the targets."""
    told = "Gunmen scaled the wall of a police academy in Kabul on Tuesday and fired into a dormitory."
    assert ("police academy", "at") == site(told)


def test_a_site_that_was_hit_comes_before_one_that_was_near(site):
    told = "A shell exploded near the port of Goma on Tuesday. The shell had hit a warehouse."
    assert ("warehouse", "at") == site(told)


def test_a_street_where_it_went_off_is_no_site(site):
    assert site("A bomb went off in the road in Goma on Tuesday and wounded two people.") is None


def test_where_men_on_their_way_were_hit_is_the_fixed_site(site):
    assert "bridge" in site("Rebels ambushed an army patrol at the old bridge in Kidal on Monday.")[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen shot dead a teacher on the Kel-Dori highway near Goma on Monday.", "Kel-Dori highway"),
        ("A drone fired a missile at a grey van on the road to Kel on Monday, killing two men.", "road"),
        ("A bomb hit a house on the Kel road in Goma on Monday.", "house"),
    ],
)
def test_men_on_their_way_were_hit_on_the_road_that_the_text_names(read, text, wanted):
    sites = [one.text for one in read(text).coding.assertions if one.field is Field.SITE]
    assert sites == [wanted]


def test_some_road_is_no_site(read):
    coding = read("Gunmen shot dead a teacher on a road near Goma on Monday.").coding
    assert not [one for one in coding.assertions if one.field is Field.SITE]
