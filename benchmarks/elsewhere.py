"""The rows of a published database in SQLite and PostgreSQL, and ten of the cookbook's questions in their SQL.

Instants are seconds and days are numbers there, so that one SQL serves both; the mean stands for the median, which
SQLite does not have. What a join is made on has an index, and both have statistics.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

Answers = dict[str, tuple[int, float]]  # name of a question → rows (-1: not done) and seconds
LIMIT_SECONDS = 60
# Table → the columns that the questions ask for, and those with an index.
COLUMNS = {
    "fct_attacks": (
        "attack_id event_date event_type grade site_id place_id attacker_best_id target_actor_id attacker_status "
        "killed_best origin_count outlet_count",
        "attack_id attacker_best_id",
    ),
    "fct_attacks_history": (
        "attack_id event_date site_id place_id attacker_status killed_best origin_count review_state known_from "
        "known_to",
        "attack_id",
    ),
    "fct_claims": (
        "attack_id stance lifecycle speaker_actor_id speaker_text about_actor_id about_text",
        "attack_id",
    ),
    "fct_contradictions": ("attack_id field value origin_count is_chosen resolved_by", "attack_id"),
    "fct_aggregate_statements": ("published_at actor_id best quote", "actor_id"),
    "fct_source_coverage": ("source_id coverage_date is_silent", "source_id"),
    "bridge_attack_articles": (
        "attack_id source_id article_no is_first_of_source hours_behind report_delay_hours_low report_delay_hours_high",
        "attack_id source_id",
    ),
    "bridge_attack_origins": ("attack_id origin_id is_party", "attack_id"),
    "dim_actors": ("actor_id name", "actor_id"),
    "dim_sites": ("site_id name", "site_id"),
    "dim_places": ("place_id name place_type", "place_id"),
    "dim_sources": ("source_id name", "source_id"),
    "dim_actor_affiliations": ("actor_id within_actor_id known_to", "actor_id within_actor_id"),
}
NOON = "1773230400"  # 2026-03-11 12:00 UTC
QUESTIONS = {
    "sites_hit_again": """
        with hits as (
            select a.event_date, a.attack_id, coalesce(s.name, p.name) as hit,
                lag(a.event_date) over (
                    partition by coalesce(a.site_id, a.place_id) order by a.event_date, a.attack_id) as hit_before
            from fct_attacks a left join dim_sites s on a.site_id = s.site_id
            left join dim_places p on a.place_id = p.place_id
            where a.site_id is not null or p.place_type = 'settlement'
        )
        select hit, hit_before, event_date, event_date - hit_before from hits
        where event_date - hit_before <= 14 order by event_date, hit, attack_id""",
    "contested_attribution": """
        select distinct a.event_date, coalesce(s.name, p.name) as place, a.attacker_status, c.stance,
            coalesce(k.name, c.speaker_text) as speaker, coalesce(b.name, c.about_text) as about
        from fct_attacks a inner join fct_claims c on a.attack_id = c.attack_id
        left join dim_sites s on a.site_id = s.site_id left join dim_places p on a.place_id = p.place_id
        left join dim_actors k on c.speaker_actor_id = k.actor_id
        left join dim_actors b on c.about_actor_id = b.actor_id
        where a.attacker_status in ('contested', 'denied') or a.grade = 'contested'
            or c.stance in ('denies_responsibility', 'denies_event')
        order by a.event_date, place, c.stance, speaker, about""",
    "who_reports_first": """
        select name, count(*), count(*) filter (where t.article_no = 1 and a.outlet_count > 1) as firsts,
            avg(t.hours_behind) filter (where t.article_no > 1)
        from bridge_attack_articles t inner join fct_attacks a on t.attack_id = a.attack_id
        inner join dim_sources s on t.source_id = s.source_id
        where t.is_first_of_source = 1 group by name order by firsts desc, name""",
    "how_late_reports_are": """
        select name, count(*), avg(t.report_delay_hours_low), avg(t.report_delay_hours_high)
        from bridge_attack_articles t inner join dim_sources s on t.source_id = s.source_id
        where t.report_delay_hours_high is not null group by name order by name""",
    "believed_on_a_day": f"""
        select coalesce(s.name, p.name), b.event_date, b.attacker_status, a.attacker_status, b.killed_best,
            a.killed_best, b.origin_count, a.origin_count
        from fct_attacks_history b left join fct_attacks a on b.attack_id = a.attack_id
        left join dim_sites s on b.site_id = s.site_id left join dim_places p on b.place_id = p.place_id
        where b.known_from <= {NOON} and (b.known_to is null or {NOON} < b.known_to) and b.review_state <> 'rejected'
        order by b.event_date, b.attack_id""",
    "constant_source_panel": """
        with heard as (select source_id, coverage_date from fct_source_coverage where is_silent is not null),
        panel as (
            select source_id from heard group by source_id
            having count(*) = (select count(distinct coverage_date) from heard)
        ), told as (select attack_id, source_id from bridge_attack_articles where is_first_of_source = 1)
        select (a.event_date + 3) / 7 as week, count(distinct a.attack_id),
            count(distinct a.attack_id) filter (where t.source_id in (select source_id from panel)),
            (select count(*) from panel)
        from fct_attacks a inner join told t on a.attack_id = t.attack_id group by 1 order by 1""",
    "where_origins_disagree": """
        select a.event_date, c.field, c.value, c.origin_count, c.is_chosen, c.resolved_by
        from fct_contradictions c inner join fct_attacks a on c.attack_id = a.attack_id
        order by a.event_date, a.attack_id, c.field, c.value""",
    "bulk_claims_against_counted": """
        with whole as (
            select distinct actor_id, within_actor_id from dim_actor_affiliations where known_to is null
        ), daily as (
            select w.within_actor_id as actor_id, a.event_date as day, count(*) as attacks
            from fct_attacks a inner join whole w on a.attacker_best_id = w.actor_id
            where a.event_date is not null group by 1, 2
        ), both_kinds as (
            select actor_id, day, 0 as kind, attacks, null as best, null as quote from daily
            union all
            select actor_id, cast(published_at as integer) / 86400, 1, 0, best, quote from fct_aggregate_statements
        ), grown as (
            select *, sum(attacks) over (partition by actor_id order by day, kind) as held from both_kinds
        )
        select g.day, n.name, g.best, case when g.actor_id is null then null else g.held end, g.quote
        from grown g left join dim_actors n on g.actor_id = n.actor_id where g.kind = 1
        order by g.day, n.name, g.quote""",
    "claimed_against_blamed": """
        with acts as (
            select distinct attack_id, coalesce(about_actor_id, speaker_actor_id) as actor_id,
                case when stance = 'claims_responsibility' then 1 else 0 end as is_claimed
            from fct_claims where lifecycle = 'active'
                and stance in ('claims_responsibility', 'blames', 'suspects', 'assesses_likely')
        ), by_attack as (
            select attack_id, actor_id, max(is_claimed) as claimed, max(1 - is_claimed) as blamed
            from acts where actor_id is not null group by attack_id, actor_id
        )
        select name, count(*) filter (where claimed = 1 and blamed = 0),
            count(*) filter (where claimed = 0 and blamed = 1), count(*) filter (where claimed = 1 and blamed = 1)
        from by_attack inner join dim_actors on by_attack.actor_id = dim_actors.actor_id
        group by name order by count(*) desc, name""",
    "only_party_or_unnamed_origins": """
        with others as (select distinct attack_id from bridge_attack_origins where is_party = 0), resting as (
            select o.attack_id, {concat} as origins from bridge_attack_origins o
            left join others x on o.attack_id = x.attack_id where x.attack_id is null group by o.attack_id
        )
        select a.event_date, a.event_type, a.grade, r.origins
        from fct_attacks a inner join resting r on a.attack_id = r.attack_id order by a.event_date, a.attack_id""",
}
_PLAIN = {
    "DATE": "({} - date '1970-01-01')::integer",
    "TIMESTAMP WITH TIME ZONE": "epoch({})",
    "BOOLEAN": "{}::integer",
}


def columns(made: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[str, str, str]]:
    """Name, expression in DuckDB and type elsewhere of each column that is asked for."""
    kinds = {name: kind for name, kind, *_ in made.execute(f"describe {table}").fetchall()}
    for name in COLUMNS[table][0].split():
        kind = kinds[name]
        other = (
            "double precision"
            if kind.startswith(("TIMESTAMP", "DOUBLE"))
            else "text"
            if kind == "VARCHAR"
            else "integer"
        )
        yield name, _PLAIN.get(kind, "{}").format(name), other


def sqlite(made: duckdb.DuckDBPyConnection, folder: Path) -> Answers:
    """Name of a question → rows and seconds of clock; a question that takes longer than LIMIT_SECONDS has -1 rows."""
    with sqlite3.connect(folder / "simulated.sqlite") as connection:
        connection.execute("pragma cache_size = -1000000")
        connection.execute("pragma synchronous = off")
        for table in COLUMNS:
            found = list(columns(made, table))
            connection.execute(f"create table {table} ({', '.join(f'{name} {kind}' for name, _, kind in found)})")
            rows = made.execute(f"select {', '.join(told for _, told, _ in found)} from {table}")
            while batch := rows.fetchmany(50_000):
                connection.executemany(f"insert into {table} values ({', '.join('?' * len(found))})", batch)
        for statement in indexes():
            connection.execute(statement)
        connection.execute("analyze")
        return {name: _of_sqlite(connection, sql) for name, sql in QUESTIONS.items()}


def _of_sqlite(connection: sqlite3.Connection, sql: str) -> tuple[int, float]:
    started = time.perf_counter()
    connection.set_progress_handler(lambda: int(time.perf_counter() - started > LIMIT_SECONDS), 100_000)
    try:
        rows = len(connection.execute(sql.replace("{concat}", "group_concat(origin_id, ', ')")).fetchall())
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        rows = -1
    return rows, time.perf_counter() - started


def indexes() -> Iterator[str]:
    for table, (_, keys) in COLUMNS.items():
        for key in keys.split():
            yield f"create index {table}_{key} on {table} ({key})"


def postgres(made: duckdb.DuckDBPyConnection, folder: Path) -> Answers | str:
    """As `sqlite`; a reason where there is no PostgreSQL on this machine."""
    programs = _programs()
    if programs is None:
        return "no initdb and postgres on this machine"
    with _server(programs, folder) as ask:
        for table in COLUMNS:
            found = list(columns(made, table))
            file = folder / f"{table}.csv"
            told = ", ".join(f"{expression} as {name}" for name, expression, _ in found)
            made.execute(f"copy (select {told} from {table}) to '{file}' (header false)")
            file.chmod(0o644)
            ask(f"create table {table} ({', '.join(f'{name} {kind}' for name, _, kind in found)})")
            ask(f"\\copy {table} from '{file}' csv")
            file.unlink()
        ask("; ".join([*indexes(), "analyze"]))
        return {name: _of_postgres(ask, sql) for name, sql in QUESTIONS.items()}


def _of_postgres(ask, sql: str) -> tuple[int, float]:
    """Two runs, the better one; the answer goes into a cursor's file and is counted."""
    concat = "string_agg(origin_id, ', ' order by origin_id)"
    best = (-1, float(LIMIT_SECONDS))
    for _ in range(2):
        started = time.perf_counter()
        answer = ask(f"set statement_timeout = '{LIMIT_SECONDS}s'; {sql.replace('{concat}', concat)}")
        took = time.perf_counter() - started
        if answer is None:
            return -1, took
        best = (answer, took) if took < best[1] else best
    return best


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    known = shutil.which("initdb")
    return found[-1].parent if found else Path(known).resolve().parent if known else None


