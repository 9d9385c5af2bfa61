"""The Python half of the graph: the ledger's tables as assets. No logic here: a stage does the work, this shows it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import dagster as dg
import duckdb

from orchestration.collect import collect
from orchestration.copying import trace_copies
from orchestration.extraction import extract_articles
from orchestration.loading import load_archived
from orchestration.occasion import Occasion
from orchestration.outside import face
from orchestration.preview import preview
from orchestration.resolving import resolve_rounds
from orchestration.resources import Clock
from orchestration.revisits import revisit_articles
from orchestration.settings import require_contact
from orchestration.stages import code_articles, register_sources
from orchestration.unit_of_work import unit_of_work
from orchestration.workplace import Workplace

PREFIX = "ingest"
_DESCRIPTIONS = {
    "sources": "The publishers and agencies that we read, one row per source and change of its registry file.",
    "reference_rows": "What the seeds say of actors and sites, one row per row of a seed and change of it.",
    "feeds": "The feeds of the registry (RSS, Atom, JSON Feed): what each answered in this run.",
    "wire": "The agencies' drop folders: which files each delivered in this run.",
    "captures": "Every response and file, as archived in WARC, one row per request.",
    "feed_fetches": "One row per request to a feed.",
    "feed_states": "One row per request to a feed: where the feed stands after it, why, and when it is asked next.",
    "listing_changes": "One row per item of a feed and time that it came into the feed's listing or left it.",
    "entries": "One row per version of a feed or wire item.",
    "wire_polls": "Pages that agencies' services were asked for, one row per page; the newest says where to go on.",
    "wire_items": "What only a wire says of an item (status, embargo, marks, rights), one row per entry of a wire.",
    "articles": "One row per work of a publisher.",
    "article_versions": "One row per distinct text of an article.",
    "article_sketches": "What of an article version is compared to find its copies, one row each.",
    "article_copies": "What a version is held to copy, one row per version and origin found; the last one holds.",
    "rejections": "Entries that gave no article, one row each, with the reason.",
    "failures": "Pages that could not be had, one row per entry and try.",
    "page_observations": "One row per later look at the page of a stored article, with what it has shown.",
    "article_paragraphs": "One row per paragraph of an article version, with the part that its page shows it plays.",
    "article_dates": "One row per date of publication that somebody gives for an article version.",
    "page_prints": "One row per digest of a part of a page's text, by which walls are known.",
    "sentences": "One row per sentence of an article version.",
    "coding_runs": "One row per coder, coder version and codebook version.",
    "coded_versions": "One row per article version and coding run, with how it ended.",
    "mentions": "One row per attack as told by one version of one article.",
    "assertions": "One row per value that a mention gives for a field, with its span.",
    "claims": "One row per speech act about responsibility or occurrence.",
    "casualty_reports": "One row per reported figure of dead or injured.",
    "aggregate_statements": "One row per statement about attacks in bulk; never counted as attacks.",
    "chain_steps": "One row per step of a source chain.",
    "gazetteer_places": "One row per settlement of the gazetteer that a coding named; dim_places holds them too.",
    "reachable_mentions": "One row per mention that was resolved, as resolution compares it.",
    "pair_scores": "One row per two mentions that match or nearly do, with what each feature adds.",
    "attack_registry": "One row per issued attack id.",
    "attack_changes": "One row per attack id that became part of another or was issued for a part of one.",
    "attack_membership": "One row per assignment of a mention to an attack, with score and reason.",
    "analyst_decisions": "One row per decision of an analyst; it wins over the machine until it is undone.",
}


def key_of(table: str) -> dg.AssetKey:
    """The asset of a ledger table; dbt's source of the same name carries the same key."""
    return dg.AssetKey([PREFIX, table])


