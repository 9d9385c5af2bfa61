"""What comes again unchanged is stored once, though the far side sends it every time."""

from datetime import UTC, datetime, timedelta

from orchestration.collect import collect
from tests.nearby import Nearby, Site, workplace_of

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
FEED = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"


def test_a_feed_without_validators_is_stored_once_and_read_every_time(tmp_path):
    site, workplace = Site(), workplace_of(tmp_path / "data", ("/rss",))
    site.answers["/rss"] = (200, FEED.format("<item><guid>1</guid><title>One</title></item>").encode(), {})
    with site.serve() as port, workplace.locked():
        for hour in range(3):
            collect(workplace, Nearby(port), NOW + timedelta(hours=hour))
        with workplace.database() as connection:
            rows = connection.execute(
                "select revisit_of is not null, entry_count, captures.size_bytes from ingest.captures "
                "join ingest.feed_fetches using (capture_id) where kind = 'feed' order by captures.polled_at"
            ).fetchall()
    size = len(site.answers["/rss"][1])
    assert [(False, 1, size), (True, 1, size), (True, 1, size)] == rows
