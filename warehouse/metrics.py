"""What steps of runs cost: rows of `operation.steps`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """One step of one run; `waited_seconds` of its seconds it waited for another run."""

    run_id: str
    step: str
    started_at: datetime
    seconds: float
    waited_seconds: float
    rows_added: Mapping[str, int]


def save_step(connection: duckdb.DuckDBPyConnection, step: StepRun) -> None:
    """Add a row."""
    connection.execute(
        "insert into operation.steps values (?, ?, ?, ?, ?, map_from_entries(?))",
        [
            step.run_id,
            step.step,
            step.started_at,
            step.seconds,
            step.waited_seconds,
            [{"k": table, "v": count} for table, count in sorted(step.rows_added.items())],
        ],
    )


def last_steps(connection: duckdb.DuckDBPyConnection) -> list[StepRun]:
    """Each step when it ran last, in the order in which they ran."""
    rows = connection.execute(
        "from operation.steps qualify row_number() over (partition by step order by started_at desc) = 1 "
        "order by started_at"
    ).fetchall()
    return [
        StepRun(run_id=row[0], step=row[1], started_at=row[2], seconds=row[3], waited_seconds=row[4], rows_added=row[5])
        for row in rows
    ]
