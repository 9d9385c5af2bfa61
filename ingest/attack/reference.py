"""What resolution knows of the world, from the reference seeds: how places, sites and weapons belong together."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.records import Settlement

Division = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """The place tree, the place of each site, the pairs of sites that are near or in each other, weapon classes.

    `place_of_division` maps a country and GeoNames' code of a first-level division to a place, and a country and ""
    to the country's.
    """

    parent_of: Mapping[str, str]
    place_of_site: Mapping[str, str]
    related_sites: frozenset[frozenset[str]]
    class_of_weapon: Mapping[str, str]
    place_of_division: Mapping[Division, str] = field(default_factory=dict)

    def knowing(self, settlements: Iterable[Settlement]) -> "Reference":
        """The same with settlements of the gazetteer in the tree, each in its division, else in its country."""
        parents = {settlement.place_id: self._parent(settlement) for settlement in settlements}
        return replace(self, parent_of={**parents, **self.parent_of})

    def _parent(self, settlement: Settlement) -> str:
        country = self.place_of_division.get((settlement.country_iso3, ""), "")
        return self.place_of_division.get((settlement.country_iso3, settlement.admin1_code or ""), country)

    def line(self, place_id: str) -> Iterator[str]:
        """A place and all that contain it, innermost first; a loop in the data ends where it closes."""
        seen: set[str] = set()
        while place_id and place_id not in seen:
            seen.add(place_id)
            yield place_id
            place_id = self.parent_of.get(place_id, "")

    def is_within(self, inner: str, outer: str) -> bool:
        """Whether a place is another or lies in it."""
        return outer in self.line(inner)


def load_reference(seeds: Path) -> Reference:
    """Read the seeds of places, their divisions, sites and weapons; a vague class is no class."""
    places, sites, relations = (_rows(seeds / f"{name}.csv") for name in ("places", "sites", "site_relations"))
    divisions, weapons = (_rows(seeds / f"{name}.csv") for name in ("place_divisions", "weapons"))
    return Reference(
        parent_of={row["place_id"]: row["parent_place_id"] for row in places if row["parent_place_id"]},
        place_of_site={row["site_id"]: row["place_id"] for row in sites if row["place_id"]},
        related_sites=frozenset(frozenset((row["site_id"], row["related_site_id"])) for row in relations),
        class_of_weapon={
            row["weapon_type"]: row["weapon_class"]
            for row in weapons
            if row["weapon_class"] not in ("unknown", "other")
        },
        place_of_division={(row["country_iso3"], row["geonames_admin1"]): row["place_id"] for row in divisions}
        | {(row["country_iso3"], ""): row["place_id"] for row in places if row["place_type"] == "country"},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
