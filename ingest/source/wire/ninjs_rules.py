"""Where a ninjs item departs from the standard (IPTC ninjs 1.0 to 3.1), by the rules on what we read and keep.

Reading is lenient: a value of the wrong type is as if it were not there. This says strictly what was wrong, for the
people at both ends. Of what is not read, coordinates, events and plans, only the gross is judged.
"""

import re
from collections.abc import Iterator
from typing import Any

from ingest.source.tame_json import Number

Item = dict[str, Any]
Version = tuple[int, int]

_TEXT = "uri type representationtype profile version firstcreated versioncreated embargoed pubstatus copyrightholder " \
    "copyrightnotice usageterms ednote language byline by headline title slugline located contentcreated expires " \
    "mimetype href creditline".split()  # fmt: skip
_LISTS = (
    "person people organisation organisations place places subject subjects event events object objects infosource "
    "infosources genre genres trustindicator trustindicators advices headlines bodies descriptions plannedcoverage "
    "contactinfo services audiences".split()
)
_HELD = ("associations", "altids", "renditions")
_OBJECTS = ["$standard", "standard", "rightsinfo", "digitalsourcetype", "eventdetails"]
_OF_1 = "byline headline person organisation place subject event object infosource genre trustindicator mimetype " \
    "$standard".split()  # fmt: skip
_OF_2 = "by people organisations places subjects events objects infosources genres trustindicators headlines bodies " \
    "descriptions standard eventdetails plannedcoverage".split()  # fmt: skip
_SINCE = {
    "infosource": (1, 2), "title": (1, 2), "$standard": (1, 3), "genre": (1, 3), "altids": (1, 3),
    "trustindicator": (1, 3), "contentcreated": (1, 4), "expires": (1, 4), "rightsinfo": (1, 4),
    "digitalsourcetype": (1, 6),
}  # fmt: skip
_EXTENDED = re.compile(r"(body|description)_[A-Za-z0-9_-]|headline_[A-Za-z0-9_]")
_WORDS = {
    "pubstatus": ("usable", "withheld", "canceled"),
    "representationtype": ("complete", "incomplete", "full", "partial", "associated"),
}
_TYPES = ("text", "audio", "video", "picture", "graphic", "composite")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?)?\Z")
_SHAPES = frozenset({
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection", "Feature",
    "FeatureCollection",
})  # fmt: skip
_NAMED = "name rel scheme code uri literal role value contenttype title href langid linkedrights".split()
# Names of parts that IPTC's working drafts try out.
_DRAFTED = frozenset({"advices"})


def departures(item: object, version: Version | None = None) -> list[str]:
    """What of an item is not as its version wants it, in the item's order; none for what no rule of ours judges.

    Without a version it is the one that the item declares, else the newest of the generation that its names are of.
    """
    if not isinstance(item, dict):
        return ["an item is an object"]
    try:
        return list(_departures(item, version or version_of(item)))
    except RecursionError:
        return ["associations are nested too deeply"]


def version_of(item: Item) -> Version:
    """The version that an item declares, or the newest that its names fit: 1.6, 2.2 or 3.1."""
    standard = item.get("standard") or item.get("$standard")
    told = standard.get("version") if isinstance(standard, dict) else None
    if isinstance(told, str) and (found := re.fullmatch(r"(\d)\.(\d{1,2})", told)):
        return int(found[1]), int(found[2])
    if any(name != name.lower() and name.lower() in _KNOWN for name in item):
        return 3, 1
    is_listed = any(isinstance(item.get(name), list) for name in _HELD)
    return (2, 2) if is_listed or set(_OF_2) & set(item) else (1, 6)


_KNOWN = frozenset({*_TEXT, *_LISTS, *_OBJECTS, "urgency", *_HELD})


def _departures(item: Item, version: Version) -> Iterator[str]:
    if not isinstance(item.get("uri"), str) or isinstance(item.get("uri"), Number) or not item["uri"]:
        yield "`uri` is missing"
    for name, value in item.items():
        told = _is_known(name, version)
        yield from [told] if told else _value(name.lower(), value, version)
    if isinstance(details := item.get("eventDetails"), dict):
        yield from _event(item, details)