@contextmanager
def _server(programs: Path, folder: Path):
    """A cluster of its own on a free loopback port; yields what asks it and gives the number of rows."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    user = {"user": "postgres"} if os.getuid() == 0 else {}  # the server refuses to be root
    cluster = folder / "cluster"
    cluster.mkdir(mode=0o700)
    folder.chmod(0o755)
    if user:
        shutil.chown(cluster, "postgres")
    subprocess.run(
        [programs / "initdb", "-D", cluster, "-A", "trust", "-U", "sigact"],
        check=True,
        stdout=subprocess.DEVNULL,
        **user,
    )
    options = ["-h", "127.0.0.1", "-p", port, "-k", "", "-c", "fsync=off", "-c", "shared_buffers=1GB"]
    options += ["-c", "work_mem=256MB", "-c", "max_parallel_workers_per_gather=1", "-c", "jit=off"]
    server = subprocess.Popen([programs / "postgres", "-D", cluster, *options], stderr=subprocess.DEVNULL, **user)
    psql = [programs / "psql", "-h", "127.0.0.1", "-p", port, "-U", "sigact", "-d", "postgres", "-qAtX"]

    def ask(sql: str) -> int | None:
        done = subprocess.run([*psql, "-v", "ON_ERROR_STOP=1", "-c", sql], capture_output=True, text=True, check=False)
        if done.returncode and "statement timeout" not in done.stderr:
            raise SystemExit(f"PostgreSQL says: {done.stderr}")
        return None if done.returncode else done.stdout.count("\n")

    try:
        for _ in range(100):
            if not subprocess.run(
                [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", port], check=False
            ).returncode:
                break
            time.sleep(0.1)
        yield ask
    finally:
        server.terminate()
        server.wait()
