"""When the page of an entry is asked for. Pure: what was asked before decides, and nothing else.

A feed that changes a summary at every poll (a count of comments, "five minutes ago") must not have its pages fetched
at every poll; an edit that a title or a date tells of is worth a look, and one that nothing tells of a later one.
"""

from datetime import datetime, timedelta

from ingest.records import PageAsked

_HOUR = timedelta(hours=1)
_EDITED, _LONGEST_EDITED = _HOUR, 6 * _HOUR
_CHANGED, _LONGEST_CHANGED = 6 * _HOUR, timedelta(days=7)
# 2 ** 10 hours are more than either cap.
_MOST_DOUBLINGS = 10


def page_due_at(asked: PageAsked) -> datetime | None:
    """The instant from which on a page may be asked for; None for at once.

    Who was never asked, or failed when it was asked for this very entry, is due at once, and so is the first edit that
    an item's title or date of update tells of. Further ones wait for an hour after the last request, then twice as
    long each time, up to six. Where only summary or text of the item changed it is six hours, doubled up to a week.
    """
    if asked.last_at is None or asked.is_own or (asked.is_edit and asked.count == 1):
        return None
    if asked.is_edit:
        return asked.last_at + _doubled(_EDITED, asked.count - 2, _LONGEST_EDITED)
    return asked.last_at + _doubled(_CHANGED, asked.count - 1, _LONGEST_CHANGED)


def is_page_due(asked: PageAsked, now: datetime) -> bool:
    """Whether to ask; a clock that was set back keeps nobody waiting."""
    due_at = page_due_at(asked)
    return due_at is None or due_at <= now or (asked.last_at is not None and asked.last_at > now)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(first * (1 << min(times, _MOST_DOUBLINGS)), longest)
