"""Registry files → `Source`s, strictly: one YAML a source, and whatever it says that we do not know is an error."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ingest.address import without_credentials
from ingest.errors import SourceFileError
from ingest.keys import key
from ingest.records import Feed, Source
from ingest.source.wire_file import WireFile
from ingest.url import canonicalise, is_web

SHIPPED = Path(__file__).parent / "registry"
# Each call reads a thousand files of the system.
_TIMEZONES = available_timezones()


def _web_address(url: str) -> str:
    if not is_web(url):
        raise ValueError(f"{url!r} is no http(s) address")
    if without_credentials(url) != url:
        raise ValueError("an address must not hold a user and password: they would stand in archive and database")
    return url


def _timezone(name: str) -> str:
    if name not in _TIMEZONES:
        raise ValueError(f"{name!r} is no time zone of the IANA database, such as Asia/Baghdad")
    return name


WebAddress = Annotated[str, AfterValidator(_web_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermsFile(_Strict):
    """The publisher's terms of use, and the day on which somebody read them."""

    url: WebAddress
    checked_on: date | None = None


class ExpectedFile(_Strict):
    """Entries a day that its feeds and wire usually bring; fewer or more is worth a look."""

    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]


class PolitenessFile(_Strict):
    """What this publisher asks for beyond our own rules."""

    gap_seconds: Annotated[int, Field(ge=1, le=3600)]


class SourceFile(_Strict):
    """What a registry file may say."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{2,64}$")]
    name: Annotated[str, Field(min_length=1)]
    kind: Literal["agency", "newspaper", "broadcaster", "news_site"]
    homepage: WebAddress
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    timezone: Annotated[str, AfterValidator(_timezone)]
    scale: Literal["National", "Subnational", "Regional", "International", "Other"]
    party: Annotated[str, Field(pattern=r"^act_[a-z0-9_]+$")] | None = None
    feeds: tuple[WebAddress, ...] = ()
    wire: WireFile | None = None
    politeness: PolitenessFile | None = None
    terms: TermsFile | None = None
    expected_per_day: ExpectedFile | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The sources that can be read, by id; of the files that cannot, what is wrong and the ids that they stand for."""

    sources: tuple[Source, ...]
    faults: tuple[SourceFileError, ...] = ()
    unread: frozenset[str] = frozenset()


def load_registry(*folders: Path) -> tuple[Source, ...]:
    """The sources of all folders, by id; a later folder's file replaces an earlier one's of the same id.

    Raises SourceFileError, naming file, line and the nearest known key, for whatever is not as it must be.
    """
    registry = read_registry(*folders)
    if registry.faults:
        raise registry.faults[0]
    return registry.sources


def read_registry(*folders: Path) -> Registry:
    """As `load_registry`, but a file that is not as it must be costs its own source only.

    Where it would have replaced an earlier folder's file, that one does not come back: it may be what its reader did
    not want. Of two sources that claim one feed or folder, that of the later folder, then of the later id, is left out.
    """
    found: dict[str, Source] = {}
    faults: list[SourceFileError] = []
    unread: set[str] = set()
    order: dict[str, int] = {}
    for number, folder in enumerate(folders):
        for path in sorted(folder.glob("*.yaml")):
            try:
                found[path.stem] = load_source(path)
                order[path.stem] = number
                unread.discard(path.stem)
            except SourceFileError as fault:
                found.pop(path.stem, None)
                faults.append(fault)
                unread.add(path.stem)
    kept: dict[str, Source] = {}
    for source_id in sorted(found, key=lambda name: (order[name], name)):
        try:
            _refuse_shared_feeds([*kept.values(), found[source_id]])
            _refuse_shared_drops([*kept.values(), found[source_id]])
            kept[source_id] = found[source_id]
        except SourceFileError as fault:
            faults.append(fault)
            unread.add(source_id)
    sources = tuple(kept[source_id] for source_id in sorted(kept))
    return Registry(sources=sources, faults=tuple(faults), unread=frozenset(unread))


