"""`sigact code` and `sigact try`: an article in, its attacks out."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from orchestration.plainly import plainly

WORKERS = click.option(
    "--workers", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default="all cores", help="Processes."
)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-", help="Or stdout.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of an answer and leave.")
@WORKERS
@plainly
def code(source: Path, out: Path, schema: bool, workers: int) -> None:
    """Code articles: a JSON object a line in, an object with their attacks a line out, in the same order.

    In: article_id and text; optional title, published_at, dateline, source_id, source_name, language, url, credit,
    timezone. A line that cannot be coded comes back with the status `rejected` and its reason.

    \b
    Examples:
      sigact code articles.jsonl --out coded.jsonl --workers 4
      zcat articles.jsonl.gz | sigact code - | jq .mentions
      sigact code --schema
    """
    from orchestration.code_stream import run
    from orchestration.coding_schema import schema_text

    if schema:
        click.echo(schema_text(), nl=False)
    else:
        run(source, out, workers=workers, model=_model())


def _model() -> str | None:
    from orchestration.settings import load_settings

    return load_settings().spacy_model


@click.group(name="try")
def attempt() -> None:
    """Try a stage on one thing, without storing anything."""


@attempt.command()
@click.argument("source")
@click.option("--title", help="Its headline, where the file does not say.")
@click.option("--published-at", help="When it was published, such as 2026-03-11T12:00Z.")
@click.option("--dateline", help="The place that it was filed from.")
@click.option("--now", help="The instant to stand at; the clock's if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print the object that `sigact code` gives.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with the text marked.")
@click.pass_obj
@plainly
def article(  # noqa: PLR0917
    given: dict[str, Any],
    source: str,
    title: str | None,
    published_at: str | None,
    dateline: str | None,
    now: str | None,
    as_json: bool,
    html: Path | None,
) -> None:
    """Code one article and show what was read where: a text file, an HTML file, an address, or - for stdin.

    \b
    Examples:
      sigact try article report.txt --published-at 2026-03-11T12:00Z
      sigact try article https://desk.example/2026/03/11/strike --html strike.html
      pbpaste | sigact try article - --json
    """
    from orchestration.coding import Coding, as_line
    from orchestration.settings import load_settings
    from orchestration.try_article import Told, read_article

    settings = load_settings(**given)
    told = Told(title=title, published_at=published_at, dateline=dateline)
    found, note = read_article(source, told, settings, _instant(now))
    answer = Coding(settings.spacy_model).article(found)
    if html is not None:
        from orchestration.article_page import page

        html.write_text(page(found.text, answer, found.title), encoding="utf-8")
    if as_json:
        click.echo(as_line(answer))
    else:
        from rich.console import Console

        from orchestration.show_article import show

        show(Console(), found.text, answer)
    for line in (note, f"{html} written." if html else None):
        if line:
            click.echo(line, err=True)


@attempt.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--now", help="The instant to stand at; the clock's if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print every field that was read.")
@plainly
def wire(file: Path, now: str | None, as_json: bool) -> None:
    """Read one agency's file and show what it says: NewsML-G2, NITF, ninjs or NewsML 1, whatever it is called.

    \b
    Examples:
      sigact try wire 20260310-ZPA0402_v2.xml
      sigact try wire item.json --json
    """
    from rich.console import Console

    from orchestration import try_wire

    instant = _instant(now)
    found = try_wire.read_dispatches(file, instant)
    if as_json:
        click.echo(try_wire.as_json(found))
    else:
        try_wire.show(Console(), found, instant)
        for line in try_wire.departures_of(file):
            click.echo(line, err=True)


@attempt.command()
@click.argument("source")
@click.option("--now", help="The instant to stand at; the clock's if not given.")
@click.option("--json", "is_json", is_flag=True, help="Print everything as one object.")
@click.pass_obj
@plainly
def page(given: dict[str, Any], source: str, now: str | None, is_json: bool) -> None:
    """Show what is extracted from one page and why: an address, an HTML file, or - for stdin.

    Title, dates with where each stands, paragraphs with their parts; or the reason why it is no article.

    \b
    Examples:
      sigact try page https://desk.example/2026/03/11/strike
      sigact try page strike.html --json | jq .dates
    """
    from orchestration.settings import load_settings
    from orchestration.try_page import as_json, show, try_page

    found = try_page(source, load_settings(**given), _instant(now))
    if is_json:
        click.echo(as_json(found))
    else:
        from rich.console import Console

        show(Console(), found)


def _instant(text: str | None) -> datetime:
    from ingest.errors import SettingError
    from orchestration.coding_input import parse_instant

    if text is None:
        return datetime.now(UTC)
    found = parse_instant(text)
    if found is None:
        raise SettingError(f"{text!r} is no instant such as 2026-03-11T12:00Z", subject="now")
    return found
