"""Lines of JSON through the coder: in order, over processes if asked, and never one lost.

A worker that dies (of memory, say) takes its line with it: that is tried again, and rejected if it kills its worker a
second time.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from ingest.errors import SigactError
from ingest.mention.code import CODER_KIND, CODER_VERSION, MODEL, code
from ingest.mention.codebook import Codebook, load_codebook
from ingest.mention.coded import CodedArticle, CoderIdentity
from ingest.mention.document import document, rejected
from ingest.mention.task import LIMITS
from ingest.records import CodableArticle
from ingest.worker import Fault, Workers
from orchestration.coding_input import BrokenLine, read_line
from orchestration.settings import SEEDS

Numbered = tuple[int, bytes]
Task = tuple[int, bytes, str | None]


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
    with Workers(workers) as pool:
        if isinstance(pool.run(_is_ready, model, LIMITS), Fault):
            Coding(model)  # what is wrong with the codebook or the model is told better here
            raise WorkersDied("the coding processes do not start: try --workers 1", subject="workers")
        tasks = ((number, line, model) for number, line in numbered)
        for task, answer in pool.map_twice(_work, tasks, LIMITS):
            yield _killer(task) if isinstance(answer, Fault) else answer


def _killer(task: Task) -> str:
    number, line, _ = task
    article_id = None
    with suppress(BrokenLine):
        article_id = read_line(line)[0].article_version_id
    identity = CoderIdentity(name=CODER_KIND, version=CODER_VERSION, codebook_version=load_codebook(SEEDS).version)
    return as_line(rejected(article_id, f"line {number}: the process that coded it died", identity))


def _is_ready(model: str | None) -> bool:
    return bool(_coding(model))


def _work(task: Task) -> str:
    number, line, model = task
    return _coding(model).line(number, line)


@cache
def _coding(model: str | None) -> Coding:
    """In a worker: once for all lines."""
    return Coding(model)
