"""One canonical line a unit of work, as JSON in the data directory's `logs/`. Never the text of an article."""

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 2048
# What stands behind these keys of an address opens doors.
_SECRET = re.compile(
    r"(?i)([?&](?:[a-z0-9]+[_-])*(?:(?:api)?key|token|secret|password|passwd|signature|auth|pw|sig)=)[^&#\s]+"
    r"|(?<=//)[^/\s@]+@"
)


class _Appender:
    """Adds a line to a file that is open for no longer than that, so that it can be moved away at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def msg(self, line: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    debug = info = warning = error = msg


def open_log(folder: Path) -> Any:
    """A logger that appends to `sigact.jsonl`; events are named `noun.past_verb`."""
    folder.mkdir(parents=True, exist_ok=True)
    processors: list[structlog.types.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _clean,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    return structlog.wrap_logger(_Appender(folder / "sigact.jsonl"), processors=processors)


def _clean(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What the network sent reaches no terminal that shows a log as anything but text."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _SECRET.sub(_masked, _CONTROL.sub("�", value))[:_LONGEST]
    return event


def _masked(found: re.Match[str]) -> str:
    return f"{found[1] or ''}***{'' if found[1] else '@'}"
