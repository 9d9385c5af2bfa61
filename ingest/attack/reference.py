"""What resolution knows of the world, from the reference seeds: how places, sites, actors and weapons relate."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ingest.attack.wording import raw_words, stem
from ingest.records import Settlement

Division = tuple[str, str]
Point = tuple[float, float]

# Relations that make one actor part of another, read upwards; `umbrella_of` is read downwards.
UPWARDS = frozenset(
    "part_of member_of affiliated_with facade_of brigade_number_of absorbed_into successor_of backed_by".split()
)
# The closest relation of two sites counts.
CLOSENESS = ("same_as", "houses", "inside", "adjacent", "near")
_FINE = frozenset({"settlement", "adm2"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The place tree, sites, actors and weapon classes, as far as they tell whether two mentions may be one attack.

    `place_of_division` maps a country and GeoNames' code of a first-level division to a place, and a country and ""
    to the country's. `site_relations` holds the closest relation of two sites. `above` gives an actor and all that
    it is part of. `points` are latitude and longitude of places and sites. `common_words` tell nothing.
    """

    parent_of: Mapping[str, str]
    place_of_site: Mapping[str, str]
    site_relations: Mapping[frozenset[str], str]
    class_of_weapon: Mapping[str, str]
    place_of_division: Mapping[Division, str] = field(default_factory=dict)
    type_of_place: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    points: Mapping[str, Point] = field(default_factory=dict)
    common_words: frozenset[str] = frozenset()

    def knowing(self, settlements: Iterable[Settlement]) -> "Reference":
        """The same with settlements of the gazetteer in the tree, each in its division, else in its country."""
        found = list(settlements)
        parents = {settlement.place_id: self._parent(settlement) for settlement in found}
        points = {settlement.place_id: (settlement.latitude, settlement.longitude) for settlement in found}
        types = {settlement.place_id: "settlement" for settlement in found}
        return replace(
            self,
            parent_of={**parents, **self.parent_of},
            points={**points, **self.points},
            type_of_place={**types, **self.type_of_place},
        )

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

    def is_fine(self, place_id: str) -> bool:
        """Whether a place is a town or district, and not a province, region or country."""
        return self.type_of_place.get(place_id, "settlement") in _FINE

    def is_region(self, place_id: str) -> bool:
        """Whether a place is an informal region, of which the tree does not say what lies in it."""
        return self.type_of_place.get(place_id) == "region"

    def division(self, place_id: str) -> str | None:
        """The first-level division that a place is or lies in; None for one above or outside the divisions."""
        return next((each for each in self.line(place_id) if self.type_of_place.get(each) == "adm1"), None)

    def telling(self, words: Iterable[str]) -> tuple[str, ...]:
        """The rare ones of some words: neither common in reports of attacks nor part of a known name; sorted."""
        return tuple(sorted({stem(word) for word in words} - self.common_words))


def load_reference(seeds: Path) -> Reference:
    """Read the seeds of places, their divisions, sites, actors and weapons; a vague weapon class is no class."""
    places, sites, relations = (_rows(seeds / f"{name}.csv") for name in ("places", "sites", "site_relations"))
    divisions, weapons, actors = (
        _rows(seeds / f"{name}.csv") for name in ("place_divisions", "weapons", "actor_relations")
    )
    return Reference(
        parent_of={row["place_id"]: row["parent_place_id"] for row in places if row["parent_place_id"]},
        place_of_site={row["site_id"]: row["place_id"] for row in sites if row["place_id"]},
        site_relations=_closest(relations),
        class_of_weapon={
            row["weapon_type"]: row["weapon_class"]
            for row in weapons
            if row["weapon_class"] not in ("unknown", "other")
        },
        place_of_division={(row["country_iso3"], row["geonames_admin1"]): row["place_id"] for row in divisions}
        | {(row["country_iso3"], ""): row["place_id"] for row in places if row["place_type"] == "country"},
        type_of_place={row["place_id"]: row["place_type"] for row in places},
        above=_above(actors),
        points=_points(places, "place_id") | _points(sites, "site_id"),
        common_words=_common(seeds),
    )


def _closest(relations: Iterable[Mapping[str, str]]) -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for row in sorted(relations, key=lambda row: -CLOSENESS.index(row["relation"])):
        found[frozenset((row["site_id"], row["related_site_id"]))] = row["relation"]
    return found


def _above(relations: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """The transitive closure of what an actor is part of, itself included; a loop in the data does no harm."""
    direct: dict[str, set[str]] = defaultdict(set)
    for row in relations:
        if row["relation"] in UPWARDS:
            direct[row["actor_id"]].add(row["related_actor_id"])
        elif row["relation"] == "umbrella_of":
            direct[row["related_actor_id"]].add(row["actor_id"])
    return {actor: frozenset(_reached(actor, direct)) for actor in list(direct)}


def _reached(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for actor in direct.get(waiting.pop(), ()):
            if actor not in seen:
                seen.add(actor)
                waiting.append(actor)
    return seen


def _points(rows: Iterable[Mapping[str, str]], name: str) -> dict[str, Point]:
    return {
        row[name]: (float(row["latitude"]), float(row["longitude"]))
        for row in rows
        if row["latitude"] and row["longitude"]
    }


@cache
def _common(seeds: Path) -> frozenset[str]:
    """Words that many reports share, and the words of known names, which place, site and attacker count already."""
    listed = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split()
    names = (row[column] for name, column in _NAMED for row in _rows(seeds / f"{name}.csv"))
    return frozenset(listed) | {stem(word) for name in names for word in raw_words(name)}


_NAMED = (
    ("places", "name"),
    ("place_aliases", "alias"),
    ("sites", "name"),
    ("site_aliases", "alias"),
    ("actors", "name"),
)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
