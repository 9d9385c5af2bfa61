"""One wheel, installed away from the checkout, and one demo played with it: most integration tests look at that."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
# Where a capture lies in the archive depends on how often a run was cut off; what was captured does not.
PLACES = {"captures": ("warc_file", "warc_offset", "warc_length")}


@dataclass(frozen=True)
class Installed:
    """The wheel in a folder of its own."""

    site: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.site / "bin" / "sigact"), *arguments]

    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("SIGACT_")}
        return ours | {"PYTHONPATH": str(self.site), "PYTHONSAFEPATH": "1", "COLUMNS": "160"}

    def run(self, folder: Path, *arguments: str) -> str:
        """Run `sigact` in a folder; its output. An exit code other than 0 fails the test with it."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        assert 0 == done.returncode, done.stdout + done.stderr
        return done.stdout


@dataclass(frozen=True)
class Played:
    """A folder in which the demo was played, with what it printed."""

    installed: Installed
    folder: Path
    output: str

    @property
    def data(self) -> Path:
        return self.folder / "demo-data"

    @property
    def published(self) -> Path:
        return self.data / "published" / "sigact.duckdb"

    def sql(self, query: str) -> str:
        """What `sigact sql` prints."""
        return self.installed.run(self.folder, "--data-dir", "demo-data", "sql", query)

    def rows(self, query: str) -> list[tuple]:
        """Rows of the published database."""
        with duckdb.connect(str(self.published), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return connection.execute(query).fetchall()


def dump(database: Path) -> dict[str, list[tuple]]:
    """Every row of every table of ledger and marts, in an order of their own."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name in ('ingest', 'marts') order by all"
        ).fetchall()
        return {
            f"{schema}.{table}": sorted(
                connection.execute(f"select * {_without(table)} from {schema}.{table}").fetchall(), key=repr
            )
            for schema, table in tables
        }


def _without(table: str) -> str:
    return f"exclude ({', '.join(PLACES[table])})" if table in PLACES else ""


def _once(tmp_path_factory, name: str, make: Callable[[Path], str]) -> tuple[Path, str]:
    """A folder that the first of the test processes fills for all of them, and what filling it printed."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    printed = folder.with_suffix(".txt")
    with FileLock(folder.with_suffix(".lock")):
        if not printed.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            printed.write_text(make(folder), encoding="utf-8")
    return folder, printed.read_text(encoding="utf-8")


def _install(site: Path) -> str:
    wheels = site.with_name("wheel")
    hatch = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(hatch, cwd=ROOT, check=True, capture_output=True)
    [wheel] = wheels.glob("sigact-*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target", str(site)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    return str(wheel)


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Installed:
    """Build the wheel and install it, alone, into an empty folder."""
    return Installed(_once(tmp_path_factory, "site", _install)[0])


@pytest.fixture(scope="session")
def played(installed, tmp_path_factory) -> Played:
    """Play the demo in an empty folder; each test process has a copy of its own, which its tests may change."""
    first, printed = _once(tmp_path_factory, "demo", lambda folder: installed.run(folder, "demo"))
    folder = tmp_path_factory.mktemp("played")
    shutil.copytree(first, folder, dirs_exist_ok=True, symlinks=True)
    return Played(installed, folder, printed)
