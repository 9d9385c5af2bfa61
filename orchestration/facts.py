"""The dbt half of the graph, and the publication of what it made."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from ingest.errors import SettingError
from orchestration.metrics import write_metrics
from orchestration.pictures import attack_pictures, digests
from orchestration.preview import as_markdown, readable
from orchestration.resources import Clock, Dbt, dbt_environment, dbt_executable
from orchestration.settings import PROJECT, Settings, prepare
from orchestration.unit_of_work import unit_of_work
from orchestration.workplace import Workplace
from warehouse.connect import note_now
from warehouse.publish import TABLE_MACROS, publish

PUBLISHED = dg.AssetKey("published_database")
_PREVIEW = """
select event_date, event_type, site_id, attacker_best_id, attacker_status, killed_best, injured_best, article_count
from marts.fct_attacks
order by event_date desc, attack_id
limit 10
"""


def find_manifest(settings: Settings) -> Path:
    """dbt's manifest of the shipped project, parsed anew where it is missing or older than the project."""
    manifest = settings.dbt / "target" / "manifest.json"
    newest = max(path.stat().st_mtime for path in PROJECT.rglob("*") if path.is_file())
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        _parse(settings)
    return manifest


def build_facts(settings: Settings, manifest: Path, pool: str | None = None) -> list[dg.AssetsDefinition]:
    """One asset a dbt model, its tests as checks, and the published database after them."""
    target = settings.dbt / "target"
    translator = DagsterDbtTranslator(settings=DagsterDbtTranslatorSettings(enable_asset_checks=True))

    @dbt_assets(manifest=manifest, name="facts", dagster_dbt_translator=translator, pool=pool)
    def facts(
        context: dg.AssetExecutionContext, clock: Clock, dbt: Dbt, workplace: dg.ResourceParam[Workplace]
    ) -> Iterator[Any]:
        with unit_of_work(context, workplace, "facts"):
            with workplace.database() as connection:  # what is under embargo depends on when this is
                note_now(connection, clock.occasion(context, settings).now)
            tick = workplace.reporter.stage("building facts with dbt", _count_nodes(manifest))
            # The unit tests are the project's own: they say nothing of these rows.
            command = ["build", "--exclude-resource-type", "unit_test"]
            outputs, failure = [], None
            try:
                for event in dbt.cli(command, context=context, target_path=target).stream():
                    tick()
                    if isinstance(event, dg.Output):
                        outputs.append(event)
                    else:
                        yield event
            except DagsterDbtCliRuntimeError as error:
                failure = error
            # Only when dbt has let go of the database can anybody else look into it.
            yield from _with_previews(workplace, outputs, context)
            if failure is not None:
                raise failure

    marts = [spec.key for spec in facts.specs if spec.group_name == "facts"]
    return [facts, _published(settings, marts, manifest, pool)]


def _with_previews(
    workplace: Workplace, outputs: list[dg.Output[Any]], context: dg.AssetExecutionContext
) -> Iterator[dg.Output[Any]]:
    """What dbt made, each table with its row count and the first rows."""
    with workplace.database() as connection:
        for output in outputs:
            path = context.asset_key_for_output(output.output_name).path
            table = ".".join(f'"{part}"' for part in path)
            rows = connection.execute(f"select count(*) from {table}").fetchall()[0][0]
            shown = dg.MetadataValue.md(
                as_markdown(connection, f"select {readable(connection, table)} from {table} limit 10")
            )
            metadata = dict(output.metadata) | {"dagster/row_count": rows, "preview": shown}
            if path[-1] == "fct_attacks":
                pictures = attack_pictures(connection, _published_attacks(workplace.settings))
                metadata |= {name: dg.MetadataValue.md(text) for name, text in pictures.items()}
            yield dg.Output(value=None, output_name=output.output_name, metadata=metadata)


def _published_attacks(settings: Settings) -> dict[str, int]:
    """What was published before this run; nothing where that cannot be read any more."""
    if not settings.database.exists():
        return {}
    try:
        with duckdb.connect(str(settings.database.resolve()), read_only=True) as connection:
            return digests(connection)
    except duckdb.Error:
        return {}


def _published(settings: Settings, marts: list[dg.AssetKey], manifest: Path, pool: str | None) -> dg.AssetsDefinition:
    @dg.asset(
        key=PUBLISHED,
        deps=marts,
        group_name="published",
        kinds={"duckdb"},
        pool=pool,
        description="The versioned, read-only file that everyone queries; made only if all checks before it passed.",
    )
    def published_database(
        context: dg.AssetExecutionContext, clock: Clock, workplace: dg.ResourceParam[Workplace]
    ) -> dg.MaterializeResult[Any]:
        with unit_of_work(context, workplace, "publish"):
            now = clock.occasion(context, settings).now
            tick = workplace.reporter.stage("publishing", 1)
            publication = publish(
                settings.build_database,
                settings.published,
                now,
                settings.registry,
                manifest,
                memory_limit=settings.memory_limit,
                macros=TABLE_MACROS,
            )
            tick()
        write_metrics(workplace)
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            table = as_markdown(connection, _PREVIEW)
        return dg.MaterializeResult(
            metadata={
                "path": dg.MetadataValue.path(str(publication.path)),
                "is_new": publication.is_new,
                "rows": dg.MetadataValue.json(dict(publication.tables)),
                "attacks": dg.MetadataValue.md(table),
            }
        )

    return published_database


def _parse(settings: Settings) -> None:
    prepare(settings)
    command = [dbt_executable(), "parse", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--quiet"]
    environment = os.environ | dbt_environment(settings)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SettingError(f"dbt cannot parse {PROJECT}: {done.stdout.strip() or done.stderr.strip()}")


def _count_nodes(manifest: Path) -> int:
    nodes = json.loads(manifest.read_bytes())["nodes"].values()
    return sum(1 for node in nodes if node["resource_type"] in ("model", "seed", "test") and node["config"]["enabled"])
