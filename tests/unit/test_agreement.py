"""Two readers of the same golden articles."""

import shutil
from pathlib import Path

import pytest

from orchestration.evaluation.agreement import ReadersError, agreement

ARTICLES = Path(__file__).parents[1] / "quality" / "golden" / "dev"
FOUND = [path for path in sorted(ARTICLES.glob("*.yaml")) if "status: blamed" in path.read_text("utf-8")][:3]


def folder(at: Path) -> Path:
    at.mkdir()
    for path in FOUND:
        shutil.copy(path, at)
    return at


def test_a_reading_agrees_with_itself_wholly(tmp_path):
    found = agreement([folder(tmp_path / "one")], [folder(tmp_path / "other")])

    assert found.mentions.wanted > 0
    assert {1.0} == {tally.f1 for tally in (found.mentions, found.aggregates, *found.fields.values())}
    assert (0, found.quotes) == (found.false_countables, found.right_statuses)


def test_another_status_is_a_difference_of_its_field(tmp_path):
    first, second = folder(tmp_path / "one"), folder(tmp_path / "other")
    path = second / FOUND[0].name
    path.write_text(path.read_text().replace("status: blamed", "status: suspected", 1))

    found = agreement([first], [second])

    assert 1 == found.fields["attacker_status"].wanted - found.fields["attacker_status"].right
    assert ["suspected"] == [
        given for wrong in found.wrong if wrong.field == "attacker_status" for given in wrong.given
    ]


def test_an_article_with_one_reader_is_named(tmp_path):
    first, second = folder(tmp_path / "one"), folder(tmp_path / "other")
    (second / FOUND[0].name).unlink()

    with pytest.raises(ReadersError, match=f"{FOUND[0].stem} has no second reading"):
        agreement([first], [second])
