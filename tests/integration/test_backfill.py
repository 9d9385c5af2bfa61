"""Days that come again from the archive: what is missing of them is made good, all else stays as it is."""

import shutil
from collections import Counter

import pytest

from ingest.archive import list_files
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.loading import load_archived
from orchestration.occasion import Occasion, Span
from orchestration.resolving import resolve_attacks
from orchestration.revisits import revisit_articles
from orchestration.stages import code_articles, register_sources
from orchestration.work import WORK
from tests.integration.test_replay import INSTANTS, page, rss
from tests.nearby import Nearby, Site, workplace_of
from tests.played import dump

DAY_TWO = Occasion(asked=(), replayed=INSTANTS[1:2], now=INSTANTS[2], span=Span(INSTANTS[1].date(), INSTANTS[1].date()))
# What a day brought, and what was made of it, before anything of it was believed.
OF_A_DAY = {
    "captures": "polled_at", "feed_fetches": "polled_at", "feed_states": "polled_at", "listing_changes": "polled_at",
    "entries": "loaded_at", "failures": "loaded_at", "rejections": "loaded_at", "articles": "loaded_at",
    "article_versions": "loaded_at", "article_paragraphs": None, "article_dates": None, "page_prints": "loaded_at",
    "page_observations": "loaded_at", "sentences": None, "coded_versions": "loaded_at", "mentions": "loaded_at",
    "assertions": "loaded_at", "casualty_reports": "loaded_at", "chain_steps": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Three days of a site: a new article, a dead page that comes back, a feed that sends the same again."""
    workplace, site = workplace_of(tmp_path_factory.mktemp("lived") / "data", ("/rss",)), Site()
    told = {"Content-Type": "text/html"}
    site.answers = {
        "/rss": (200, rss("one", "two"), {}),
        "/one": (200, page("seven").encode(), told),
        "/two": (503, b"", {}),
    }
    with site.serve() as port, workplace.locked():
        for now in INSTANTS:
            register_sources(workplace, now)
            collect(workplace, Nearby(port), now)
            for stage in (extract_articles, revisit_articles, code_articles, resolve_attacks):
                stage(workplace, now)
            site.answers["/two"] = (200, page("nine").encode(), told)
    return workplace


def take_away(workplace, day):
    with workplace.locked(), workplace.database() as connection:
        for table, column in OF_A_DAY.items():
            if column:
                connection.execute(f"delete from ingest.{table} where {column}::date = ?", [day])
        for table in ("article_paragraphs", "article_dates", "sentences"):
            connection.execute(
                f"delete from ingest.{table} where article_version_id not in "
                "(select article_version_id from ingest.article_versions)"
            )


def backfill(workplace, occasion):
    with workplace.locked():
        return sum((work(workplace, occasion) for step, work in WORK.items() if step != "trace"), Counter())


def test_a_day_that_is_whole_gives_nothing_new(lived):
    before = dump(lived.settings.build_database)
    assert Counter() == backfill(lived, DAY_TWO)
    assert before == dump(lived.settings.build_database)


def test_a_lost_day_comes_again_and_no_other_day_is_touched(lived):
    before = dump(lived.settings.build_database)
    take_away(lived, INSTANTS[1].date())
    lost = dump(lived.settings.build_database)
    assert len(lost["ingest.article_versions"]) < len(before["ingest.article_versions"])
    assert 1 == backfill(lived, DAY_TWO)["article_versions"]
    assert before == dump(lived.settings.build_database)


def test_a_backfill_codes_no_older_day_anew(lived, tmp_path):
    """A coder that has changed since is another matter: its own run codes everything."""
    copy = workplace_of(tmp_path / "data", ("/rss",))
    shutil.copytree(lived.settings.data_dir, copy.settings.data_dir, dirs_exist_ok=True)
    with copy.locked(), copy.database() as connection:
        connection.execute("update ingest.coded_versions set run_id = 'an older coder'")
    assert 1 == code_articles(copy, INSTANTS[1], DAY_TWO.since)["coded_versions"]


def test_what_a_backfill_leaves_out_keeps_its_note(lived, tmp_path):
    """A file that a killed run had not loaded is still loaded by the next one."""
    copy = workplace_of(tmp_path / "data", ("/rss",))
    shutil.copytree(lived.settings.archive, copy.settings.archive)
    copy.settings.landing.mkdir()
    note = copy.settings.landing / f"{list_files(copy.settings.archive)[0].name}.json"
    note.write_text("{}")
    with copy.locked():
        load_archived(copy, DAY_TWO.span.start, DAY_TWO.span.end)
    assert note.exists()
