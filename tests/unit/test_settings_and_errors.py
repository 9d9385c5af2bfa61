"""Settings, and bad input: each fault ends in one sentence that names the thing and the next step."""

import os
import re
import socket
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from filelock import FileLock

from ingest.errors import Busy, DatabaseError, SettingError
from orchestration.cli import main
from orchestration.settings import Settings, load_settings, require_contact
from orchestration.workplace import Workplace
from warehouse.connect import hold_lock, newest_version, open_build, read_meta

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """A folder without sigact.toml and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SIGACT_")]:
        monkeypatch.delenv(name)


def sigact(*arguments, **environment):
    """Run the command; exit code, standard output, standard error."""
    done = CliRunner().invoke(main, arguments, env=environment)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def fails_plainly(*arguments, **environment):
    """One line on standard error, exit code 1, no traceback; the line."""
    code, _, error = sigact(*arguments, **environment)
    assert 1 == code
    assert 1 == error.count("\n"), error
    assert error.startswith("sigact: ")
    return error


def test_defaults_run_on_a_laptop(tmp_path):
    settings = load_settings()
    assert ("world", tmp_path / "data", None) == (settings.registry, settings.data_dir, settings.contact)


def test_a_process_that_is_started_from_here_has_the_same_settings(monkeypatch, tmp_path):
    given = {
        "contact": "a@b.example", "poll_minutes": 30, "weekly_at": "Mon 01:30", "schedules": False, "daily_at": "06:00",
        "first_day": "2026-02-01", "metrics_file": tmp_path / "m", "extra_ports": (8080,), "data_dir": tmp_path / "d",
        "alert_url": "https://a.example/hook", "ui_url": "https://ui.example", "lock_wait_seconds": 1.5, "ui_port": 1,
        "retry_pause_seconds": 0.5,
    }  # fmt: skip
    settings = load_settings(**given)
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    assert settings.model_dump() == load_settings().model_dump()


def test_an_argument_beats_the_environment_beats_the_file_beats_the_default(monkeypatch):
    Path("sigact.toml").write_text('daily_at = "01:00"\nui_port = 4000\ndbt_threads = 1\n')
    monkeypatch.setenv("SIGACT_DAILY_AT", "02:00")
    monkeypatch.setenv("SIGACT_UI_PORT", "4001")
    settings = load_settings(daily_at="03:00")
    assert ("03:00", 4001, 1, 600.0) == (
        settings.daily_at,
        settings.ui_port,
        settings.dbt_threads,
        settings.lock_wait_seconds,
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SIGACT_DAILY_AT", "25:00", r"daily_at"),
        ("SIGACT_NOW", "2026-03-10", r"needs its offset|works with the newsroom only"),
        ("SIGACT_NOW", "2026-03-10T05:00Z", r"works with the newsroom only: unset it"),
        ("SIGACT_CONTACT", "me", r"must be an e-mail or web address"),
        ("SIGACT_CONTACT", "me@example.org>\r\nX: y", r"must be an e-mail or web address"),
        ("SIGACT_DATADIR", "x", r"SIGACT_DATADIR is no setting: did you mean SIGACT_DATA_DIR\?"),
        ("SIGACT_REGISTRY", "moon", r"registry"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=told):
        load_settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [("daly_at = '01:00'", "`daly_at` is no setting; did you mean `daily_at`"), ("a = ", "no readable TOML")],
)
def test_a_wrong_file_is_named(text, told):
    Path("sigact.toml").write_text(text)
    with pytest.raises(SettingError, match=told):
        load_settings()


def test_real_sources_are_not_asked_by_nobody():
    with pytest.raises(SettingError, match="SIGACT_CONTACT"):
        require_contact(load_settings())


def test_a_build_database_refuses_another_registry(tmp_path):
    path = tmp_path / "build.duckdb"
    with open_build(path, "newsroom"):
        pass
    with pytest.raises(DatabaseError, match="serves the registry 'newsroom', not 'world'"), open_build(path, "world"):
        pass


def test_a_refused_database_is_not_migrated(tmp_path):
    path = tmp_path / "build.duckdb"
    with open_build(path, "newsroom") as connection:
        connection.execute("update ingest.meta set value = '1' where key = 'schema_version'")
    with pytest.raises(DatabaseError, match="serves the registry"), open_build(path, "world"):
        pass
    assert "1" == read_meta(path)["schema_version"]


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "build.duckdb"
    with open_build(path, "newsroom") as connection:
        connection.execute("update ingest.meta set value = '99' where key = 'schema_version'")
    with (
        pytest.raises(DatabaseError, match=f"version 99, this sigact knows {newest_version()}"),
        open_build(path, "newsroom"),
    ):
        pass


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "build.duckdb"
    path.write_text("not a database, but long enough to be read as one " * 100)
    with pytest.raises(DatabaseError, match="cannot be opened"), open_build(path, "newsroom"):
        pass


def test_the_build_database_cannot_reach_outside_its_file(tmp_path):
    with open_build(tmp_path / "build.duckdb", "newsroom") as connection:
        for statement in ("select * from read_csv('/etc/passwd')", "set enable_external_access = true"):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)


def test_the_lock_is_held_by_one_process_and_entered_again_by_the_same(tmp_path):
    with hold_lock(tmp_path / "run.lock", wait_seconds=0), hold_lock(tmp_path / "run.lock", wait_seconds=0):
        pass
    # Another lock object stands for another process: flock is held by the open file.
    with (
        FileLock(tmp_path / "run.lock"),
        pytest.raises(Busy, match="another run is at work"),
        hold_lock(tmp_path / "run.lock", wait_seconds=0.1),
    ):
        pass


def test_help_comes_with_examples_for_every_command():
    for command in ("demo", "run", "sql", "status", "dev"):
        code, out, _ = sigact(command, "--help")
        assert 0 == code
        assert "Examples:" in out


def test_asking_before_anything_is_published_says_what_to_run():
    assert "run `sigact demo` or `sigact run` first" in fails_plainly("sql", "select 1")


def test_a_run_over_real_sources_without_a_contact_says_how_to_set_one():
    assert "SIGACT_CONTACT" in fails_plainly("run")


def test_a_data_directory_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").touch()
    error = fails_plainly("--data-dir", str(tmp_path / "file" / "data"), "demo")
    assert "choose another with --data-dir" in error


def test_a_port_in_use_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} is in use" in fails_plainly("dev", "--port", port)


def test_another_run_in_progress_is_told_and_nothing_is_written(tmp_path):
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / "run.lock"):
        assert "another run is at work" in fails_plainly("--registry", "newsroom", "run")
    assert ["run.lock"] == [path.name for path in (tmp_path / "data").iterdir()]


def test_a_broken_registry_file_is_told_and_asking_for_its_source_alone_writes_nothing(tmp_path):
    own = tmp_path / "data" / "sources"
    own.mkdir(parents=True)
    (own / "desk.yaml").write_text("id: desk\nnmae: Desk\n")
    fault = "desk.yaml, line 2: nmae: unknown key; did you mean `name`?"
    assert fault in fails_plainly("run", "--only", "desk", SIGACT_CONTACT="desk@example.org")
    assert not (tmp_path / "data" / "build.duckdb").exists()
    assert fault in sigact("sources", "list")[2]
    code, out, _ = sigact("doctor")
    [told] = [line for line in out.splitlines() if fault in line]
    assert (1, "BAD") == (code, told.split()[0])


def test_a_language_model_that_is_not_installed_is_named(tmp_path):
    error = fails_plainly("--registry", "newsroom", "run", SIGACT_SPACY_MODEL="en_core_web_xl")
    assert "'en_core_web_xl', which is not installed" in error
    assert not (tmp_path / "data" / "build.duckdb").exists()


def test_status_says_where_everything_is_and_writes_nothing(tmp_path):
    code, out, _ = sigact("status")
    assert 0 == code
    assert str(tmp_path / "data") in out
    assert [] == list(tmp_path.iterdir())


def test_every_setting_is_documented_with_its_default():
    rows = dict(re.findall(r"^\| `(\w+)` \| `?([^`|]+?)`? \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    shown = {
        name: "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in defaults.items()
    }
    assert shown == rows


def test_a_data_directory_is_of_the_registry_that_it_was_made_for(tmp_path):
    press = Workplace(load_settings(registry="newsroom", data_dir=tmp_path / "press"))
    with press.locked(), press.database():
        pass
    assert "newsroom" == load_settings(data_dir=tmp_path / "press").registry
    assert "world" == load_settings(data_dir=tmp_path / "other").registry
    error = fails_plainly("--data-dir", "press", "--registry", "world", "run", SIGACT_CONTACT="desk@example.org")
    assert "serves the registry 'newsroom', not 'world'" in error
    assert not (tmp_path / "press" / "dagster").exists()