def load_source(path: Path) -> Source:
    """One registry file; its name must be the source's id."""
    try:
        text = path.read_text(encoding="utf-8")
        node, values = yaml.compose(text, Loader=yaml.CSafeLoader), yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, OSError, ValueError, TypeError) as error:
        raise SourceFileError(f"{path} is no readable YAML: {_first_line(error)}", subject=str(path)) from error
    if not isinstance(node, yaml.MappingNode):
        raise SourceFileError(f"{path} must hold keys and values, such as `id: {path.stem}`", subject=str(path))
    try:
        file = SourceFile.model_validate(values)
    except ValidationError as error:
        raise SourceFileError(_explain(path, node, error), subject=str(path)) from error
    if file.id != path.stem:
        raise SourceFileError(f"{path}: the file must be called {file.id}.yaml, after its id", subject=str(path))
    return _to_source(file)


def _to_source(file: SourceFile) -> Source:
    feeds = (Feed(feed_id=key("fed", canonicalise(url)), source_id=file.id, url=url) for url in file.feeds)
    return Source(
        source_id=file.id,
        name=file.name,
        kind=file.kind,
        homepage=file.homepage,
        country_iso3=file.country,
        language=file.language,
        scale=file.scale,
        timezone=file.timezone,
        party_actor_id=file.party,
        feeds=tuple(feeds),
        gap_seconds=file.politeness.gap_seconds if file.politeness else None,
        terms_url=file.terms.url if file.terms else None,
        terms_checked_on=file.terms.checked_on if file.terms else None,
        expected_low=file.expected_per_day.low if file.expected_per_day else None,
        expected_high=file.expected_per_day.high if file.expected_per_day else None,
        checked_on=file.checked_on,
        wire=file.wire.drop(file.id) if file.wire else None,
        wire_service=file.wire.service(file.id) if file.wire else None,
    )


def _refuse_shared_feeds(sources: Iterable[Source]) -> None:
    owners: dict[str, str] = {}
    for source in sources:
        for feed in source.feeds:
            if owner := owners.get(feed.feed_id):
                raise SourceFileError(
                    f"{source.source_id}.yaml: the feed {feed.url} belongs to {owner} already: remove one of the two",
                    subject=feed.url,
                )
            owners[feed.feed_id] = source.source_id


def _refuse_shared_drops(sources: Iterable[Source]) -> None:
    owners: dict[str, str] = {}
    for source in sources:
        if source.wire and (owner := owners.setdefault(source.wire.path, source.source_id)) != source.source_id:
            raise SourceFileError(
                f"{source.source_id}.yaml: the wire folder {source.wire.path!r} is {owner}'s already: choose another",
                subject=source.wire.path,
            )


def _explain(path: Path, node: yaml.MappingNode, error: ValidationError) -> str:
    # An unknown key before a missing one: it is mostly the missing one, misspelt.
    first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
    where, what = [str(part) for part in first["loc"]], first["msg"].removeprefix("Value error, ")
    line = _line_of(node, where)
    if first["type"] == "extra_forbidden":
        what = f"unknown key{_nearest(where[-1])}"
    elif first["type"] == "missing":
        what = "this key is missing"
    return f"{path}, line {line}: {'.'.join(where)}: {what}"


def _nearest(name: str) -> str:
    parts = (SourceFile, WireFile, PolitenessFile, TermsFile, ExpectedFile)
    known = [field for part in parts for field in part.model_fields]
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(SourceFile.model_fields)}"


def _line_of(node: yaml.Node, where: list[str]) -> int:
    line = node.start_mark.line + 1
    for part in where:
        child = _child(node, part)
        if child is None:
            break
        line, node = child
    return line


def _child(node: yaml.Node, part: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((k.start_mark.line + 1, v) for k, v in node.value if k.value == part), None)
    if isinstance(node, yaml.SequenceNode) and part.isdigit():
        value = node.value[int(part)]
        return value.start_mark.line + 1, value
    return None


def _first_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))
