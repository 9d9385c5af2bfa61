"""`sigact try page`: what extraction makes of one page, and why, without storing anything."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from ingest.article.dates import DateSaid
from ingest.article.extract import Extracted, Page, Refused
from ingest.article.task import LIMITS, read, settle
from ingest.article.walls import of_redirect
from ingest.text import count_words
from ingest.url import is_web
from ingest.worker import Workers
from orchestration.highlight import visible
from orchestration.settings import Settings
from orchestration.try_article import ask, read_bytes

_LABEL = 12


def try_page(target: str, settings: Settings, now: datetime) -> Extracted | Refused:
    """What a page gives: of an address, an HTML file or `-`. Raises NothingToCode where there is no page."""
    if not is_web(target):
        body, name = read_bytes(target)
        return _read(_page(_named(target, name), body, "text/html", None, now))
    answer = ask(target, settings, now)
    if wall := of_redirect(target, answer.final_url):
        return Refused(wall.reason, wall.rule)
    kind, encoding = answer.header("Content-Type"), answer.header("Content-Encoding")
    return _read(_page(answer.final_url, answer.body, kind, encoding, now))


def _page(url: str, body: bytes, kind: str | None, encoding: str | None, now: datetime) -> Page:
    return Page(url=url, body=body, content_type=kind, content_encoding=encoding, fetched_at=now)


def _named(target: str, name: str) -> str:
    return Path(target).absolute().as_uri() if target != "-" else f"file:{name}"


def _read(page: Page) -> Extracted | Refused:
    with Workers() as workers:
        return settle(workers, page, workers.run(read, page, LIMITS))


def as_object(found: Extracted | Refused) -> dict[str, Any]:
    """For JSON: everything that was found, or the refusal with its rule."""
    if isinstance(found, Refused):
        short = as_object(found.short) if found.short and found.short.text else None
        return {"status": "refused", "reason": found.reason, "detail": found.detail, "short": short}
    return {"status": "extracted", "word_count": count_words(found.text), **asdict(found)}


def as_json(found: Extracted | Refused) -> str:
    """The object as JSON, instants in ISO 8601."""
    return json.dumps(as_object(found), ensure_ascii=False, indent=2, default=datetime.isoformat)


def show(console: Console, found: Extracted | Refused) -> None:
    """Print what was found to a person; nothing of the page can act on the terminal."""
    if isinstance(found, Refused):
        console.print(Text(visible(f"refused: {found.reason}" + (f" ({found.detail})" if found.detail else ""))))
        found = found.short or Extracted(text="")
    for name, value in _facts(found):
        console.print(Text(f"{name:<{_LABEL}}", style="dim") + Text(visible(value)))
    for paragraph in found.paragraphs:
        at = f" {paragraph.posted_at:%Y-%m-%d %H:%M}" if paragraph.posted_at else ""
        console.print(Text(f"\n{paragraph.role}{at}  ", style="cyan") + Text(visible(paragraph.text)))


def _facts(found: Extracted) -> Iterator[tuple[str, str]]:
    named = ("title", "byline", "dateline", "language", "section", "canonical_url")
    yield from ((name.removesuffix("_url"), value) for name in named if (value := getattr(found, name)))
    if found.tags:
        yield "tags", ", ".join(found.tags)
    if found.is_free is not None:
        yield "free", "yes" if found.is_free else "no"
    yield from (("date", _date(each, found)) for each in found.dates)
    if found.text:
        live = ", live" if found.is_live else ""
        yield "text", f"{found.kind}, {count_words(found.text)} words, {len(found.paragraphs)} paragraphs{live}"


def _date(said: DateSaid, found: Extracted) -> str:
    if said.published_at is None:
        return f"{said.basis}: {said.written[:60]} refused, {said.refusal}"
    chosen = " (chosen)" if said.basis == found.published_basis else ""
    return f"{said.basis}: {said.published_at:%Y-%m-%dT%H:%MZ}{chosen}"
