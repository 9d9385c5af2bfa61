"""Many versions are coded by several processes: the same rows, and what costs a process costs that text its answer."""

from dataclasses import replace
from datetime import UTC, datetime

from ingest.codes import ChangeKind
from ingest.mention.code import RulesCoder
from ingest.mention.codebook import load_codebook
from ingest.mention.task import LIMITS
from ingest.records import ArticleVersion
from orchestration import stages
from orchestration.settings import SEEDS, load_settings
from orchestration.stages import code_articles, register_sources
from orchestration.workplace import Workplace
from tests.nearby import WORKERS
from warehouse.store import append_all, schema_of

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
TOWNS = ("Quetta", "Peshawar", "Basra", "Mosul", "Kharkiv", "Odesa", "Bamako", "Aden")
TABLES = ("sentences", "mentions", "assertions", "claims", "casualty_reports", "chain_steps", "gazetteer_places",
          "coded_versions")  # fmt: skip


def version(source_id, number, text):
    fields = dict.fromkeys(schema_of(ArticleVersion)) | {
        "article_version_id": f"ver_{number}",
        "article_id": f"art_{number}",
        "source_id": source_id,
        "entry_id": f"ent_{number}",
        "capture_id": "cap_1",
        "version_no": 1,
        "change_kind": ChangeKind.INITIAL,
        "text": text,
        "text_sha256": f"{number:064}",
        "word_count": 16,
        "language": "en",
        "published_at": NOW,
        "first_seen_at": NOW,
        "loaded_at": NOW,
    }
    return ArticleVersion(**fields)


def texts():
    for number, town in enumerate(TOWNS, start=1):
        yield f"Gunmen opened fire on a bus in {town} on Monday, killing at least {number + 3} passengers, police said."
    yield "The council of Basra spoke of bread."


def coded(folder, coder=None):
    """Table → its rows, after nine versions were coded."""
    workplace = Workplace(load_settings(data_dir=folder, registry="newsroom"))
    workplace.workers = WORKERS
    if coder:
        workplace.__dict__["coder"] = coder(workplace.codebook)
    with workplace.locked():
        register_sources(workplace, NOW)
        with workplace.database() as connection:
            source_id = workplace.sources[0].source_id
            append_all(connection, [version(source_id, number, text) for number, text in enumerate(texts())])
        code_articles(workplace, NOW)
        with workplace.database() as connection:
            return {table: connection.execute(f"from ingest.{table} order by all").fetchall() for table in TABLES}


def test_processes_give_the_rows_that_one_gives(tmp_path, monkeypatch):
    here = coded(tmp_path / "here")
    monkeypatch.setattr(stages, "_MANY", 1)
    assert here == coded(tmp_path / "elsewhere")
    assert len(TOWNS) == len(here["mentions"])


def test_a_coder_that_the_processes_do_not_know_codes_for_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(stages, "_MANY", 1)
    rows = coded(tmp_path, lambda codebook: RulesCoder(replace(codebook, version="another")))
    ours = RulesCoder(replace(load_codebook(SEEDS), version="another")).run(NOW)
    assert [ours.run_id] * (len(TOWNS) + 1) == [row[0] for row in rows["coded_versions"]]
    assert len(TOWNS) == len(rows["mentions"])


def test_a_text_that_costs_a_process_is_rejected_with_the_reason_and_the_others_are_coded(tmp_path, monkeypatch):
    monkeypatch.setattr(stages, "_MANY", 1)
    monkeypatch.setattr("ingest.mention.task.LIMITS", replace(LIMITS, wall_seconds=0.0))
    rows = coded(tmp_path)
    assert [] == rows["mentions"]
    assert {("rejected", "took too long: more than 0 s")} == {row[2:4] for row in rows["coded_versions"]}
