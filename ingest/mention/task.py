"""One article version coded in a process that can be killed: many are spread over the cores, and none costs a day."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from ingest.mention.code import MODEL, RulesCoder
from ingest.mention.codebook import load_codebook
from ingest.records import CodableArticle, Coding
from ingest.worker import Limits

# Far more than a text takes: what is coded must not hang on how fast the machine is.
LIMITS = Limits(wall_seconds=600.0, cpu_seconds=300, memory_bytes=4 * 2**30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An article version, and by whom it is to be coded: the run of a coder that reads these seeds with this model."""

    article: CodableArticle
    now: datetime
    run_id: str
    seeds: Path
    model: str | None


def code(task: Task) -> Coding | None:
    """What a worker does with a version; None where the seeds have changed since, so that this is another coder."""
    coder = _coder(task.seeds, task.model)
    return coder.code(task.article, task.now) if coder.run(task.now).run_id == task.run_id else None


@cache
def _coder(seeds: Path, model: str | None) -> RulesCoder:
    return RulesCoder(load_codebook(seeds), model or MODEL)
