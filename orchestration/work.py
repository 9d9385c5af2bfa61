"""What each step of the graph does in a run: it plays its stage at the run's instants."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from orchestration.collect import collect
from orchestration.copying import trace_copies
from orchestration.extraction import extract_articles
from orchestration.loading import load_archived
from orchestration.occasion import Occasion
from orchestration.resolving import resolve_rounds
from orchestration.revisits import revisit_articles
from orchestration.settings import require_contact
from orchestration.stages import code_articles, register_sources
from orchestration.workplace import Workplace

Work = Callable[[Workplace, Occasion], Counter[str]]


def _played(stage: Callable[[Workplace, datetime, datetime], Counter[str]]) -> Work:
    """A stage at every instant of a run, in order, on nothing that is older than the run's days."""

    def work(workplace: Workplace, occasion: Occasion) -> Counter[str]:
        return sum((stage(workplace, now, occasion.since) for now in occasion.rounds), Counter[str]())

    return work


def _register(workplace: Workplace, occasion: Occasion) -> Counter[str]:
    return sum((register_sources(workplace, now) for now in occasion.beliefs), Counter[str]())


def _resolve(workplace: Workplace, occasion: Occasion) -> Counter[str]:
    return resolve_rounds(workplace, occasion.beliefs)


def _collect(workplace: Workplace, occasion: Occasion) -> Counter[str]:
    if workplace.replays_from:
        return load_archived(workplace, workplace.replays_from)
    added = Counter[str]()
    if occasion.span:
        added.update(load_archived(workplace, occasion.span.start, occasion.span.end))
    if not occasion.asked:
        return added
    if workplace.asks_strangers:
        require_contact(workplace.settings)
    with workplace.outside() as outside:
        return sum((collect(workplace, outside, now) for now in occasion.asked), added)


def _extract(workplace: Workplace, now: datetime, since: datetime) -> Counter[str]:
    return extract_articles(workplace, now, since) + revisit_articles(workplace, now)


# Step of the graph → its work.
WORK: Mapping[str, Work] = {
    "register": _register,
    "collect": _collect,
    "extract": _played(_extract),
    "trace": _played(trace_copies),
    "code": _played(code_articles),
    "resolve": _resolve,
}
