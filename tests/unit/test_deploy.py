"""What is shipped to run for years: the units start commands that exist, and nothing is told to anybody."""

import configparser
import shlex
from pathlib import Path

import pytest
import yaml

from orchestration.cli import main
from orchestration.home import POOL, write_home
from orchestration.settings import PROJECT, Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))


def read_unit(path):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(path)
    return parser


def test_no_two_migrations_have_one_number():
    """Of two, a database that has run the one would never run the other."""
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "warehouse" / "migrations").glob("*.sql"))]
    assert list(range(1, len(numbers) + 1)) == numbers


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_starts_a_command_that_exists_as_nobody_special(path):
    service = read_unit(path)["Service"]
    program, command = shlex.split(service["ExecStart"])
    assert ("sigact", True) == (Path(program).name, command in main.commands)
    assert ("sigact", "yes", "strict") == (service["User"], service["NoNewPrivileges"], service["ProtectSystem"])


def test_every_name_in_the_environment_file_is_a_setting():
    lines = (ROOT / "deploy" / "sigact.env").read_text(encoding="utf-8").splitlines()
    names = [line.removeprefix("#").partition("=")[0] for line in lines if "SIGACT_" in line]
    assert [] == [name for name in names if name.removeprefix("SIGACT_").lower() not in Settings.model_fields]
    assert "SIGACT_CONTACT" in names


def test_the_shipped_instance_tells_nobody_and_lets_one_step_write_at_a_time(tmp_path):
    settings = load_settings(registry="newsroom", data_dir=tmp_path)
    write_home(settings)
    instance = yaml.safe_load((settings.dagster_home / "dagster.yaml").read_text(encoding="utf-8"))
    assert {"enabled": False} == instance["telemetry"] == instance["nux"]
    assert {"default_limit": 1, "granularity": "op"} == instance["concurrency"]["pools"]
    assert POOL
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False


def test_an_instance_that_an_operator_changed_is_left_and_one_of_before_is_renewed(tmp_path):
    settings = load_settings(registry="newsroom", data_dir=tmp_path)
    settings.dagster_home.mkdir()
    path = settings.dagster_home / "dagster.yaml"
    path.write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    write_home(settings)
    assert "telemetry: {enabled: false}\n" == path.read_text(encoding="utf-8")
    path.write_text(
        "telemetry: {enabled: false}\nnux: {enabled: false}\npython_logs: {python_log_level: INFO}\n"
        "retention: {schedule: {purge_after_days: 90}}\n",
        encoding="utf-8",
    )
    write_home(settings)
    assert "concurrency" in path.read_text(encoding="utf-8")
