"""The dbt half of the graph, and the publication of what it made."""

import json
import os
import subprocess
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliInvocation, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from ingest.errors import SettingError, SigactError
from orchestration.column_lineage import lineage_of
from orchestration.dbt_results import Result, last_results, target, target_of_polls
from orchestration.dictionary import schema_of, words
from orchestration.metrics import write_metrics
from orchestration.pictures import attack_pictures, digests
from orchestration.preview import as_markdown, readable
from orchestration.progress import Tick
from orchestration.resources import DBT, Clock, Dbt, dbt_environment
from orchestration.settings import PROJECT, Settings, prepare
from orchestration.standing import Project, Standing, standing
from orchestration.unit_of_work import unit_of_work
from orchestration.workplace import Workplace
from warehouse.builds import forget_build, last_build, save_build
from warehouse.connect import note_now
from warehouse.publish import TABLE_MACROS, publish

PUBLISHED = dg.AssetKey("published_database")
# The name under which an asset that was not built says why.
STANDS = "stands"
# The unit tests are the project's own: they say nothing of these rows.
_BUILD = ("build", "--exclude-resource-type", "unit_test")
_OF_POLLS = ("--selector", "polls")
_ANEW = ("--full-refresh",)
_PREVIEW = """
select event_date, event_type, site_id, attacker_best_id, attacker_status, killed_best, injured_best, article_count
from marts.fct_attacks
order by event_date desc, attack_id
limit 10
"""


def find_manifest(settings: Settings) -> Path:
    """dbt's manifest of the shipped project, parsed anew where it is missing or older than the project."""
    manifest = target(settings) / "manifest.json"
    newest = max(path.stat().st_mtime for path in PROJECT.rglob("*") if path.is_file())
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        _parse(settings)
    return manifest


class FactsRefused(SigactError):
    """dbt could not make all facts anew, or a test of theirs failed; the message is what it said last."""


def build_everything(workplace: Workplace) -> str:
    """Make all facts anew from the ledger and put every test to all their rows, which daily builds do to what they
    touch. The caller holds the data directory's lock. What dbt says at the end; raises FactsRefused."""
    with workplace.database() as connection:
        inputs, built_at = last_build(connection)
        forget_build(connection)
    done = _dbt(workplace.settings, *_BUILD, *_ANEW, "--no-use-colors")
    lines = done.stdout.strip().splitlines() or [done.stderr.strip()]
    if done.returncode:
        faults = [line for line in lines if " FAIL " in line or " ERROR " in line]
        raise FactsRefused("; ".join(faults or lines[-1:]), subject=str(workplace.settings.build_database))
    if built_at:
        with workplace.database() as connection:
            save_build(connection, inputs, built_at)
    return lines[-1].partition("Done. ")[2]


def build_facts(settings: Settings, manifest: Path, pool: str | None = None) -> list[dg.AssetsDefinition]:
    """One asset a dbt model, its tests as checks, and the published database after them."""
    project = Project(manifest)
    translator = DagsterDbtTranslator(settings=DagsterDbtTranslatorSettings(enable_asset_checks=True))

    @dbt_assets(manifest=manifest, name="facts", dagster_dbt_translator=translator, pool=pool)
    def facts(
        context: dg.AssetExecutionContext, clock: Clock, dbt: Dbt, workplace: dg.ResourceParam[Workplace]
    ) -> Iterator[Any]:
        with unit_of_work(context, workplace, "facts"):
            now = clock.occasion(context, settings).now
            with workplace.database() as connection:
                found = standing(connection, project, now)
            told = last_results(settings)
            may_stand = bool(told) and not (context.is_subset or settings.rebuild)
            if may_stand and found.stands:
                workplace.log.info("facts.stand", run_id=context.run.run_id, told=str(found))
                yield from _shown(workplace, context, project, {}, found)
                yield from _checks_of_before(context, set(), told)
                return
            with workplace.database() as connection:
                note_now(connection, now)  # what is under embargo depends on when this is
                forget_build(connection)
            few = may_stand and found.only_polls
            tick = workplace.reporter.stage("building facts with dbt", 0 if few else _count_nodes(manifest))
            folder = target_of_polls(settings) if few else target(settings)
            is_anew = (settings.rebuild or "project" in found.changed) and not context.is_subset
            options = _OF_POLLS if few else _ANEW if is_anew else ()
            ran = dbt.cli([*_BUILD, *options], context=context, target_path=folder)
            built = yield from _build(context, ran, tick)
            # Only when dbt has let go of the database can anybody else look into it.
            yield from _shown(workplace, context, project, built.made, found if few else None)
            if built.failure:
                raise built.failure
            if few:
                yield from _checks_of_before(context, built.checked, told)
            if not context.is_subset:
                with workplace.database() as connection:
                    save_build(connection, found.inputs, now)

    marts = [spec.key for spec in facts.specs if spec.group_name == "facts"]
    return [facts, _published(settings, marts, manifest, pool)]


