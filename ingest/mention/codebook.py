"""The vocabularies that the coder reads by: actors, sites, places, weapons and words, loaded from the seeds."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from ingest.errors import CodebookError
from ingest.mention.atlas import Atlas
from ingest.mention.gazetteer import Gazetteer, load_stopwords
from ingest.mention.names import Hit, Index, Word, inflections

FILES = {
    "actors": ("actor_id", "name", "actor_kind", "is_class"),
    "actor_aliases": ("actor_id", "alias", "alias_kind"),
    "actor_relations": ("actor_id", "relation", "related_actor_id"),
    "sites": ("site_id", "name", "site_type", "place_id", "operator_actor_id"),
    "site_aliases": ("site_id", "alias"),
    "places": ("place_id", "name", "place_type", "parent_place_id", "timezone"),
    "place_aliases": ("place_id", "alias"),
    "weapons": ("weapon_type", "weapon_class", "is_interceptable"),
    "lexicon": ("term", "pos", "meaning", "code", "event_type"),
}
# What else decides how a text is read, beside the tables above and the gazetteer.
DIVISION = ("place_id", "country_iso3", "geonames_admin1")
READ_TOO = ("place_stopwords", "place_divisions")
# People of a town that has districts.
LARGE = 50_000
FINENESS = {"region": 1, "country": 1, "adm1": 2, "adm2": 3, "settlement": 4}
# Meanings under which a verb tells of an attack.
DEEDS = ("attack", "munition", "launch", "intercept", "harm")
# Armed groups that stand for themselves.
BANDS = frozenset({"armed_group", "umbrella"})
STATE_KINDS = frozenset({"state", "state_forces", "state_civil"})
ACTING = frozenset({"state_forces", "armed_group", "umbrella", "state", "class", "political_party"})
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for."""

    kind: str
    id: str
    alias_kind: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a word of the lexicon means."""

    term: str
    pos: str
    meaning: str
    code: str
    event_type: str


@dataclass(frozen=True, eq=False)
class Codebook:
    """Vocabularies by id, and the indexes that find them in a text; its version is a digest of all that it holds."""

    version: str
    actors: Mapping[str, Row]
    sites: Mapping[str, Row]
    places: Atlas
    weapons: Mapping[str, Row]
    part_of: Mapping[str, tuple[str, ...]]
    member_of: Mapping[str, tuple[str, ...]]
    names: tuple[tuple[str, Name], ...]
    lexicon: tuple[Term, ...]
    stopwords: frozenset[str] = frozenset()

    @cached_property
    def name_index(self) -> Index[Name]:
        """Names of actors, sites and places."""
        return Index(self.names, cased=True)

    @cached_property
    def acronyms(self) -> dict[str, tuple[str, ...]]:
        """The acronyms of each actor that has some."""
        found: dict[str, tuple[str, ...]] = {}
        for text, name in self.names:
            if name.kind == "actor" and name.alias_kind == "acronym" and text.isupper():
                found[name.id] = (*found.get(name.id, ()), text)
        return found

    @cached_property
    def term_index(self) -> dict[str, Index[Term]]:
        """The lexicon's nouns and phrases, by meaning; nouns with their plurals."""
        meanings = sorted({term.meaning for term in self.lexicon})
        return {meaning: Index(_forms(self.lexicon, meaning), cased=False) for meaning in meanings}

    @cached_property
    def coded(self) -> dict[tuple[str, str], tuple[Term, ...]]:
        """Terms by meaning and single lower-case word."""
        found: dict[tuple[str, str], tuple[Term, ...]] = {}
        for term in self.lexicon:
            key = (term.meaning, term.term.lower())
            found[key] = (*found.get(key, ()), term)
        return found

    def means(self, meaning: str, word: str) -> Term | None:
        """The first term with that meaning that is the word."""
        terms = self.coded.get((meaning, word.lower()))
        return terms[0] if terms else None

    def terms(self, meaning: str, text: str, of: list[Word] | None = None) -> list[Hit[Term]]:
        """Terms of one meaning in a text."""
        return self.term_index[meaning].find(text, of) if meaning in self.term_index else []

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """The place and all that it lies in, finest first."""
        line: list[str] = []
        current = place_id
        while current in self.places and current not in line:
            line.append(current)
            current = self.places[current]["parent_place_id"]
        return tuple(line)

    def fineness(self, place_id: str) -> float:
        """How fine a place is by its type: 1 for a country, 4 for a settlement, 0 for what is not known.

        A region that has no rank of its own is a little finer than what it lies in.
        """
        if place_id not in self.places:
            return 0
        row = self.places[place_id]
        if row["place_type"] == "region" and row["parent_place_id"] in self.places:
            return FINENESS.get(self.places[row["parent_place_id"]]["place_type"], 1) + 0.5
        return FINENESS.get(row["place_type"], 1)

    def is_city(self, place_id: str) -> bool:
        """Whether a place is a large town, which has districts."""
        return self.places.people(place_id) >= LARGE

    def fits(self, one: str, other: str) -> bool:
        """Whether one of two places lies in the other."""
        return one in self.ancestors(other) or other in self.ancestors(one)

    def timezone(self, place_id: str | None) -> str | None:
        """The timezone of a place, or of what it lies in."""
        zones = (self.places[place]["timezone"] for place in self.ancestors(place_id or ""))
        return next((zone for zone in zones if zone), None)

    @cached_property
    def idioms(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Turns of phrase with their stance, by the word that each begins with."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in self.lexicon:
            if term.meaning == "idiom":
                parts = tuple(term.term.lower().split())
                found.setdefault(parts[0], []).append((parts, term.code))
        return found

    @cached_property
    def phrasals(self) -> dict[str, list[tuple[frozenset[str], Term]]]:
        """Verbs of several words by the first of them, the longest first: the other words, and what it means."""
        found: dict[str, list[tuple[frozenset[str], Term]]] = {}
        for term in self.lexicon:
            first, *rest = term.term.lower().split()
            if term.pos == "verb" and rest and term.meaning in DEEDS:
                found.setdefault(first, []).append((frozenset(rest), term))
        return {first: sorted(terms, key=lambda pair: -len(pair[0])) for first, terms in found.items()}

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The capital of each country: a city whose name stands for its state."""
        towns = {name: one.id for name, one in reversed(self.names) if one.kind == "place"}
        found: dict[str, str] = {}
        for name, one in self.names:
            iso3 = self.actors[one.id].get("country_iso3", "") if one.alias_kind == "metonym" else ""
            town = towns.get(name) or (self.places.city(name, iso3) if iso3 else None)
            if town and self.places[town].get("country_iso3") == iso3:
                found.setdefault(iso3, town)
        return found

    @cached_property
    def police(self) -> dict[str, tuple[str, ...]]:
        """The forces of each country that are its police by name and nothing more special."""
        found: dict[str, tuple[str, ...]] = {}
        for actor_id, row in self.actors.items():
            words = row["name"].split()
            if row.get("plover_sector") == "COP" and len(words) == 2 and words[-1].lower() == "police":
                found[row["country_iso3"]] = (*found.get(row["country_iso3"], ()), actor_id)
        return found

    def kinds(self, word: str) -> frozenset[str]:
        """The kinds of people and things that a noun is of, by which another noun may mean the same."""
        return frozenset(term.code for term in self.coded.get(("kind", word.lower()), ()))

    def acts(self, actor_id: str) -> bool:
        """Whether the actor is one who attacks."""
        return self.actors[actor_id]["actor_kind"] in ACTING

    def is_band(self, actor_id: str | None) -> bool:
        """Whether the actor is one armed group, by its name."""
        row = self.actors.get(actor_id or "", {})
        return row.get("actor_kind") in BANDS and row.get("is_class") != "true"

    def kin(self, one: str, other: str) -> bool:
        """Whether two actors are the same or one is a part of the other."""
        return one == other or other in self.part_of.get(one, ()) or one in self.part_of.get(other, ())

    def belongs(self, one: str, other: str) -> bool:
        """Whether one is a member of the other, as one of several rebel armies is of the rebels."""
        return other in self.member_of.get(one, ())

    def answers_for(self, speaker: str, doer: str) -> bool:
        """Whether one speaks for the other: kin, or of one state, as a ministry of defence is for the army."""
        if self.kin(speaker, doer):
            return True
        rows = [self.actors.get(one, {}) for one in (speaker, doer)]
        countries = {row.get("country_iso3") for row in rows}
        of_state = all(row.get("actor_kind") in STATE_KINDS and row.get("is_class") != "true" for row in rows)
        return of_state and len(countries) == 1 and countries != {""} and not countries & {None}


def _forms(lexicon: Iterable[Term], meaning: str) -> Iterable[tuple[str, Term]]:
    for term in lexicon:
        if term.meaning == meaning:
            for form in inflections(term.term) if term.pos == "noun" else (term.term,):
                yield form, term


def load_codebook(seeds: Path) -> Codebook:
    """Read the seed folder. Raises CodebookError with file and line for a row that does not hold."""
    tables = {name: _read(seeds / f"{name}.csv", columns) for name, columns in FILES.items()}
    gazetteer = Gazetteer()
    actors = _by_id(tables["actors"], "actor_id", "actors")
    sites = _by_id(tables["sites"], "site_id", "sites")
    places = _by_id(tables["places"], "place_id", "places")
    _refer(tables["sites"], "place_id", places, "sites")
    _refer(tables["places"], "parent_place_id", places, "places")
    for name, column, known in (
        ("actor", "actor_id", actors),
        ("site", "site_id", sites),
        ("place", "place_id", places),
    ):
        _refer(tables[f"{name}_aliases"], column, known, f"{name}_aliases")
    _refer(tables["actor_relations"], "actor_id", actors, "actor_relations")
    _refer(tables["actor_relations"], "related_actor_id", actors, "actor_relations")
    return Codebook(
        version=_version([*(seeds / f"{name}.csv" for name in (*FILES, *READ_TOO)), gazetteer.path]),
        actors=actors,
        sites=sites,
        places=Atlas(places, gazetteer, _read(seeds / "place_divisions.csv", DIVISION)),
        stopwords=load_stopwords(seeds),
        weapons=_by_id(tables["weapons"], "weapon_type", "weapons"),
        part_of=_related(tables["actor_relations"], "part_of"),
        member_of=_related(tables["actor_relations"], "member_of"),
        names=tuple(_names(tables)),
        lexicon=tuple(
            Term(row["term"], row["pos"], row["meaning"], row["code"], row["event_type"]) for row in tables["lexicon"]
        ),
    )


def _version(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        try:
            digest.update(sha256(path.read_bytes()).digest())
        except OSError as cause:
            raise CodebookError(f"{path}: cannot be read ({cause})") from cause
    return digest.hexdigest()[:12]


def _read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise CodebookError(f"{path}: cannot be read ({cause})") from cause
    reader = csv.DictReader(text.splitlines(), strict=True)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise CodebookError(f"{path}, line 1: no column {', '.join(missing)}")
    rows: list[Row] = []
    try:
        for row in reader:
            if None in row or None in row.values() or not row[columns[0]]:
                raise CodebookError(f"{path}, line {reader.line_num}: wrong number of cells or no {columns[0]}")
            rows.append({**row, "line": str(reader.line_num)})
    except csv.Error as cause:
        raise CodebookError(f"{path}, line {reader.line_num}: {cause}") from cause
    return rows


def _by_id(rows: list[Row], column: str, name: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row[column] in found:
            raise CodebookError(f"{name}.csv, line {row['line']}: {row[column]} stands twice")
        found[row[column]] = row
    return found


def _refer(rows: list[Row], column: str, known: Mapping[str, Row], name: str) -> None:
    for row in rows:
        if row[column] and row[column] not in known:
            raise CodebookError(f"{name}.csv, line {row['line']}: {column} {row[column]} is not known")


def _related(rows: list[Row], relation: str) -> dict[str, tuple[str, ...]]:
    parents: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["relation"] == relation:
            parents[row["actor_id"]] = (*parents.get(row["actor_id"], ()), row["related_actor_id"])
    return {actor: tuple(_climb(actor, parents)) for actor in parents}


def _climb(actor: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    line: list[str] = []
    waiting = list(parents.get(actor, ()))
    while waiting:
        current = waiting.pop(0)
        if current not in line:
            line.append(current)
            waiting.extend(parents.get(current, ()))
    return line


def _names(tables: Mapping[str, list[Row]]) -> Iterable[tuple[str, Name]]:
    for row in tables["actor_aliases"]:
        yield row["alias"], Name("actor", row["actor_id"], row["alias_kind"])
    for row in tables["site_aliases"]:
        yield row["alias"], Name("site", row["site_id"], "name")
    for row in tables["place_aliases"]:
        yield row["alias"], Name("place", row["place_id"], "name")
