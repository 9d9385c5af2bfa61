"""All places by id: the reviewed ones, and behind them every settlement of the gazetteer under its `gn_` id."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ingest.mention.gazetteer import Gazetteer, GazetteerPlace

Row = Mapping[str, str]
PREFIX = "gn_"
CITY = 100_000


class Atlas(Mapping[str, Row]):
    """Rows of places by id. What it lists are the reviewed ones; those of the gazetteer are there when asked for."""

    def __init__(self, reviewed: Mapping[str, Row], gazetteer: Gazetteer, divisions: Sequence[Row] = ()) -> None:
        self._reviewed = reviewed
        self._found: dict[str, Row] = {}
        self.gazetteer = gazetteer
        self._division_rows = divisions

    def __getitem__(self, place_id: str) -> Row:
        if place_id in self._reviewed:
            return self._reviewed[place_id]
        if place_id not in self._found:
            found = self.gazetteer.by_id(place_id) if place_id.startswith(PREFIX) else None
            if found is None:
                raise KeyError(place_id)
            self._found[place_id] = self._row(found)
        return self._found[place_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reviewed)

    def __len__(self) -> int:
        return len(self._reviewed)

    def named(self, name: str) -> list[tuple[str, GazetteerPlace]]:
        """The gazetteer's places of that name, most populous first; a reviewed one stands under its own id."""
        return [
            (self._known.get(str(place.geonames_id), self._kept(place)), place) for place in self.gazetteer.lookup(name)
        ]

    def city(self, name: str, country_iso3: str) -> str | None:
        """The id of a country's large town of that main name."""
        towns = [(one, town) for one, town in self.named(name) if town.country_iso3 == country_iso3]
        return next((one for one, town in towns if town.is_main_name and (town.population or 0) > CITY), None)

    def people(self, place_id: str) -> int:
        """How many people live in a place; 0 where it is not known."""
        row = self.get(place_id, {})
        number = row.get("population")
        if number is None and row.get("geonames_id"):
            found = self.gazetteer.by_id(f"{PREFIX}{row['geonames_id']}")
            number = str(found.population or "") if found is not None else ""
        return int(number or 0)

    def country(self, country_iso3: str) -> str | None:
        """The id of a country."""
        return self._countries.get(country_iso3)

    def _kept(self, place: GazetteerPlace) -> str:
        self._found.setdefault(place.place_id, self._row(place))
        return place.place_id

    def _row(self, place: GazetteerPlace) -> Row:
        country = self._countries.get(place.country_iso3, "")
        parent = self._divisions.get((place.country_iso3, place.admin1_code or ""), country)
        return {
            "place_id": place.place_id,
            "name": place.name,
            "place_type": "settlement",
            "parent_place_id": parent,
            "country_iso3": place.country_iso3,
            "latitude": str(place.latitude),
            "longitude": str(place.longitude),
            "timezone": place.timezone,
            "population": str(place.population or ""),
        }

    @cached_property
    def _known(self) -> dict[str, str]:
        rows = self._reviewed.items()
        return {row["geonames_id"]: place_id for place_id, row in rows if row.get("geonames_id")}

    @cached_property
    def _countries(self) -> dict[str, str]:
        rows = self._reviewed.items()
        return {row.get("country_iso3", ""): place_id for place_id, row in rows if row["place_type"] == "country"}

    @cached_property
    def _divisions(self) -> dict[tuple[str, str], str]:
        return {(row["country_iso3"], row["geonames_admin1"]): row["place_id"] for row in self._division_rows}
