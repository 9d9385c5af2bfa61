"""The drop folder: what is taken, when, and where it goes."""

import json
import os
from collections import Counter
from datetime import timedelta

import pytest

from ingest.archive import read_file
from ingest.errors import DataDirectoryError
from ingest.records import Source, WireDrop
from ingest.source.drop import Scan, Seen, in_batches, listing, passed_over, scan
from ingest.source.wire.parse import sniff
from orchestration.drops import take_files
from orchestration.sensors import settled
from orchestration.settings import load_settings
from orchestration.status import describe
from orchestration.workplace import Workplace


class Desk:
    """A workplace with one drop folder, and a load that finds fault with files whose name begins with "bad"."""

    def __init__(self, folder, **wire):
        self.workplace = Workplace(load_settings(registry="newsroom", data_dir=folder))
        self.drop = WireDrop(source_id="desk", path="desk", **({"settle_seconds": 0} | wire))
        self.workplace.sources = (
            Source(
                source_id="desk", name="Desk", kind="agency", homepage="http://desk.example/", country_iso3=None,
                language="en", scale="Other", timezone="UTC", wire=self.drop,
            ),
        )  # fmt: skip
        self.folder = folder / "wire" / "desk"
        self.folder.mkdir(parents=True)
        self.loads, self.waits = [], []

    def put(self, name, body=b"<nitf/>", at=1):
        (self.folder / name).write_bytes(body)
        os.utime(self.folder / name, ns=(at, at))

    def load(self, workplace):
        urls = [
            each.capture.url
            for note in sorted(workplace.settings.landing.glob("*.json"))
            for each in read_file(
                workplace.settings.archive, workplace.settings.archive / json.loads(note.read_text())["warc_file"]
            )
        ]
        for note in workplace.settings.landing.glob("*.json"):
            note.unlink()
        self.loads.append(len(urls))
        return Counter(entries=len(urls)), {url: "<nitf> has no text" for url in urls if "/bad" in url}

    def take(self, now, wait=None, **options):
        def waited(seconds):
            self.waits.append(seconds)
            if wait:
                wait()

        return take_files(self.workplace, now, load=self.load, wait=waited, **options)["entries"]

    def names(self, place="."):
        return sorted(path.name for path in (self.folder / place).glob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_files_go_where_their_content_sends_them_and_a_reason_goes_with_the_bad(desk, now):
    desk.put("good.xml")
    desk.put("bad.xml")
    assert 2 == desk.take(now)
    assert ([], ["good.xml"]) == (desk.names(), desk.names("processed"))
    assert ["bad.xml", "bad.xml.reason.json"] == desk.names("quarantine")
    reason = json.loads((desk.folder / "quarantine" / "bad.xml.reason.json").read_text())
    assert ("bad.xml", "<nitf> has no text") == (reason["file"], reason["reason"])
    assert 0 == desk.take(now)


def test_what_is_no_finished_regular_file_with_a_sane_name_is_left_and_told_of(desk, now):
    (desk.folder / "folder").mkdir()
    for name in ("half.xml.part", ".hidden", "white space.xml", "x" * 129, "stra\u00dfe.xml"):
        desk.put(name)
    desk.put("empty.xml", b"")
    desk.put("huge.xml", b"x" * (16 * 2**20 + 1))
    (desk.folder / "link.xml").symlink_to("/etc/passwd")
    os.mkfifo(desk.folder / "pipe.xml")
    before = sorted(os.listdir(desk.folder))
    assert 0 == desk.take(now)
    assert before == sorted(os.listdir(desk.folder))
    told = {name: reason.split(",")[0] for name, reason in passed_over(desk.folder).items()}
    assert told.pop("x" * 129) == told.pop("stra\u00dfe.xml") == told.pop("white space.xml")
    assert {
        "folder": "a folder", "half.xml.part": "not finished", "empty.xml": "empty", "huge.xml": "larger than 16 MiB",
        "link.xml": "a link", "pipe.xml": "no file",
    } == told  # fmt: skip


def test_the_status_lists_what_is_left_in_place(desk, monkeypatch):
    desk.put("white space.xml")
    desk.put("good.xml")
    monkeypatch.setattr("orchestration.status.Workplace", lambda settings: desk.workplace)
    told = dict(describe(desk.workplace.settings))["wire desk"]
    assert "1 waiting, 0 in quarantine/, left in place: white space.xml: a name of other characters" in told


def test_a_file_that_grows_between_two_scans_waits(tmp_path, now):
    desk = Desk(tmp_path, settle_seconds=5)
    desk.put("done.xml")
    desk.put("growing.xml", b"<nitf>")
    assert 1 == desk.take(now, wait=lambda: desk.put("growing.xml", b"<nitf/>", at=2))
    assert [5] == desk.waits
    assert (["growing.xml"], ["done.xml"]) == (desk.names(), desk.names("processed"))
    # A run that comes soon must look twice itself; one that comes later has the earlier run's look.
    assert 1 == desk.take(now + timedelta(seconds=1))
    assert [5, 5] == desk.waits


def test_a_restarted_run_remembers_what_it_saw_and_trusts_no_broken_note(tmp_path, now):
    desk = Desk(tmp_path, settle_seconds=60)
    desk.put("a.xml")
    assert 0 == desk.take(now)  # a minute is too long to wait for
    assert 0 == desk.take(now + timedelta(seconds=59))
    note = desk.folder.parent / ".scans" / "desk.json"
    kept = note.read_text()
    note.write_text("{")
    assert 0 == desk.take(now + timedelta(seconds=200))
    note.write_text(kept)
    assert 1 == desk.take(now + timedelta(seconds=200))
    assert not note.exists()


def test_a_burst_is_taken_in_batches_the_oldest_first(desk, now):
    for number in range(11):
        desk.put(f"f{number:02}.xml", f"<nitf>{number}</nitf>".encode(), at=100 - number)
    assert 11 == desk.take(now, most=4)
    assert [4, 4, 3] == desk.loads
    assert 11 == len(desk.names("processed"))
    [first, *_] = sorted((desk.workplace.settings.archive).rglob("*.warc.gz"))
    urls = [each.capture.url for each in read_file(desk.workplace.settings.archive, first)]
    assert [f"wire://desk/f{number}.xml" for number in ("10", "09", "08", "07")] == urls


def test_a_batch_is_bounded_by_bytes_too():
    files = scan_of(one=40, two=40, three=200, four=1)
    assert [["one"], ["two"], ["three"], ["four"]] == [list(batch) for batch in in_batches(files, 9, most_bytes=60)]


def scan_of(**sizes):
    return {name: Seen(size, 1, name) for name, size in sizes.items()}


def test_the_same_name_with_other_bytes_overwrites_nothing(desk, now):
    for body in (b"<nitf>1</nitf>", b"<nitf>2</nitf>", b"<nitf>1</nitf>"):
        desk.put("a.xml", body)
        assert 1 == desk.take(now)
    bodies = {path.read_bytes() for path in (desk.folder / "processed").iterdir()}
    assert ({b"<nitf>1</nitf>", b"<nitf>2</nitf>"}, 2) == (bodies, len(desk.names("processed")))


def test_a_file_that_is_replaced_while_it_is_loaded_stays_for_the_next_scan(desk, now):
    desk.put("a.xml", b"<nitf>1</nitf>")
    load = desk.load

    def replacing(workplace):
        desk.put("a.xml", b"<nitf>2</nitf>")
        return load(workplace)

    desk.load = replacing
    assert 1 == desk.take(now)
    assert (["a.xml"], []) == (desk.names(), desk.names("processed"))
    desk.load = load
    assert 1 == desk.take(now)
    assert b"<nitf>2</nitf>" == (desk.folder / "processed" / "a.xml").read_bytes()


@pytest.mark.parametrize("place", ["processed", "quarantine"])
def test_a_link_in_the_place_of_our_folders_is_not_followed(desk, now, tmp_path, place):
    (tmp_path / "elsewhere").mkdir()
    (desk.folder / place).symlink_to(tmp_path / "elsewhere")
    desk.put("good.xml")
    desk.put("bad.xml")
    with pytest.raises(DataDirectoryError, match=f"{place}/ in a drop folder"):
        desk.take(now)
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_a_format_that_the_source_does_not_name_is_set_aside(tmp_path, now):
    desk = Desk(tmp_path, formats=("ninjs",))
    desk.put("a.xml")
    desk.put("b.json", b'{"uri": "urn:1"}')
    assert 1 == desk.take(now)
    assert (["b.json"], ["a.xml", "a.xml.reason.json"]) == (desk.names("processed"), desk.names("quarantine"))


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b'\xef\xbb\xbf {"uri"', "ninjs"),
        (b"[{}]", "ninjs"),
        (b"<?xml version='1.0'?><!-- <NewsML> --><!DOCTYPE nitf SYSTEM 'x'><nitf>", "nitf"),
        ("<n:newsItem xmlns:n='x'>".encode("utf-16"), "newsml_g2"),
        (b"<NewsML>", "newsml_1"),
        (b"<rss>", None),
        (b"ZCZC", None),
    ],
)
def test_a_format_is_told_by_its_first_bytes(start, found):
    assert found == sniff(start)


def test_a_folder_that_is_not_there_yet_is_empty(tmp_path):
    assert (Scan(), {}, {}) == (scan(tmp_path / "x"), passed_over(tmp_path / "x"), listing(tmp_path / "x"))


def test_the_sensor_asks_for_files_that_two_looks_found_the_same(desk):
    desk.put("a.xml")
    desk.put("b.xml")
    first = {"desk": listing(desk.folder)}
    desk.put("b.xml", b"<nitf>longer</nitf>", at=2)
    stored = json.loads(json.dumps(first))
    assert {"desk": {"a.xml": (7, 1)}} == settled(stored, {"desk": listing(desk.folder)})
    assert {} == settled({}, first)
