"""`sigact cookbook`: questions that analysts ask, asked of your own database."""

import sys
from typing import Any

import click

from orchestration.plainly import plainly

_UNFOLDED = 4096


@click.command("cookbook")
@click.argument("name", required=False)
@click.option("--sql", "is_sql", is_flag=True, help="Print the SQL instead of running it.")
@click.pass_obj
@plainly
def cookbook(given: dict[str, Any], name: str | None, is_sql: bool) -> None:
    """List the questions that analysts ask, or ask one of them.

    \b
    Examples:
      sigact cookbook
      sigact --data-dir demo-data cookbook claimed_against_blamed
      sigact cookbook sites_hit_again --sql
    """
    from rich.console import Console

    from orchestration.cookbook import question, questions
    from orchestration.query import open_published, show
    from orchestration.settings import load_settings

    if name is None:
        width = max(len(one.name) for one in questions())
        for one in questions():
            click.echo(f"{one.name:<{width}}  {one.asked}")
    elif is_sql:
        click.echo(question(name).sql)
    else:
        settings, console = load_settings(**given), Console(width=None if sys.stdout.isatty() else _UNFOLDED)
        with open_published(settings.database) as connection:
            show(connection, question(name).sql, console)
