"""Strangers' JSON → objects whose values are only believed where they have the type that is asked for."""

import json
from typing import Any

from ingest.text import normalise

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# An id may be written as a number; one of more digits than this is no id.
_MOST_DIGITS = 64


class Number(str):
    """A number as it was written: converting a million digits costs minutes, and an id is no quantity."""

    __slots__ = ()


def looks_like_json(body: bytes, starts: str = "{") -> bool:
    """Whether a document begins as a JSON object does, or with another of these characters."""
    start = body[:256].replace(b"\x00", b"")
    for bom in _BOMS:
        start = start.removeprefix(bom)
    return start.lstrip()[:1].decode("latin-1") in tuple(starts)


def load_value(body: bytes) -> object:
    """What a document holds, numbers as they are written. Raises ValueError where it is broken or nested too deeply."""
    try:
        return json.loads(body, parse_int=Number, parse_float=Number, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def load_object(body: bytes) -> dict[str, Any]:
    """The object that a document holds. Raises ValueError where it holds none, or one that is nested too deeply."""
    value = load_value(body)
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def text(values: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that holds words; a number is none."""
    found = (values.get(name) for name in names)
    return next((clean for value in found if type(value) is str and (clean := normalise(value))), None)


def identifier(values: dict[str, Any], name: str) -> str | None:
    """A field that names something: words, or a number as it is written."""
    value = values.get(name)
    if isinstance(value, Number):
        return str(value) if len(value) <= _MOST_DIGITS else None
    return text(values, name)


def objects(values: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """The objects in the first of these fields that is a list or an object."""
    for name in names:
        value = values.get(name)
        if isinstance(value, dict | list):
            return [part for part in ([value] if isinstance(value, dict) else value) if isinstance(part, dict)]
    return []
