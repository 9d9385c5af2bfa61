"""Wire drop folders: what lies there, what of it is finished, and where it goes once it is archived.

A folder is open to its agency, so nothing in it is trusted: every file is opened through the folder's descriptor
without following links, and `processed/` and `quarantine/` must be folders and no links either. Nothing is read or
moved that does not look the same twice.
"""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath

from ingest.archive import ArchiveWriter, Asked
from ingest.codes import CaptureKind
from ingest.errors import DataDirectoryError
from ingest.records import WireDrop

_SANE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_MAX_BYTES = 16 * 2**20
_OURS = frozenset({"processed", "quarantine"})
_UNFINISHED = (".tmp", ".part", ".filepart")
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_GONE = "gone while it was looked at"


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as a scan found it: the same three facts twice, and it is held to be finished."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a folder holds: files by name, the oldest first, and what is left in place, by name with the reason."""

    files: dict[str, Seen] = field(default_factory=dict)
    passed_over: dict[str, str] = field(default_factory=dict)

    def settled(self, before: "Scan") -> dict[str, Seen]:
        """The files that an earlier scan found just so."""
        return {name: seen for name, seen in self.files.items() if before.files.get(name) == seen}


def scan(folder: Path) -> Scan:
    """Look at every file of a folder, without changing anything. A folder that is not there yet is empty."""
    found = Scan()
    if not folder.is_dir():
        return found
    with _opened(folder) as directory:
        for name in sorted(os.listdir(directory)):
            if name in _OURS or name.startswith("."):
                continue
            seen = _look(directory, name)
            if isinstance(seen, Seen):
                found.files[name] = seen
            else:
                found.passed_over[name] = seen
    oldest_first = sorted(found.files.items(), key=lambda pair: (pair[1].mtime_ns, pair[0]))
    return Scan(dict(oldest_first), found.passed_over)


