"""When a run stands: the instants that it plays, the days of the archive that it takes again, what it may ask.

A day is one of UTC, and a row belongs to the day of the run that first saw it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import dagster as dg

from ingest.archive import list_files, made_at, read_file
from ingest.errors import SettingError
from orchestration.settings import Settings
from samples.newsroom.press import ROUNDS
from warehouse.pending import EVER


@dataclass(frozen=True, slots=True)
class Span:
    """Days of UTC, the first and the last included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first instant."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)

    def holds(self, instant: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.start <= instant < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a run is about.

    `asked` are the instants at which somebody is asked, `replayed` those that the archive gives again, `now` the
    instant at which what is concluded is believed: it is later than all others, so that a backfill changes no past
    belief. `span` are the days of a backfill; None where the run is none.
    """

    asked: tuple[datetime, ...]
    replayed: tuple[datetime, ...] = ()
    now: datetime
    span: Span | None = None

    @property
    def rounds(self) -> tuple[datetime, ...]:
        """All instants, oldest first."""
        return tuple(sorted({*self.asked, *self.replayed}))

    @property
    def beliefs(self) -> tuple[datetime, ...]:
        """When it is said what is held true: at every instant, but once and now where days come again."""
        return (self.now,) if self.span else self.rounds

    @property
    def since(self) -> datetime:
        """What is older is no work of this run."""
        return self.span.start if self.span else EVER


def at(instants: Sequence[datetime]) -> Occasion:
    """A run that was told its instants."""
    rounds = tuple(sorted(instants))
    return Occasion(asked=rounds, now=rounds[-1])


def over(settings: Settings, span: Span, started_at: datetime) -> Occasion:
    """A run over days: what the archive has of them, and whoever can still be asked.

    Of real days that is today alone, and a run of today only is an ordinary one; of the newsroom's days it is those
    that it was not played to. Raises SettingError where there is neither.
    """
    instants = _archived(settings, span, started_at)
    if settings.registry == "newsroom":
        asked = mornings_left(settings, span)
    else:
        asked = (started_at,) if span.holds(started_at) and settings.contact else ()
    if asked and span.first == span.last and settings.registry == "world":
        return at(asked)
    if not asked and not instants:
        raise SettingError(
            f"the archive holds nothing of {span.first} to {span.last}: {_held(settings)}", subject="days"
        )
    return Occasion(asked=asked, replayed=instants, now=_present(settings, (*asked, *instants), started_at), span=span)


def newsroom_days() -> tuple[datetime, ...]:
    """The mornings on which the newsroom can be looked at, from that after its first day on: one a day."""
    count = ROUNDS[-1].day - 1
    return tuple(ROUNDS[-1] - timedelta(days=count - 1 - number) for number in range(count))


def mornings_left(settings: Settings, span: Span | None = None) -> tuple[datetime, ...]:
    """The mornings, of a span or of all, that the newsroom was not played to: its clock does not go back."""
    until = archived_until(settings)
    return tuple(day for day in newsroom_days() if (span is None or span.holds(day)) and (until is None or until < day))


def archived_until(settings: Settings) -> datetime | None:
    """The last instant of which the archive holds anything."""
    files = list_files(settings.archive)
    return _polled_at(settings, files[-1]) if files else None


def default_instants(settings: Settings, started_at: datetime) -> tuple[datetime, ...]:
    """The instants of a run that was given none: the newsroom's rounds, or the moment at which the run started."""
    if settings.registry == "world":
        return (started_at,)
    return (settings.now,) if settings.now else ROUNDS


def unplanned(settings: Settings, started_at: datetime) -> Occasion:
    """A run that was told neither instants nor days."""
    occasion = at(default_instants(settings, started_at))
    if settings.registry == "world" or settings.now:
        return occasion
    return replace(occasion, now=archived_until(settings) or occasion.now)


def day_of(instant: datetime) -> str:
    """The partition of an instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d")


def partitions(settings: Settings) -> dg.DailyPartitionsDefinition:
    """The days that the ledger can have, today included."""
    if settings.registry == "newsroom":
        first, last = newsroom_days()[0], newsroom_days()[-1] + timedelta(days=1)
        return dg.DailyPartitionsDefinition(start_date=day_of(first), end_date=day_of(last), timezone="UTC")
    return dg.DailyPartitionsDefinition(start_date=settings.first_day.isoformat(), timezone="UTC", end_offset=1)


def _present(settings: Settings, instants: Sequence[datetime], started_at: datetime) -> datetime:
    """The newsroom's clock stands where it was last asked; the world's does not stand."""
    if settings.registry == "world":
        return started_at
    return max(*instants, archived_until(settings) or instants[0])


def _archived(settings: Settings, span: Span, before: datetime) -> tuple[datetime, ...]:
    files = (path for path in list_files(settings.archive) if span.holds(made_at(path)))
    found = {instant for path in files if (instant := _polled_at(settings, path))}
    return tuple(sorted(instant for instant in found if instant < before or settings.registry == "newsroom"))


def _held(settings: Settings) -> str:
    files = list_files(settings.archive)
    if not files:
        return "it is empty, `sigact run` fills it"
    return f"its days go from {made_at(files[0]):%Y-%m-%d} to {made_at(files[-1]):%Y-%m-%d}"


def _polled_at(settings: Settings, path: Path) -> datetime | None:
    for captured in read_file(settings.archive, path):
        return captured.capture.polled_at
    return None
