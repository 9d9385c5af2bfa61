"""From files in a drop folder to article versions: updates, corrections, kills, embargoes, conflicts."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.records import Source, WireDrop
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from orchestration.settings import load_settings
from orchestration.stages import register_sources
from orchestration.workplace import Workplace
from tests.nearby import Nearby

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
  guid="urn:newsml:desk.example:{guid}" version="{version}">
  <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-0{day}T08:00:00Z</versionCreated>
  <pubStatus qcode="stat:{status}"/>{more}</itemMeta>
  <contentMeta><contentCreated>2026-03-01T08:00:00Z</contentCreated><headline>Shells</headline></contentMeta>
  <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html></inlineXML>
  </contentSet></newsItem>"""


class Desk:
    """An agency with a drop folder, and the ledger that its files make."""

    def __init__(self, folder):
        self.workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
        self.workplace.sources = (
            Source(
                source_id="desk", name="Desk", kind="agency", homepage="http://desk.example/", country_iso3=None,
                language="en", scale="Other", timezone="UTC",
                wire=WireDrop(source_id="desk", path="desk", settle_seconds=0),
            ),
        )  # fmt: skip
        self.folder = folder / "wire" / "desk"
        self.folder.mkdir(parents=True)
        self.count = 0

    def drop(self, *, guid="1", version="1", day=1, status="usable", more="", text="Shells fell on the market."):
        self.count += 1
        item = ITEM.format(guid=guid, version=version, day=day, status=status, more=more, text=text)
        (self.folder / f"{self.count:03}.xml").write_text(item)

    def run(self, hours=0):
        now = NOW + timedelta(hours=hours)
        with self.workplace.locked():
            register_sources(self.workplace, now)
            collect(self.workplace, Nearby(0), now)
            extract_articles(self.workplace, now)

    def ask(self, query):
        with self.workplace.locked(), self.workplace.database() as connection:
            return connection.execute(query).fetchall()

    def versions(self):
        return self.ask(
            "select version_no, change_kind, text from ingest.article_versions order by loaded_at, version_no"
        )

    def rejections(self):
        return self.ask("select reason, detail from ingest.rejections order by loaded_at, reason")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_updates_and_corrections_are_versions_of_one_article(desk):
    desk.drop()
    desk.drop(version="2", day=2, more="<edNote>UPDATES toll</edNote>", text="Shells fell. Two died.")
    desk.drop(version="3", day=3, more='<signal qcode="sig:correction"/>', text="Shells fell. One died.")
    desk.drop(version="4", day=4, more="<edNote>Writethru</edNote>", text="One died as shells fell.")
    desk.drop(version="5", day=5, text="One died as shells fell on a market.")
    desk.run()
    assert ["initial", "update", "correction", "update", "minor"] == [kind for _, kind, _ in desk.versions()]
    assert [(1,)] == desk.ask("select count(*) from ingest.articles")


def test_a_kill_stays_whichever_comes_first(desk):
    desk.drop(version="2", day=2, status="canceled", text="")
    desk.run()
    desk.drop()
    desk.run(hours=1)
    assert [("killed", None)] == desk.rejections()
    assert 1 == len(desk.versions())
    # Stored, and for ever withdrawn by the item's kill, whatever comes after it.
    killed = "select distinct item_id from ingest.rejections inner join ingest.entries using (entry_id)"
    assert desk.ask(killed) == desk.ask("select distinct item_id from ingest.wire_items")


def test_an_embargoed_text_is_archived_and_waits_for_its_time(desk):
    desk.drop(more="<embargoed>2026-03-10T07:00:00Z</embargoed>")
    desk.run()
    assert ([], [("embargoed", "until 2026-03-10T07:00:00+00:00")]) == (desk.versions(), desk.rejections())
    desk.run(hours=1)
    assert [] == desk.versions()
    desk.run(hours=2)
    assert [(1, "initial", "Shells fell on the market.")] == desk.versions()
    desk.run(hours=3)
    assert 1 == len(desk.versions())


