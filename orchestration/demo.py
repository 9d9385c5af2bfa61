"""`sigact demo`: the newsroom played from feeds to facts, and what came of it."""

import shlex
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.errors import SettingError
from ingest.text import normalise
from orchestration.demo_score import show_score
from orchestration.demo_server import keep_server
from orchestration.occasion import default_instants
from orchestration.progress import bars
from orchestration.query import open_published, show
from orchestration.run import Found, run_job
from orchestration.settings import Settings
from orchestration.truth_check import read_found
from samples.newsroom.press import ROUNDS
from samples.newsroom.score import score

_ATTACKS = """
select
    coalesce(strftime(event_date, '%-d %b'), '?') as day,
    replace(event_type, '_', ' ') as attack,
    coalesce(sites.name, places.name, '?') as place,
    concat_ws(', ', coalesce(actors.name, attacker_best_name), replace(attacker_status, '_', ' ')) as attacker,
    case
        when coalesce(launched_best, intercepted_best, impacted_best) is null then '?'
        else concat_ws('/', ifnull(launched_best::varchar, '?'), ifnull(intercepted_best::varchar, '?'),
            ifnull(impacted_best::varchar, '?'))
    end as munitions,
    case casualty_knowledge
        when 'counted' then concat_ws('/', ifnull(killed_best::varchar, '?'), ifnull(injured_best::varchar, '?'))
        when 'explicit_zero' then '0/0'
        when 'none_known_to_source' then 'none known'
        else '?'
    end as harm,
    format('{}/{}', article_count, origin_count) as told
from marts.fct_attacks as attacks
left join marts.dim_sites as sites on sites.site_id = attacks.site_id
left join marts.dim_places as places on places.place_id = attacks.place_id
left join marts.dim_actors as actors on actors.actor_id = attacks.attacker_best_id
order by event_date, first_published_at, attack_id
"""

_PIPED_WIDTH = 150
_NOUNS = {
    "entries": "entries",
    "article_versions": "article versions",
    "mentions": "mentions",
    "attack_registry": "attacks",
}

QUESTIONS = {
    "Which attacks has somebody claimed, which are only blamed on somebody?": """
select
    attacker_status,
    count(*) as attacks,
    sum(killed_best) as killed,
    count(*) filter (killed_best is null) as attacks_with_unknown_toll
from fct_attacks
group by attacker_status
order by attacks desc, attacker_status""",
    "Of the munitions launched, how many were intercepted, and of how many attacks is that known?": """
select
    sum(launched_best) as launched,
    sum(intercepted_best) as intercepted,
    count(*) as attacks_with_both,
    (select count(*) from fct_attacks) as attacks
from fct_attacks
where launched_best is not null and intercepted_best is not null""",
    "Which sentences say that?": """
select source_id, field, best, sentence
from fct_evidence
where field in ('launched', 'intercepted') and best is not null
order by published_at, field desc, evidence_id
limit 4""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """How the demo is played: until which day of March, whether the press stays up, whether every fault is shown."""

    day: int | None = None
    keeps_server: bool = False
    is_verbose: bool = False


def play(settings: Settings, playing: Playing) -> None:
    """Run the job over the newsroom's rounds, then show attacks, three questions and the next commands.

    Raises SettingError for a day before the first round.
    """
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    console = Console(file=sys.stdout, width=width)  # bound now: while dbt speaks, standard output leads nowhere
    rounds = _until(default_instants(settings, ROUNDS[-1]), playing.day)
    days = ", ".join(f"{instant:%-d}" for instant in rounds)
    console.print(f"[bold]sigact demo[/bold]: an invented press corps on {days} {rounds[-1]:%B %Y}, into", end=" ")
    console.print(_shorten(settings.data_dir), highlight=False)
    with bars(console) as reporter:
        found = run_job(settings, rounds, reporter)
    _tell(console, found)
    with open_published(settings.database) as connection:
        _show_attacks(console, connection)
        show_score(console, score(read_found(settings.build_database)), is_verbose=playing.is_verbose)
        for question, query in QUESTIONS.items():
            console.print(f"\n[bold]{question}[/bold]", highlight=False)
            console.print(Text(query.strip(), style="dim"))
            show(connection, query, console)
    _show_next(console, settings)
    if playing.keeps_server:
        keep_server(console, rounds[-1])


def _until(rounds: tuple[datetime, ...], day: int | None) -> tuple[datetime, ...]:
    chosen = tuple(instant for instant in rounds if day is None or instant.day <= day)
    if not chosen:
        days = ", ".join(f"{instant:%-d}" for instant in rounds)
        raise SettingError(f"--day {day} is before the first round: they are held on {days} March", subject="--day")
    return chosen


def _tell(console: Console, found: Found) -> None:
    if not found.added:
        console.print("\nNothing new: every round was played before, and no row was changed.", highlight=False)
        return
    counts = ", ".join(f"{found.added[table]} {noun}" for table, noun in _NOUNS.items())
    console.print(f"\nNew: {counts}.", highlight=False)


def _show_attacks(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    result = connection.execute(_ATTACKS)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in result.description or ():
        table.add_column(column[0], no_wrap=column[0] in ("day", "munitions", "told"))
    for row in result.fetchall():
        table.add_row(*(Text(normalise(str(value))) for value in row))
    console.print()
    console.print(table)
    console.print(
        "munitions: launched/intercepted/hit · harm: killed/injured · told: by articles/origins · ? unknown, never 0",
        style="dim",
        highlight=False,
    )


def _show_next(console: Console, settings: Settings) -> None:
    sigact = f"{_program()} --data-dir {shlex.quote(_shorten(settings.data_dir))}"
    console.print("\n[bold]Go on[/bold]")
    for purpose, command in (
        ("ask it anything", f'{sigact} sql "select stance, speaker_text, about_text from fct_claims"'),
        ("ask in a conversation", f"{sigact} sql"),
        ("see where everything is", f"{sigact} status"),
        ("read lineage, runs and checks in the browser", f"{sigact} dev"),
    ):
        console.print(Text(f"  # {purpose}", style="dim"))
        console.print(Text(f"  {command}"), soft_wrap=True)


def _program() -> str:
    """What to type to get this very program."""
    return "sigact" if shutil.which("sigact") else _shorten(Path(sys.argv[0]).absolute())


def _shorten(folder: Path) -> str:
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)
