"""What an operator is told: drift, alerts, metrics, pictures, the doctor; and what happens to runs that were killed."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from sqlite3 import OperationalError

import dagster as dg
import pytest
from click.testing import CliRunner

from ingest.errors import Busy, SettingError
from orchestration.alerts import of_run, send
from orchestration.alive import bury, hold, let_go
from orchestration.checks import build_checks
from orchestration.cli import main
from orchestration.doctor import examine
from orchestration.drift import SHARES, Share, read_share
from orchestration.home import open_instance
from orchestration.metrics import as_openmetrics, read_metrics
from orchestration.occasion import newsroom_days
from orchestration.pictures import on_map, per_day
from orchestration.schedules import build_schedules
from orchestration.settings import load_settings
from orchestration.unit_of_work import is_transient, tried_again
from orchestration.workplace import Workplace
from warehouse.compact import compact
from warehouse.connect import open_build
from warehouse.metrics import StepRun, last_steps, save_step

NOW = datetime(2026, 3, 10, 5, tzinfo=UTC)
STEP = StepRun(
    run_id="r1",
    step="collect",
    started_at=NOW,
    seconds=2.5,
    waited_seconds=0.5,
    rows_added={"entries": 3, "captures": 4},
)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return load_settings(registry="newsroom", data_dir=tmp_path / "data")


@contextmanager
def receiver(*statuses):
    """A webhook that answers with these statuses, one after another; what it was sent."""
    got, waiting = [], list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(waiting.pop(0))
            self.end_headers()

        def log_message(self, *_):
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", got
    finally:
        server.shutdown()
        server.server_close()


def test_an_alert_links_to_the_run_and_is_sent_again_where_the_receiver_stumbles(settings):
    paused = []
    with receiver(503, 200) as (url, got):
        told = settings.model_copy(update={"alert_url": url, "ui_url": "https://ui.example/"})
        assert send(told, of_run(told, "r1", "daily", "the disk is full"), paused.append)
    assert [0, 1] == paused
    assert got[0] == got[1]
    assert "https://ui.example/runs/r1" == got[0]["url"]
    assert "sigact: daily failed: the disk is full https://ui.example/runs/r1" == got[0]["text"]


def test_an_alert_that_nobody_takes_fails_nothing_and_is_in_the_log(settings):
    told = settings.model_copy(update={"alert_url": "http://127.0.0.1:1/hook"})
    assert not send(told, of_run(told, "r1", "daily", "x"), lambda seconds: None)
    assert "alert.failed" in (settings.logs / "sigact.jsonl").read_text()


def share(now, before, total=100):
    return Share(count=round(now * total), total=total, count_before=round(before * 1000), total_before=1000)


def test_a_share_drifts_by_more_than_chance_and_news_explain():
    assert share(0.3, 0.8).has_drifted
    assert not share(0.7, 0.8).has_drifted
    assert not share(0.5, 0.7, total=20).has_drifted  # chance alone does that with twenty
    assert not share(0.0, 1.0, total=19).has_drifted  # too few to tell
    assert not Share(count=0, total=0, count_before=5, total_before=100).has_drifted
    assert not Share(count=5, total=100, count_before=0, total_before=0).has_drifted


@pytest.mark.parametrize("name", SHARES)
def test_every_share_can_be_read_of_an_empty_ledger(settings, name):
    settings.data_dir.mkdir()
    with open_build(settings.build_database, "newsroom") as connection:
        assert Share(count=0, total=0, count_before=0, total_before=0) == read_share(connection, name)


def test_the_trends_are_well_where_there_is_nothing(settings):
    [trends] = [check for check in build_checks() if check.op.name == "trends"]
    found = list(trends(workplace=Workplace(settings)))
    assert [] == [result.description for result in found if not result.passed]
    assert 7 == len(found)


def test_a_check_that_fails_says_what_to_do(settings):
    [trends] = [check for check in build_checks() if check.op.name == "trends"]
    workplace = Workplace(settings)
    with workplace.locked(), workplace.database() as connection:
        for number in range(60):
            at = NOW - timedelta(days=2 if number < 30 else 0, hours=number % 5)
            error = None if number < 30 else "http_500"
            connection.execute(
                "insert into ingest.feed_fetches (fetch_id, feed_id, source_id, capture_id, polled_at, size_bytes, "
                "error, loaded_at) values (?, 'fed', 'desk', ?, ?, 1, ?, ?)",
                [f"fet{number}", f"cap{number}", at, error, at],
            )
            connection.execute(
                "insert into ingest.captures by name select ? as capture_id, 'feed' as kind, 'desk' as source_id, "
                "[] as entry_ids, 'u' as url, 'u' as final_url, ? as polled_at, ? as fetched_at, 1 as size_bytes, "
                "'w' as warc_file, 0 as warc_offset, 1 as warc_length, false as is_truncated",
                [f"cap{number}", at, at],
            )
    [fault] = [result for result in trends(workplace=workplace) if result.check_name == "feeds_can_be_read"]
    assert not fault.passed
    assert "0% of 30, in the 28 days before 100% of 30" in fault.description
    assert "`sigact sources health` names the feeds." in fault.description


def test_only_what_may_pass_is_tried_again():
    passing = (Busy("x"), OperationalError("database is locked"), ConnectionResetError(), TimeoutError())
    assert [True] * 4 == [is_transient(fault) for fault in passing]
    assert not any(is_transient(fault) for fault in (SettingError("x"), OSError(28, "No space left"), KeyError("x")))


def test_a_step_waits_longer_from_try_to_try_and_then_gives_up():
    waits = []
    for tries in range(3):
        with pytest.raises(dg.RetryRequested) as told, tried_again(tries, 15):
            raise Busy("another run is at work")
        waits.append(told.value.seconds_to_wait)
    assert [15, 30, 60] == waits
    with pytest.raises(Busy), tried_again(3, 15):
        raise Busy("another run is at work")


def test_metrics_are_stored_and_told_as_openmetrics(settings):
    settings.data_dir.mkdir()
    with open_build(settings.build_database, "newsroom") as connection:
        save_step(connection, STEP)
        assert [STEP] == last_steps(connection)
        text = as_openmetrics(read_metrics(connection), 7)
    assert 'sigact_rows_added{step="collect",table="entries"} 3\n' in text
    assert 'sigact_step_seconds{step="collect"} 2.5\n' in text
    assert text.endswith("sigact_free_bytes 7\n# EOF\n")


def test_pictures_are_made_of_numbers_alone():
    picture = per_day([(date(2026, 3, 1), 2), (date(2026, 3, 4), 1)])
    assert picture.startswith("![picture](data:image/svg+xml;base64,")
    assert on_map([(36.2, 44.0, 4)], [(36.3, 44.1), (-80.0, 10.0)]).startswith("![picture](data:")
    assert "*no dated attack*" == per_day([])
    assert on_map([], []).startswith("*no attack")


def test_the_doctor_says_what_to_do_first(settings, tmp_path):
    found = {finding.name: finding for finding in examine(settings, NOW)}
    assert all(finding.is_well for finding in found.values())
    assert "the first run makes it" == found["data"].advice
    done = CliRunner().invoke(main, ["--data-dir", str(tmp_path / "other"), "doctor"])
    assert 1 == done.exit_code
    assert "BAD  schedules  off until a contact is set -> set SIGACT_CONTACT to your address" in done.output


def test_the_doctor_sees_a_clock_that_went_back(settings):
    world = load_settings(registry="world", data_dir=settings.data_dir, contact="desk@example.org")
    (world.archive / "2026").mkdir(parents=True)
    (world.archive / "2026" / "20260311T050000Z-00001.warc.gz").touch()
    clock = {finding.name: finding for finding in examine(world, NOW)}["clock"]
    assert (False, "set the clock right, for example with chrony") == (clock.is_well, clock.advice)


def test_a_database_with_holes_is_written_anew_with_all_its_rows(settings):
    settings.data_dir.mkdir()
    with open_build(settings.build_database, "newsroom") as connection:
        connection.execute(
            "create table operation.filled as select i, repeat(md5(i::varchar), 9) t from range(90000) r(i)"
        )
    with open_build(settings.build_database, "newsroom") as connection:
        connection.execute("delete from operation.filled where i > 9")
    with open_build(settings.build_database, "newsroom") as connection:
        connection.execute("create or replace table operation.filled as from operation.filled")
    done = compact(settings.build_database)
    assert done.after < done.before
    with open_build(settings.build_database, "newsroom") as connection:
        assert [(10,)] == connection.execute("select count(*) from operation.filled").fetchall()
        assert [(0,)] == connection.execute("select count(*) from ingest.source_health").fetchall()
    again = compact(settings.build_database)
    assert again.before == again.after


def started(instance, run_id):
    instance.run_storage.add_run(dg.DagsterRun(job_name="daily", run_id=run_id, status=dg.DagsterRunStatus.STARTED))


def test_a_run_whose_process_was_killed_is_buried_and_one_that_lives_is_not(settings):
    """No daemon is asked: the kernel has freed the lock of the one, and of the other it has not."""
    code = (
        "import sys, time; from orchestration.alive import hold; from orchestration.settings import load_settings; "
        "hold(load_settings(registry='newsroom', data_dir=sys.argv[1]), 'dead'); print('held', flush=True); "
        "time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, settings.data_dir], stdout=subprocess.PIPE)
    with open_instance(settings) as instance:
        assert b"held\n" == process.stdout.readline()
        started(instance, "dead")
        started(instance, "unborn")
        assert [] == bury(settings, instance)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        hold(settings, "living")
        started(instance, "living")
        assert ["dead"] == bury(settings, instance)
        statuses = {run.run_id: run.status.value for run in instance.get_runs()}
        assert {"dead": "FAILURE", "living": "STARTED", "unborn": "STARTED"} == statuses
        let_go("living")
        assert [] == bury(settings, instance)


def test_the_newsrooms_schedule_plays_one_morning_after_another(settings):
    [every_day, _] = build_schedules(settings)
    with open_instance(settings) as instance:
        context = dg.build_schedule_context(instance=instance, scheduled_execution_time=NOW)
        request = every_day(context)
        assert "2026-03-02" == request.partition_key
        instants = request.run_config["resources"]["clock"]["config"]["instants"]
        assert [newsroom_days()[0].isoformat()] == instants
        started(instance, "at-work-now")
        assert "still at work" in every_day(context).skip_message


def test_real_sources_are_asked_by_no_schedule_without_a_contact(settings):
    world = load_settings(registry="world", data_dir=settings.data_dir)
    with open_instance(world) as instance:
        for schedule in build_schedules(world):
            assert dg.DefaultScheduleStatus.STOPPED == schedule.default_status
            if schedule.name != "every_week":
                context = dg.build_schedule_context(instance=instance, scheduled_execution_time=datetime.now(UTC))
                assert "contact" in schedule(context).skip_message
