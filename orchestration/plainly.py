"""Expected faults end in one sentence on standard error and exit code 1, never in a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from ingest.errors import SigactError

P = ParamSpec("P")
R = TypeVar("R")


class _Failure(click.ClickException):
    """An expected fault."""

    def show(self, file: Any = None) -> None:
        click.echo(f"sigact: {self.message}", err=True)


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Wrap a command of the command line."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SigactError as error:
            raise _Failure(str(error)) from error

    return guarded