@dataclass(slots=True)
class _Built:
    """What dbt made, the tests it ran, and what it failed with."""

    made: dict[dg.AssetKey, dg.Output[Any]] = field(default_factory=dict)
    checked: set[dg.AssetCheckKey] = field(default_factory=set)
    failure: DagsterDbtCliRuntimeError | None = None


def _build(context: dg.AssetExecutionContext, dbt: DbtCliInvocation, tick: Tick) -> Generator[Any, None, _Built]:
    """Yield what dbt's tests found; tables are shown later."""
    built = _Built()
    try:
        for event in dbt.stream():
            tick()
            if isinstance(event, dg.Output):
                built.made[context.asset_key_for_output(event.output_name)] = event
                continue
            if isinstance(event, dg.AssetCheckResult) and event.asset_key and event.check_name:
                built.checked.add(dg.AssetCheckKey(event.asset_key, event.check_name))
            yield event
    except DagsterDbtCliRuntimeError as error:
        built.failure = error
    return built


def _checks_of_before(
    context: dg.AssetExecutionContext, checked: set[dg.AssetCheckKey], told: Mapping[str, Result]
) -> Iterator[dg.AssetCheckResult]:
    """The tests of what was not built say what they said: a build stands only if none has failed, but some may warn."""
    for key in sorted(context.selected_asset_check_keys - checked):
        yield dg.AssetCheckResult(
            asset_key=key.asset_key,
            check_name=key.name,
            passed=told.get(key.name, {}).get("status") != "warn",
            severity=dg.AssetCheckSeverity.WARN,
            metadata={STANDS: "what it looks at has not changed since it ran last"},
        )


def _shown(
    workplace: Workplace,
    context: dg.AssetExecutionContext,
    project: Project,
    made: Mapping[dg.AssetKey, dg.Output[Any]],
    found: Standing | None,
) -> Iterator[dg.MaterializeResult[Any]]:
    """What dbt made, with its first rows; given how all else stands, that too. Each after what it is made from."""
    lineage, says = lineage_of(project.checksums), words(find_manifest(workplace.settings))
    deps = {key: sorted(upstream) for key, upstream in sorted(context.assets_def.asset_deps.items())}
    with workplace.database() as connection:
        for key in TopologicalSorter(deps).static_order():
            table = ".".join(f'"{part}"' for part in key.path)
            if key in made:
                metadata: dict[str, Any] = dict(made[key].metadata)
            elif found and key in context.selected_asset_keys:
                metadata = {STANDS: str(found)}
            else:
                continue
            metadata |= _looks(workplace.settings, connection, table)
            metadata["dagster/row_count"] = connection.execute(f"select count(*) from {table}").fetchall()[0][0]
            metadata["dagster/column_schema"] = schema_of(connection, table, says.get(".".join(key.path), {}))
            if key.path[-1] in lineage:
                metadata["dagster/column_lineage"] = lineage[key.path[-1]]
            yield dg.MaterializeResult(asset_key=key, metadata=metadata)


def _looks(settings: Settings, connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, dg.MetadataValue]:
    """The first rows of a table, and of attacks their pictures."""
    looks: dict[str, str] = {
        "preview": as_markdown(connection, f"select {readable(connection, table)} from {table} limit 10")
    }
    if table.endswith('"fct_attacks"'):
        looks |= attack_pictures(connection, _published_attacks(settings))
    return {name: dg.MetadataValue.md(text) for name, text in looks.items()}


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
        owners=["team:published"],
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
    done = _dbt(settings, "parse", "--quiet")
    if done.returncode:
        raise SettingError(f"dbt cannot parse {PROJECT}: {done.stdout.strip() or done.stderr.strip()}")


def _dbt(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*DBT, *arguments, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    environment = os.environ | dbt_environment(settings)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def _count_nodes(manifest: Path) -> int:
    nodes = json.loads(manifest.read_bytes())["nodes"].values()
    return sum(1 for node in nodes if node["resource_type"] in ("model", "seed", "test") and node["config"]["enabled"])
