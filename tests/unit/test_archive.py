"""The archive: what went in comes out, and a torn file keeps its whole captures."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.archive import (
    ArchiveWriter,
    Asked,
    forget_landed,
    list_files,
    list_landed,
    read_file,
    read_payload,
)
from ingest.codes import CaptureKind
from ingest.errors import DamagedArchive
from ingest.response import Hop, Response

SILENT = "http://b.example/"
NOW = datetime(2026, 3, 9, 5, tzinfo=UTC)
ASKED = Asked(kind=CaptureKind.PAGE, source_id="s", feed_id=None, entry_ids=("e1", "e2"), polled_at=NOW)


def answer(number: int) -> Response:
    return Response(
        url=f"http://a.example/{number}",
        final_url=f"http://a.example/{number}/",
        fetched_at=NOW,
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", '"é"'), ("Transfer-Encoding", "chunked")),
        body=b"\x00\xff" * 500 * number,
    )


@pytest.fixture
def folders(tmp_path):
    return tmp_path / "archive", tmp_path / "landing"


@pytest.fixture
def written(folders):
    with ArchiveWriter(*folders, NOW) as writer:
        for number in range(3):
            writer.add(ASKED, answer(number))
        writer.add(
            ASKED, Response(url="http://b.example/", final_url="http://b.example/", fetched_at=NOW, error="timeout")
        )
    return list_landed(*folders)[0]


def test_what_went_in_comes_out(folders, written):
    captures = list(read_file(folders[0], written))
    assert [b"\x00\xff" * 500 * number for number in range(3)] + [b""] == [each.payload for each in captures]
    assert [200, 200, 200, None] == [each.capture.status for each in captures]
    assert "timeout" == captures[3].capture.error
    assert ("e1", "e2") == captures[0].capture.entry_ids
    assert NOW == captures[0].capture.polled_at


def test_each_payload_is_found_again_by_its_place(folders, written):
    for captured in read_file(folders[0], written):
        assert captured.payload == read_payload(folders[0], captured.capture).payload


def test_an_empty_file_is_not_kept(folders):
    with ArchiveWriter(*folders, NOW):
        pass
    assert [] == list_landed(*folders)
    assert [] == list(folders[0].rglob("*.warc*"))


def test_a_second_file_of_one_instant_gets_its_own_name(folders, written):
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(9))
    assert 2 == len(list_landed(*folders))


def test_a_file_is_forgotten_only_when_told_so(folders, written):
    assert [written] == list_landed(*folders)
    forget_landed(folders[1], written)
    assert [] == list_landed(*folders)
    assert written.exists()


def test_a_file_torn_anywhere_keeps_every_capture_before_the_tear(folders, written):
    """A kill at any byte loses at most the capture that was being written."""
    data = written.read_bytes()
    whole = [each.capture for each in read_file(folders[0], written)]
    ends = [capture.warc_offset + capture.warc_length for capture in whole]
    written.unlink()
    for cut in range(0, len(data), 13):
        written.with_name(written.name + ".open").write_bytes(data[:cut])
        (folders[1] / f"{written.name}.json").write_text(f'{{"warc_file": "{written.relative_to(folders[0])}"}}')
        landed = list_landed(*folders)
        kept = [each.capture for path in landed for each in read_file(folders[0], path)]
        assert whole[: len(kept)] == kept
        assert all(end > cut for end in ends[len(kept) + 1 :])
        for path in landed:
            path.unlink()


def test_a_finished_file_that_is_cut_within_a_record_is_damaged_and_never_shorter_in_silence(folders, written):
    data = written.read_bytes()
    whole = [each.capture.capture_id for each in read_file(folders[0], written)]
    for cut in (*range(0, len(data), 7), len(data) - 1):
        written.write_bytes(data[:cut])
        found = []
        with pytest.raises(DamagedArchive, match=r"(cannot be read to its end|is damaged at byte \d+): restore it"):
            for each in read_file(folders[0], written):
                found.append(each.capture.capture_id)
        assert found == whole[: len(found)]


def test_a_name_that_is_taken_is_never_given_again(folders, written):
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(7))
    second = sorted(folders[0].rglob("*.warc.gz"))[1]
    written.unlink()
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(8))
    assert second.exists()
    assert 2 == len(list(folders[0].rglob("*.warc.gz")))


LATER = NOW.replace(day=10)


def again(folders, before, later):
    """Capture an answer, and a day later another one of the same address; the second, with its file."""
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, before)
    first = next(read_file(folders[0], list_files(folders[0])[0])).capture
    with ArchiveWriter(*folders, LATER, known={first.url: first}) as writer:
        writer.add(replace(ASKED, polled_at=LATER), replace(later, fetched_at=LATER))
    path = list_files(folders[0])[-1]
    return first, next(read_file(folders[0], path)), path


def test_a_payload_that_comes_again_is_stored_once_and_read_twice(folders):
    first, second, path = again(folders, answer(3), answer(3))
    assert (first.capture_id, first.sha256, 3000) == (
        second.capture.revisit_of,
        second.capture.sha256,
        second.capture.size_bytes,
    )
    assert answer(3).body == second.payload == read_payload(folders[0], second.capture).payload
    assert b"WARC-Type: revisit" in b"".join(gzip.decompress(path.read_bytes()).splitlines(keepends=True)[:12])
    assert answer(3).body not in gzip.decompress(path.read_bytes())


@pytest.mark.parametrize("change", [{"body": b"other"}, {"url": "http://a.example/else"}, {"error": "incomplete"}])
def test_another_payload_another_address_or_a_broken_answer_is_no_revisit(folders, change):
    _, second, _ = again(folders, answer(3), replace(answer(3), **change))
    assert second.capture.revisit_of is None


def test_a_revisit_whose_original_was_changed_is_told_and_not_read(folders):
    first, second, path = again(folders, answer(3), answer(3))
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(2))
    other = list_files(folders[0])[1]
    other.replace(folders[0] / first.warc_file)
    with pytest.raises(DamagedArchive, match="a later capture points to"):
        read_payload(folders[0], second.capture)
    (folders[0] / first.warc_file).unlink()
    with pytest.raises(DamagedArchive, match="is missing: restore it from a backup"):
        list(read_file(folders[0], path))


@pytest.mark.parametrize(
    ("error", "cause"), [("too_large", b"length"), ("timeout", b"time"), ("incomplete", b"disconnect")]
)
def test_a_body_that_broke_off_is_kept_and_marked(folders, error, cause):
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, replace(answer(1), error=error, is_truncated=True))
    [path] = list_files(folders[0])
    captured = next(read_file(folders[0], path))
    assert (error, True, answer(1).body) == (captured.capture.error, captured.capture.is_truncated, captured.payload)
    assert b"WARC-Truncated: " + cause in gzip.decompress(path.read_bytes())


def test_headers_and_hops_come_back(folders):
    hop = Hop(url="http://a.example/1", status=301, ip="192.0.2.1", connect_seconds=0.01, seconds=0.2)
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, replace(answer(1), hops=(hop,)))
    captured = next(read_file(folders[0], list_files(folders[0])[0]))
    assert (hop,) == captured.hops
    assert ("Content-Type", "text/html; charset=utf-8") in captured.headers


def test_a_file_that_has_grown_large_is_closed_and_another_begun(folders):
    with ArchiveWriter(*folders, NOW, max_file_bytes=1500) as writer:
        for number in range(1, 6):
            writer.add(ASKED, answer(number))
    paths = list_files(folders[0])
    assert 2 <= len(paths) <= 5
    assert paths == list_landed(*folders)
    assert [500 * 2 * number for number in range(1, 6)] == [
        each.capture.size_bytes for path in paths for each in read_file(folders[0], path)
    ]


def test_a_byte_that_was_changed_is_found(folders, written):
    data = bytearray(written.read_bytes())
    data[len(data) // 2] ^= 0x55
    written.write_bytes(data)
    with pytest.raises(DamagedArchive, match="restore it from a backup"):
        list(read_file(folders[0], written))


def test_a_note_without_a_file_is_dropped(folders, written):
    written.unlink()
    assert [] == list_landed(*folders)
    assert [] == list(folders[1].iterdir())
