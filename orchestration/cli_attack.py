"""`sigact attack …`: an attack looked at and corrected, from the command line."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from orchestration.plainly import plainly

if TYPE_CHECKING:
    from orchestration.deciding import By, Done
    from orchestration.resolving import Desk
    from orchestration.settings import Settings

    Act = Callable[[Desk, By], Done]


@click.group()
def attack() -> None:
    """Look at an attack and correct it; what you decide wins over the machine until you undo it.

    ID is an attack's. One that became part of another leads to that other.

    \b
    Examples:
      sigact attack show att_0123456789abcdef0123
      sigact attack merge att_0123456789abcdef0123 att_9876543210fedcba9876 --reason "one convoy, two towns"
      sigact attack undo dec_0123456789abcdef0123 --reason "two convoys after all"
    """


def _deciding(choose: Callable[..., "Act"]) -> Callable[..., None]:
    """A command that decides: `choose` gets its own arguments and says what is to be done at the desk."""

    @wraps(choose)
    def command(given: dict[str, Any], reason: str, analyst: str | None, as_json: bool, **own: Any) -> None:
        _decide(given | {"analyst": analyst}, reason, as_json, choose(**own))

    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON object."),
        click.option("--analyst", help="Who decides. [default: the setting `analyst`, else who is logged in]"),
        click.option("--reason", required=True, help="Why, in a sentence that others will read."),
    ):
        command = option(command)
    return click.pass_obj(plainly(command))


@attack.command("show")
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@plainly
def show(given: dict[str, Any], name: str, as_json: bool) -> None:
    """Show an attack as it is published: values, statuses, articles, decisions, and reasons to look at it.

    \b
    Examples:
      sigact attack show att_0123456789abcdef0123
      sigact --data-dir demo-data attack show att_0123456789abcdef0123 --json
    """
    from orchestration import attack_page
    from orchestration.attack_read import read_attack
    from orchestration.query import open_published
    from orchestration.settings import load_settings

    with open_published(load_settings(**given).database) as connection:
        found = read_attack(connection, name)
    _print([attack_page.as_json(found)] if as_json else attack_page.shown(found))


@attack.command("explain")
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
@plainly
def explain(given: dict[str, Any], name: str, as_json: bool) -> None:
    """Say how an attack came about: its mentions, how like they are and why, and how each value was chosen.

    Waits for nobody: while a run is at work it says so.

    \b
    Examples:
      sigact attack explain att_0123456789abcdef0123
      sigact attack explain att_0123456789abcdef0123 --json
    """
    from orchestration import attack_page
    from orchestration.attack_read import read_attack, read_evidence, read_mentions, read_policies, score_pairs
    from orchestration.query import open_published
    from orchestration.settings import load_settings

    settings = load_settings(**given)
    with open_published(settings.database) as connection:
        found = read_attack(connection, name)
        attack_id = found["attack"]["attack_id"]
        evidence, policies = read_evidence(connection, attack_id), read_policies(connection)
    with _at_desk(settings) as desk:
        mentions, pairs = read_mentions(desk, attack_id), score_pairs(desk, attack_id)
    if as_json:
        whole = dict(found) | {"policies": policies, "evidence": evidence, "mentions": mentions, "pairs": pairs}
        _print([attack_page.as_json(whole)])
    else:
        _print(attack_page.explained(found, policies, evidence, mentions, pairs))


@click.command("review")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON each.")
@click.pass_obj
@plainly
def review_(given: dict[str, Any], limit: int, as_json: bool) -> None:
    """List what most needs a person, first what needs one most, each with the command that answers it.

    \b
    Examples:
      sigact review
      sigact --data-dir demo-data review --limit 5
    """
    from orchestration import attack_page
    from orchestration.attack_read import read_review
    from orchestration.query import open_published
    from orchestration.settings import load_settings

    with open_published(load_settings(**given).database) as connection:
        items = read_review(connection, limit)
    _print(map(attack_page.as_json, items) if as_json else attack_page.reviewed(items))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@attack.command("merge")
@click.argument("name", metavar="ID")
@click.argument("other", metavar="OTHER")
@_deciding
def merge_(name: str, other: str) -> "Act":
    """Two attacks are one: their mentions stay together, and the older id stays.

    \b
    Examples:
      sigact attack merge att_0123456789abcdef0123 att_9876543210fedcba9876 --reason "one convoy, two towns"
    """
    from orchestration.deciding import merge

    return lambda desk, by: merge(desk, name, other, by)


@attack.command("split")
@click.argument("name", metavar="ID")
@click.argument("leaving", metavar="MENTION...", nargs=-1, required=True)
@_deciding
def split_(name: str, leaving: tuple[str, ...]) -> "Act":
    """Some mentions tell of another attack: they go, the others stay.

    MENTION is a mention's id, or that of an article or article version, all of whose mentions in the attack go.
    The side with the mention that founded the attack keeps its id.

    \b
    Examples:
      sigact attack split att_0123456789abcdef0123 men_0123456789abcdef0123 --reason "the second strike, at dusk"
    """
    from orchestration.deciding import split

    return lambda desk, by: split(desk, name, leaving, by)


@attack.command("reject")
@click.argument("name", metavar="ID")
@_deciding
def reject(name: str) -> "Act":
    """It is no attack: it stays to be seen, and is counted no more.

    \b
    Examples:
      sigact attack reject att_0123456789abcdef0123 --reason "a controlled explosion, announced the day before"
    """
    from ingest.codes import DecisionAction
    from orchestration.deciding import judge

    return lambda desk, by: judge(desk, DecisionAction.REJECT, name, by)


@attack.command("confirm")
@click.argument("name", metavar="ID")
@_deciding
def confirm(name: str) -> "Act":
    """You have looked at it and agree with what the warehouse says.

    \b
    Examples:
      sigact attack confirm att_0123456789abcdef0123 --reason "geolocated"
    """
    from ingest.codes import DecisionAction
    from orchestration.deciding import judge

    return lambda desk, by: judge(desk, DecisionAction.CONFIRM, name, by)


@attack.command("set")
@click.argument("name", metavar="ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@_deciding
def set_(name: str, values: tuple[str, ...]) -> "Act":
    """A field has this value, whatever the articles say; `FIELD=` where it is not known.

    FIELD is a column of fct_attacks. What hangs on it follows: a site brings its coordinates, an attacker its name.

    \b
    Examples:
      sigact attack set att_0123456789abcdef0123 killed_best=3 --reason "the hospital's list"
      sigact attack set att_0123456789abcdef0123 weapon_type= --reason "nobody saw it"
    """
    from orchestration.deciding import set_values

    return lambda desk, by: set_values(desk, name, values, by)


@attack.command("undo")
@click.argument("decision", metavar="DECISION")
@_deciding
def undo_(decision: str) -> "Act":
    """Cancel a decision. It stays to be read; what it bound, the machine decides again.

    \b
    Examples:
      sigact attack undo dec_0123456789abcdef0123 --reason "two convoys after all"
    """
    from orchestration.deciding import undo

    return lambda desk, by: undo(desk, decision, by)


@attack.command("apply")
@click.pass_obj
@plainly
def apply_(given: dict[str, Any]) -> None:
    """Build the facts again with what was decided, and publish them; nobody is asked for news.

    \b
    Examples:
      sigact attack apply
      sigact --data-dir demo-data attack apply
    """
    from rich.console import Console

    from orchestration.progress import bars
    from orchestration.run import build_facts_again
    from orchestration.settings import load_settings

    settings, console = load_settings(**given), Console(file=sys.stdout)
    with _at_desk(settings):
        pass  # what a killed run left is stored first
    with bars(console) as reporter:
        found = build_facts_again(settings, reporter)
    console.print(f"Published: {settings.database}" + ("" if found.is_new else " (unchanged)"), highlight=False)


def _decide(given: dict[str, Any], reason: str, as_json: bool, act: "Act") -> None:
    """Decide at the desk and say what followed."""
    from datetime import UTC, datetime

    from orchestration.attack_page import told
    from orchestration.deciding import By
    from orchestration.settings import analyst_of, load_settings

    settings = load_settings(**given)
    by = By(analyst=analyst_of(settings), reason=_said(reason), now=settings.now or datetime.now(UTC))
    with _at_desk(settings) as desk:
        done = act(desk, by)
    _print([json.dumps(done.as_json(), ensure_ascii=False)] if as_json else told(done))


@contextmanager
def _at_desk(settings: "Settings") -> "Iterator[Desk]":
    """The build database, where no run is at work; what a killed run left in the journal is stored first."""
    from ingest.errors import NotPublishedYet
    from orchestration.resolving import apply_journal, open_desk
    from orchestration.workplace import Workplace

    if not settings.build_database.exists():
        raise NotPublishedYet(
            f"there is no build database at {settings.build_database}: run `sigact demo` or `sigact run` first, "
            "or name its data directory with `sigact --data-dir DIR attack`",
            subject=str(settings.build_database),
        )
    workplace = Workplace(settings)
    with workplace.locked(wait_seconds=0), workplace.database() as connection:
        desk = open_desk(workplace, connection)
        apply_journal(desk)
        yield desk


def _said(reason: str) -> str:
    """A reason on one line that cannot act on a terminal. Raises where there is none."""
    from orchestration.highlight import visible

    text = " ".join(visible(reason).split())
    if not text:
        raise click.UsageError("--reason is empty: say why, others will read it")
    return text
