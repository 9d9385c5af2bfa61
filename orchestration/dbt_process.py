"""dbt in a process that ends with the one that reads what it says: the dbt of a killed run would hold the database."""

import os
import select
from threading import Thread

from dbt.cli.main import cli

_STDOUT = 1


def main() -> None:
    """Be dbt for as long as anybody listens."""
    if hasattr(select, "poll"):
        Thread(target=_end_unheard, daemon=True).start()
    cli(prog_name="dbt")


def _end_unheard() -> None:
    """End at once when the other end of the pipe is closed; of a file or a terminal that is never told."""
    listener = select.poll()
    listener.register(_STDOUT, 0)
    listener.poll()
    os._exit(1)


if __name__ == "__main__":
    main()
