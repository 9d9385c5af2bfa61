"""`sigact try article`: one article from a file, an address or standard input, ready for the coder."""

import asyncio
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.article.extract import Page, Refused, extract
from ingest.errors import SigactError
from ingest.fetch import Fetcher, Request
from ingest.records import CodableArticle
from ingest.response import Response
from ingest.url import host_of, is_web
from orchestration.coding_input import make_article
from orchestration.outside import face
from orchestration.settings import Settings, require_contact
from orchestration.workplace import Workplace

_OK = 200
_MARKS = (b"<!doctype html", b"<html", b"<?xml")


class NothingToCode(SigactError):
    """What was named holds no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says of the article, which goes before what its page says."""

    title: str | None = None
    published_at: str | None = None
    dateline: str | None = None


def read_article(target: str, told: Told, settings: Settings, now: datetime) -> tuple[CodableArticle, str | None]:
    """The article of a file, an address or `-`, and what of it could not be read. Raises NothingToCode."""
    if is_web(target):
        return _article(_of_page(ask(target, settings, now), now), told)
    body, name = read_bytes(target)
    if target.lower().endswith((".html", ".htm")) or body.lstrip()[:200].lower().startswith(_MARKS):
        page = Page(url=f"file:{name}", body=body, content_type="text/html", content_encoding=None, fetched_at=now)
        return _article(_extracted(page, name), told)
    text = body.decode("utf-8-sig", errors="replace")
    return _article({"article_id": name, "source_id": name, "text": text}, told)


def _article(found: dict[str, Any], told: Told) -> tuple[CodableArticle, str | None]:
    own = {"title": told.title, "published_at": told.published_at, "dateline": told.dateline}
    return make_article(found | {name: value for name, value in own.items() if value is not None})


def read_bytes(target: str) -> tuple[bytes, str]:
    """A file or standard input, and its name. Raises NothingToCode."""
    if target == "-":
        return sys.stdin.buffer.read(), "stdin"
    try:
        return Path(target).read_bytes(), Path(target).name
    except OSError as fault:
        raise NothingToCode(f"{target} cannot be read ({fault.strerror})", subject=target) from fault


def ask(url: str, settings: Settings, now: datetime) -> Response:
    """One page as its server gives it. Raises NothingToCode where it gives none."""
    require_contact(settings)

    async def get(fetcher: Fetcher) -> Response:
        async with fetcher:
            return await fetcher.get(Request(url=url))

    with face(settings, Workplace(settings).sources) as outside:
        outside.advance(now)
        answer = asyncio.run(get(outside.fetcher(now)))
    if answer.error or answer.status != _OK:
        raise NothingToCode(f"{url} gave no page ({answer.error or f'status {answer.status}'})", subject=url)
    return answer


def _of_page(answer: Response, now: datetime) -> dict[str, Any]:
    page = Page(
        url=answer.final_url,
        body=answer.body,
        content_type=answer.header("Content-Type"),
        content_encoding=answer.header("Content-Encoding"),
        fetched_at=now,
    )
    return _extracted(page, answer.final_url) | {"source_id": host_of(answer.final_url), "url": answer.final_url}


def _extracted(page: Page, name: str) -> dict[str, Any]:
    found = extract(page)
    if isinstance(found, Refused):
        detail = f" ({found.detail})" if found.detail else ""
        raise NothingToCode(f"{name} holds no article: {found.reason}{detail}", subject=name)
    return {
        "article_id": name,
        "source_id": name,
        "text": found.text,
        "title": found.title,
        "language": found.language,
        "published_at": found.published_at.isoformat() if found.published_at else None,
    }
