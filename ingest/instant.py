"""Which instants can be those of a publication."""

from datetime import UTC, datetime, timedelta

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def plausible(instant: datetime, until: datetime) -> datetime | None:
    """An instant in UTC, or None where it has no offset, lies before 1990 or more than a day after `until`."""
    if instant.tzinfo is None:
        return None
    try:
        utc = instant.astimezone(UTC)
    except OverflowError:  # at the ends of the calendar an offset leads out of it
        return None
    return utc if EARLIEST <= utc <= until + timedelta(days=1) else None


def parse_iso(text: object, until: datetime) -> datetime | None:
    """An instant written in ISO 8601, in UTC, or None for whatever else stands in its place."""
    try:
        return plausible(datetime.fromisoformat(text), until) if isinstance(text, str) else None
    except ValueError:
        return None
