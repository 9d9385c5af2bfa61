"""The archive: what went in comes out, and a torn file keeps its whole captures."""

from datetime import UTC, datetime

import pytest

from ingest.archive import ArchiveWriter, Asked, forget_landed, list_landed, read_file, read_payload
from ingest.codes import CaptureKind
from ingest.fetch import Response

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


def test_a_name_that_is_taken_is_never_given_again(folders, written):
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(7))
    second = sorted(folders[0].rglob("*.warc.gz"))[1]
    written.unlink()
    with ArchiveWriter(*folders, NOW) as writer:
        writer.add(ASKED, answer(8))
    assert second.exists()
    assert 2 == len(list(folders[0].rglob("*.warc.gz")))


def test_a_note_without_a_file_is_dropped(folders, written):
    written.unlink()
    assert [] == list_landed(*folders)
    assert [] == list(folders[1].iterdir())
