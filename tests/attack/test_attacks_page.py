"""docs/attacks.md says what the code does: its weights, its sums and its caps."""

from pathlib import Path

import pytest

from ingest.attack.cluster import LEEWAY
from ingest.attack.profile import profile
from ingest.attack.score import score
from ingest.attack.weights import THRESHOLD, WEIGHTS
from tests.attack.conftest import WORLD, told
from warehouse.reachable import MOST_CANDIDATES, MOST_TOGETHER

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "attacks.md").read_text(encoding="utf-8").split())
EXAMPLES = {
    5.75: (told(1), told(2)),
    3.75: (told(1, launched=3), told(2, launched=5)),
    1.25: (told(1, site_id="base"), told(2, site_id="airport")),
}


@pytest.mark.parametrize("total", EXAMPLES)
def test_the_worked_examples_come_to_what_the_page_says(total):
    one, other = (profile(mention, WORLD) for mention in EXAMPLES[total])
    found = score(one, other, WORLD)
    assert (total, total >= THRESHOLD) == (found.value, found.is_match)
    assert f"{total:g})" in PAGE


def test_thresholds_and_caps_are_those_of_the_code():
    assert f"From {THRESHOLD:g} on" in PAGE
    assert f"at least {THRESHOLD - LEEWAY:.1f}" in PAGE
    assert f"{MOST_CANDIDATES} candidates a mention" in PAGE
    assert f"{MOST_TOGETHER} mentions put together" in PAGE


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("+3; +2; +1", ("same site", "same town", "town within area")),
        ("+2; +1.75; −1.5", ("same day", "same night or day", "days adjoin")),
        ("+0.75; +1; −3.5", ("same event type", "same weapon", "other weapon and event type")),
        ("+2; −2", ("same count", "other count")),
        ("+2; +0.5; −1", ("same number of dead", "number of dead rises", "other number of dead")),
        ("+0.5; −1.5", ("same attacker", "other attacker")),
        ("+3; +2", ("copied text", "same article")),
        ("+1; +2.5", ("one rare word", "several rare words")),
        ("−2.5", ("neighbouring sites",)),
    ],
)
def test_the_weights_are_those_of_the_code(row, names):
    assert f"| {row} |" in PAGE
    assert row == "; ".join(f"{WEIGHTS[name]:+g}".replace("-", "−") for name in names)
