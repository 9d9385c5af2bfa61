"""Rounds in processes of their own: FOLDER PORT two, or FOLDER PORT full BYTES. Prints their exit codes.

`two` plays one instant twice at once; `full` a day later, with files that may not grow beyond so many bytes.
"""

import os
import resource
import sys
from datetime import timedelta
from pathlib import Path

from ingest.worker import Workers
from orchestration.collect import collect
from orchestration.extraction import extract_articles
from tests.hostile.server import NOW
from tests.nearby import Nearby, workplace_of


def play(folder, port, now):
    workplace = workplace_of(folder, ("/rss",))
    with Workers() as workplace.workers, workplace.locked():
        collect(workplace, Nearby(port, max_bytes=10**7), now)
        extract_articles(workplace, now)


def begin(work, *arguments):
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)
        except Exception as fault:  # noqa: BLE001 - the exit code tells it
            sys.stderr.write(f"{fault!r}\n")
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    return child


def with_little_room(folder, port, size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    play(folder, port, NOW + timedelta(days=1))


def main(folder, port, mode, *size):
    if mode == "two":
        children = [begin(play, folder, port, NOW) for _ in range(2)]
    else:
        children = [begin(with_little_room, folder, port, int(size[0]))]
    sys.stdout.write(f"{[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
