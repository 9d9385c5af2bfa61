"""Wire drop folders: files are archived first, then moved to `processed/`, or to `quarantine/` with the reason."""

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ingest.archive import ArchiveWriter, Asked
from ingest.codes import CaptureKind
from ingest.records import WireDrop

_SANE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_MAX_BYTES = 16 * 2**20
_OURS = frozenset({"processed", "quarantine"})
_UNFINISHED = (".tmp", ".part", ".filepart")


def take_files(drop: WireDrop, root: Path, *, writer: ArchiveWriter, now: datetime) -> dict[str, Path]:
    """Archive every finished file of a drop folder: address in the archive → file.

    Nothing is moved yet: that waits until the archive is durable.
    """
    taken = {}
    for path, body in _read_files(root / drop.path):
        url = f"wire://{drop.source_id}/{path.name}"
        asked = Asked(kind=CaptureKind.WIRE, source_id=drop.source_id, feed_id=None, entry_ids=(), polled_at=now)
        writer.add_file(asked, url, body, now)
        taken[url] = path
    return taken


def put_away(taken: Mapping[str, Path], faults: Mapping[str, str]) -> None:
    """Move archived files out of the way of the next scan; one that gave no article goes beside its reason."""
    for url, path in taken.items():
        folder = path.parent / ("quarantine" if url in faults else "processed")
        folder.mkdir(exist_ok=True)
        if url in faults:
            reason = json.dumps({"file": path.name, "reason": faults[url]})
            (folder / f"{path.name}.reason.json").write_text(reason + "\n", encoding="utf-8")
        with contextlib.suppress(FileNotFoundError):  # the agency has taken it back; we have its bytes
            path.replace(folder / path.name)


def _read_files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Regular files with sane names, opened without following links, by name."""
    if not folder.is_dir():
        return
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in sorted(os.listdir(directory)):
            if _SANE_NAME.fullmatch(name) and not name.endswith(_UNFINISHED) and name not in _OURS:
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
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or not 0 < facts.st_size <= _MAX_BYTES:
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read(_MAX_BYTES + 1)
