"""The agency's courier: drops wire files into a folder, each once and whole."""

from datetime import UTC, datetime
from pathlib import Path

from samples.newsroom.press import Press


def deliver(press: Press, now: datetime, root: Path) -> list[Path]:
    """Write the wire files of `now` that were never delivered under `root`; the paths written.

    What lies there unread from a later instant, as a run leaves it that was cut off, is not there yet.
    """
    written: list[Path] = []
    every = press.wire_files(datetime.max.replace(tzinfo=UTC))
    for source_id, files in press.wire_files(now).items():
        folder = root / (press.outlets[source_id].wire_path or source_id)
        folder.mkdir(parents=True, exist_ok=True)
        for name in every[source_id].keys() - files.keys():
            (folder / name).unlink(missing_ok=True)
        written += [_drop(folder / name, body) for name, body in files.items() if not _was_delivered(folder, name)]
    return written


def _was_delivered(folder: Path, name: str) -> bool:
    # A reader moves what it has read into a subfolder, and delivering it again would be a second dispatch.
    return (folder / name).exists() or any(folder.glob(f"*/{name}"))


def _drop(path: Path, body: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(body)
    return temporary.replace(path)
