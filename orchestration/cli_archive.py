"""`sigact archive …`, `sigact reindex` and `sigact replay`: what the archive alone can give again."""

import sys
from datetime import datetime
from typing import Any

import click

from orchestration.plainly import plainly


@click.group()
def archive() -> None:
    """Look after the archive: every response and file, as received.

    \b
    Examples:
      sigact archive verify
    """


@archive.command("verify")
@click.pass_obj
@plainly
def verify_(given: dict[str, Any]) -> None:
    """Read every WARC file and the journal, check their digests, and that none is missing; exit code 1 on a fault.

    \b
    Examples:
      sigact archive verify
      sigact --data-dir demo-data archive verify
    """
    from rich.console import Console

    from orchestration.archive import verify
    from orchestration.progress import bars
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    with bars(Console(file=sys.stdout)) as reporter:
        found = verify(Workplace(load_settings(**given), reporter))
    for fault in found.faults:
        click.echo(fault)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(found.captures.items())) or "no capture"
    lines = f", {found.lines} lines of the journal" if found.lines else ""
    click.echo(f"{found.files} of {found.files + len(found.faults)} files are sound: {kinds}{lines}.")
    if not found.is_compared:
        click.echo("They were not compared with the index: a run is at work.")
    sys.exit(1 if found.faults else 0)


@click.command("reindex")
@click.pass_obj
@plainly
def reindex_(given: dict[str, Any]) -> None:
    """Make the index of the archive, `ingest.captures`, anew from the WARC files alone.

    \b
    Examples:
      sigact reindex
    """
    from rich.console import Console

    from orchestration.archive import reindex
    from orchestration.progress import bars
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    with bars(Console(file=sys.stdout)) as reporter:
        count = reindex(Workplace(load_settings(**given), reporter))
    click.echo(f"{count} captures in the index.")


@click.command("replay")
@click.option("--since", required=True, help="The day or instant (UTC) of the first captures that are run again.")
@click.pass_obj
@plainly
def replay_(given: dict[str, Any], since: str) -> None:
    """Build a new database from the archive and your sources alone; nobody is asked.

    Every instant at which a run asked anybody is played again, in order, each as if it were now. The old
    build.duckdb must be out of the way.

    \b
    Examples:
      sigact replay --since 2026-03-01
      sigact --data-dir demo-data replay --since 2026-03-04T05:00Z
    """
    from rich.console import Console

    from orchestration.progress import bars
    from orchestration.replay import replay
    from orchestration.settings import load_settings

    console = Console(file=sys.stdout)
    with bars(console) as reporter:
        found = replay(load_settings(**given), _instant(since), reporter)
    counts = ", ".join(f"{count} {table}" for table, count in sorted(found.added.items())) or "nothing"
    console.print(f"Built: {counts}.", highlight=False)


def _instant(text: str) -> datetime:
    from datetime import UTC

    from ingest.errors import SettingError

    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"--since: {text!r} is no day or instant such as 2026-03-10", subject="--since") from error
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


@click.command()
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day, in UTC.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="The last day; without it, the first alone.")
@click.pass_obj
@plainly
def backfill(given: dict[str, Any], first: datetime, last: datetime | None) -> None:
    """Take some days from the archive again: what is missing of them is made good, all else stays as it is.

    Nobody is asked, unless today is one of the days. A day that is whole gives nothing new. What comes late joins the
    attacks that it tells of, and is believed from now on.

    \b
    Examples:
      sigact backfill --from 2026-03-01 --to 2026-03-07
      sigact --data-dir demo-data backfill --from 2026-03-10
    """
    from rich.console import Console

    from ingest.errors import SettingError
    from orchestration.occasion import Span
    from orchestration.progress import bars
    from orchestration.run import run_job
    from orchestration.settings import load_settings

    span = Span(first.date(), (last or first).date())
    if span.last < span.first:
        raise SettingError(f"--to {span.last} lies before --from {span.first}", subject="--to")
    console = Console(file=sys.stdout)
    with bars(console) as reporter:
        found = run_job(load_settings(**given), (), reporter, days=span)
    counts = ", ".join(f"{count} {table}" for table, count in sorted(found.added.items())) or "nothing was missing"
    console.print(f"Added: {counts}.", highlight=False)


@click.command("maintain")
@click.pass_obj
@plainly
def maintain_(given: dict[str, Any]) -> None:
    """Do the weekly maintenance now: verify the archive, make all facts anew, compact, put away what is old.

    \b
    Examples:
      sigact maintain
    """
    from orchestration.home import open_instance
    from orchestration.maintenance import maintain
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    settings = load_settings(**given)
    with open_instance(settings) as instance:
        for name, told in maintain(Workplace(settings), instance):
            click.echo(f"{name:>17}  {told}")
