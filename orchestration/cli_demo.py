"""`sigact demo`: the bundled newsroom."""

from typing import Any

import click

from orchestration.plainly import plainly


@click.command()
@click.option("--day", type=click.IntRange(1, 31), metavar="N", help="Stop after the last round of N March, or before.")
@click.option("--keep-server", is_flag=True, help="Leave the press corps up afterwards, until Ctrl-C.")
@click.option("--verbose", is_flag=True, help="Show every value that is wrong.")
@click.pass_obj
@plainly
def demo(given: dict[str, Any], day: int | None, keep_server: bool, verbose: bool) -> None:
    """Play the bundled newsroom from feeds to facts.

    Starts an invented press corps on this machine, runs the daily job over three weeks of its articles and shows what
    was found, and how much of it is true. Everything is written to ./demo-data; run it again and nothing changes.

    \b
    Examples:
      sigact demo
      sigact demo --day 10                 what is known after the round of 10 March
      sigact demo --keep-server            fetch the feeds and pages yourself
      sigact --data-dir /tmp/try demo --verbose
    """
    from orchestration.demo import Playing, play
    from orchestration.settings import load_settings

    settings = load_settings(registry="newsroom", data_dir=given["data_dir"] or "demo-data")
    play(settings, Playing(day=day, keeps_server=keep_server, is_verbose=verbose))
