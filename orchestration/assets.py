"""The Python half of the graph: the ledger's tables as assets. No logic here: `work` does it, this shows it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from orchestration.dictionary import Meaning, meanings, schema_of
from orchestration.occasion import Occasion
from orchestration.preview import preview
from orchestration.resources import Clock
from orchestration.unit_of_work import unit_of_work
from orchestration.workplace import Workplace

PREFIX = "ingest"
# The two that are no table of the ledger.
_OUTSIDE = {
    "feeds": Meaning("The feeds of the registry (RSS, Atom, JSON Feed): what each answered in this run.", {}),
    "wire": Meaning("The agencies' drop folders and services: what each delivered in this run.", {}),
}


def key_of(table: str) -> dg.AssetKey:
    """The asset of a ledger table; dbt's source of the same name carries the same key."""
    return dg.AssetKey([PREFIX, table])


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a run: table → the tables that it is made from."""

    name: str
    group: str
    tables: Mapping[str, tuple[str, ...]]


def build_assets(days: dg.PartitionsDefinition | None, pool: str | None, manifest: Path) -> list[dg.AssetsDefinition]:
    """The six steps that write the ledger, in partitions of a day; in `pool` Dagster lets them wait for each other.
    dbt's manifest says what their tables mean."""
    means = meanings(manifest) | _OUTSIDE
    return [_assets(step, days, pool, means) for step in STEPS]


def _assets(
    step: Step, days: dg.PartitionsDefinition | None, pool: str | None, means: Mapping[str, Meaning]
) -> dg.AssetsDefinition:
    specs = [
        dg.AssetSpec(
            key_of(table),
            deps=[key_of(upstream) for upstream in upstreams],
            group_name=step.group,
            description=means[table].description,
            owners=[f"team:{step.group}"],
            kinds={"rss"} if table == "feeds" else {"xml"} if table == "wire" else {"python", "duckdb"},
            partitions_def=days,
        )
        for table, upstreams in step.tables.items()
    ]

    policy = dg.BackfillPolicy.single_run() if days else None

    # The step does all of its tables, whichever are selected. Were none selectable, Dagster would refuse a backfill: it
    # takes the days of a table with one parent for others than those of a table with two.
    @dg.multi_asset(name=step.name, specs=specs, backfill_policy=policy, pool=pool, can_subset=True)
    def assets(
        context: dg.AssetExecutionContext, clock: Clock, workplace: dg.ResourceParam[Workplace]
    ) -> Iterator[dg.MaterializeResult[Any]]:
        from orchestration.work import WORK  # noqa: PLC0415 - what reads feeds, pages and sentences: only a run needs it

        with unit_of_work(context, workplace, step.name) as unit:
            occasion = clock.occasion(context, workplace.settings)
            unit.added.update(WORK[step.name](workplace, occasion))
            with workplace.database() as connection:
                found = {
                    table: _metadata(connection, table, means[table], unit.added, occasion)
                    for table in step.tables
                    if key_of(table) in context.selected_asset_keys
                }
            for table, metadata in found.items():
                yield dg.MaterializeResult(asset_key=key_of(table), metadata=metadata)

    return assets


def _metadata(
    connection: duckdb.DuckDBPyConnection, table: str, means: Meaning, added: Counter[str], occasion: Occasion
) -> dict[str, Any]:
    facts: dict[str, Any] = {"until": occasion.rounds[-1].isoformat()}
    if table not in _OUTSIDE:
        facts["dagster/column_schema"] = schema_of(connection, f"ingest.{table}", means.columns)
        rows = connection.execute(f"select count(*) from ingest.{table}").fetchall()[0][0]
        facts |= {"dagster/row_count": rows, "rows_added": added[table]}
    facts["preview"] = dg.MetadataValue.md(preview(connection, table, occasion.rounds[0]))
    return facts


STEPS = (
    Step("register", "source", {"sources": (), "reference_rows": ()}),
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
    ),
    Step(
        "trace",
        "article",
        {"article_sketches": ("article_versions", "sources"), "article_copies": ("article_sketches",)},
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
    ),
)
