"""What the small seeds say, told twice: what the second telling changes was believed otherwise before."""

from pathlib import Path

import polars as pl

from tests.dbt.ledger import Ledger, day
from warehouse.reference import read_reference, save_reference

FIRST, SECOND = day(1), day(10)


def learn(ledger: Ledger, seeds: Path) -> None:
    """On day 1 nobody knows of a former operator, the army has another name, and the gunmen are a group of the Hill
    Front's; on day 10 the seeds say what they say now."""
    now = read_reference(seeds)
    first = now.filter(pl.col("seed") != "site_periods").with_columns(
        pl.col("content").str.replace("Northland Army", "Army of Northland", literal=True)
    )
    relation = (
        "actor_relations",
        '["act_gunmen", "part_of", "act_hill_front", ""]',
        '{"actor_id": "act_gunmen", "related_actor_id": "act_hill_front", "relation": "part_of"}',
    )
    save_reference(
        ledger.connection, pl.concat([first, pl.DataFrame([relation], schema=now.schema, orient="row")]), FIRST
    )
    save_reference(ledger.connection, now, SECOND)
