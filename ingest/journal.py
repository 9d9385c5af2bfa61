"""What resolution and analysts decided, a line of JSON each, beside the captures: the two give every belief again.

A line is on the disk before the database commits it. A line that was torn was never committed, and is cut off. Files
are named by the day of the decisions in them; nothing in them is ever changed.
"""

import json
import os
import types
import typing
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from ingest.durable import sync_folder
from ingest.errors import DamagedArchive
from ingest.records import AnalystDecision, AttackChange, AttackIdentity, JournalLine, Membership

FOLDER = "journal"
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What was decided in one transaction at an instant: by the machine of some new mentions, or by an analyst.

    `run_id` and `method` are those of the coder and of resolution; None where an analyst decided.
    """

    now: datetime
    run_id: str | None = None
    method: str | None = None
    mention_ids: tuple[str, ...] = ()
    decisions: tuple[AnalystDecision, ...] = ()
    identities: tuple[AttackIdentity, ...] = ()
    changes: tuple[AttackChange, ...] = ()
    memberships: tuple[Membership, ...] = ()


def write(archive: Path, commit: Commit) -> JournalLine:
    """Append a commit to the journal of an archive; when this returns it is on the disk."""
    folder = archive / FOLDER
    path = folder / f"{commit.now.astimezone(UTC):%Y-%m-%d}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    line = _encoded(commit)
    with path.open("ab") as file:
        file.truncate(_whole(path))
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(folder)
    return JournalLine(commit_id=_digest_of(line), file=path.name, size_bytes=len(line))


def list_files(archive: Path) -> dict[str, int]:
    """Name → size in bytes of the journal's files, the oldest first; a torn line at the end is not counted."""
    return {path.name: _whole(path) for path in sorted((archive / FOLDER).glob("*.jsonl"))}


def read(archive: Path, file: str) -> Iterator[tuple[JournalLine, Commit]]:
    """The lines of a file with what they say, in the order in which they were written.

    Raises DamagedArchive where one is not what was written.
    """
    path = archive / FOLDER / file
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.endswith(b"\n"):
                commit = _decoded(line, f"{path}, line {number}")
                yield JournalLine(commit_id=_digest_of(line), file=file, size_bytes=len(line)), commit


def _encoded(commit: Commit) -> bytes:
    body = _json(asdict(commit))
    return _json({"commit": asdict(commit), "sha256": sha256(body).hexdigest()}) + b"\n"


def _json(value: object) -> bytes:
    text = json.dumps(value, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"not for the journal: {type(value).__name__}")


def _digest_of(line: bytes) -> str:
    digest: str = json.loads(line)["sha256"]
    return digest


def _decoded(line: bytes, where: str) -> Commit:
    try:
        given = json.loads(line)
        if sha256(_json(given["commit"])).hexdigest() == given["sha256"]:
            commit: Commit = _record(Commit, given["commit"])
            return commit
    except (ValueError, KeyError, TypeError) as fault:
        raise DamagedArchive(f"{where} cannot be read: restore the file from a backup", subject=where) from fault
    raise DamagedArchive(f"{where} is not what was written: restore the file from a backup", subject=where)


def _record(kind: type, given: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind)
    unknown = given.keys() - {field.name for field in fields(kind)}
    if unknown:
        raise KeyError(f"{kind.__name__} of a newer sigact: {sorted(unknown)}")
    return kind(**{name: _value(hints[name], value) for name, value in given.items()})


def _value(hint: Any, value: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return None if value is None else _value(typing.get_args(hint)[0], value)
    if typing.get_origin(hint) is tuple:
        return tuple(_value(typing.get_args(hint)[0], each) for each in value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(value, dict):
        return _record(hint, value)
    return hint(value) if issubclass(hint, StrEnum) else value


def _whole(path: Path) -> int:
    """The length of a file up to the end of its last whole line."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - _CHUNK_BYTES)
            file.seek(start)
            found = file.read(end - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
    return 0
