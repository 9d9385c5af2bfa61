"""Until when a dispatch must be hidden. In doubt it is hidden: an embargo whose end cannot be read has none."""

from datetime import UTC, datetime

from ingest.codes import PubStatus


def embargo_of(status: PubStatus, is_stated: bool, end: str | None) -> tuple[PubStatus, datetime | None]:
    """Status and end of an embargo, from whether one is stated and when it is said to end."""
    if not is_stated:
        return status, None
    ends_at = _instant(end)
    held = PubStatus.EMBARGOED if ends_at is None and status is PubStatus.USABLE else status
    return held, ends_at


def _instant(text: str | None) -> datetime | None:
    """Unlike a publication, an embargo may lie in the future, however far."""
    try:
        instant = datetime.fromisoformat((text or "").strip())
        return instant.astimezone(UTC) if instant.tzinfo else None
    except (ValueError, OverflowError):
        return None
