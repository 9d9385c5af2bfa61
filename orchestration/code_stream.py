"""`sigact code`: from a file or standard input to a file or standard output, a line at a time."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from ingest.errors import SigactError
from orchestration.coding import code_lines

STREAM = Path("-")


class UnreadableFile(SigactError):
    """A file that was named cannot be read or written."""


def run(source: Path, out: Path, *, workers: int, model: str | None) -> None:
    """Code every line of a source into another file, with a bar for a person at a terminal."""
    with _reading(source) as lines, _writing(out) as write, _bar(_size(source)) as tick:
        for answer in code_lines(_told(lines, tick), workers=workers, model=model):
            write(answer.encode() + b"\n")


def _told(lines: Iterable[bytes], tick: Callable[[int], None]) -> Iterator[bytes]:
    for line in lines:
        tick(len(line))
        yield line


@contextmanager
def _reading(source: Path) -> Iterator[BinaryIO]:
    if source == STREAM:
        yield sys.stdin.buffer
        return
    try:
        file = source.open("rb")
    except OSError as fault:
        raise UnreadableFile(f"{source} cannot be read ({fault.strerror})", subject=str(source)) from fault
    with file:
        yield file


@contextmanager
def _writing(out: Path) -> Iterator[Callable[[bytes], None]]:
    """How to write a line; a reader of our output that leaves early (`head`) ends us quietly."""
    if out == STREAM:
        try:
            yield _flushed(sys.stdout.buffer)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        file = out.open("wb")
    except OSError as fault:
        raise UnreadableFile(f"{out} cannot be written ({fault.strerror})", subject=str(out)) from fault
    with file:
        yield lambda line: _write(file, line)


def _write(file: BinaryIO, line: bytes) -> None:
    file.write(line)


def _flushed(file: BinaryIO) -> Callable[[bytes], None]:
    def write(line: bytes) -> None:
        file.write(line)
        file.flush()

    return write


def _size(source: Path) -> int | None:
    return source.stat().st_size if source != STREAM and source.is_file() else None


@contextmanager
def _bar(size: int | None) -> Iterator[Callable[[int], None]]:
    """A bar of what has been read, on standard error and only where a person sees it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    lines = TextColumn("{task.fields[lines]} articles")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=32), TaskProgressColumn())
    with Progress(*columns, lines, TimeElapsedColumn(), console=console) as progress:
        task, read = progress.add_task("coding", total=size, lines=0), iter(range(1, sys.maxsize))
        yield lambda count: progress.update(task, advance=count, lines=next(read))
