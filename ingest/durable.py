"""Files that survive a kill: written whole or not at all, and torn ones cut after their last whole member."""

import os
import zlib
from pathlib import Path

OPEN = ".open"
_CHUNK_BYTES = 1 << 20


def finish(unfinished: Path) -> None:
    """Give a file that is whole, and on the disk, its final name."""
    unfinished.rename(unfinished.with_name(unfinished.name.removesuffix(OPEN)))
    sync_folder(unfinished.parent)


def write(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    temporary = path.with_name(f".{path.name}")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def salvage(unfinished: Path) -> None:
    """Cut a torn file after its last whole record and give it its final name; drop it if it holds none."""
    whole = end_of_whole_records(unfinished)
    if not whole:
        unfinished.unlink()
        return
    with unfinished.open("r+b") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
    finish(unfinished)


def end_of_whole_records(path: Path, start: int = 0) -> int:
    """The offset after the last complete gzip member from an offset on: each record is a member of its own."""
    end, inflater = start, zlib.decompressobj(16 + zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(_CHUNK_BYTES):
            while chunk:
                try:
                    inflater.decompress(chunk)
                except zlib.error:
                    return end
                if not inflater.eof:
                    break
                chunk = inflater.unused_data
                end = file.tell() - len(chunk)
                inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    return end


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