def test_what_is_withheld_or_embargoed_without_an_end_is_not_an_article(desk):
    desk.drop(status="withheld")
    desk.drop(guid="2", more="<embargoed/>")
    desk.run()
    desk.run(hours=99)
    assert ([], ["embargoed", "withheld"]) == (desk.versions(), [reason for reason, _ in desk.rejections()])


def test_a_second_file_of_the_same_bytes_adds_nothing_and_one_of_others_is_a_conflict(desk):
    desk.drop()
    desk.drop()
    desk.run()
    assert [(1,)] == desk.ask("select count(*) from ingest.wire_items")
    desk.drop(text="Shells fell on the harbour.")
    desk.run(hours=1)
    query = "select guid, version, count(distinct content_sha256) from ingest.wire_items group by all"
    assert [("urn:newsml:desk.example:1", "1", 2)] == desk.ask(query)
    assert 2 == len(desk.versions())


def test_a_short_wire_text_is_a_whole_article(desk):
    desk.drop(text="Mine closed.")
    desk.run()
    assert [(1, "initial", "Mine closed.")] == desk.versions()


def test_an_alert_that_is_all_headline_is_an_article_of_nine_words(desk):
    alert = ITEM.format(guid="9", version="1", day=1, status="usable", more='<signal qcode="sig:alert"/>', text="")
    told = "Drone strikes Camp Taji north of Baghdad, two killed"
    (desk.folder / "alert.xml").write_text(alert.replace("Shells", told))
    desk.run()
    assert [(told, "wire", 9)] == desk.ask("select text, text_kind, word_count from ingest.article_versions")
    assert [(["alert"],)] == desk.ask("select marks from ingest.wire_items")


def test_whatever_lies_in_the_folder_becomes_an_item_or_goes_to_quarantine_with_its_reason(desk):
    """Through the same worker processes as a run's, which a file may stop but not the run."""
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    sound = ITEM.format(guid="1", version="1", day=1, status="usable", more="", text="Shells fell.")
    hostile = {
        "laughs.xml": f"<!DOCTYPE nitf [<!ENTITY l0 'ha'>{laughs}]><nitf>&l9;</nitf>".encode(),
        "entity.xml": b"<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><nitf><p>&a;</p></nitf>",
        "large.xml": sound.replace("Shells fell.", "x" * 11_000_000).encode(),
        "deep.json": b"[" * 500_000,
        "torn.xml": sound.encode()[:-40],
        "noise.xml": bytes(range(256)) * 40,
        "feed.xml": b"<rss><channel/></rss>",
        "wide.xml": b"<nitf" + b" a='1'" * 3000 + b"/>",
    }
    for name, body in ({"good.xml": sound.encode()} | hostile).items():
        (desk.folder / name).write_bytes(body)
    desk.run()
    assert [("Shells fell.",)] == desk.ask("select text from ingest.article_versions")
    aside = sorted(path.name for path in (desk.folder / "quarantine").iterdir())
    assert sorted([*hostile, *(f"{name}.reason.json" for name in hostile)]) == aside
    assert ["good.xml"] == [path.name for path in (desk.folder / "processed").iterdir()]
    assert [] == [name for name in hostile if (desk.folder / "quarantine" / name).read_bytes() != hostile[name]]
    # Archived before anything read them, the ones that were refused too.
    assert [(9,)] == desk.ask("select count(*) from ingest.captures")


def test_a_run_over_the_same_archive_changes_no_row(desk):
    desk.drop()
    desk.drop(version="2", day=2, status="canceled", text="")
    desk.run()
    before = desk.ask("from ingest.wire_items order by all") + desk.ask("from ingest.entries order by all")
    for path in (desk.folder / "processed").iterdir():
        path.rename(desk.folder / path.name)
    desk.run(hours=1)
    after = desk.ask("from ingest.wire_items order by all") + desk.ask("from ingest.entries order by all")
    assert before == after