def passed_over(folder: Path) -> dict[str, str]:
    """What a folder holds that will not be taken as it is, by name with the reason; files are not read for it."""
    if not folder.is_dir():
        return {}
    with _opened(folder) as directory:
        names = (name for name in sorted(os.listdir(directory)) if name not in _OURS and not name.startswith("."))
        return {name: reason for name in names if (reason := _fault(directory, name))}


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Name → size and time of the files that a scan would look at; nothing is read."""
    if not folder.is_dir():
        return {}
    with _opened(folder) as directory:
        names = [name for name in sorted(os.listdir(directory)) if name not in _OURS and not name.startswith(".")]
        facts = ((name, _stat(directory, name)) for name in names if _fault(directory, name) is None)
        return {name: (found.st_size, found.st_mtime_ns) for name, found in facts if found}


def read_start(folder: Path, name: str, size: int = 65536) -> bytes:
    """The first bytes of a file."""
    with _opened(folder) as directory:
        return (_read(directory, name) or b"")[:size]


def archive_files(
    drop: WireDrop, folder: Path, files: Mapping[str, Seen], *, writer: ArchiveWriter, now: datetime
) -> dict[str, str]:
    """Archive files that are still as they were seen: address in the archive → name.

    Nothing is moved yet: that waits until the archive is durable.
    """
    taken = {}
    asked = Asked(kind=CaptureKind.WIRE, source_id=drop.source_id, feed_id=None, entry_ids=(), polled_at=now)
    with _opened(folder) as directory:
        for name, seen in files.items():
            body = _read(directory, name)
            if body is not None and sha256(body).hexdigest() == seen.sha256:
                url = f"wire://{drop.source_id}/{name}"
                writer.add_file(asked, url, body, now)
                taken[url] = name
    return taken


def put_away(folder: Path, taken: Mapping[str, str], files: Mapping[str, Seen], faults: Mapping[str, str]) -> None:
    """Move archived files out of the way of the next scan, durably; one that gave no article goes beside its reason.

    A file that its agency has replaced meanwhile stays: the next scan takes it.
    """
    with _opened(folder) as directory:
        for place in _OURS:
            wanted = {url: name for url, name in taken.items() if (url in faults) == (place == "quarantine")}
            if wanted:
                with _opened_inside(directory, place) as target:
                    for url, name in wanted.items():
                        _move(directory, target, name, files[name], faults.get(url))
                    os.fsync(target)
        os.fsync(directory)


def set_aside(folder: Path, name: str, seen: Seen, reason: str) -> None:
    """Move one file to `quarantine/` beside its reason."""
    url = f"wire:{name}"
    put_away(folder, {url: name}, {name: seen}, {url: reason})


def in_batches(files: Mapping[str, Seen], most: int, most_bytes: int = 64 * 2**20) -> Iterator[dict[str, Seen]]:
    """The files in order, so many at a time and no more bytes than that together, but for one larger file."""
    batch: dict[str, Seen] = {}
    for name, seen in files.items():
        if batch and (len(batch) >= most or sum(each.size for each in batch.values()) + seen.size > most_bytes):
            yield batch
            batch = {}
        batch[name] = seen
    if batch:
        yield batch


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield directory
    finally:
        os.close(directory)


@contextmanager
def _opened_inside(directory: int, name: str) -> Iterator[int]:
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=directory)
    try:
        inside = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=directory)
    except OSError as error:
        raise DataDirectoryError(f"{name}/ in a drop folder must be a folder and no link: move it away") from error
    try:
        yield inside
    finally:
        os.close(inside)


def _look(directory: int, name: str) -> Seen | str:
    """The facts of a file, or why it is left in place."""
    if reason := _fault(directory, name):
        return reason
    body = _read(directory, name)
    if body is None:
        return "cannot be read"
    facts = _stat(directory, name)
    return Seen(len(body), facts.st_mtime_ns, sha256(body).hexdigest()) if facts else _GONE


def _fault(directory: int, name: str) -> str | None:
    facts = _stat(directory, name)
    if facts is None:
        return _GONE
    if not stat.S_ISREG(facts.st_mode):
        return "a link" if stat.S_ISLNK(facts.st_mode) else "a folder" if stat.S_ISDIR(facts.st_mode) else "no file"
    if not _SANE_NAME.fullmatch(name):
        return "a name of other characters than A-Z a-z 0-9 . _ -, or longer than 128"
    if name.endswith(_UNFINISHED):
        return "not finished, by its name"
    if facts.st_size == 0:
        return "empty"
    return f"larger than {_MAX_BYTES >> 20} MiB" if facts.st_size > _MAX_BYTES else None


def _stat(directory: int, name: str) -> os.stat_result | None:
    try:
        return os.stat(name, dir_fd=directory, follow_symlinks=False)
    except OSError:
        return None


def _read(directory: int, name: str) -> bytes | None:
    """The bytes of a regular file, or None where there is none of that name or it is too large."""
    try:
        descriptor = os.open(name, _READ, dir_fd=directory)
    except OSError:
        return None  # a link, or gone since the listing
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        body = file.read(_MAX_BYTES + 1)
    return body if len(body) <= _MAX_BYTES else None


def _move(directory: int, target: int, name: str, seen: Seen, reason: str | None) -> None:
    body = _read(directory, name)
    if body is None or sha256(body).hexdigest() != seen.sha256:
        return  # the agency has taken it back or replaced it; we have the bytes that it had
    free = _free_name(target, name, seen)
    if reason is not None:
        _write(target, f"{free}.reason.json", {"file": free, "sha256": seen.sha256, "reason": reason})
    os.rename(name, free, src_dir_fd=directory, dst_dir_fd=target)


def _free_name(target: int, name: str, seen: Seen) -> str:
    """The file's own name, unless other bytes have it already."""
    there = _read(target, name)
    if there is None or sha256(there).hexdigest() == seen.sha256:
        return name
    path = PurePath(name)
    return f"{path.stem}-{seen.sha256[:12]}{path.suffix}"


def _write(directory: int, name: str, facts: Mapping[str, str]) -> None:
    options = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(name, options, 0o644, dir_fd=directory), "w", encoding="utf-8") as file:
        file.write(json.dumps(facts) + "\n")
        file.flush()
        os.fsync(file.fileno())
