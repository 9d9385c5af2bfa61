"""When and where a mention's attack was, in the public form: local days, and the finest place with what is above it."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingest.codes import DateGranularity
from ingest.mention import pick
from ingest.mention.codebook import Codebook
from ingest.mention.coded import CodedDate, CodedPlace
from ingest.mention.when import zone_of
from ingest.records import Assertion, Mention

# What has one calendar day; a night and everything longer than a day has the days of its ends.
ONE_DAY = frozenset(
    {
        DateGranularity.MINUTE,
        DateGranularity.HOUR,
        DateGranularity.PART_OF_DAY,
        DateGranularity.DAY,
        DateGranularity.DAY_ASSUMED,
    }
)
# The hours at which told intervals begin: midnight, and the evening of a night.
BEGINNINGS = (0, 18)
# Kinds of place that are no first division of a country.
ABOVE_DIVISIONS = ("country", "region", "sea", "continent")


def occurred(mention: Mention, text: str | None, zones: Sequence[str]) -> CodedDate:
    """The date with the words that give it; `zones` are the timezones that its days may be local to, best first."""
    start, end = _days(mention, zones)
    return CodedDate(start=start, end=end, granularity=mention.date_granularity, basis=mention.date_basis, text=text)


def _days(mention: Mention, zones: Sequence[str]) -> tuple[date | None, date | None]:
    """The local days of the interval; the day that a text assumes is that day, whatever hours it leaves open."""
    if mention.occurred_start is None or mention.occurred_end is None:
        return mention.event_date, mention.event_date
    if mention.event_date and mention.date_granularity in ONE_DAY:
        return mention.event_date, mention.event_date
    zone = _zone(mention.occurred_start, zones)
    return mention.occurred_start.astimezone(zone).date(), mention.occurred_end.astimezone(zone).date()


def _zone(start: datetime, names: Sequence[str]) -> ZoneInfo:
    """The timezone in which the interval begins when days and nights begin."""
    zones = [zone_of(name) for name in (*names, "UTC")]
    told = (zone for zone in zones if (at := start.astimezone(zone)).hour in BEGINNINGS and at.minute == 0)
    return next(told, zones[0])


def place(said: Sequence[Assertion], text: str | None, host: str | None, codebook: Codebook) -> CodedPlace | None:
    """The finest place.

    One that is in no list is called by its `text` and lies in the country of the other places, else of the site.
    """
    best = pick.finest_place(said, codebook)
    if best is None:
        return None
    row = codebook.places.get(best.value or "", {})
    told = (_above(one.value, "country_iso3", codebook) for one in (best, *said))
    countries = (country for country in (*told, host) if country)
    return CodedPlace(
        name=row.get("name") or text or best.value or "",
        place_id=best.value,
        country_iso3=next(countries, None),
        admin1=_admin1(best.value, codebook),
        latitude=_number(row.get("latitude")),
        longitude=_number(row.get("longitude")),
        precision=row.get("place_type"),
    )


def _above(place_id: str | None, column: str, codebook: Codebook) -> str | None:
    """A value of the place or of what it lies in."""
    rows = (codebook.places[one] for one in codebook.ancestors(place_id or ""))
    return next((row[column] for row in rows if row.get(column)), None)


def _admin1(place_id: str | None, codebook: Codebook) -> str | None:
    """The name of the first division below the country, where the place lies in one or is one."""
    rows = [codebook.places[one] for one in codebook.ancestors(place_id or "")]
    inner = [row for row in rows if row["place_type"] not in ABOVE_DIVISIONS]
    return inner[-1]["name"] if inner and inner[-1]["place_type"] not in ("settlement", "city", "village") else None


def _number(text: str | None) -> float | None:
    return float(text) if text else None
