"""The command line. Each command composes what it needs when it is called, so that help is quick."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ingest.errors import PortInUse
from orchestration.cli_archive import archive, backfill, maintain_, reindex_, replay_
from orchestration.cli_article import article
from orchestration.cli_attack import attack, review_
from orchestration.cli_code import attempt, code
from orchestration.cli_cookbook import cookbook
from orchestration.cli_demo import demo
from orchestration.cli_eval import evaluate
from orchestration.cli_export import export
from orchestration.cli_operate import daemon, ui
from orchestration.cli_release import release_
from orchestration.cli_sources import init, sources
from orchestration.plainly import plainly

# Columns of a table that no terminal reads: rows stay on one line each for grep and less.
_UNFOLDED = 4096


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="sigact", prog_name="sigact")
@click.option("--data-dir", type=click.Path(path_type=Path), help="The directory that everything is written to.")
@click.option("--registry", type=click.Choice(["world", "newsroom"]), help="Real sources, or the bundled newsroom.")
@click.pass_context
def main(context: click.Context, data_dir: Path | None, registry: str | None) -> None:
    """sigact: a warehouse of armed attacks, built from the news every day.

    \b
    Examples:
      sigact demo                                    play the bundled newsroom, no network needed
      sigact --data-dir demo-data sql                ask the demo's database
      SIGACT_CONTACT=you@example.org sigact run      ask the real sources once
      sigact dev                                     the Dagster UI, with schedule and lineage
    """
    context.obj = {"data_dir": data_dir, "registry": registry}


main.add_command(demo)
main.add_command(sources)
main.add_command(article)
main.add_command(attack)
main.add_command(review_)
main.add_command(init)
main.add_command(code)
main.add_command(attempt)
main.add_command(evaluate)
main.add_command(archive)
main.add_command(reindex_)
main.add_command(replay_)
main.add_command(export)
main.add_command(cookbook)
main.add_command(release_)
main.add_command(backfill)
main.add_command(maintain_)
main.add_command(ui)
main.add_command(daemon)


@main.command()
@click.option("--all-feeds", is_flag=True, help="Ask every feed, also those that are not due.")
@click.option("--only", multiple=True, metavar="SOURCE", help="Ask, and take files of, this source alone; repeatable.")
@click.option("--rebuild", is_flag=True, help="Build all facts, also where nothing new has come.")
@click.pass_obj
@plainly
def run(given: dict[str, Any], all_feeds: bool, only: tuple[str, ...], rebuild: bool) -> None:
    """Run the daily job once: feeds that are due, articles, mentions, attacks, facts.

    \b
    Examples:
      SIGACT_CONTACT=you@example.org sigact run
      sigact run --all-feeds
      sigact run --only lake_agency
      sigact --registry newsroom --data-dir demo-data run
    """
    from rich.console import Console

    from orchestration.progress import bars
    from orchestration.run import run_job
    from orchestration.settings import load_settings, require_contact
    from orchestration.workplace import Workplace

    settings = load_settings(**given, all_feeds=all_feeds or None, only_sources=only or None, rebuild=rebuild or None)
    workplace = Workplace(settings)
    if workplace.asks_strangers:
        require_contact(settings)
    console = Console(file=sys.stdout)
    with bars(console) as reporter:
        found = run_job(settings, () if settings.registry == "newsroom" else (datetime.now(UTC),), reporter)
    counts = ", ".join(f"{count} {table}" for table, count in sorted(found.added.items())) or "nothing new"
    console.print(f"Added: {counts}.", highlight=False)
    for fault in workplace.registry.faults:
        console.print(f"Left out: {fault}", highlight=False, markup=False, soft_wrap=True)
    if found.stands:
        console.print(f"Facts: {found.stands}.", highlight=False, soft_wrap=True)
    console.print(f"Published: {settings.database}" + ("" if found.is_new else " (unchanged)"), highlight=False)


@main.command(context_settings={"ignore_unknown_options": True})  # a query may begin with a comment
@click.argument("query", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown", "parquet"]),
    default="table",
    help="For people, or for other programs.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--outside", is_flag=True, help="Let SQL read and write files and change settings.")
@click.pass_obj
@plainly
def sql(given: dict[str, Any], query: str | None, form: str, output: Path | None, outside: bool) -> None:
    """Ask the published database, once or in a conversation with completion and history.

    The file is opened read-only, while runs may write elsewhere; nothing outside it can be read or written, and no
    setting changed, unless --outside is given.

    \b
    Examples:
      sigact sql "select event_date, event_type, attacker_best_id, attacker_status from fct_attacks"
      sigact --data-dir demo-data sql
      echo "select count(*) from fct_claims" | sigact sql
      sigact sql --format csv "select * from fct_attacks" > attacks.csv
      sigact sql --format parquet --output evidence.parquet "from fct_evidence"
    """
    from rich.console import Console

    from orchestration.query import QueryError, open_published, show
    from orchestration.query_formats import as_bytes
    from orchestration.query_shell import converse
    from orchestration.settings import load_settings

    settings, console = load_settings(**given), Console(width=None if sys.stdout.isatty() else _UNFOLDED)
    if query is None and not sys.stdin.isatty():
        query = sys.stdin.read()
    if output and form == "table":
        raise QueryError("a table is for the terminal: say --format csv, json, markdown or parquet with --output")
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise QueryError("Parquet is no text: name a file with --output")
    with open_published(settings.database, may_reach_out=outside) as connection:
        if query is None:
            converse(connection, settings.data_dir / "sql_history", console)
        elif form == "table":
            show(connection, query, console)
        else:
            rows = as_bytes(connection, query, form)
            if output:
                output.write_bytes(rows)
            else:
                sys.stdout.buffer.write(rows)


@main.command()
@click.argument("name", required=False)
@click.option("--all", "show_all", is_flag=True, help="Also those that passed.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Rows to show.")
@click.pass_obj
@plainly
def checks(given: dict[str, Any], name: str | None, show_all: bool, limit: int) -> None:
    """Say how the checks of the last run ended; with NAME, show the rows that the test found.

    \b
    Examples:
      sigact checks
      sigact --data-dir demo-data checks assert_munitions_of_mentions_add_up
    """
    from rich.console import Console

    from orchestration.checks_report import faults, read_checks
    from orchestration.query import show_rows
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    settings, console = load_settings(**given), Console(width=None if sys.stdout.isatty() else _UNFOLDED)
    if name:
        show_rows(console, *faults(Workplace(settings), name, limit))
        return
    found = read_checks(settings)
    shown = [check for check in found if show_all or check.outcome != "passed"]
    if shown:
        show_rows(console, ["outcome", "check", "rows", "says"], [(c.outcome, c.name, c.rows, c.says) for c in shown])
    passed = sum(check.outcome == "passed" for check in found)
    console.print(f"{passed} of {len(found)} checks passed." if found else "No run has made a check yet.")


@main.command()
@click.pass_obj
@plainly
def status(given: dict[str, Any]) -> None:
    """Say where everything is and what it holds.

    \b
    Examples:
      sigact status
      sigact --data-dir demo-data status
    """
    from orchestration.settings import load_settings
    from orchestration.status import describe

    for label, value in describe(load_settings(**given)):
        click.echo(f"{label:>15}  {value}")


@main.command()
@click.option("--archive", "reads_archive", is_flag=True, help="Read every byte of the archive too.")
@click.pass_obj
@plainly
def doctor(given: dict[str, Any], reads_archive: bool) -> None:
    """Look for what may keep a run from going well, and say what to do; exit code 1 where something is wrong.

    \b
    Examples:
      sigact doctor
      sigact --data-dir demo-data doctor --archive
    """
    from orchestration.doctor import examine
    from orchestration.settings import load_settings

    findings = list(examine(load_settings(**given), datetime.now(UTC), reads_archive=reads_archive))
    for finding in findings:
        advice = f" -> {finding.advice}" if finding.advice else ""
        click.echo(f"{'ok' if finding.is_well else 'BAD':>4}  {finding.name:<10} {finding.told}{advice}")
    sys.exit(0 if all(finding.is_well for finding in findings) else 1)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Where the UI is served on this machine.")
@click.pass_obj
@plainly
def dev(given: dict[str, Any], port: int | None) -> None:
    """Serve the Dagster UI with its daemon on this machine: lineage, runs, checks, schedule.

    \b
    Examples:
      sigact --registry newsroom --data-dir demo-data dev
      sigact dev --port 3001
    """
    from orchestration.home import write_home
    from orchestration.settings import load_settings

    settings = load_settings(**given, ui_port=port)
    _require_free(settings.ui_port)
    write_home(settings)
    click.echo(f"Dagster UI on http://127.0.0.1:{settings.ui_port} — stop with Ctrl-C")
    environment = settings.as_environment() | {"DAGSTER_HOME": str(settings.dagster_home)}
    # `dg`, which Dagster would rather see, needs a project of its own making.
    python = [sys.executable, "-W", "ignore:Function `dev_command`"]
    served = ["--host", "127.0.0.1", "--port", str(settings.ui_port)]
    code = ["--workspace", str(settings.dagster_home / "workspace.yaml")]
    command = [*python, "-m", "dagster", "dev", *served, *code, "--log-level", "warning"]
    # Becoming Dagster, instead of starting it, leaves nobody between it and the signals that stop it; a shell that
    # starts us in the background has told us to ignore the interrupt, and Dagster listens to no other.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.execve(sys.executable, command, os.environ | environment)  # noqa: S606


def _require_free(port: int) -> None:
    import socket

    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        raise PortInUse(
            f"port {port} is in use ({error.strerror}): choose another with --port or SIGACT_UI_PORT",
            subject=str(port),
        ) from error
