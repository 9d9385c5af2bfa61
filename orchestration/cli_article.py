"""`sigact article …`: one article of the published database, from the command line."""

import sys
from typing import Any

import click

from orchestration.plainly import plainly


@click.group()
def article() -> None:
    """Look at an article: what it tells, where it comes from, how it changed.

    ID is an article's, a version's, or the address of its page.

    \b
    Examples:
      sigact article show art_0123456789abcdef0123
      sigact article history https://desk.example/shells --json
    """


@article.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@plainly
def show(given: dict[str, Any], name: str, as_json: bool) -> None:
    """Show an article as it stands: source, dates, language, copies and their origin, and the words behind its facts.

    \b
    Examples:
      sigact article show art_0123456789abcdef0123
      sigact --data-dir demo-data article show https://desk.example/shells --json
    """
    from rich.console import Console

    from orchestration.article_history import article_json, read_copies, read_evidence, read_versions, show_article
    from orchestration.query import open_published
    from orchestration.settings import load_settings

    with open_published(load_settings(**given).database) as connection:
        versions = read_versions(connection, name)
        copies = read_copies(connection, versions[-1]["origin_version_id"])
        evidence = read_evidence(connection, versions[-1]["article_version_id"])
    if as_json:
        click.echo(article_json(versions, copies, evidence))
    else:
        show_article(Console(file=sys.stdout, highlight=False), versions, copies, evidence)


@article.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON a version.")
@click.pass_obj
@plainly
def history(given: dict[str, Any], name: str, as_json: bool) -> None:
    """Show an article's versions and what changed in each, word by word.

    On a terminal removed words are red and added ones green; elsewhere they stand in [-…-] and {+…+}.

    \b
    Examples:
      sigact article history art_0123456789abcdef0123
      sigact article history art_0123456789abcdef0123 --json
    """
    from rich.console import Console

    from orchestration.article_history import history_json, read_versions, show_history
    from orchestration.query import open_published
    from orchestration.settings import load_settings

    with open_published(load_settings(**given).database) as connection:
        versions = read_versions(connection, name)
    if as_json:
        for line in history_json(versions):
            click.echo(line)
    else:
        show_history(Console(file=sys.stdout, highlight=False), versions)
