"""The agencies' files."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from ingest.codes import CaptureKind
from ingest.source.wire.receive import receive
from samples.newsroom.delivery import deliver
from samples.newsroom.press import ROUNDS, Press

NAR = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
# Files by agency and round.
COUNTS = {
    "zab_press": (0, 2, 2, 4, 6, 6, 8, 8),
    "alder_wire": (1, 3, 4, 4, 5, 6, 9, 10),
    "sable_news": (1, 2, 2, 2, 2, 2, 4, 5),
}


def _items(press: Press, now: datetime) -> list[etree._Element]:
    return [etree.fromstring(body) for body in press.wire_files(now)["zab_press"].values()]


def _one(item: etree._Element, path: str) -> str:
    (element,) = item.findall(path, NAR)
    return str(element.text)


@pytest.mark.parametrize("agency", COUNTS)
def test_the_wire_carries_its_files_round_by_round(press: Press, agency: str) -> None:
    assert COUNTS[agency] == tuple(len(press.wire_files(now)[agency]) for now in ROUNDS)


@pytest.mark.parametrize("agency", COUNTS)
def test_the_wire_s_reader_finds_in_each_file_what_the_agency_wrote(press: Press, capture, agency: str) -> None:
    outlet = press.outlets[agency]
    written = {(piece.wire.number, str(number + 1)): (piece, version) for piece in press.pieces if piece.wire
               for number, version in enumerate(piece.versions)}  # fmt: skip
    for name, body in press.wire_files(ROUNDS[-1])[agency].items():
        [received] = receive(body, capture(kind=CaptureKind.WIRE, source_id=agency, polled_at=ROUNDS[-1]))
        entry = received.entry
        number = name.partition("-")[2].rpartition("_v")[0]
        piece, version = written[number, entry.version or ""]
        assert number in entry.guid
        assert (version.title, "en", outlet.name) == (entry.title, entry.language, entry.credit)
        assert (piece.versions[0].published_at, version.visible_from) == (entry.published_at, entry.updated_at)
        assert piece.byline in (entry.byline or "")
        paragraphs = (entry.body or "").split("\n\n")
        assert [text.removeprefix("## ") for text in version.paragraphs[1:]] == paragraphs[1:]
        assert paragraphs[0].endswith("".join(version.paragraphs[:1]))
        assert (version.status, version.embargoed_until) == (received.item.pub_status, received.item.embargoed_until)
        assert (version.correction is not None) == entry.is_correction


def test_a_ninjs_file_says_what_the_standard_wants(press: Press) -> None:
    for body in press.wire_files(ROUNDS[-1])["alder_wire"].values():
        item = json.loads(body)
        assert ("ninjs", "2.1") == (item["standard"]["name"], item["standard"]["version"])
        assert item["uri"].startswith("http://alderwire.example/items/2026/03/")
        assert {"16000000", "20000056"} == {subject["uri"].rpartition("/")[2] for subject in item["subjects"]}
        assert len(item["bodies"][0]["value"]) == item["bodies"][0]["charcount"]


def test_a_nitf_file_names_the_dtd_that_it_follows(press: Press) -> None:
    for body in press.wire_files(ROUNDS[-1])["sable_news"].values():
        assert b'<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">' in body
        item = etree.fromstring(body)
        assert "1" <= item.find("head/docdata/urgency").get("ed-urg") <= "8"


def test_a_wire_file_is_a_news_item_with_its_header(press: Press) -> None:
    for item in _items(press, ROUNDS[-1]):
        assert f"{{{NAR['n']}}}newsItem" == item.tag
        assert item.get("guid", "").startswith("urn:newsml:zabpress.example:202603")
        assert "stat:usable" == item.find("n:itemMeta/n:pubStatus", NAR).get("qcode")
        assert datetime.fromisoformat(_one(item, "n:itemMeta/n:versionCreated")) < ROUNDS[-1]
        assert "(ZPA) -" in _one(item, "n:contentMeta/n:dateline")
        for name in ("urgency", "slugline", "headline", "creditline", "by", "located/n:name"):
            assert _one(item, f"n:contentMeta/n:{name}")
        subjects = {subject.get("qcode") for subject in item.findall("n:contentMeta/n:subject", NAR)}
        assert {"medtop:16000000", "medtop:20000056"} == subjects


def test_the_body_of_a_wire_file_is_the_article(press: Press) -> None:
    zab = [piece for piece in press.pieces if piece.outlet == "zab_press"]
    by_title = {version.title: version for piece in zab for version in piece.versions}
    for item in _items(press, ROUNDS[-1]):
        version = by_title[_one(item, "n:contentMeta/n:headline")]
        body = [str(p.text) for p in item.findall("n:contentSet/n:inlineXML/h:html/h:body/h:p", NAR)]
        assert list(version.paragraphs[1:]) == body[1:]
        assert f"{_one(item, 'n:contentMeta/n:dateline')} {version.paragraphs[0]}" == body[0]


def test_an_updated_article_is_a_new_version_of_the_same_guid(press: Press) -> None:
    guids = [(item.get("guid"), item.get("version")) for item in _items(press, ROUNDS[-1])]
    assert len(guids) == len(set(guids))
    assert [("urn:newsml:zabpress.example:20260310:ZPA0402", "2")] == [pair for pair in guids if pair[1] == "2"]


def test_a_file_is_delivered_once_even_if_it_was_moved_away(press: Press, tmp_path: Path) -> None:
    early, late = (sum(counts[number] for counts in COUNTS.values()) for number in (3, 4))
    first = deliver(press, ROUNDS[3], tmp_path)
    processed = first[0].parent / "processed"
    processed.mkdir()
    first[0].rename(processed / first[0].name)
    first[1].write_bytes(b"read already")
    second = deliver(press, ROUNDS[4], tmp_path)
    assert (early, late - early) == (len(first), len(second))
    assert not first[0].exists()
    assert b"read already" == first[1].read_bytes()
    assert [] == deliver(press, ROUNDS[4], tmp_path)
    assert [] == [path.name for path in tmp_path.rglob("*.tmp")]


def test_what_was_delivered_later_is_not_there_yet_when_the_clock_is_set_back(press: Press, tmp_path: Path) -> None:
    """A run that is cut off leaves such files, and the next one begins with the first round again."""
    deliver(press, ROUNDS[6], tmp_path)
    (tmp_path / "zab_press" / "mine.xml").write_text("x")
    assert [] == deliver(press, ROUNDS[0], tmp_path)
    left = sorted(path.name for path in tmp_path.glob("*/*"))
    assert sorted(["mine.xml", *(name for files in press.wire_files(ROUNDS[0]).values() for name in files)]) == left
    assert len(deliver(press, ROUNDS[6], tmp_path)) == sum(counts[6] - counts[0] for counts in COUNTS.values())


def test_nothing_is_delivered_before_its_instant(press: Press, tmp_path: Path) -> None:
    for piece in (piece for piece in press.pieces if piece.wire):
        for number, version in enumerate(piece.versions, start=1):
            stem = f"{piece.wire.number if piece.wire else ''}_v{number}"
            before = press.wire_files(version.visible_from - timedelta(seconds=1))[piece.outlet]
            after = press.wire_files(version.visible_from)[piece.outlet]
            assert not [name for name in before if Path(name).stem.endswith(stem)]
            assert [name for name in after if Path(name).stem.endswith(stem)]
