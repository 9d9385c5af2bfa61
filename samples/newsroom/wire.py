"""The agencies' files: NewsML-G2 and NITF from `templates/`, ninjs from plain values."""

import json
from html import escape

from samples.newsroom.articles import Outlet, Piece, Version, WireHeader
from samples.newsroom.render import day_month, draw

_SUFFIXES = {"newsml_g2": "xml", "nitf": "xml", "ninjs": "json"}
_SUBJECTS = {"16000000": "conflict, war and peace", "20000056": "armed conflict"}


def file_name(outlet: Outlet, header: WireHeader, number: int) -> str:
    """What the file with version `number` (from 1) is called."""
    return f"{header.day:%Y%m%d}-{header.number}_v{number}.{_SUFFIXES[outlet.desk.wire or '']}"


def wire_file(outlet: Outlet, piece: Piece, header: WireHeader, number: int) -> bytes:
    """Version `number` (from 1) of a wire article in the agency's format."""
    version = piece.versions[number - 1]
    if outlet.desk.wire == "ninjs":
        return _ninjs(outlet, piece, header, version, number)
    return draw(
        f"{outlet.desk.wire}.xml",
        outlet=outlet,
        piece=piece,
        version=version,
        number=number,
        earlier=piece.versions[: number - 1],
    )


def _ninjs(outlet: Outlet, piece: Piece, header: WireHeader, version: Version, number: int) -> bytes:
    body = _html(outlet, piece, version)
    document = (
        {
            "uri": f"{outlet.homepage}items/{header.day:%Y/%m/%d}/{header.number}",
            "standard": {
                "name": "ninjs",
                "version": "2.1",
                "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
            },
            "type": "text",
            "profile": "text",
            "version": str(number),
            "firstcreated": piece.versions[0].published_at.isoformat(),
            "versioncreated": version.visible_from.isoformat(),
            "pubstatus": version.status,
            "urgency": header.urgency,
            "language": "en",
            "slugline": header.slugline,
            "located": header.located,
            "by": f"By {piece.byline}",
            "copyrightholder": outlet.name,
            "copyrightnotice": f"Copyright 2026 {outlet.name}",
            "usageterms": f"For subscribers of {outlet.name}.",
            "headlines": [{"role": "main", "value": version.title}],
            "subjects": [
                {"uri": f"http://cv.iptc.org/newscodes/mediatopic/{code}", "name": name}
                for code, name in _SUBJECTS.items()
            ],
            "bodies": [{"role": "main", "contenttype": "text/html", "charcount": len(body), "value": body}],
        }
        | ({"ednote": version.ed_note} if version.ed_note else {})
        | _embargo(version)
    )
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _embargo(version: Version) -> dict[str, str]:
    return {"embargoed": version.embargoed_until.isoformat()} if version.embargoed_until else {}


def _html(outlet: Outlet, piece: Piece, version: Version) -> str:
    dateline = f"{piece.dateline}, {day_month(version.visible_from)} ({outlet.name}) - "
    texts = [dateline + text if index == 0 else text for index, text in enumerate(version.paragraphs)]
    marked = (
        f"<h3>{escape(text[3:])}</h3>" if text.startswith("## ") else f"<p>{escape(text, quote=False)}</p>"
        for text in texts
    )
    return "".join(marked)
