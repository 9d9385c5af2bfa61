"""What the UI's button for a backfill asks of Dagster: the days come again from the archive, no other is touched."""

import json
import signal
import socket
import subprocess
import time
import urllib.request

import duckdb
import pytest

from tests.integration.test_backfill import OF_A_DAY
from tests.played import dump

pytestmark = pytest.mark.soak

# The last days: a version that comes again after a later one of its article would be numbered after it.
LOST = ("2026-03-18", "2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22")
LAUNCH = """mutation($given: LaunchBackfillParams!) { launchPartitionBackfill(backfillParams: $given) {
    __typename ... on LaunchBackfillSuccess { backfillId } ... on PythonError { message } } }"""
STANDS = "query($id: String!) { partitionBackfillOrError(backfillId: $id) { ... on PartitionBackfill { status } } }"
RUNS = """query($id: String!) { runsOrError(filter: {tags: [{key: "dagster/backfill", value: $id}]}) {
    ... on Runs { results { status } } } }"""
ASSETS = "{ assetNodes { isPartitioned isExecutable assetKey { path } } }"


@pytest.fixture
def ask(played):
    """GraphQL of `sigact dev` over the demo's data, as the UI speaks it; its schedules are off."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    command = played.installed.command("--registry", "newsroom", "--data-dir", "demo-data", "dev", "--port", str(port))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    environment = played.installed.environment() | {"SIGACT_SCHEDULES": "false"}
    process = subprocess.Popen(command, cwd=played.folder, env=environment, **quiet)

    def asked(query, **given):
        body = json.dumps({"query": query, "variables": given}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["data"]

    try:
        until(lambda: reached(asked), 180)
        yield asked
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def reached(asked):
    try:
        return asked("{ assetNodes { isPartitioned } }")["assetNodes"]
    except OSError:
        return None


def until(found, seconds):
    """What is found, once it is; it fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline
        time.sleep(1)
    return value


def lose(database):
    """Take away what the days brought; which copies were found, and which attacks, stays known."""
    with duckdb.connect(str(database)) as connection:
        for table, column in (OF_A_DAY | {"wire_items": "loaded_at", "article_sketches": "loaded_at"}).items():
            if column:
                connection.execute(
                    f"delete from ingest.{table} where list_contains(?, {column}::date::varchar)", [LOST]
                )
        for table in ("article_paragraphs", "article_dates", "sentences"):
            connection.execute(
                f"delete from ingest.{table} where article_version_id not in "
                "(select article_version_id from ingest.article_versions)"
            )


def test_a_backfill_of_five_days_makes_good_what_is_missing_and_touches_no_other(ask, played):
    database = played.data / "build.duckdb"
    before = dump(database)
    lose(database)
    assert len(before["ingest.article_versions"]) > len(dump(database)["ingest.article_versions"])
    keys = [node["assetKey"] for node in ask(ASSETS)["assetNodes"] if node["isPartitioned"] and node["isExecutable"]]
    launched = ask(LAUNCH, given={"assetSelection": keys, "partitionNames": LOST, "tags": []})
    assert "LaunchBackfillSuccess" == launched["launchPartitionBackfill"]["__typename"], launched
    backfill = launched["launchPartitionBackfill"]["backfillId"]

    def ended():
        status = ask(STANDS, id=backfill)["partitionBackfillOrError"]["status"]
        return status if status not in ("REQUESTED", "CANCELING", "FAILING") else None

    assert "COMPLETED_SUCCESS" == until(ended, 600)
    assert ["SUCCESS"] == [run["status"] for run in ask(RUNS, id=backfill)["runsOrError"]["results"]]
    after = dump(database)
    assert [] == [table for table in before if before[table] != after[table]]
