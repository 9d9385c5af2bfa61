"""`sigact eval`: coder and extraction against gold. Gold and documents are arguments; nothing of either is shipped."""

import json
from pathlib import Path

import click

from orchestration.cli_code import WORKERS
from orchestration.plainly import plainly

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FLOORS = click.Path(dir_okay=False, path_type=Path)


@click.group(name="eval")
def evaluate() -> None:
    """Measure coder and extraction against gold."""


@evaluate.command()
@click.option("--docs", type=_FILE, required=True, help="Documents, a JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where predictions go.")
@click.option("--split", help="Only documents of this split.")
@click.option("--with-clashes", is_flag=True, help="Keep fighting between armed sides, which MUC-4 leaves out.")
@WORKERS
@plainly
def muc4(docs: Path, out: Path, split: str | None, with_clashes: bool, workers: int) -> None:
    """Code documents of MUC-4 and write the predictions that its scorers read.

    \b
    Examples:
      sigact eval muc4 --docs docs.jsonl --out predictions.jsonl --split tst1
    """
    from ingest.mention.codebook import load_codebook
    from orchestration.coding import code_lines
    from orchestration.evaluation.muc4 import as_input, days_of, predictions, read_docs
    from orchestration.settings import SEEDS

    found = read_docs(docs, split)
    answers = map(json.loads, code_lines(map(as_input, found), workers=workers))
    with out.open("w", encoding="utf-8") as file:
        for prediction in predictions(
            answers, load_codebook(SEEDS), with_clashes=with_clashes, published=days_of(found)
        ):
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    click.echo(f"{len(found)} documents coded into {out}")


