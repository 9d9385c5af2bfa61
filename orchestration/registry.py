"""`sigact sources`: look at the registry, try its feeds, and add to the user's own part of it."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import yaml

from ingest.codes import CaptureKind
from ingest.errors import SettingError, SourceFileError
from ingest.fetch import Fetcher, Request
from ingest.records import Capture, Feed, Source
from ingest.response import Response
from ingest.source.discover import Discovery, Sample, discover, sample
from ingest.source.load import load_source
from ingest.source.opml import Outline
from ingest.source.read import LIMITS, Unread
from ingest.url import canonicalise, host_of
from ingest.worker import Fault, Workers
from orchestration.outside import Outside
from orchestration.settings import Settings

_OK = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """A feed, and what it answered."""

    feed: Feed
    found: Sample = field(default_factory=Sample)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A source to be written; what is None is left out."""

    id: str
    name: str
    homepage: str
    feeds: tuple[str, ...]
    kind: str = "news_site"
    country: str | None = None
    language: str = "en"
    timezone: str = "UTC"
    scale: str = "Other"


def path_of(settings: Settings, source_id: str) -> Path:
    """The file that a source is read from. Raises SettingError for an id that no file has."""
    for folder in reversed(settings.registry_folders):
        path = folder / f"{source_id}.yaml"
        if path.exists():
            return path
    raise SettingError(f"there is no source {source_id!r}: `sigact sources list` shows them", subject=source_id)


def own_folder(settings: Settings) -> Path:
    """Where the user's own sources stand. Raises SettingError for the newsroom, whose registry is fixed."""
    if settings.registry == "newsroom":
        raise SettingError("the newsroom's sources are fixed: leave out --registry newsroom", subject="registry")
    return settings.data_dir / "sources"


def check_feeds(feeds: Sequence[Feed], outside: Outside, workers: Workers, now: datetime) -> list[Checked]:
    """Ask each feed once and read what it answers; nothing is stored."""

    async def check_all(fetcher: Fetcher) -> list[Checked]:
        async with fetcher:
            answers = await asyncio.gather(*(fetcher.get(Request(url=feed.url)) for feed in feeds))
        return [Checked(feed, _sample(workers, answer, now)) for feed, answer in zip(feeds, answers, strict=True)]

    return asyncio.run(check_all(outside.fetcher(now)))


def find_feeds(url: str, outside: Outside, workers: Workers, now: datetime) -> tuple[Discovery, Checked | None]:
    """What a publisher offers behind an address, and what its first feed brings, by one client at its own pace.

    Raises SourceFileError where it does not answer.
    """
    return asyncio.run(_find(url, outside.fetcher(now), workers, now))


async def _find(url: str, fetcher: Fetcher, workers: Workers, now: datetime) -> tuple[Discovery, Checked | None]:
    async with fetcher:
        answer = await fetcher.get(Request(url=url))
        found = _discovered(workers, answer, now)
        if found.error:
            message = f"{url} gave no answer that can be read ({found.error}): try another address"
            raise SourceFileError(message, subject=url)
        if not found.feeds:
            return found, None
        feed = Feed(feed_id="", source_id="", url=found.feeds[0])
        is_itself = feed.url == answer.final_url
        told = answer if is_itself else await fetcher.get(Request(url=feed.url))
        return found, Checked(feed, _sample(workers, told, now))


def note_checked(settings: Settings, source: Source, now: datetime) -> Path:
    """Write the day of a good check into the user's copy of a source's file."""
    text = path_of(settings, source.source_id).read_text(encoding="utf-8")
    line = f"checked_on: {now.date().isoformat()}"
    marked, count = re.subn(r"^checked_on:.*$", line, text, flags=re.MULTILINE)
    return _write(own_folder(settings) / f"{source.source_id}.yaml", marked if count else f"{text}{line}\n")


def add_source(settings: Settings, draft: Draft, existing: Iterable[Source]) -> Path:
    """Write a new source into the user's own registry. Raises SourceFileError where it would not be sound."""
    taken = {source.source_id for source in existing}
    if draft.id in taken:
        raise SourceFileError(f"there is a source {draft.id!r} already: choose another with --id", subject=draft.id)
    values = {name: value for name in draft.__slots__ if (value := getattr(draft, name)) is not None}
    values["feeds"] = list(draft.feeds)
    text = yaml.safe_dump(values | {"checked_on": None}, sort_keys=False, allow_unicode=True)
    path = _write(own_folder(settings) / f"{draft.id}.yaml", text)
    try:
        load_source(path)
    except SourceFileError:
        path.unlink()
        raise
    return path


def drafts_of(outlines: Iterable[Outline], existing: Iterable[Source]) -> list[Draft]:
    """A source a feed of an OPML list, without feeds that are in the registry already; ids are made distinct."""
    sources = list(existing)
    known = {canonicalise(feed.url) for source in sources for feed in source.feeds}
    taken = {source.source_id for source in sources}
    drafts = []
    for outline in outlines:
        if canonicalise(outline.url) in known:
            continue
        draft_id = _free_id(slug(outline.title or host_of(outline.url) or "source"), taken)
        taken.add(draft_id)
        homepage = outline.homepage or f"https://{host_of(outline.url)}/"
        name = " ".join((outline.title or draft_id).split())
        drafts.append(Draft(id=draft_id, name=name, homepage=homepage, feeds=(outline.url,)))
    return drafts


def slug(name: str) -> str:
    """A name as an id: lower case, digits, underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60] or "source"


def _free_id(wanted: str, taken: set[str]) -> str:
    wanted = wanted if len(wanted) > 1 else f"source_{wanted}"
    numbered = (f"{wanted}_{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(each for each in numbered if each not in taken)


def _discovered(workers: Workers, answer: Response, now: datetime) -> Discovery:
    if fault := _fault(answer):
        return Discovery(error=fault)
    found = workers.run(discover, _unread(answer, now), LIMITS)
    return Discovery(error=f"parser_{found.kind}") if isinstance(found, Fault) else found


def _sample(workers: Workers, answer: Response, now: datetime) -> Sample:
    if fault := _fault(answer):
        return Sample(error=fault)
    found = workers.run(sample, _unread(answer, now), LIMITS)
    return Sample(error=f"parser_{found.kind}") if isinstance(found, Fault) else found


def _fault(answer: Response) -> str | None:
    """Why an answer holds nothing to read."""
    return answer.error or (None if answer.status == _OK else f"http_{answer.status}")


def _unread(answer: Response, now: datetime) -> Unread:
    return Unread(_capture(answer, now), answer.body, answer.header("content-encoding"))


def _capture(answer: Response, now: datetime) -> Capture:
    """As much of a capture as reading a feed needs; nothing of it is stored."""
    return Capture(
        capture_id="", kind=CaptureKind.FEED, source_id="", feed_id="", entry_ids=(), url=answer.url,
        final_url=answer.final_url, status=answer.status, error=None, polled_at=now, fetched_at=answer.fetched_at,
        etag=None, last_modified=None, content_type=answer.header("content-type"), sha256=None,
        size_bytes=len(answer.body), warc_file="", warc_offset=0, warc_length=0,
    )  # fmt: skip


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
    return path
