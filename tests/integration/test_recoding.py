"""A new codebook codes the archive again, as a run of its own; what an older run said stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.codes import ChangeKind
from ingest.mention.code import RulesCoder
from ingest.records import ArticleVersion
from orchestration.coding import Coding as Coded
from orchestration.coding_input import make_article
from orchestration.settings import load_settings
from orchestration.stages import code_articles, register_sources
from orchestration.workplace import Workplace
from warehouse.store import append_all, schema_of

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
TEXT = "Gunmen opened fire on a bus in Quetta on Monday, killing at least seven passengers, police said."


def version(source_id):
    fields = dict.fromkeys(schema_of(ArticleVersion)) | {
        "article_version_id": "ver_1",
        "article_id": "art_1",
        "source_id": source_id,
        "entry_id": "ent_1",
        "capture_id": "cap_1",
        "version_no": 1,
        "change_kind": ChangeKind.INITIAL,
        "text": TEXT,
        "text_sha256": "0" * 64,
        "word_count": 16,
        "language": "en",
        "published_at": NOW,
        "first_seen_at": NOW,
        "loaded_at": NOW,
    }
    return ArticleVersion(**fields)


@pytest.fixture
def workplace(tmp_path):
    found = Workplace(load_settings(data_dir=tmp_path, registry="newsroom"))
    with found.locked():
        register_sources(found, NOW)
        with found.database() as connection:
            append_all(connection, [version(found.sources[0].source_id)])
        yield found


def rows(workplace, query):
    with workplace.database() as connection:
        return connection.execute(query).fetchall()


def test_the_same_codebook_codes_nothing_twice(workplace):
    assert 1 == code_articles(workplace, NOW)["mentions"]
    assert 0 == code_articles(workplace, NOW + timedelta(days=1)).total()


def test_another_codebook_codes_everything_again_beside_the_old_run(workplace):
    code_articles(workplace, NOW)
    before = rows(workplace, "select * from ingest.assertions order by all")
    workplace.__dict__["coder"] = RulesCoder(replace(workplace.codebook, version="another"))
    assert 1 == code_articles(workplace, NOW + timedelta(days=1))["mentions"]
    assert [(2, 2)] == rows(workplace, "select count(*), count(distinct run_id) from ingest.mentions")
    assert set(before) < set(rows(workplace, "select * from ingest.assertions"))


def test_the_pipeline_and_the_command_say_the_same_of_a_text(workplace):
    code_articles(workplace, NOW)
    article = {"article_id": "ver_1", "text": TEXT, "published_at": NOW.isoformat(), "source_id": "x"}
    (found,) = Coded().article(make_article(article)[0]).mentions
    assert [(found.mention_id, found.event_type.value)] == rows(
        workplace, "select mention_id, event_type from ingest.mentions"
    )