Work = Callable[[Workplace, Occasion], Counter[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a run: table → the tables that it is made from, and the work that fills them."""

    name: str
    group: str
    tables: Mapping[str, tuple[str, ...]]
    work: Work


def build_assets(days: dg.PartitionsDefinition | None, pool: str | None) -> list[dg.AssetsDefinition]:
    """The six steps that write the ledger, in partitions of a day; in `pool` Dagster lets them wait for each other."""
    return [_assets(step, days, pool) for step in STEPS]


def _assets(step: Step, days: dg.PartitionsDefinition | None, pool: str | None) -> dg.AssetsDefinition:
    specs = [
        dg.AssetSpec(
            key_of(table),
            deps=[key_of(upstream) for upstream in upstreams],
            group_name=step.group,
            description=_DESCRIPTIONS[table],
            owners=[f"team:{step.group}"],
            kinds={"rss"} if table == "feeds" else {"xml"} if table == "wire" else {"python", "duckdb"},
            partitions_def=days,
        )
        for table, upstreams in step.tables.items()
    ]

    policy = dg.BackfillPolicy.single_run() if days else None

    @dg.multi_asset(name=step.name, specs=specs, backfill_policy=policy, pool=pool)
    def assets(
        context: dg.AssetExecutionContext, clock: Clock, workplace: dg.ResourceParam[Workplace]
    ) -> Iterator[dg.MaterializeResult[Any]]:
        with unit_of_work(context, workplace, step.name) as unit:
            occasion = clock.occasion(context, workplace.settings)
            unit.added.update(step.work(workplace, occasion))
            with workplace.database() as connection:
                found = {table: _metadata(connection, table, unit.added, occasion) for table in step.tables}
            for table, metadata in found.items():
                yield dg.MaterializeResult(asset_key=key_of(table), metadata=metadata)

    return assets


def _metadata(
    connection: duckdb.DuckDBPyConnection, table: str, added: Counter[str], occasion: Occasion
) -> dict[str, Any]:
    facts: dict[str, Any] = {"until": occasion.rounds[-1].isoformat()}
    if table not in ("feeds", "wire"):
        facts["dagster/column_schema"] = _schema(connection, table)
        rows = connection.execute(f"select count(*) from ingest.{table}").fetchall()[0][0]
        facts |= {"dagster/row_count": rows, "rows_added": added[table]}
    facts["preview"] = dg.MetadataValue.md(preview(connection, table, occasion.rounds[0]))
    return facts


def _schema(connection: duckdb.DuckDBPyConnection, table: str) -> dg.TableSchema:
    """Its columns, in order."""
    described = connection.execute(f"describe ingest.{table}").fetchall()
    return dg.TableSchema(
        columns=[
            dg.TableColumn(name, kind.lower(), constraints=dg.TableColumnConstraints(nullable=null == "YES"))
            for name, kind, null, *_ in described
        ]
    )


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
    with face(workplace.settings, workplace.sources) as outside:
        return sum((collect(workplace, outside, now) for now in occasion.asked), added)


def _extract(workplace: Workplace, now: datetime, since: datetime) -> Counter[str]:
    return extract_articles(workplace, now, since) + revisit_articles(workplace, now)


STEPS = (
    Step("register", "source", {"sources": (), "reference_rows": ()}, _register),
    Step(
        "collect",
        "source",
        {
            "feeds": ("sources",),
            "wire": ("sources",),
            "captures": ("feeds", "wire"),
            "feed_fetches": ("captures",),
            "feed_states": ("captures",),
            "listing_changes": ("captures",),
            "entries": ("captures",),
            "wire_items": ("captures",),
            "wire_polls": ("captures",),
        },
        _collect,
    ),
    Step(
        "extract",
        "article",
        dict.fromkeys(
            (
                "articles",
                "article_versions",
                "article_paragraphs",
                "article_dates",
                "page_prints",
                "page_observations",
                "rejections",
                "failures",
            ),
            ("captures", "entries"),
        ),
        _played(_extract),
    ),
    Step(
        "trace",
        "article",
        {"article_sketches": ("article_versions", "sources"), "article_copies": ("article_sketches",)},
        _played(trace_copies),
    ),
    Step(
        "code",
        "mention",
        dict.fromkeys(
            (
                "sentences",
                "coding_runs",
                "coded_versions",
                "mentions",
                "assertions",
                "claims",
                "casualty_reports",
                "aggregate_statements",
                "chain_steps",
                "gazetteer_places",
            ),
            ("article_versions", "article_paragraphs"),
        ),
        _played(code_articles),
    ),
    Step(
        "resolve",
        "attack",
        dict.fromkeys(
            (
                "analyst_decisions",
                "reachable_mentions",
                "pair_scores",
                "attack_registry",
                "attack_changes",
                "attack_membership",
            ),
            ("mentions", "assertions", "article_versions", "article_copies", "gazetteer_places"),
        ),
        _resolve,
    ),
)
