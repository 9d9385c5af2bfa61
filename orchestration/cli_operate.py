"""`sigact ui` and `sigact daemon`: the two halves of `sigact dev`, each as a service of its own."""

import os
import sys
from typing import Any

import click

from orchestration.plainly import plainly


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Where the UI is served on this machine.")
@click.pass_obj
@plainly
def ui(given: dict[str, Any], port: int | None) -> None:
    """Serve the Dagster UI on this machine, without its daemon. It has no log-in: put a proxy with one before it.

    \b
    Examples:
      sigact ui
      sigact ui --port 3001
    """
    from orchestration.settings import load_settings

    settings = load_settings(**given, ui_port=port)
    _become(settings, ["dagster_webserver", "--host", "127.0.0.1", "--port", str(settings.ui_port)])


@click.command()
@click.pass_obj
@plainly
def daemon(given: dict[str, Any]) -> None:
    """Run the schedules and sensors, without the UI.

    \b
    Examples:
      SIGACT_CONTACT=you@example.org sigact daemon
    """
    from orchestration.settings import load_settings

    _become(load_settings(**given), ["dagster._daemon", "run"])


def _become(settings: Any, module: list[str]) -> None:
    """Become Dagster, so that nobody stands between it and the signals that stop it."""
    from orchestration.home import write_home

    write_home(settings)
    code = ["--workspace", str(settings.dagster_home / "workspace.yaml")]
    environment = settings.as_environment() | {"DAGSTER_HOME": str(settings.dagster_home)}
    os.execve(sys.executable, [sys.executable, "-m", *module, *code], os.environ | environment)  # noqa: S606
