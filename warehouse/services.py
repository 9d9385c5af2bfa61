"""What the ledger knows of agencies' services: the last page that each was asked for."""

import duckdb

from ingest.records import WirePoll
from warehouse.store import to_records


def last_polls(connection: duckdb.DuckDBPyConnection) -> dict[str, WirePoll]:
    """source_id → the newest poll of its service; one that was never asked has none."""
    rows = connection.sql(
        "from ingest.wire_polls "
        "qualify row_number() over (partition by source_id order by polled_at desc, page_no desc, poll_id) = 1"
    )
    return {poll.source_id: poll for poll in to_records(rows.pl(), WirePoll)}
