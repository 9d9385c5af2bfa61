"""`sigact code`, `sigact try` and `sigact eval`: an article in, its attacks out, and how well that goes."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from orchestration.plainly import plainly

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORKERS = click.option(
    "--workers", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default="all cores", help="Processes."
)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-", help="Or stdout.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of an answer and leave.")
@_WORKERS
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


def _instant(text: str | None) -> datetime:
    from ingest.errors import SettingError
    from orchestration.coding_input import parse_instant

    if text is None:
        return datetime.now(UTC)
    found = parse_instant(text)
    if found is None:
        raise SettingError(f"{text!r} is no instant such as 2026-03-11T12:00Z", subject="now")
    return found


@click.group(name="eval")
def evaluate() -> None:
    """Measure the coder against gold."""


@evaluate.command()
@click.option("--docs", type=_FILE, required=True, help="Documents, a JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where predictions go.")
@click.option("--split", help="Only documents of this split.")
@click.option("--with-clashes", is_flag=True, help="Keep fighting between armed sides, which MUC-4 leaves out.")
@_WORKERS
@plainly
def muc4(docs: Path, out: Path, split: str | None, with_clashes: bool, workers: int) -> None:
    """Code documents of MUC-4 and write the predictions that its scorers read.

    \b
    Examples:
      sigact eval muc4 --docs docs.jsonl --out predictions.jsonl --split tst1
    """
    from ingest.mention.codebook import load_codebook
    from orchestration.coding import code_lines
    from orchestration.evaluation.muc4 import as_input, predictions, read_docs
    from orchestration.settings import SEEDS

    found = read_docs(docs, split)
    answers = map(json.loads, code_lines(map(as_input, found), workers=workers))
    with out.open("w", encoding="utf-8") as file:
        for prediction in predictions(answers, load_codebook(SEEDS), with_clashes=with_clashes):
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    click.echo(f"{len(found)} documents coded into {out}")


@evaluate.command()
@click.argument("paths", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many wrong values of each field.")
@click.option("--by-phenomenon", is_flag=True, help="Print the measures of each phenomenon that gold names.")
@_WORKERS
@plainly
def golden(paths: tuple[Path, ...], as_json: bool, errors: int, by_phenomenon: bool, workers: int) -> None:
    """Score the coder on golden articles: files or folders of YAML, in the form of the codebook's last section.

    \b
    Examples:
      sigact eval golden tests/quality/golden/dev
      sigact eval golden tests/quality/golden/dev --errors 20
    """
    from orchestration.evaluation import report
    from orchestration.evaluation.run import by_phenomena, code_golden, score_golden

    coded = code_golden(paths, workers=workers)
    found = score_golden(coded)
    if as_json:
        parts = {name: part.as_object() for name, part in by_phenomena(coded)} if by_phenomenon else None
        click.echo(json.dumps(found.as_object() | ({"phenomena": parts} if parts is not None else {}), indent=2))
        return
    click.echo("\n".join((f"{len(coded)} articles", *report.lines(found))))
    click.echo("\n".join(report.errors(found, errors)) if errors else "", nl=bool(errors))
    for name, part in by_phenomena(coded) if by_phenomenon else ():
        click.echo(f"{name:<44}{report.brief(part)}")
