"""`sigact sources …` and `sigact init`: the registry, from the command line."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orchestration.plainly import plainly

if TYPE_CHECKING:
    from ingest.source.discover import Sample


def _told(found: "Sample") -> str:
    newest = f", newest {found.newest:%Y-%m-%d %H:%M} UTC" if found.newest else ""
    return f"{found.entries} entries{newest}"


@click.group()
def sources() -> None:
    """Look at the registry of sources, try their feeds, add your own.

    \b
    Examples:
      sigact sources list
      sigact sources add https://desk.example/
      sigact sources check
    """


@sources.command("list")
@click.pass_obj
@plainly
def list_(given: dict[str, Any]) -> None:
    """List every source with what is read from it.

    \b
    Examples:
      sigact sources list
      sigact --registry newsroom sources list
    """
    from rich.console import Console
    from rich.table import Table

    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("id", "name", "kind", "country", "feeds", "wire", "checked on"):
        table.add_column(column)
    registry = Workplace(load_settings(**given)).registry
    found = registry.sources
    for source in found:
        checked = source.checked_on.isoformat() if source.checked_on else "never"
        wire = source.wire.path if source.wire else "service" if source.wire_service else ""
        cells = (source.source_id, source.name, source.kind, source.country_iso3 or "", str(len(source.feeds)), wire)
        table.add_row(*cells, checked)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200).print(table)
    for fault in registry.faults:
        click.echo(f"Left out: {fault}", err=True)
    silent = sum(1 for source in found if not (source.feeds or source.wire or source.wire_service))
    click.echo(f"{len(found)} sources, {silent} of them without a feed yet: `sigact sources add URL` finds one.")


@sources.command()
@click.argument("source_id")
@click.pass_obj
@plainly
def show(given: dict[str, Any], source_id: str) -> None:
    """Show the file of a source and where it stands.

    \b
    Examples:
      sigact sources show bbc_news
    """
    from orchestration.registry import path_of
    from orchestration.settings import load_settings

    path = path_of(load_settings(**given), source_id)
    click.echo(f"# {path}")
    click.echo(path.read_text(encoding="utf-8"), nl=False)


@sources.command()
@click.argument("source_ids", nargs=-1)
@click.pass_obj
@plainly
def check(given: dict[str, Any], source_ids: tuple[str, ...]) -> None:
    """Ask the feeds of some sources, or of all, once; note the day in your copy of a source whose feeds all answer.

    Needs a contact address, like everything that asks real publishers.

    \b
    Examples:
      sigact sources check bbc_news
      sigact sources check
    """
    from orchestration.outside import face
    from orchestration.registry import check_feeds, note_checked, path_of
    from orchestration.settings import load_settings, prepare, require_contact
    from orchestration.workplace import Workplace

    settings = load_settings(**given)
    require_contact(settings)
    for source_id in source_ids:
        path_of(settings, source_id)
    workplace = Workplace(settings)
    found = workplace.sources
    chosen = [source for source in found if source.feeds and (not source_ids or source.source_id in source_ids)]
    prepare(settings)
    now, faults = datetime.now(UTC), 0
    with face(settings, found) as outside:
        outside.advance(now)
        for source in chosen:
            answers = check_feeds(source.feeds, outside, workplace.workers, now)
            for answer in answers:
                told = answer.found.error or _told(answer.found)
                click.echo(f"{source.source_id:<24} {told:<44} {answer.feed.url}")
            faulty = any(answer.found.error for answer in answers)
            faults += faulty
            if not faulty and settings.registry == "world":
                note_checked(settings, source, now)
    click.echo(f"{len(chosen) - faults} of {len(chosen)} sources answered.")
    sys.exit(1 if faults else 0)


@sources.command()
@click.option("--json", "as_json", is_flag=True, help="Everything that is known, with every feed, as JSON.")
@click.pass_obj
@plainly
def health(given: dict[str, Any], as_json: bool) -> None:
    """Say how every source fares: when it last answered and last brought something, what fails, and why.

    Rates are of the last 30 days. Silent is who brought nothing for four times as long as is usual with it.

    \b
    Examples:
      sigact sources health
      sigact sources health --json
    """
    import json

    from rich.console import Console

    from orchestration.settings import load_settings
    from orchestration.sources_health import as_table, read_health
    from orchestration.workplace import Workplace

    workplace = Workplace(load_settings(**given))
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        found = read_health(connection)
    if as_json:
        click.echo(json.dumps([each.as_dict() for each in found], default=str, ensure_ascii=False, indent=2))
    else:
        Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200).print(as_table(found))


@sources.command()
@click.argument("url")
@click.option("--id", "source_id", help="Its id; from its name if not given.")
@click.option("--name", help="Its name; what it calls itself if not given.")
@click.option("--kind", type=click.Choice(["agency", "newspaper", "broadcaster", "news_site"]), default="news_site")
@click.option("--country", help="ISO 3166-1 alpha-3, such as IRQ.")
@click.option("--language", default="en", show_default=True, help="ISO 639-1.")
@click.option("--timezone", default="UTC", show_default=True, help="In which its dates are meant.")
@click.option(
    "--scale",
    type=click.Choice(["National", "Subnational", "Regional", "International", "Other"]),
    default="Other",
    show_default=True,
    help="Its reach, in ACLED's words.",
)
@click.pass_obj
@plainly
def add(given: dict[str, Any], /, url: str, source_id: str | None, name: str | None, **fields: Any) -> None:
    """Add a source by the address of its site or feed: its feeds are found, and a file is written for you to edit.

    \b
    Examples:
      sigact sources add https://desk.example/ --country IRQ --timezone Asia/Baghdad --scale National
      sigact sources add https://desk.example/rss.xml --id desk
    """
    from ingest.errors import SettingError
    from ingest.url import host_of
    from orchestration.outside import face
    from orchestration.registry import Draft, add_source, find_feeds, own_folder, slug
    from orchestration.settings import load_settings, require_contact
    from orchestration.workplace import Workplace

    settings = load_settings(**given)
    own_folder(settings)
    require_contact(settings)
    workplace = Workplace(settings)
    existing = workplace.sources
    now = datetime.now(UTC)
    with face(settings, existing) as outside:
        found, tried = find_feeds(url, outside, workplace.workers, now)
    if tried is None:
        raise SettingError(f"{url} names no feed: give the address of its RSS or Atom feed instead", subject=url)
    if tried.found.error:
        raise SettingError(f"{tried.feed.url} brings nothing that can be read ({tried.found.error})", subject=url)
    called = name or found.name or host_of(url) or "source"
    draft = Draft(
        id=source_id or slug(called),
        name=called,
        homepage=f"https://{host_of(url)}/",
        feeds=found.feeds[:1],
        **{key: value for key, value in fields.items() if value is not None},
    )
    path = add_source(settings, draft, existing)
    click.echo(f"{path}: {draft.name}, {draft.feeds[0]}")
    click.echo(f"  {_told(tried.found)}")
    for title in tried.found.titles[:3]:
        click.echo(f"    {title[:100]}")
    for other in found.feeds[1:]:
        click.echo(f"  it also names {other}")
    click.echo("Read it, correct what is not so, then try it with `sigact sources check " + draft.id + "`.")


@sources.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@plainly
def import_(given: dict[str, Any], file: Path) -> None:
    """Add the feeds of an OPML file, a source each, without those that are there already.

    \b
    Examples:
      sigact sources import feeds.opml
    """
    from ingest.source.opml import read_opml
    from orchestration.registry import add_source, drafts_of
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    settings = load_settings(**given)
    existing = Workplace(settings).sources
    outlines = read_opml(file.read_bytes())
    drafts = drafts_of(outlines, existing)
    for draft in drafts:
        click.echo(str(add_source(settings, draft, existing)))
    click.echo(f"{len(drafts)} sources added, {len(outlines) - len(drafts)} feeds were there already.")


@sources.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.pass_obj
@plainly
def export(given: dict[str, Any], file: Path | None) -> None:
    """Write every feed of the registry as OPML, to a file or to standard output.

    \b
    Examples:
      sigact sources export feeds.opml
    """
    from ingest.source.opml import write_opml
    from orchestration.settings import load_settings
    from orchestration.workplace import Workplace

    document = write_opml(Workplace(load_settings(**given)).sources)
    if file is None:
        click.echo(document.decode(), nl=False)
    else:
        file.write_bytes(document)
        click.echo(f"{file} written.")


@click.command()
@click.option("--contact", help="Your e-mail or web address.")
@plainly
def init(contact: str | None) -> None:
    """Write sigact.toml here, with the address that publishers can reach you at.

    Every request to a real publisher carries it, so that somebody who minds can say so instead of blocking you;
    without it sigact asks nobody but its own newsroom.

    \b
    Examples:
      sigact init
      sigact init --contact desk@example.org
    """
    from ingest.errors import SettingError
    from orchestration.settings import TOML, load_settings

    if TOML.exists():
        raise SettingError(f"{TOML.absolute()} is there already: edit it, or remove it first", subject=str(TOML))
    answer = contact or click.prompt("Your e-mail or web address")
    settings = load_settings(contact=answer)
    TOML.write_text(f'contact = "{settings.contact}"\n', encoding="utf-8")
    click.echo(f"{TOML.absolute()} written. Next: `sigact sources list`, `sigact run`.")
