"""The stages between the network and dbt: each reads what is pending at an instant, calls one pure stage, saves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from ingest.codes import CodingStatus, Field
from ingest.records import CodableArticle, CodedVersion, Coding, Settlement
from ingest.worker import Fault, FaultKind
from orchestration.batches import batches
from orchestration.settings import SEEDS
from orchestration.workplace import Workplace
from warehouse.pending import EVER, versions_to_code
from warehouse.reference import save_reference
from warehouse.sources import save_sources
from warehouse.store import append_all

if TYPE_CHECKING:
    from ingest.mention.gazetteer import Gazetteer

# From so many on, processes that first load what coding needs are done sooner than this one.
_MANY = 200
_REASONS = {
    FaultKind.TIMEOUT: "took too long",
    FaultKind.OUT_OF_MEMORY: "took too much memory",
    FaultKind.CRASHED: "crashed",
}


def register_sources(workplace: Workplace, now: datetime) -> Counter[str]:
    """The registry and the seeds → what is new or changed in them since the last run. Table → rows added."""
    for fault in workplace.registry.faults:
        workplace.log.warning("source.left_out", told=str(fault))
    with workplace.database() as connection:
        return Counter(
            sources=save_sources(connection, workplace.sources, now, workplace.registry.unread),
            reference_rows=save_reference(connection, workplace.seed_rows, now),
        )


def code_articles(workplace: Workplace, now: datetime, since: datetime = EVER) -> Counter[str]:
    """Article versions stored since then → sentences, mentions and what they say. Table → rows added."""
    run = workplace.coder.run(now)
    with workplace.database() as connection:
        pending = versions_to_code(connection, run.run_id, now, since)
        tick = workplace.reporter.stage("coding mentions", len(pending))
        added = Counter[str](append_all(connection, [run]))
        code = _coded_elsewhere if len(pending) >= _MANY else _coded_here
        for batch in batches(pending):
            codings = []
            for coding in code(workplace, batch, run.run_id, now):
                codings.append(coding)
                tick()
            places = named_settlements(codings, workplace.codebook.places.gazetteer, now)
            added.update(_save(connection, run.run_id, codings, places, now))
        return added


def named_settlements(codings: Iterable[Coding], gazetteer: "Gazetteer", now: datetime) -> list[Settlement]:
    """The places of the gazetteer that codings name by its ids; it is opened only if there are any."""
    ids = {row.value for coding in codings for row in coding.assertions if row.field is Field.PLACE}
    ids |= {row.place_id for coding in codings for row in coding.aggregate_statements}
    found = (gazetteer.by_id(place_id) for place_id in sorted(filter(None, ids)) if place_id.startswith("gn_"))
    return [
        Settlement(
            place_id=place.place_id,
            geonames_id=place.geonames_id,
            name=place.name,
            country_iso3=place.country_iso3,
            admin1_code=place.admin1_code,
            latitude=place.latitude,
            longitude=place.longitude,
            timezone=place.timezone,
            loaded_at=now,
        )
        for place in found
        if place is not None
    ]


def _coded_here(
    workplace: Workplace, articles: Sequence[CodableArticle], run_id: str, now: datetime
) -> Iterator[Coding]:
    for article in articles:
        try:
            yield workplace.coder.code(article, now)
        except Exception as fault:  # noqa: BLE001 - one text never costs the others their run
            yield _refused(workplace, article, Fault(FaultKind.CRASHED, type(fault).__name__), repr(fault))


def _coded_elsewhere(
    workplace: Workplace, articles: Sequence[CodableArticle], run_id: str, now: datetime
) -> Iterator[Coding]:
    """In the workers, in order."""
    from ingest.mention import task  # noqa: PLC0415 - half a second that who codes nothing need not wait

    model = workplace.settings.spacy_model
    tasks = (task.Task(article=article, now=now, run_id=run_id, seeds=SEEDS, model=model) for article in articles)
    for asked, found in workplace.workers.map_twice(task.code, tasks, task.LIMITS):
        if isinstance(found, Fault):
            yield _refused(workplace, asked.article, found, found.detail)
        elif found is None:  # they know another coder than ours
            yield from _coded_here(workplace, [asked.article], run_id, now)
        else:
            yield found


def _refused(workplace: Workplace, article: CodableArticle, fault: Fault, error: str) -> Coding:
    workplace.log.warning("article.crashed_coder", article_version_id=article.article_version_id, error=error)
    detail = f"{_REASONS[fault.kind]}: {fault.detail}"[:200]
    return Coding(article_version_id=article.article_version_id, status=CodingStatus.REJECTED, detail=detail)


def _save(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    codings: Sequence[Coding],
    places: Sequence[Settlement],
    now: datetime,
) -> dict[str, int]:
    coded = [
        CodedVersion(
            run_id=run_id,
            article_version_id=coding.article_version_id,
            status=coding.status,
            detail=coding.detail,
            loaded_at=now,
        )
        for coding in codings
    ]
    return append_all(
        connection,
        [row for coding in codings for row in coding.sentences],
        [row for coding in codings for row in coding.mentions],
        [row for coding in codings for row in coding.assertions],
        [row for coding in codings for row in coding.claims],
        [row for coding in codings for row in coding.casualty_reports],
        [row for coding in codings for row in coding.aggregate_statements],
        [row for coding in codings for row in coding.chain_steps],
        places,
        coded,
    )
