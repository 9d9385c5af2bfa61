"""The figures of the last runs as OpenMetrics text, for a collector that reads files, such as node_exporter's."""

import shutil
from collections.abc import Iterable, Iterator

import duckdb

from orchestration.workplace import Workplace
from warehouse.metrics import StepRun, last_steps

_ROWS = ("captures", "entries", "article_versions", "mentions", "attack_registry")


def write_metrics(workplace: Workplace) -> None:
    """Write the file that the setting names, in one step, so that nobody reads half of it."""
    path = workplace.settings.metrics_file
    if path is None:
        return
    with workplace.locked(), workplace.database() as connection:
        text = as_openmetrics(read_metrics(connection), shutil.disk_usage(workplace.settings.data_dir).free)
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def read_metrics(connection: duckdb.DuckDBPyConnection) -> tuple[list[StepRun], dict[str, int], int]:
    """The last run of each step, the rows of the main tables, and how many sources are silent."""
    rows = {table: connection.execute(f"select count(*) from ingest.{table}").fetchall()[0][0] for table in _ROWS}
    silent = connection.execute("select count(*) from ingest.source_health where is_silent").fetchall()[0][0]
    return last_steps(connection), rows, silent


def as_openmetrics(found: tuple[list[StepRun], dict[str, int], int], free_bytes: int) -> str:
    """The text, ended as the format asks."""
    steps, rows, silent = found
    lines = [
        *_gauge("sigact_step_seconds", "What each step took when it ran last", _of(steps, "seconds")),
        *_gauge("sigact_step_waited_seconds", "How long it waited for another run", _of(steps, "waited_seconds")),
        *_gauge(
            "sigact_step_finished_timestamp_seconds",
            "When it ended",
            ((f'step="{step.step}"', step.started_at.timestamp() + step.seconds) for step in steps),
        ),
        *_gauge(
            "sigact_rows_added",
            "Rows that it added",
            (
                (f'step="{step.step}",table="{table}"', count)
                for step in steps
                for table, count in sorted(step.rows_added.items())
            ),
        ),
        *_gauge("sigact_rows", "Rows that there are", ((f'table="{table}"', count) for table, count in rows.items())),
        *_gauge("sigact_silent_sources", "Sources that bring nothing any more", [("", silent)]),
        *_gauge("sigact_free_bytes", "Room left where the data is", [("", free_bytes)]),
        "# EOF",
    ]
    return "\n".join(lines) + "\n"


def _of(steps: Iterable[StepRun], name: str) -> Iterator[tuple[str, float]]:
    return ((f'step="{step.step}"', getattr(step, name)) for step in steps)


def _gauge(name: str, told: str, samples: Iterable[tuple[str, float]]) -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    yield f"# HELP {name} {told}."
    for labels, value in samples:
        yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"
