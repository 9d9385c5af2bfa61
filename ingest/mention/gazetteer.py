"""Settlements of the whole world by name, from GeoNames (CC BY 4.0; see data/README.md).

It only knows names; which of many places a text means is for the caller to weigh. See `Gazetteer`.
"""

import csv
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data" / "gazetteer.npz"
APOSTROPHES = re.compile("['`\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032]")
WORD = re.compile(r"[^\W_]+")
# Letters that no decomposition takes the stroke or the ligature from.
LETTERS = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
)
DEGREE = 1_000
NEWLINE = ord("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A settlement of GeoNames; `is_main_name` is whether it was found by its main name rather than another."""

    place_id: str
    geonames_id: int
    name: str
    country_iso3: str
    admin1_code: str | None
    latitude: float
    longitude: float
    population: int | None
    timezone: str
    is_main_name: bool


@dataclass(frozen=True, slots=True)
class _Strings:
    """Lines of one buffer, so that half a million short strings are two arrays and no objects."""

    buffer: bytes
    ends: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, at: int) -> bytes:
        return self.buffer[int(self.ends[at - 1]) + 1 if at else 0 : int(self.ends[at])]


@dataclass(frozen=True, slots=True)
class _Tables:
    """The arrays of the data file: keys in order, the rows that each key names, and the columns of the rows."""

    keys: _Strings
    row_ends: NDArray[np.uint32]
    rows: NDArray[np.generic]
    names: _Strings
    columns: dict[str, NDArray[np.generic]]


class Gazetteer:
    """Places by name, read from the file at the first look-up; a copy in another process carries only the path.

    A name is no place yet: half of all names are shared, and many are words or people. The caller should, in this
    order: read its own reviewed places first (a row whose `geonames_id` stands there is that place); take a name of
    `load_stopwords` only after a preposition of place or beside its country; prefer places in the country that the
    text names with it, then in a country or first-level division that the text names elsewhere, then in that of the
    dateline or the source; then a main name over another name; and take the most populous only when it is far ahead.
    Where none of these decides, the place is unknown.
    """

    def __init__(self, path: Path = DATA) -> None:
        self.path = path

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path]]:
        return Gazetteer, (self.path,)

    def lookup(self, name: str) -> tuple[GazetteerPlace, ...]:
        """All places of that name whatever its case, accents, hyphens and apostrophes, most populous first."""
        key = fold(name).encode()
        keys = self._tables.keys
        at = bisect_left(range(len(keys)), key, key=keys.__getitem__)
        if not key or at == len(keys) or keys[at] != key:
            return ()
        ends = self._tables.row_ends
        rows = self._tables.rows[int(ends[at - 1]) if at else 0 : int(ends[at])]
        return tuple(self._place(int(row), key) for row in rows)

    def by_id(self, place_id: str) -> GazetteerPlace | None:
        """The place of an id such as "gn_98182"."""
        number = place_id.removeprefix("gn_")
        if not number.isdecimal():
            return None
        rows = np.flatnonzero(self._tables.columns["geonames_id"] == int(number)).tolist()
        return self._place(rows[0], fold(self._tables.names[rows[0]].decode()).encode()) if rows else None

    def _place(self, row: int, key: bytes) -> GazetteerPlace:
        columns, name = self._tables.columns, self._tables.names[row].decode()
        geonames_id, population = int(columns["geonames_id"][row]), int(columns["population"][row])
        return GazetteerPlace(
            place_id=f"gn_{geonames_id}",
            geonames_id=geonames_id,
            name=name,
            country_iso3=str(columns["countries"][columns["country"][row]]),
            admin1_code=str(columns["admin1_codes"][columns["admin1"][row]]) or None,
            latitude=int(columns["latitude"][row]) / DEGREE,
            longitude=int(columns["longitude"][row]) / DEGREE,
            population=population or None,
            timezone=str(columns["timezones"][columns["timezone"][row]]),
            is_main_name=fold(name).encode() == key,
        )

    @cached_property
    def _tables(self) -> _Tables:
        with np.load(self.path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return _Tables(
            keys=_strings(arrays.pop("keys")),
            row_ends=np.cumsum(arrays.pop("key_rows"), dtype=np.uint32),
            rows=_whole(arrays.pop("rows")),
            names=_strings(arrays.pop("names")),
            columns={name: _whole(array) for name, array in arrays.items()},
        )


def _strings(lines: NDArray[np.uint8]) -> _Strings:
    return _Strings(lines.tobytes(), np.flatnonzero(lines == NEWLINE).astype(np.uint32))


def _whole(array: NDArray[np.generic]) -> NDArray[np.generic]:
    """Numbers stand in the file as planes of bytes, which pack a tenth better."""
    return np.ascontiguousarray(array.T).view("<i4")[:, 0] if array.ndim == 2 else array


def fold(name: str) -> str:
    """A name as it is looked up: words in lower case without accents and apostrophes, one space between them."""
    plain = APOSTROPHES.sub("", name).casefold().translate(LETTERS)
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
        plain = APOSTROPHES.sub("", plain)
    return " ".join(WORD.findall(plain))


def load_stopwords(seeds: Path) -> frozenset[str]:
    """Folded names that are also words or people's names: no place without a preposition of place or a country."""
    with (seeds / "place_stopwords.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(fold(row["name"]) for row in csv.DictReader(file))