@evaluate.command()
@click.argument("paths", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many wrong values of each field.")
@click.option("--by-phenomenon", is_flag=True, help="Print the measures of each phenomenon that gold names.")
@click.option(
    "--raise-floors",
    type=(_FLOORS, str),
    metavar="FILE PART",
    help="Write what was reached as floors of that part of a JSON file; refused where one would fall.",
)
@WORKERS
@plainly
def golden(  # noqa: PLR0917 - one an option
    paths: tuple[Path, ...],
    as_json: bool,
    errors: int,
    by_phenomenon: bool,
    raise_floors: tuple[Path, str] | None,
    workers: int,
) -> None:
    """Score the coder on golden articles: files or folders of YAML, in the form of the codebook's last section.

    \b
    Examples:
      sigact eval golden tests/quality/golden/dev
      sigact eval golden tests/quality/golden/dev --errors 20
      sigact eval golden tests/quality/golden/dev --raise-floors tests/quality/floors.json golden_dev
    """
    from orchestration.evaluation import floors, report
    from orchestration.evaluation.run import by_phenomena, code_golden, score_golden

    coded = code_golden(paths, workers=workers)
    found = score_golden(coded)
    if raise_floors is not None:
        for name, value in floors.raise_floors(*raise_floors, floors.measures(found), floors.digest(paths)).items():
            click.echo(f"floor of {name} is now {value}", err=True)
    if as_json:
        parts = {name: part.as_object() for name, part in by_phenomena(coded)} if by_phenomenon else None
        click.echo(json.dumps(found.as_object() | ({"phenomena": parts} if parts is not None else {}), indent=2))
        return
    click.echo("\n".join((f"{len(coded)} articles", *report.lines(found))))
    click.echo("\n".join(report.errors(found, errors)) if errors else "", nl=bool(errors))
    for name, part in by_phenomena(coded) if by_phenomenon else ():
        click.echo(f"{name:<44}{report.brief(part)}")


@evaluate.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("second", type=click.Path(exists=True, path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many differences of each field.")
@plainly
def agreement(gold: Path, second: Path, errors: int) -> None:
    """Score a second reader of golden articles against the first, by the measures of the coder.

    \b
    Both are files or folders of the same articles, each read by somebody who did not see the other's values.
    What two readers do not agree on, no coder can be held to; their differences show where the codebook is silent.

    \b
    Examples:
      sigact eval agreement first-readings second-readings
      sigact eval agreement first-readings second-readings --errors 10
    """
    from orchestration.evaluation import report
    from orchestration.evaluation.agreement import agreement as agreed

    found = agreed([gold], [second])
    click.echo("\n".join(report.lines(found)))
    click.echo("\n".join(report.errors(found, errors)) if errors else "", nl=bool(errors))


@evaluate.command()
@click.argument("paths", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
@click.option("--gold-only", is_flag=True, help="Leave our own coder out.")
@click.option(
    "--raise-floors",
    type=(_FLOORS, str),
    metavar="FILE PART",
    help="Write what was reached as floors of that part of a JSON file; refused where one would fall.",
)
@plainly
def attacks(paths: tuple[Path, ...], as_json: bool, gold_only: bool, raise_floors: tuple[Path, str] | None) -> None:
    """Score resolution on articles of many outlets: files or folders of YAML, each a theatre.

    \b
    Examples:
      sigact eval attacks tests/golden/attacks/dev
      sigact eval attacks tests/golden/attacks/dev --gold-only
    """
    from orchestration.evaluation import attacks as attacks_told
    from orchestration.evaluation import floors
    from orchestration.evaluation.told import read_theatres

    theatres = read_theatres(paths)
    gold = attacks_told.score_gold(theatres)
    if gold_only:
        click.echo("\n".join(attacks_told.lines("gold mentions", gold)))
        return
    coded = attacks_told.score_coded(theatres)
    reached = attacks_told.measures(gold, coded)
    if raise_floors is not None:
        for name, value in floors.raise_floors(*raise_floors, reached, floors.digest(paths)).items():
            click.echo(f"floor of {name} is now {value}", err=True)
    if as_json:
        click.echo(json.dumps(reached, indent=2))
        return
    told = sum(len(each.articles) for each in theatres), sum(len(each.attacks) for each in theatres)
    click.echo(f"{told[0]} articles, {told[1]} attacks")
    for name, found in (
        ("gold mentions", gold),
        ("our coder's mentions", coded.agreement),
        ("with those it missed", coded.all_told),
    ):
        click.echo("\n".join(attacks_told.lines(name, found)))
    click.echo(f"our coder gave {coded.given} mentions, {coded.found} of the {coded.wanted} of gold among them")


@evaluate.command()
@click.option("--article", type=_FILE, required=True, help="The article's text.")
@click.option("--gold", type=_FILE, required=True, help="Its gold, as JSON with attacks, claims and casualty reports.")
@click.option("--published-at", required=True, help="When it was published, such as 2026-03-11T12:00Z.")
@click.option("--source-name", default="the publisher", show_default=True, help="Who published it.")
@click.option("--wrong", is_flag=True, help="Print only what is wrong.")
@plainly
def seed(article: Path, gold: Path, published_at: str, source_name: str, wrong: bool) -> None:
    """Compare one article's coding with hand-coded gold, value by value.

    \b
    Examples:
      sigact eval seed --article article.txt --gold gold.json --published-at 2026-03-11T12:00Z
    """
    from orchestration.evaluation.run import code_one
    from orchestration.evaluation.seed import compare

    answer = code_one(
        {
            "article_id": article.name,
            "text": article.read_text(encoding="utf-8"),
            "published_at": published_at,
            "source_id": "publisher",
            "source_name": source_name,
        }
    )
    lines = list(compare(json.loads(gold.read_text(encoding="utf-8")), answer))
    for line in lines:
        if not (wrong and line.is_right):
            mark = "ok   " if line.is_right else "WRONG"
            click.echo(
                f"{mark} {line.attack:<4}{line.field:<12} {line.wanted}"
                + ("" if line.is_right else f"  got {line.given}")
            )
    found = [line for line in lines if line.field == "found"]
    invented = sum(line.field == "invented" for line in lines)
    right = sum(line.is_right for line in lines)
    click.echo(f"attacks {sum(line.is_right for line in found)} of {len(found)}, {invented} invented")
    click.echo(f"values {right} of {len(lines)} right")


@evaluate.command()
@click.option("--docs", type=_FILE, required=True, help="Sentences, a JSON object a line.")
@click.option("--gold", type=_FILE, required=True, help="Their templates, a JSON object a line.")
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many sentences missed or invented.")
@WORKERS
@plainly
def plover(docs: Path, gold: Path, errors: int, workers: int) -> None:
    """Score how many sentences of assault are seen as attacks.

    \b
    Examples:
      sigact eval plover --docs plover_docs.jsonl --gold plover_gold.jsonl
    """
    from orchestration.evaluation.detection import detection, is_positive, read_templates
    from orchestration.evaluation.report import row
    from orchestration.evaluation.run import code_docs

    found, templates = code_docs(docs, workers=workers), read_templates([gold])
    answers = [answer for _, answer in found]
    click.echo(row("told as actual", detection(answers, templates, countable=False)))
    click.echo(row("countable", detection(answers, templates, countable=True)))
    for label, wanted in (("missed", True), ("invented", False)):
        wrong = [
            text
            for text, answer in found
            if is_positive(templates.get(answer["article_id"], ())) is wanted
            and wanted is not any(one["attack_status"] == "actual" for one in answer["mentions"])
        ]
        for text in wrong[:errors]:
            click.echo(f"  {label}: {' '.join(text.split())}")


@evaluate.command()
@click.argument("folders", type=_FOLDER, nargs=-1, required=True)
@WORKERS
@plainly
def re3d(folders: tuple[Path, ...], workers: int) -> None:
    """Score who fights whom on folders with documents.json and relations.json of re3d.

    \b
    Examples:
      sigact eval re3d CENTCOM UK_Government US_State_Department
    """
    from orchestration.evaluation.re3d import read_documents, read_pairs, score
    from orchestration.evaluation.report import row
    from orchestration.evaluation.run import code_objects
    from orchestration.evaluation.tally import Tally

    total = Tally()
    for folder in folders:
        tally = score(code_objects(read_documents(folder), workers=workers), read_pairs(folder))
        total.add(tally.right, tally.given, tally.wanted)
        click.echo(row(folder.name[:16], tally))
    click.echo(row("all", total))


@evaluate.command("false-alarms")
@click.option("--docs", type=_FILE, required=True, help="Documents without an attack, a JSON object a line.")
@click.option("--gold", type=_FILE, multiple=True, help="Take only documents that have no template in these files.")
@click.option("--split", help="Only documents of this split.")
@click.option("--errors", type=click.IntRange(0), default=20, show_default=True, help="Print so many sentences.")
@WORKERS
@plainly
def false_alarms(docs: Path, gold: tuple[Path, ...], split: str | None, errors: int, workers: int) -> None:
    """Count countable mentions in documents that are known to hold none.

    \b
    Examples:
      sigact eval false-alarms --docs peaceful.jsonl
      sigact eval false-alarms --docs docs.jsonl --gold gold_dev.jsonl --split dev --errors 50
    """
    from orchestration.evaluation.detection import countable_sentences, read_templates
    from orchestration.evaluation.run import code_docs

    templates = read_templates(gold)
    found = [
        (text, answer)
        for text, answer in code_docs(docs, split=split, workers=workers)
        if not gold or templates.get(answer["article_id"]) == []
    ]
    alarms = list(countable_sentences((answer for _, answer in found), {a["article_id"]: t for t, a in found}))
    for article_id, kind, sentence in alarms[:errors]:
        click.echo(f"{article_id} {kind}: {sentence[:300]}")
    wrong = len({article_id for article_id, _, _ in alarms})
    rate = 100 * len(alarms) / len(found) if found else 0.0
    click.echo(f"{len(alarms)} countable mentions in {wrong} of {len(found)} documents: {rate:.1f} in 100")


@evaluate.command()
@click.argument("folder", type=_FOLDER)
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="Name so many pages read worst.")
@click.option("--json", "as_json", is_flag=True, help="Print the measures of both sides as JSON.")
@plainly
def pages(folder: Path, worst: int, as_json: bool) -> None:
    """Compare extraction with plain trafilatura on pages whose body, title and date are known.

    The folder holds `*/meta.info`, pages as *.html.gz and their gold, one JSON a publisher.

    \b
    Examples:
      sigact eval pages pages
      sigact eval pages pages --worst 0 --json
    """
    from orchestration.evaluation.pages import means, ours, plain, read_pages, report, score

    gold = read_pages(folder)
    if not gold:
        raise click.UsageError(f"{folder} holds no page with gold")
    lines, beside = ([score(page, side(page)) for page in gold] for side in (ours, plain))
    if as_json:
        click.echo(json.dumps({"pages": len(gold), "ours": means(lines), "plain": means(beside)}, indent=2))
    else:
        click.echo("\n".join(report(lines, beside, worst)))
