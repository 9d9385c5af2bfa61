"""Strangers' documents are parsed in processes of their own: one that hangs or bloats is killed, and the run goes on.

A worker is started when it is first needed, lives for many documents and sees nothing of our environment.
"""

import pickle
import resource
import signal
import socket
import subprocess
import sys
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self, TypeVar

A = TypeVar("A")
R = TypeVar("R")

# Not multiprocessing's own start: it would run the caller's main script again, and knows none in a notebook.
_START = "import sys; number, *sys.path = sys.argv[1:]; from ingest.worker import serve; serve(int(number))"
_GRACE_SECONDS = 1.0
# Memory that a document took is seldom given back: beyond this part of what it may have, a worker is replaced.
_TIRED_PART = 0.4
_STATM = Path("/proc/self/statm")


class FaultKind(StrEnum):
    """How a worker failed at a document."""

    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Fault:
    """That a document cost a worker, or that the code that read it raised; `detail` is for people."""

    kind: FaultKind
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost."""

    wall_seconds: float = 10.0
    cpu_seconds: int = 10
    memory_bytes: int = 3 * 2**29


class Workers:
    """A context that runs functions of one argument in up to `count` processes; safe to use from several threads."""

    def __init__(self, count: int = 1) -> None:
        self._count = count
        self._idle: LifoQueue[_Worker] = LifoQueue()
        workers = [_Worker() for _ in range(count)]
        for worker in workers:
            self._idle.put(worker)
        weakref.finalize(self, _end_all, workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; a later call starts new ones."""
        workers = [self._idle.get() for _ in range(self._count)]
        for worker in workers:
            worker.end()
            self._idle.put(worker)

    def run(self, function: Callable[[A], R], argument: A, limits: Limits) -> R | Fault:
        """What a module's function returns for an argument; both are pickled. Whatever it raises is a Fault."""
        worker = self._idle.get()
        try:
            result: R | Fault = worker.run(function, argument, limits)
            return result
        finally:
            self._idle.put(worker)

    def map(self, function: Callable[[A], R], arguments: Iterable[A], limits: Limits) -> Iterator[R | Fault]:
        """The results for many arguments in their order, of which few are held at a time."""
        waiting: deque[Future[R | Fault]] = deque()
        with ThreadPoolExecutor(self._count) as threads:
            for argument in arguments:
                waiting.append(threads.submit(self.run, function, argument, limits))
                if len(waiting) > 2 * self._count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def map_twice(
        self, function: Callable[[A], R], arguments: Iterable[A], limits: Limits
    ) -> Iterator[tuple[A, R | Fault]]:
        """Each argument with its result, in their order. What cost a process is tried once more: a process can die of
        something else than its document."""
        asked: deque[A] = deque()

        def noted() -> Iterator[A]:
            for argument in arguments:
                asked.append(argument)
                yield argument

        for result in self.map(function, noted(), limits):
            argument = asked.popleft()
            yield argument, self.run(function, argument, limits) if isinstance(result, Fault) else result


def _end_all(workers: Iterable["_Worker"]) -> None:
    """What is left of them once nobody holds their owner, or the program ends."""
    for worker in workers:
        worker.end()


class _Worker:
    """One process, or none yet."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection

    def run(self, function: Callable[[Any], Any], argument: Any, limits: Limits) -> Any:
        task = pickle.dumps((function, argument, limits))
        process = self._started(task)
        try:
            if not self._line.poll(limits.wall_seconds):
                self.end()
                return Fault(FaultKind.TIMEOUT, f"more than {limits.wall_seconds:g} s")
            result, is_tired = self._line.recv()
        except (EOFError, OSError):
            return self._cause_of_death(process)
        if is_tired:
            self.end()
        return result

    def end(self) -> None:
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.wait()
            self._process = None

    def _started(self, task: bytes) -> subprocess.Popen[bytes]:
        """A process that has the task; one that died idle is replaced."""
        if self._process is not None:
            try:
                self._line.send_bytes(task)
                return self._process
            except OSError:
                self.end()
        self._process = self._start()
        self._line.send_bytes(task)
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own Python
                [sys.executable, "-c", _START, str(theirs.fileno()), *sys.path],
                pass_fds=[theirs.fileno()],
                env={},  # credentials stand in ours
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt is for us to handle
            )
        self._line = Connection(ours.detach())
        return process

    def _cause_of_death(self, process: subprocess.Popen[bytes]) -> Fault:
        try:
            status = process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            status = -signal.SIGKILL
        self.end()
        if status in (-signal.SIGALRM, -signal.SIGXCPU):
            return Fault(FaultKind.TIMEOUT, signal.Signals(-status).name)
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return Fault(FaultKind.CRASHED, name)


# Made before: who has no memory left cannot pickle either.
_OUT_OF_MEMORY = pickle.dumps((Fault(FaultKind.OUT_OF_MEMORY, "MemoryError"), True))


def serve(number: int) -> None:
    """Inside a worker: do what comes over the connection of this number until it is closed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with Connection(number) as line:
        while True:
            try:
                task = line.recv_bytes()
            except EOFError:
                return
            line.send_bytes(_answer(task))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(task: bytes) -> bytes:
    try:
        function, argument, limits = pickle.loads(task)  # noqa: S301 - from the process that started us
        _confine(limits)
        return pickle.dumps((function(argument), _is_tired(limits)))
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - one document never costs the others their run
        return pickle.dumps((Fault(FaultKind.CRASHED, _describe(error)), False))


def _confine(limits: Limits) -> None:
    """Set what the next document may cost. The alarm outlives the caller: a worker whose caller was killed ends too."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    for kind, limit in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, spent + limits.cpu_seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds + _GRACE_SECONDS)


def _is_tired(limits: Limits) -> bool:
    # Not ru_maxrss, which a process inherits from the one that started it.
    held = int(_STATM.read_text().split()[1]) * resource.getpagesize() if _STATM.exists() else 0
    return held > _TIRED_PART * limits.memory_bytes


def _describe(error: Exception) -> str:
    """The kind of an error and where it was raised; not its words, which may be a stranger's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"
