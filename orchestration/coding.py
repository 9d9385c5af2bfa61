"""Lines of JSON through the coder: in order, over processes if asked, and never one lost.

A worker that dies (of memory, say) takes its lines with it: they are tried again one at a time, and the line that
kills its worker a second time is rejected.
"""

import json
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import Any

from ingest.errors import SigactError
from ingest.mention.code import CODER_KIND, CODER_VERSION, MODEL, code
from ingest.mention.codebook import Codebook, load_codebook
from ingest.mention.coded import CodedArticle, CoderIdentity
from ingest.mention.document import document, rejected
from ingest.records import CodableArticle
from orchestration.coding_input import BrokenLine, read_line
from orchestration.settings import SEEDS

Numbered = tuple[int, bytes]
CHUNK = 4
AHEAD = 3


class WorkersDied(SigactError):
    """No process could be started that codes."""


class Coding:
    """A codebook, and the answer for one article or line."""

    def __init__(self, model: str | None = None) -> None:
        self.codebook: Codebook = load_codebook(SEEDS)
        self.model = model or MODEL
        self.identity = CoderIdentity(name=CODER_KIND, version=CODER_VERSION, codebook_version=self.codebook.version)

    def article(self, article: CodableArticle) -> CodedArticle:
        """The answer for an article. What a text does to the coder costs that text its answer and nothing else."""
        try:
            coding = code(article, self.codebook, model=self.model)
            return document(article, coding, self.codebook, self.identity)
        except Exception as fault:  # noqa: BLE001 - one text never costs the others their run
            return rejected(article.article_version_id, f"crashed: {type(fault).__name__}", self.identity)

    def line(self, number: int, line: bytes) -> str:
        """The answer for a line of JSON, as a line of JSON."""
        try:
            article, note = read_line(line)
        except BrokenLine as fault:
            return as_line(rejected(fault.article_id, f"line {number}: {fault}", self.identity))
        answer = self.article(article)
        notes = ", ".join(part for part in (answer.reason, note) if part)
        return as_line(replace(answer, reason=notes or None))


def as_line(answer: CodedArticle) -> str:
    """One line of JSON, keys in the order of the schema."""
    return json.dumps(as_object(answer), ensure_ascii=False, separators=(",", ":"))


def as_object(answer: CodedArticle) -> dict[str, Any]:
    """The answer as JSON has it."""
    found: dict[str, Any] = _adapter().dump_python(answer, mode="json")
    return found


@lru_cache(maxsize=1)
def _adapter() -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - half a second that `--help` need not wait for

    return TypeAdapter(CodedArticle)


def code_lines(lines: Iterable[bytes], *, workers: int = 1, model: str | None = None) -> Iterator[str]:
    """One line out for each line in, in order; as many are held as the workers are busy with."""
    numbered = enumerate(lines, start=1)
    if workers == 1:
        coding = Coding(model)
        return (coding.line(number, line) for number, line in numbered)
    return _spread(numbered, workers, model)


def _spread(numbered: Iterator[Numbered], workers: int, model: str | None) -> Iterator[str]:
    pool, waiting = _pool(workers, model), deque[tuple[list[Numbered], Future[list[str]]]]()
    try:
        while True:
            while len(waiting) < workers * AHEAD and (chunk := list(islice(numbered, CHUNK))):
                waiting.append((chunk, _submit(pool, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                yield from _one_by_one([*chunk, *(line for more, _ in waiting for line in more)], model)
                waiting.clear()
                pool = _pool(workers, model)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: Sequence[Numbered]) -> Future[list[str]]:
    try:
        return pool.submit(_work, chunk)
    except BrokenProcessPool as fault:
        failed: Future[list[str]] = Future()
        failed.set_exception(fault)
        return failed


def _one_by_one(lines: Sequence[Numbered], model: str | None) -> Iterator[str]:
    pool = _pool(1, model)
    for number, line in lines:
        try:
            yield from pool.submit(_work, [(number, line)]).result()
        except BrokenProcessPool:
            pool.shutdown(cancel_futures=True)
            pool = _pool(1, model)
            yield _killer(number, line)
    pool.shutdown()


def _killer(number: int, line: bytes) -> str:
    article_id = None
    with suppress(BrokenLine):
        article_id = read_line(line)[0].article_version_id
    identity = CoderIdentity(name=CODER_KIND, version=CODER_VERSION, codebook_version=load_codebook(SEEDS).version)
    return as_line(rejected(article_id, f"line {number}: the process that coded it died", identity))


def _pool(workers: int, model: str | None) -> ProcessPoolExecutor:
    """Workers that have begun. Raises WorkersDied where none can, so that no line is blamed for it."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(model,))
    try:
        pool.submit(_is_ready).result()
    except BrokenProcessPool as fault:
        pool.shutdown(cancel_futures=True)
        Coding(model)  # what is wrong with the codebook or the model is told better here
        raise WorkersDied("the coding processes do not start: try --workers 1", subject="workers") from fault
    return pool


def _is_ready() -> bool:
    return bool(_coding)


_coding: list[Coding] = []


def _begin(model: str | None) -> None:
    """In a worker: the parent alone answers Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _coding.append(Coding(model))


def _work(chunk: Sequence[Numbered]) -> list[str]:
    return [_coding[0].line(number, line) for number, line in chunk]
