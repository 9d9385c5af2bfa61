"""`sigact try wire`: what one wire file says, for a person or as JSON; nothing is stored."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ingest.errors import NotAnArticle
from ingest.source.tame_json import load_value, looks_like_json
from ingest.source.wire.dispatch import Dispatch
from ingest.source.wire.marks import forbids_keeping
from ingest.source.wire.ninjs import items_of
from ingest.source.wire.ninjs_rules import departures, version_of
from ingest.source.wire.parse import read_wire
from orchestration.highlight import visible

_LABEL = 13


def read_dispatches(path: Path, now: datetime) -> list[Dispatch]:
    """The dispatches of a file. Raises NotAnArticle, naming the file and what of it is at fault."""
    try:
        return read_wire(path.read_bytes(), now)
    except NotAnArticle as fault:
        raise NotAnArticle(f"{path.name} is refused: {fault}", subject=str(path)) from fault


def departures_of(path: Path) -> Iterator[str]:
    """Where a ninjs file departs from the standard, for a word with the agency; of other formats nothing is told."""
    body = path.read_bytes()
    if looks_like_json(body, "{["):
        for number, item in enumerate(items_of(load_value(body)) or []):
            version = ".".join(map(str, version_of(item)))
            for told in departures(item):
                yield f"item {number + 1} is not as ninjs {version} wants it: {visible(told)}"


def as_json(dispatches: list[Dispatch]) -> str:
    """The dispatches as a JSON list, with every field."""
    return json.dumps([asdict(each) for each in dispatches], ensure_ascii=False, indent=2, default=_jsonable)


def show(console: Console, dispatches: list[Dispatch], now: datetime) -> None:
    """Print each dispatch: what is known of it, what follows from that, and its text."""
    for number, dispatch in enumerate(dispatches):
        console.print(Text(("\n" if number else "") + visible(dispatch.headline or dispatch.guid), style="bold"))
        for name, value in _lines(dispatch, now):
            console.print(Text.assemble((f"  {name:<{_LABEL}}", "dim"), visible(value)), soft_wrap=True)
        for paragraph in dispatch.body:
            console.print(Text(f"\n{visible(paragraph)}"), soft_wrap=True)


def _lines(dispatch: Dispatch, now: datetime) -> Iterator[tuple[str, str]]:
    """What is told, as label and value; what is not told is left out."""
    take = f" {dispatch.take_no}" if dispatch.take_no else ""
    values = {
        "format": dispatch.format_name,
        "item": f"{dispatch.guid}, version {dispatch.version or 'not given'}",
        "provider": dispatch.provider,
        "status": _status(dispatch, now),
        "marks": ", ".join(f"{mark}{take if mark == 'take' else ''}" for mark in dispatch.marks),
        "urgency": dispatch.urgency,
        "slugline": dispatch.slugline,
        "note": dispatch.ed_note,
        "byline": dispatch.byline,
        "dateline": _joined(dispatch.dateline_place, dispatch.dateline_date),
        "located": ", ".join(dispatch.located),
        "subjects": ", ".join(dispatch.subjects),
        "language": dispatch.language,
        "created": dispatch.created_at,
        "this version": dispatch.modified_at,
        "rights": _rights(dispatch),
        "summary": dispatch.summary,
    }
    return ((name, str(value)) for name, value in values.items() if value)


def _status(dispatch: Dispatch, now: datetime) -> str:
    until = dispatch.embargoed_until
    if until is None:
        return str(dispatch.pub_status)
    return f"{dispatch.pub_status}, {'hidden' if until > now else 'was hidden'} until {until.isoformat()}"


def _rights(dispatch: Dispatch) -> str:
    told = _joined(dispatch.copyright_notice or dispatch.copyright_holder, dispatch.usage_terms, "; ")
    is_forbidden = forbids_keeping(dispatch.usage_terms, dispatch.copyright_notice, dispatch.ed_note)
    return f"{told} (its text is not published)" if is_forbidden else told


def _joined(first: object, second: object, by: str = ", ") -> str:
    return by.join(str(each) for each in (first, second) if each)


def _jsonable(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")
