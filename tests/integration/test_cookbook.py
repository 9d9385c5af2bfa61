"""Every question of the cookbook is run, and its page shows what the demo answers."""

from pathlib import Path

import pytest

from ingest.errors import SettingError
from orchestration.cookbook import answer, page, question, questions
from orchestration.query import open_published

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"


@pytest.fixture(scope="module")
def published(played):
    return played.published


def test_there_are_at_least_two_dozen_questions_and_no_name_twice():
    names = [one.name for one in questions()]
    assert len(names) >= 24
    assert len(set(names)) == len(names)
    assert all(one.asked.endswith("?") for one in questions())


@pytest.mark.parametrize("one", questions(), ids=lambda one: one.name)
def test_a_question_is_answered_twice_alike(published, one):
    with open_published(published) as connection:
        columns, rows = answer(connection, one)
        assert (columns, rows) == answer(connection, one)
    assert len(set(columns)) == len(columns)


def test_the_page_shows_what_the_demo_answers(published):
    with open_published(published) as connection:
        assert PAGE.read_text(encoding="utf-8") == page(connection)


def test_a_name_that_no_question_has_is_told():
    with pytest.raises(SettingError, match="sigact cookbook"):
        question("weather")


def test_the_command_prints_an_answer(played):
    said = played.installed.run(played.folder, "--data-dir", "demo-data", "cookbook", "zero_against_unknown")
    assert "nobody_died" in said