def _event(item: Item, details: Item) -> Iterator[str]:
    if "renditions" in item:
        yield "`renditions` is none of an event"
    dates = details.get("dates")
    if not isinstance(dates, dict):
        return
    for name in ("startDate", "endDate"):
        expected = f"expected{name[0].upper()}{name[1:]}"
        if name in dates and expected in dates:
            yield f"`dates` has `{name}` and `{expected}`; it has one of the two"
        yield from (f"`{each}` is no date" for each in (name, expected) if each in dates and not _is_date(dates[each]))


def _is_date(value: object) -> bool:
    """One that may leave out what is not known yet: "2024", "2024-02", "2024-02-29T09:00Z"."""
    return isinstance(value, str) and _DATE.match(value) is not None


def _is_known(name: str, version: Version) -> str | None:
    """Why a property is none of its version."""
    low = name.lower()
    is_spelt = low == name if version[0] < 3 else True
    others = _OF_2 if version[0] == 1 else _OF_1
    since = _SINCE.get(low, (1, 0)) if version[0] == 1 else (1, 0)
    if version[0] == 1 and _EXTENDED.match(name):
        return None
    if not is_spelt or low not in _KNOWN or (low in others and low not in _DRAFTED) or version < since:
        return f"`{name}` is no property of ninjs {version[0]}.{version[1]}"
    return None


def _value(name: str, value: object, version: Version) -> Iterator[str]:
    if name in ("type", *_WORDS):
        allowed = _types(version) if name == "type" else _WORDS[name]
        if not _is_text(value) or value not in allowed:
            yield f"`{name}` is none of {', '.join(allowed)}"
    elif name == "urgency":
        if not isinstance(value, Number) or str(value) not in "123456789":
            yield "`urgency` is none of 1 to 9"
    elif name == "associations":
        yield from _associations(value, version)
    elif name in ("altids", "renditions"):
        if not isinstance(value, dict if version[0] == 1 else list):
            yield f"`{name}` is no {'object' if version[0] == 1 else 'list'}"
    elif name in _OBJECTS:
        yield from _object(name, value)
    elif name in _LISTS:
        yield from _list(name, value)
    elif not _is_text(value) and name != "uri":
        yield f"`{name}` is no text"


def _types(version: Version) -> tuple[str, ...]:
    added = ("component",) if version >= (1, 2) else ()
    return _TYPES + added + (("event", "planning") if version[0] >= 3 or version == (2, 2) else ())


def _associations(value: object, version: Version) -> Iterator[str]:
    """Items inside the item: by their names, since 2.0 in a list, where since 2.1 each says its name and address."""
    if not isinstance(value, dict if version[0] == 1 else list):
        yield f"`associations` is no {'object' if version[0] == 1 else 'list'}"
        return
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            yield "an association is no object"
            continue
        inside = dict(each)
        is_named = _is_text(inside.pop("name", None))
        if version[0] > 1 and version >= (2, 1) and not is_named:
            yield "an association has no `name`"
        yield from (f"in an association: {told}" for told in _departures(inside, version))


def _object(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"`{name}` is no object"
        return
    yield from _named(name, value)
    if name == "rightsinfo" and len({"linkedrights", "encodedrights"} & {key.lower() for key in value}) > 1:
        yield "`rightsinfo` has linked and encoded rights; it has one of the two"


def _list(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"`{name}` is no list"
        return
    for each in value:
        if not isinstance(each, dict):
            yield f"a part of `{name}` is no object"
            continue
        yield from _named(name, each)
        if name == "advices":
            codes = (each[part].get("code") if isinstance(each[part], dict) else None
                     for part in ("importance", "lifetime") if part in each)  # fmt: skip
            yield from (f"a part of `{name}` has no `code`" for code in codes if code is None)


def _shape(name: str, key: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("type") not in _SHAPES:
        yield f"`{key}` in `{name}` is no GeoJSON"


def _named(name: str, value: Item) -> Iterator[str]:
    for key, inside in value.items():
        if key.lower() in _NAMED and not _is_text(inside):
            yield f"`{key}` in `{name}` is no text"
        elif key.lower() == "geojson":
            yield from _shape(name, key, inside)
        elif key == "urgency":
            yield from _value(key, inside, (3, 0))


def _is_text(value: object) -> bool:
    return type(value) is str
