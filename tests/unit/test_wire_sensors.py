"""The sensors of `sigact dev`: when they start a run for an agency's files, and for its service."""

import dagster as dg
import pytest

from orchestration.schedules import JOB
from orchestration.sensors import build_sensors
from orchestration.settings import load_settings
from samples.newsroom.press import ROUNDS

YAML = """\
id: desk
name: Desk
kind: agency
homepage: https://desk.example/
language: en
timezone: UTC
scale: Other
wire: {path: desk, url: "https://api.desk.example/items", poll_seconds: 600}
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "desk.yaml").write_text(YAML)
    (tmp_path / "wire" / "desk").mkdir(parents=True)
    return load_settings(data_dir=tmp_path, contact="desk@example.org")


@pytest.fixture
def sensors(settings):
    return {sensor.name: sensor for sensor in build_sensors(settings)}


def look(sensor, cursor=None, instance=None):
    with dg.build_sensor_context(instance=instance or dg.DagsterInstance.ephemeral(), cursor=cursor) as context:
        return sensor(context)


def test_there_is_a_sensor_for_folders_and_one_for_services_and_both_are_on(sensors):
    assert {"wire_files": 600, "wire_services": 600} == {
        name: sensor.minimum_interval_seconds for name, sensor in sensors.items()
    }
    assert {dg.DefaultSensorStatus.RUNNING} == {sensor.default_status for sensor in sensors.values()}
    assert {JOB} == {sensor.job_name for sensor in sensors.values()}


def test_a_file_starts_one_run_once_it_has_looked_the_same_twice(settings, sensors):
    file = settings.wire / "desk" / "a.xml"
    nothing = look(sensors["wire_files"])
    file.write_text("<newsItem>")
    arriving = look(sensors["wire_files"], nothing.cursor)
    assert [[], []] == [each.run_requests for each in (nothing, arriving)]
    file.write_text("<newsItem/>")
    growing = look(sensors["wire_files"], arriving.cursor)
    finished = look(sensors["wire_files"], growing.cursor)
    again = look(sensors["wire_files"], finished.cursor)
    assert [] == growing.run_requests
    [request], [repeated] = finished.run_requests, again.run_requests
    # One key, one run: Dagster starts none for a key that it knows.
    assert request.run_key == repeated.run_key
    [instant] = request.run_config["resources"]["clock"]["config"]["instants"]
    assert instant.endswith("+00:00")
    file.unlink()
    assert [] == look(sensors["wire_files"], again.cursor).run_requests


def test_a_service_starts_a_run_unless_one_is_at_work(sensors):
    instance = dg.DagsterInstance.ephemeral()
    first, second = look(sensors["wire_services"], instance=instance), look(sensors["wire_services"], instance=instance)
    assert 1 == len(first.run_requests) == len(second.run_requests)
    with instance:
        run = instance.create_run_for_job(_job(), status=dg.DagsterRunStatus.STARTED)
        assert "a run is at work" == look(sensors["wire_services"], instance=instance).skip_reason.skip_message
        instance.delete_run(run.run_id)


def _job():
    @dg.job(name=JOB)
    def job():
        """A run of this name is at work."""

    return job


def test_the_newsroom_s_sensor_is_off_until_somebody_wants_it(tmp_path):
    [files] = build_sensors(load_settings(registry="newsroom", data_dir=tmp_path, now=ROUNDS[0]))
    assert ("wire_files", dg.DefaultSensorStatus.STOPPED) == (files.name, files.default_status)
