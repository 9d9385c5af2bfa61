"""A coder over the shipped seeds, and a short way to have it read a text."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.mention.code import RulesCoder
from ingest.mention.codebook import load_codebook
from ingest.records import CodableArticle

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
WEDNESDAY = datetime(2026, 3, 11, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def codebook():
    return load_codebook(SEEDS)


@pytest.fixture(scope="session")
def coder(codebook):
    return RulesCoder(codebook)


def article(text, **given):
    fields = {
        "article_version_id": "ver_1",
        "source_id": "desk",
        "source_name": "The Desk",
        "text": text,
        "language": "en",
        "published_at": WEDNESDAY,
        "timezone": "UTC",
    }
    return CodableArticle(**(fields | given))


class Read:
    """A coding with the questions that tests ask of it."""

    def __init__(self, coding):
        self.coding = coding

    @property
    def countable(self):
        return [mention for mention in self.coding.mentions if mention.is_countable]

    @property
    def only(self):
        (mention,) = self.countable
        return mention

    def values(self, field, mention=None):
        wanted = mention or self.only
        return [
            found.value
            for found in self.coding.assertions
            if found.field == field and found.mention_id == wanted.mention_id and found.value is not None
        ]

    def count(self, field):
        found = [row for row in self.coding.assertions if row.field == field and row.mention_id == self.only.mention_id]
        return (found[0].low, found[0].best, found[0].high) if found else None

    def tolls(self):
        return {
            (row.harm.value, row.side.value): (row.report_kind.value, row.low, row.best, row.high)
            for row in self.coding.casualty_reports
        }

    def stances(self):
        return [(row.stance.value, row.speaker_actor_id, row.about_actor_id) for row in self.coding.claims]


def claims(found):
    rows = found.coding.claims
    return [(row.stance.value, row.about_actor_id or row.about_text) for row in rows]


def attackers(found):
    return {row.value or row.text for row in found.coding.assertions if row.field == "attacker"}


@pytest.fixture
def read(coder):
    def run(text, **given):
        return Read(coder.code(article(text, **given), WEDNESDAY))

    return run
