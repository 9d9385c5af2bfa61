"""Progress for a person at a terminal; silent everywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

Tick = Callable[[], None]


class Reporter(Protocol):
    """Told what a stage is at."""

    def stage(self, label: str, total: int) -> Tick:
        """Begin a stage of so many units and return what to call after each."""


class Silent:
    """Tells nobody."""

    def stage(self, label: str, total: int) -> Tick:
        """Begin nothing."""
        return lambda: None


class Bars:
    """A bar a label; a stage that comes again, as in a later round, makes its bar longer."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._totals: dict[str, int] = {}
        self._tasks: dict[str, TaskID] = {}

    def stage(self, label: str, total: int) -> Tick:
        """Begin a bar, or lengthen the one of that label."""
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=0)
        task = self._tasks[label]
        self._totals[label] = self._totals.get(label, 0) + total
        self._progress.update(task, total=self._totals[label])
        return lambda: self._progress.advance(task)


@contextmanager
def bars(console: Console) -> Iterator[Reporter]:
    """Bars on a terminal that stay when they are full; on anything else one line a stage when it begins."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        SpinnerColumn(finished_text="[green]✓"),
        TextColumn("{task.description:<38}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield Bars(progress)


class Lines:
    """A line a stage, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def stage(self, label: str, total: int) -> Tick:
        """Print what begins, if there is anything to do."""
        if total:
            self._console.print(f"  {label}: {total}", highlight=False)
        return lambda: None
