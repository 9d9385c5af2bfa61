"""The archive and the configuration are enough: the index of captures, and every row after it, come again."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from ingest.archive import list_files, read_file
from ingest.codes import DecisionAction
from ingest.errors import DamagedArchive, DataDirectoryError, SettingError
from orchestration.archive import reindex, verify
from orchestration.collect import collect
from orchestration.deciding import By, judge, merge, undo
from orchestration.extraction import extract_articles
from orchestration.loading import load_archived
from orchestration.progress import Silent
from orchestration.replay import replay
from orchestration.resolving import open_desk, resolve_attacks, resolve_rounds
from orchestration.stages import code_articles, register_sources
from tests.nearby import Nearby, Site, workplace_of
from tests.played import dump
from warehouse.decisions import decisions

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
INSTANTS = tuple(NOW + timedelta(days=day) for day in range(3))
SHOT = "Gunmen opened fire on a bus in Quetta on Monday, killing at least {} passengers, police said."
REST = "".join(f"<p>Paragraph {number} tells of a market at noon and of the road to it.</p>" for number in range(12))
ITEM = "<item><guid isPermaLink='false'>{0}</guid><title>Bus {0}</title><link>http://a.example/{0}</link></item>"


def rss(*guids):
    return f"<rss version='2.0'><channel><title>x</title>{''.join(map(ITEM.format, guids))}</channel></rss>".encode()


def page(killed):
    return f"<html lang='en'><body><article><h1>Bus</h1><p>{SHOT.format(killed)}</p>{REST}</article></body></html>"


def play(workplace):
    """Three days of a site: a new article, a dead page that comes back, a feed that sends the same again."""
    site = Site()
    site.answers = {
        "/rss": (200, rss("one", "two"), {}),
        "/one": (200, page("seven").encode(), {"Content-Type": "text/html"}),
        "/two": (503, b"", {}),
    }
    with site.serve() as port:
        for now in INSTANTS:
            register_sources(workplace, now)
            collect(workplace, Nearby(port), now)
            stages(workplace, now)
            decide(workplace, now + timedelta(hours=1))
            site.answers["/two"] = (200, page("nine").encode(), {"Content-Type": "text/html"})


def stages(workplace, now):
    extract_articles(workplace, now)
    code_articles(workplace, now)
    resolve_attacks(workplace, now)


def decide(workplace, now):
    """An analyst confirms the first attack, merges the second into it the next day, and undoes that after the last."""
    with workplace.database() as connection:
        desk = open_desk(workplace, connection)
        by = By(analyst="ana", reason="on film", now=now)
        ids = [row[0] for row in connection.execute("from ingest.attack_registry order by created_at").fetchall()]
        match INSTANTS.index(now - timedelta(hours=1)):
            case 0:
                judge(desk, DecisionAction.CONFIRM, ids[0], by)
            case 1:
                merge(desk, *ids, by)
            case 2:
                undo(desk, decisions(connection)[-1].decision_id, by)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    workplace = workplace_of(tmp_path_factory.mktemp("lived") / "data", ("/rss",))
    with workplace.locked():
        play(workplace)
    return workplace


def replayed(archive, folder):
    """A workplace whose database was built from an archive alone, stage by stage."""
    again = workplace_of(folder / "data", ("/rss",))
    again.replays_from = NOW
    shutil.copytree(archive, again.settings.archive)
    reindex(again)
    with again.locked():
        load_archived(again, NOW)
        for now in INSTANTS:
            register_sources(again, now)
            extract_articles(again, now)
            code_articles(again, now)
        resolve_rounds(again, INSTANTS)
    return again


def test_every_row_comes_again_from_the_archive_alone(lived, tmp_path):
    before = dump(lived.settings.build_database)
    again = replayed(lived.settings.archive, tmp_path)
    assert before == dump(again.settings.build_database)
    assert 2 == len(before["ingest.article_versions"])
    assert [4, 5] == [len(before[f"ingest.{table}"]) for table in ("attack_membership", "journal_lines")]


def test_the_index_comes_again_from_the_files_alone(lived):
    with lived.locked(), lived.database() as connection:
        before = connection.execute("from ingest.captures order by capture_id").fetchall()
        connection.execute("delete from ingest.captures")
    assert len(before) == reindex(lived)
    with lived.locked(), lived.database() as connection:
        assert before == connection.execute("from ingest.captures order by capture_id").fetchall()


def copied(lived, folder):
    """The archive and the index of a ledger, to be harmed."""
    copy = workplace_of(folder, ("/rss",))
    shutil.copytree(lived.settings.data_dir, copy.settings.data_dir, dirs_exist_ok=True)
    return copy


def captures(workplace):
    with workplace.locked(), workplace.database() as connection:
        return connection.execute("select count(*) from ingest.captures").fetchall()[0][0]


def test_a_file_that_is_missing_or_lacks_its_last_captures_is_found_by_the_index(lived, tmp_path):
    copy = copied(lived, tmp_path / "data")
    first, *_ = list_files(copy.settings.archive)
    *_, end = (each.capture for each in read_file(copy.settings.archive, first))
    first.write_bytes(first.read_bytes()[: end.warc_offset])
    assert any(fault.startswith(f"{first} holds ") for fault in verify(copy).faults)
    first.unlink()
    assert any(fault.startswith(f"{first} is missing, with ") for fault in verify(copy).faults)
    with pytest.raises(DamagedArchive, match=r"is missing, with \d+ captures: restore it from a backup"):
        reindex(copy)
    assert captures(lived) == captures(copy)


def test_a_file_that_ends_within_a_record_is_named_and_leaves_the_index_as_it_is(lived, tmp_path):
    copy = copied(lived, tmp_path / "data")
    path = list_files(copy.settings.archive)[-1]
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(DamagedArchive, match="cannot be read to its end: restore it from a backup"):
        reindex(copy)
    with copy.locked(), pytest.raises(DamagedArchive, match="cannot be read to its end: restore it from a backup"):
        load_archived(copy, INSTANTS[0])
    assert [str(path)] == [fault.partition(" cannot")[0] for fault in verify(copy).faults]
    assert captures(lived) == captures(copy)


def test_a_replay_loads_nothing_older_than_it_is_told(lived, tmp_path):
    again = workplace_of(tmp_path / "data", ("/rss",))
    shutil.copytree(lived.settings.archive, again.settings.archive)
    with again.locked():
        load_archived(again, INSTANTS[1])
        with again.database() as connection:
            polled = connection.execute("select distinct polled_at from ingest.captures order by all").fetchall()
    assert [(instant,) for instant in INSTANTS[1:]] == polled


def test_a_replay_never_writes_into_a_database_that_is_there(lived):
    with pytest.raises(DataDirectoryError, match="move it away first"):
        replay(lived.settings, NOW, Silent())


def test_a_replay_of_nothing_says_so(tmp_path):
    with pytest.raises(SettingError, match="holds no capture"):
        replay(workplace_of(tmp_path / "data", ()).settings, NOW, Silent())


def test_a_sound_archive_is_verified_and_a_changed_byte_is_found(lived, tmp_path):
    copy = workplace_of(tmp_path / "data", ())
    shutil.copytree(lived.settings.archive, copy.settings.archive)
    found = verify(copy)
    assert ((), 3) == (found.faults, found.captures["feed"])
    path = list_files(copy.settings.archive)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)
    assert [str(path) in fault for fault in verify(copy).faults][:1] == [True]


@pytest.mark.soak
def test_the_whole_demo_comes_again_from_its_archive_facts_included(played, tmp_path):
    shutil.copytree(played.data, tmp_path / "demo-data", symlinks=True)
    build = tmp_path / "demo-data" / "build.duckdb"
    before = dump(build)
    build.unlink()
    played.installed.run(tmp_path, "--data-dir", "demo-data", "replay", "--since", "2026-03-01")
    after = dump(build)
    assert before.keys() == after.keys()
    assert [] == [table for table in before if before[table] != after[table]]
