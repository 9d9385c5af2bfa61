"""What resolution knows of the world, from the reference seeds: how places, sites and weapons belong together."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reference:
    """The place tree, the place of each site, the pairs of sites that are near or in each other, weapon classes."""

    parent_of: Mapping[str, str]
    place_of_site: Mapping[str, str]
    related_sites: frozenset[frozenset[str]]
    class_of_weapon: Mapping[str, str]

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
    """Read `places.csv`, `sites.csv`, `site_relations.csv` and `weapons.csv`; a vague class is no class."""
    places, sites, relations = (_rows(seeds / f"{name}.csv") for name in ("places", "sites", "site_relations"))
    weapons = _rows(seeds / "weapons.csv")
    return Reference(
        parent_of={row["place_id"]: row["parent_place_id"] for row in places if row["parent_place_id"]},
        place_of_site={row["site_id"]: row["place_id"] for row in sites if row["place_id"]},
        related_sites=frozenset(frozenset((row["site_id"], row["related_site_id"])) for row in relations),
        class_of_weapon={
            row["weapon_type"]: row["weapon_class"]
            for row in weapons
            if row["weapon_class"] not in ("unknown", "other")
        },
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
