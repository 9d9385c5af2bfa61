"""What may stand in a log."""

import json

import pytest

from orchestration.logs import open_log


@pytest.mark.parametrize(
    ("given", "logged"),
    [
        ("two\nlines\x1b[2J", "two�lines�[2J"),
        ("http://a.example/" + "x" * 3000, "http://a.example/" + "x" * 2031),
        ("http://a.example/?id=7&api_key=abc&x=1", "http://a.example/?id=7&api_key=***&x=1"),
        ("see http://a.example/f?token=abc#top now", "see http://a.example/f?token=***#top now"),
        ("http://me:secret@a.example/rss", "http://***@a.example/rss"),
        ("http://a.example/?monkey=1&q=a@b", "http://a.example/?monkey=1&q=a@b"),
    ],
)
def test_a_line_of_the_log_is_text_of_bounded_length_without_secrets(tmp_path, given, logged):
    open_log(tmp_path).warning("capture.found_unusable", url=given)
    assert logged == json.loads((tmp_path / "sigact.jsonl").read_text(encoding="utf-8"))["url"]
