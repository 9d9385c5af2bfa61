from datetime import UTC, date, datetime, timedelta

import pytest

from ingest.archive import ArchiveWriter, Asked
from ingest.codes import CaptureKind
from ingest.errors import SettingError
from ingest.response import Response
from orchestration.occasion import Span, archived_until, at, day_of, newsroom_days, over, partitions, unplanned
from orchestration.settings import load_settings

NOW = datetime(2026, 3, 10, 5, 0, 0, 123456, tzinfo=UTC)
TODAY = Span(NOW.date(), NOW.date())


def settings_of(folder, registry="world", **given):
    return load_settings(data_dir=folder, registry=registry, **({"contact": "desk@example.org"} | given))


def archive(settings, *instants):
    """A capture of each instant."""
    for instant in instants:
        with ArchiveWriter(settings.archive, settings.landing, instant) as writer:
            asked = Asked(kind=CaptureKind.FEED, source_id="desk", feed_id="fed", entry_ids=(), polled_at=instant)
            url = "http://a.example/rss"
            writer.add(asked, Response(url=url, final_url=url, status=200, fetched_at=instant, body=b"<rss/>"))


def test_a_span_holds_its_days_to_their_ends():
    span = Span(date(2026, 3, 1), date(2026, 3, 2))
    assert span.holds(datetime(2026, 3, 2, 23, 59, 59, 999999, tzinfo=UTC))
    assert not span.holds(datetime(2026, 3, 3, tzinfo=UTC))
    assert not span.holds(datetime(2026, 2, 28, 23, 59, tzinfo=UTC))


def test_a_run_of_today_asks_and_takes_nothing_from_the_archive(tmp_path):
    settings = settings_of(tmp_path)
    archive(settings, NOW - timedelta(hours=1))
    assert at((NOW,)) == over(settings, TODAY, NOW)


def test_days_that_are_past_come_from_the_archive_to_the_microsecond(tmp_path):
    settings = settings_of(tmp_path)
    old = tuple(NOW - timedelta(days=days) for days in (3, 2, 1))
    archive(settings, *old)
    span = Span(old[0].date(), old[1].date())
    found = over(settings, span, NOW)
    assert ((), old[:2], NOW, span) == (found.asked, found.replayed, found.now, found.span)


def test_what_is_concluded_in_a_backfill_is_believed_now_and_not_then(tmp_path):
    settings = settings_of(tmp_path, "newsroom")
    mornings = newsroom_days()
    archive(settings, mornings[2], mornings[9])
    found = over(settings, Span(mornings[2].date(), mornings[2].date()), NOW)
    assert (mornings[2:3], mornings[9]) == (found.replayed, found.now)


def test_days_up_to_today_are_replayed_and_then_asked(tmp_path):
    settings = settings_of(tmp_path)
    yesterday = NOW - timedelta(days=1)
    archive(settings, yesterday)
    found = over(settings, Span(yesterday.date(), NOW.date()), NOW)
    assert ((NOW,), (yesterday,)) == (found.asked, found.replayed)
    assert (yesterday, NOW) == found.rounds


def test_nobody_is_asked_without_a_contact(tmp_path):
    with pytest.raises(SettingError, match="the archive holds nothing of 2026-03-10"):
        over(settings_of(tmp_path, contact=None), TODAY, NOW)


def test_every_step_of_a_run_sees_the_same_instants_though_one_of_them_archives(tmp_path):
    settings = settings_of(tmp_path, "newsroom")
    span = Span(newsroom_days()[0].date(), newsroom_days()[1].date())
    first = over(settings, span, NOW)
    archive(settings, *first.asked)
    assert first.rounds == over(settings, span, NOW).rounds
    world = settings_of(tmp_path / "world")
    archive(world, NOW - timedelta(days=1))
    days = Span((NOW - timedelta(days=1)).date(), NOW.date())
    before = over(world, days, NOW)
    archive(world, NOW)
    assert before == over(world, days, NOW)


def test_the_newsroom_has_twenty_one_mornings():
    mornings = newsroom_days()
    assert (21, "2026-03-02", "2026-03-22") == (len(mornings), day_of(mornings[0]), day_of(mornings[-1]))


def test_a_newsroom_run_without_days_believes_up_to_where_it_was_played(tmp_path):
    settings = settings_of(tmp_path, "newsroom")
    archive(settings, newsroom_days()[3])
    assert newsroom_days()[3] == archived_until(settings) == unplanned(settings, NOW).now


def test_every_morning_of_the_newsroom_has_a_partition(tmp_path):
    days = partitions(settings_of(tmp_path, "newsroom"))
    keys = days.get_partition_keys(current_time=datetime(2026, 11, 1, tzinfo=UTC))
    assert [day_of(morning) for morning in newsroom_days()] == list(keys)


def test_today_has_a_partition_from_its_first_second_on(tmp_path):
    days = partitions(settings_of(tmp_path))
    keys = days.get_partition_keys(current_time=datetime(2026, 3, 10, 0, 0, 1, tzinfo=UTC))
    assert ("2026-01-01", "2026-03-10") == (keys[0], keys[-1])
