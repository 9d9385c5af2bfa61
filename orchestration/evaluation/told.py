"""Attacks told by many outlets: articles with what a reader codes of them and the attack each mention tells of."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.attack.reference import Reference
from ingest.attack.wording import raw_words
from ingest.codes import EventType, Outcome
from ingest.keys import key
from ingest.records import ResolvableMention
from orchestration.evaluation.gold import GoldError

LAST = time(23, 59, 59)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_SENTENCE = re.compile(r".+?(?:[.!?]['\"]?(?=\s|$)|$)", re.DOTALL)


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Outlet(_Form):
    """Who published an article; the host is invented."""

    id: str
    name: str
    host: str


class ToldMention(_Form):
    """One attack as one article tells it; what the article does not say is left out."""

    attack: str
    quote: str
    type: EventType
    date: dt.date | tuple[dt.date, dt.date] | None
    place: str | None = None
    site: str | None = None
    attacker: tuple[str, ...] = ()
    weapon: str | None = None
    launched: int | None = None
    intercepted: int | None = None
    impacted: int | None = None
    killed: int | None = None
    injured: int | None = None
    outcome: Outcome | None = None
    origins: tuple[str, ...] = ()


class ToldArticle(_Form):
    """An article; `copy_of` is the id of the article that it copies, `published_at` null where its page has no date."""

    id: str
    source: Outlet
    published_at: dt.datetime | None
    dateline: str | None
    timezone: str
    title: str
    text: str
    copy_of: str | None = None
    mentions: tuple[ToldMention, ...]


class Theatre(_Form):
    """One file: the attacks in words, the pairs of attacks that nobody may take for one, and the articles."""

    attacks: dict[str, str]
    must_not_merge: tuple[tuple[str, str], ...]
    articles: tuple[ToldArticle, ...]


def read_theatres(paths: Iterable[Path]) -> list[Theatre]:
    """The theatres of files and folders, in the order of their names. Raises GoldError with the file."""
    files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
    return [read_theatre(file) for file in files]


def read_theatre(file: Path) -> Theatre:
    """One theatre. Raises GoldError where a quote is not in its text or an attack has no name."""
    try:
        found = Theatre.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise GoldError(f"{file}: {fault}", subject=str(file)) from fault
    for complaint in _complaints(found):
        raise GoldError(f"{file}: {complaint}", subject=str(file))
    return found


def _complaints(theatre: Theatre) -> Iterator[str]:
    known = {article.id for article in theatre.articles}
    named = {name for pair in theatre.must_not_merge for name in pair}
    for article in theatre.articles:
        named |= {mention.attack for mention in article.mentions}
        missing = (mention.quote for mention in article.mentions if mention.quote not in article.text)
        yield from (f"{article.id}: not in the text: {quote!r}" for quote in missing)
        if article.copy_of not in known | {None}:
            yield f"{article.id} copies an unknown article"
    yield from (f"{name} is no attack of this file" for name in sorted(named - set(theatre.attacks)))


def resolvables(
    article: ToldArticle, timezones: dict[str, str], reference: Reference
) -> Iterator[tuple[ResolvableMention, str]]:
    """The mentions of an article as resolution takes them, each with its attack.

    `timezones` gives the timezone of a place, in which its days begin and end.
    """
    for ordinal, told in enumerate(article.mentions):
        span = _span(told.date, ZoneInfo(timezones.get(told.place or "", "UTC") or "UTC"))
        yield (
            ResolvableMention(
                mention_id=key("men", article.id, ordinal),
                article_id=article.id,
                article_version_id=version_id(article.id),
                near_dup_of=version_id(article.copy_of) if article.copy_of else None,
                published_at=in_utc(article.published_at),
                event_type=told.type,
                occurred_start=span[0] if span else None,
                occurred_end=span[1] if span else None,
                place_id=told.place,
                site_id=told.site,
                attacker_ids=told.attacker,
                weapon_type=told.weapon,
                launched=told.launched,
                intercepted=told.intercepted,
                impacted=told.impacted,
                outcome=told.outcome,
                killed=told.killed,
                injured=told.injured,
                origins=tuple(sorted(_named(told.origins))),
                words=reference.telling(raw_words(_passage(article, told))),
            ),
            told.attack,
        )


def in_utc(instant: datetime | None) -> datetime | None:
    """The same instant in UTC."""
    return instant.astimezone(UTC) if instant else None


def version_id(article_id: str) -> str:
    """The id of the one version that a golden article has."""
    return key("ver", article_id)


def _named(origins: Iterable[str]) -> Iterator[str]:
    """The origins that have a name, without their article; "the police" has none."""
    for origin in origins:
        bare = _ARTICLE.sub("", origin)
        if bare != bare.lower():
            yield bare.lower()


def _passage(article: ToldArticle, told: ToldMention) -> str:
    """The sentences that tell a mention: all where the article tells no other, else the one of its quote."""
    if len(article.mentions) == 1:
        return article.text
    at = article.text.index(told.quote)
    return next(found.group() for found in _SENTENCE.finditer(article.text) if found.end() > at)


def _span(days: date | Sequence[date] | None, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    if days is None:
        return None
    first, last = (days, days) if isinstance(days, date) else days
    return (
        datetime.combine(first, time(), zone).astimezone(UTC),
        datetime.combine(last, LAST, zone).astimezone(UTC),
    )
