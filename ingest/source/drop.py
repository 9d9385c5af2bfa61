"""Wire drop folders: files are archived first, then moved to `processed/`, or to `quarantine/` with the reason."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.archive import ArchiveWriter, Asked
from ingest.codes import CaptureKind
from ingest.records import WireDrop

_SANE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_MAX_BYTES = 16 * 2**20
_UNFINISHED = (".tmp", ".part", ".filepart")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that was archived, with what keeps it from being an article, if anything does."""

    path: Path
    fault: str | None


def take_files(
    drop: WireDrop, root: Path, *, writer: ArchiveWriter, now: datetime, fault_of: Callable[[bytes], str | None]
) -> list[Dropped]:
    """Archive every finished file of a drop folder. Nothing is moved yet: that waits until the archive is durable."""
    taken = []
    for path, body in _read_files(root / drop.path):
        asked = Asked(kind=CaptureKind.WIRE, source_id=drop.source_id, feed_id=None, entry_ids=(), polled_at=now)
        writer.add_file(asked, f"wire://{drop.source_id}/{path.name}", body, now)
        taken.append(Dropped(path, fault_of(body)))
    return taken


def put_away(taken: list[Dropped]) -> None:
    """Move archived files out of the way of the next scan."""
    for dropped in taken:
        folder = dropped.path.parent / ("quarantine" if dropped.fault else "processed")
        folder.mkdir(exist_ok=True)
        if dropped.fault:
            reason = json.dumps({"file": dropped.path.name, "reason": dropped.fault})
            (folder / f"{dropped.path.name}.reason.json").write_text(reason + "\n", encoding="utf-8")
        dropped.path.replace(folder / dropped.path.name)


def _read_files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Regular files with sane names, opened without following links, by name."""
    if not folder.is_dir():
        return
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in sorted(os.listdir(directory)):
            if _SANE_NAME.fullmatch(name) and not name.endswith(_UNFINISHED):
                body = _read_file(directory, name)
                if body:
                    yield folder / name, body
    finally:
        os.close(directory)


def _read_file(directory: int, name: str) -> bytes | None:
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory)
    except OSError:
        return None  # a link, or gone since the listing
    with os.fdopen(descriptor, "rb") as file:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode) or not 0 < facts.st_size <= _MAX_BYTES:
            return None
        return file.read(_MAX_BYTES + 1)
